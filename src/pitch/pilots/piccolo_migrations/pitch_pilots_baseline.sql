-- One trial of one solution at a public site, planned and judged by a bureau.
CREATE TABLE pilot (
    id uuid PRIMARY KEY,
    version integer NOT NULL DEFAULT 1,
    organisation uuid NOT NULL REFERENCES organisation ON DELETE RESTRICT ON UPDATE CASCADE,
    startup uuid NOT NULL REFERENCES organisation ON DELETE RESTRICT ON UPDATE CASCADE,
    solution uuid NOT NULL REFERENCES solution ON DELETE RESTRICT ON UPDATE CASCADE,
    challenge uuid REFERENCES challenge ON DELETE RESTRICT ON UPDATE CASCADE,
    source_kind varchar(20) NOT NULL,
    entry uuid REFERENCES entry ON DELETE RESTRICT ON UPDATE CASCADE,
    call_name_ja text,
    call_name_en text,
    snapshot jsonb NOT NULL,
    state varchar(20) NOT NULL DEFAULT 'planned',
    title_ja text NOT NULL,
    title_en text,
    site_ja text,
    site_en text,
    section_ja text,
    section_en text,
    starts_on date,
    ends_on date,
    period_note_ja text,
    period_note_en text,
    plan_ja text,
    plan_en text,
    hypothesis_ja text,
    hypothesis_en text,
    outcome varchar(20),
    outcome_reason_ja text,
    outcome_reason_en text,
    outcome_owner_ja text,
    outcome_owner_en text,
    budget_year smallint,
    evaluated_at timestamptz,
    evaluated_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    published_at timestamptz,
    published_for uuid,
    published_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    provenance jsonb,
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    updated_at timestamptz NOT NULL,
    agreed_at timestamptz,
    started_at timestamptz,
    started_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    cancelled_at timestamptz,
    state_reason text,
    CONSTRAINT pilot_state CHECK (state IN ('planned', 'running', 'evaluated', 'cancelled')),
    CONSTRAINT pilot_counted CHECK (version >= 1),
    CONSTRAINT pilot_titled CHECK (title_ja <> ''),
    CONSTRAINT pilot_source CHECK (
        CASE source_kind
            WHEN 'contest_entry' THEN entry IS NOT NULL AND call_name_ja IS NULL
            WHEN 'shortlist' THEN challenge IS NOT NULL AND entry IS NULL AND call_name_ja IS NULL
            WHEN 'open_call' THEN entry IS NULL AND call_name_ja <> '' AND call_name_ja IS NOT NULL
            ELSE false
        END
    ),
    CONSTRAINT pilot_period CHECK (ends_on >= starts_on),
    CONSTRAINT pilot_started CHECK (
        (state IN ('running', 'evaluated')) = (started_at IS NOT NULL)
        AND (started_at IS NULL OR (starts_on IS NOT NULL AND ends_on IS NOT NULL
             AND site_ja IS NOT NULL AND plan_ja IS NOT NULL AND hypothesis_ja IS NOT NULL))
    ),
    CONSTRAINT pilot_cancelled CHECK (
        (state = 'cancelled') = (cancelled_at IS NOT NULL)
        AND (state <> 'cancelled' OR state_reason IS NOT NULL)
    ),
    CONSTRAINT pilot_evaluated CHECK (
        (state = 'evaluated') = (evaluated_at IS NOT NULL)
        AND (evaluated_at IS NULL) = (outcome IS NULL)
        AND (evaluated_at IS NULL) = (outcome_reason_ja IS NULL)
        AND (evaluated_at IS NULL) = (outcome_owner_ja IS NULL)
        AND (evaluated_at IS NOT NULL OR budget_year IS NULL)
    ),
    CONSTRAINT pilot_outcome CHECK (
        outcome IN ('full_use', 'extend', 'stop')
        AND outcome_reason_ja <> '' AND outcome_owner_ja <> ''
        AND budget_year BETWEEN 2000 AND 2999
        AND (outcome = 'stop' OR budget_year IS NOT NULL)
    ),
    CONSTRAINT pilot_published CHECK (published_at IS NULL OR published_at >= evaluated_at),
    CONSTRAINT pilot_published_evaluation CHECK (published_at IS NULL OR evaluated_at IS NOT NULL)
);
CREATE INDEX pilot_listed ON pilot (starts_on DESC, id) WHERE state IN ('running', 'evaluated');
CREATE INDEX pilot_of_organisation ON pilot (organisation, updated_at DESC);
CREATE INDEX pilot_of_startup ON pilot (startup, updated_at DESC);
CREATE INDEX pilot_of_solution ON pilot (solution);
CREATE INDEX pilot_of_challenge ON pilot (challenge);

-- What a pilot measures (指標), with its value before and the one aimed at.
CREATE TABLE pilot_indicator (
    id uuid PRIMARY KEY,
    pilot uuid NOT NULL REFERENCES pilot ON DELETE RESTRICT ON UPDATE CASCADE,
    position smallint NOT NULL,
    name_ja text NOT NULL,
    name_en text,
    unit_ja text,
    unit_en text,
    method_ja text,
    method_en text,
    better varchar(20) NOT NULL,
    baseline double precision,
    target double precision,
    CONSTRAINT pilot_indicator_named CHECK (name_ja <> '' AND better IN ('lower', 'higher'))
);
CREATE INDEX pilot_indicator_of_pilot ON pilot_indicator (pilot, position);

-- One result (測定値), never changed or deleted: a wrong one is marked, with what takes its place.
CREATE TABLE pilot_measurement (
    id uuid PRIMARY KEY,
    indicator uuid NOT NULL REFERENCES pilot_indicator ON DELETE RESTRICT ON UPDATE CASCADE,
    measured_on date NOT NULL,
    value double precision,
    sample_size integer,
    note_ja text,
    note_en text,
    recorded_at timestamptz NOT NULL,
    recorded_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    corrected_at timestamptz,
    corrected_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    correction_reason text,
    replaced_by uuid
        CONSTRAINT pilot_measurement_replaced REFERENCES pilot_measurement ON DELETE RESTRICT,
    CONSTRAINT pilot_measurement_says_something CHECK (
        value IS NOT NULL OR (note_ja IS NOT NULL AND note_ja <> '')
    ),
    CONSTRAINT pilot_measurement_sample CHECK (sample_size >= 1),
    CONSTRAINT pilot_measurement_corrected CHECK (
        (corrected_at IS NULL) = (correction_reason IS NULL)
        AND (corrected_at IS NOT NULL OR (replaced_by IS NULL AND corrected_by IS NULL))
    )
);
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
