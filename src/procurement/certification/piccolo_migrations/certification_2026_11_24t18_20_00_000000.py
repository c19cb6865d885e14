from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-24T18:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "What a decided, published, suspended or revoked certification must hold; frozen evidence"

STATEMENTS = """
ALTER TABLE certification
    ADD CONSTRAINT certification_solution_fkey FOREIGN KEY (solution) REFERENCES solution (id)
        ON DELETE RESTRICT,
    ADD CONSTRAINT certification_startup_fkey FOREIGN KEY (startup) REFERENCES startup (id)
        ON DELETE RESTRICT,
    ADD CONSTRAINT certification_pilot_fkey FOREIGN KEY (source_id) REFERENCES pilot (id)
        ON DELETE RESTRICT,
    ADD CONSTRAINT certification_state CHECK
        (state IN ('draft', 'abandoned', 'decided', 'published', 'suspended', 'revoked')),
    ADD CONSTRAINT certification_counted CHECK (version >= 1),
    ADD CONSTRAINT certification_titled CHECK (title_ja <> '' AND firm_name <> ''),
    ADD CONSTRAINT certification_source CHECK
        (source_kind IN ('pilot', 'direct')
         AND (source_kind = 'pilot') = (source_id IS NOT NULL)
         AND (source_kind = 'pilot' OR pilot_outcome IS NULL)
         AND pilot_outcome IN ('full_use', 'extend', 'stop')),
    ADD CONSTRAINT certification_price CHECK
        (price_yen >= 0 AND (price_yen IS NOT NULL OR price_unit IS NULL)
         AND price_unit IN ('unit', 'month', 'year', 'project')),
    ADD CONSTRAINT certification_decided CHECK
        ((state IN ('decided', 'published', 'suspended', 'revoked')) = (decided_at IS NOT NULL)
         AND num_nonnulls(decided_at, decision_number, term_start, term_end, required_opinions,
                          opinions_heard, legal_basis, evidence, evidence_sha256) IN (0, 9)
         AND (decided_by IS NULL OR decided_at IS NOT NULL)),
    ADD CONSTRAINT certification_number CHECK
        (decision_number <> '' AND decision_number = btrim(decision_number)),
    ADD CONSTRAINT certification_term CHECK (term_start <= term_end),
    ADD CONSTRAINT certification_experts CHECK
        (required_opinions >= 0 AND opinions_heard >= required_opinions),
    ADD CONSTRAINT certification_grounds CHECK
        (decided_at IS NULL
         OR (coalesce(novelty_passed AND benefit_passed AND feasibility_passed, false)
             AND coalesce(novelty_reason_ja, '') <> '' AND coalesce(benefit_reason_ja, '') <> ''
             AND coalesce(feasibility_reason_ja, '') <> ''
             AND coalesce(plan_goal_ja, '') <> '' AND coalesce(plan_content_ja, '') <> ''
             AND coalesce(plan_period_ja, '') <> '' AND coalesce(plan_method_ja, '') <> ''
             AND category IS NOT NULL)),
    ADD CONSTRAINT certification_evidence CHECK
        (evidence_sha256 = encode(sha256(convert_to(evidence, 'UTF8')), 'hex')),
    ADD CONSTRAINT certification_published CHECK
        ((state IN ('published', 'suspended', 'revoked')) = (published_at IS NOT NULL)
         AND (published_by IS NULL OR published_at IS NOT NULL)
         AND published_at >= decided_at),
    ADD CONSTRAINT certification_revoked CHECK
        ((state = 'revoked') = (revoked_on IS NOT NULL)
         AND (revoked_on IS NULL) = (revoked_reason_ja IS NULL) AND revoked_reason_ja <> ''
         AND (revoked_by IS NULL OR revoked_on IS NOT NULL)),
    ADD CONSTRAINT certification_abandoned CHECK
        ((state = 'abandoned') = (abandoned_at IS NOT NULL)
         AND (state <> 'abandoned' OR coalesce(state_reason, '') <> ''));

CREATE UNIQUE INDEX certification_number_once ON certification (organisation, decision_number)
    WHERE decision_number IS NOT NULL;
CREATE INDEX certification_of_organisation ON certification (organisation, updated_at DESC);
CREATE INDEX certification_of_startup ON certification (startup);
CREATE INDEX certification_of_solution ON certification (solution);
CREATE INDEX certification_by_term ON certification (term_end, term_start)
    WHERE published_at IS NOT NULL;

ALTER TABLE certification_opinion
    ADD CONSTRAINT certification_opinion_once UNIQUE (certification, position),
    ADD CONSTRAINT certification_opinion_named CHECK (expert <> '' AND position >= 1);

ALTER TABLE certification_suspension
    ADD CONSTRAINT certification_suspension_days CHECK (last_day >= first_day - 1),
    ADD CONSTRAINT certification_suspension_explained CHECK
        (reason_ja <> '' AND (ended_at IS NULL) = (end_reason IS NULL) AND end_reason <> ''
         AND (ended_at IS NULL OR last_day IS NOT NULL)
         AND (ended_by IS NULL OR ended_at IS NOT NULL));
CREATE UNIQUE INDEX certification_suspension_open ON certification_suspension (certification)
    WHERE ended_at IS NULL;
CREATE INDEX certification_suspension_of ON certification_suspension (certification, first_day);

CREATE FUNCTION certification_keep_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.decided_at IS NOT NULL THEN
            RAISE EXCEPTION 'a decided certification is never deleted'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.decided_at IS NOT NULL AND NEW.decided_at IS NOT NULL
       AND (to_jsonb(OLD) - '{version,state,published_at,published_by,revoked_on,revoked_by,
                revoked_reason_ja,revoked_reason_en,state_reason,updated_at}'::text[])
           IS DISTINCT FROM
           (to_jsonb(NEW) - '{version,state,published_at,published_by,revoked_on,revoked_by,
                revoked_reason_ja,revoked_reason_en,state_reason,updated_at}'::text[]) THEN
        RAISE EXCEPTION 'what a certification was decided on stays as it was'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at THEN
        RAISE EXCEPTION 'a published certification stays published'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER certification_decided_is_kept BEFORE UPDATE OR DELETE ON certification
    FOR EACH ROW EXECUTE FUNCTION certification_keep_decided();

CREATE FUNCTION certification_keep_opinions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM certification c
               WHERE c.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.certification
                                 ELSE NEW.certification END
                 AND c.decided_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the opinions heard for a decision stay as they were'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END;
$$;
CREATE TRIGGER certification_opinions_are_kept
    BEFORE INSERT OR UPDATE OR DELETE ON certification_opinion
    FOR EACH ROW EXECUTE FUNCTION certification_keep_opinions();
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="certification", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
