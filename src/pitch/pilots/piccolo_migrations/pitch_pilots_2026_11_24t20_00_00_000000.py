from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-24T20:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "States go with their columns, results are marked and never lost"

STATEMENTS = """
ALTER TABLE pilot
    ADD CONSTRAINT pilot_state CHECK (state IN ('planned', 'running', 'evaluated', 'cancelled')),
    ADD CONSTRAINT pilot_counted CHECK (version >= 1),
    ADD CONSTRAINT pilot_titled CHECK (title_ja <> ''),
    ADD CONSTRAINT pilot_source CHECK
        (CASE source_kind
            WHEN 'contest_entry' THEN entry IS NOT NULL AND call_name_ja IS NULL
            WHEN 'shortlist' THEN challenge IS NOT NULL AND entry IS NULL AND call_name_ja IS NULL
            WHEN 'open_call' THEN entry IS NULL AND call_name_ja <> '' AND call_name_ja IS NOT NULL
            ELSE false
         END),
    ADD CONSTRAINT pilot_period CHECK (ends_on >= starts_on),
    ADD CONSTRAINT pilot_started CHECK
        ((state IN ('running', 'evaluated')) = (started_at IS NOT NULL)
         AND (started_at IS NULL OR (starts_on IS NOT NULL AND ends_on IS NOT NULL
              AND site_ja IS NOT NULL AND plan_ja IS NOT NULL AND hypothesis_ja IS NOT NULL))),
    ADD CONSTRAINT pilot_cancelled CHECK
        ((state = 'cancelled') = (cancelled_at IS NOT NULL)
         AND (state <> 'cancelled' OR state_reason IS NOT NULL)),
    ADD CONSTRAINT pilot_evaluated CHECK
        ((state = 'evaluated') = (evaluated_at IS NOT NULL)
         AND (evaluated_at IS NULL) = (outcome IS NULL)
         AND (evaluated_at IS NULL) = (outcome_reason_ja IS NULL)
         AND (evaluated_at IS NULL) = (outcome_owner_ja IS NULL)
         AND (evaluated_at IS NOT NULL OR budget_year IS NULL)),
    ADD CONSTRAINT pilot_outcome CHECK
        (outcome IN ('full_use', 'extend', 'stop')
         AND outcome_reason_ja <> '' AND outcome_owner_ja <> ''
         AND budget_year BETWEEN 2000 AND 2999
         AND (outcome = 'stop' OR budget_year IS NOT NULL)),
    ADD CONSTRAINT pilot_published CHECK (published_at IS NULL OR published_at >= evaluated_at),
    ADD CONSTRAINT pilot_published_evaluation CHECK (published_at IS NULL OR evaluated_at IS NOT NULL);

ALTER TABLE pilot_indicator
    ADD CONSTRAINT pilot_indicator_named CHECK (name_ja <> '' AND better IN ('lower', 'higher'));

ALTER TABLE pilot_measurement
    ADD CONSTRAINT pilot_measurement_says_something CHECK
        (value IS NOT NULL OR (note_ja IS NOT NULL AND note_ja <> '')),
    ADD CONSTRAINT pilot_measurement_sample CHECK (sample_size >= 1),
    ADD CONSTRAINT pilot_measurement_corrected CHECK
        ((corrected_at IS NULL) = (correction_reason IS NULL)
         AND (corrected_at IS NOT NULL OR (replaced_by IS NULL AND corrected_by IS NULL))),
    ADD CONSTRAINT pilot_measurement_replaced FOREIGN KEY (replaced_by)
        REFERENCES pilot_measurement (id) ON DELETE RESTRICT;

CREATE INDEX pilot_listed ON pilot (starts_on DESC, id) WHERE state IN ('running', 'evaluated');
CREATE INDEX pilot_of_organisation ON pilot (organisation, updated_at DESC);
CREATE INDEX pilot_of_startup ON pilot (startup, updated_at DESC);
CREATE INDEX pilot_of_solution ON pilot (solution);
CREATE INDEX pilot_of_challenge ON pilot (challenge);
CREATE INDEX pilot_indicator_of_pilot ON pilot_indicator (pilot, position);
CREATE INDEX pilot_measurement_of_indicator ON pilot_measurement (indicator, measured_on);

CREATE FUNCTION pilot_measurement_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.corrected_at IS NULL
       AND (OLD.id, OLD.indicator, OLD.measured_on, OLD.value, OLD.sample_size, OLD.note_ja,
            OLD.note_en, OLD.recorded_at, OLD.recorded_by)
           IS NOT DISTINCT FROM
           (NEW.id, NEW.indicator, NEW.measured_on, NEW.value, NEW.sample_size, NEW.note_ja,
            NEW.note_en, NEW.recorded_at, NEW.recorded_by) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a result stays as it was recorded, it can only be marked: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER pilot_measurement_is_kept BEFORE UPDATE OR DELETE ON pilot_measurement
    FOR EACH ROW EXECUTE FUNCTION pilot_measurement_refuse_change();
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="pitch_pilots", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
