-- One problem of one bureau. `version` counts every change, `edition` those after publication.
CREATE TABLE challenge (
    id uuid PRIMARY KEY,
    version integer NOT NULL DEFAULT 1,
    edition integer NOT NULL DEFAULT 0,
    organisation uuid NOT NULL REFERENCES organisation ON DELETE RESTRICT ON UPDATE CASCADE,
    number varchar(20) UNIQUE,
    state varchar(20) NOT NULL DEFAULT 'draft',
    title_ja text NOT NULL,
    title_en text,
    section_ja text,
    section_en text,
    problem_ja text,
    problem_en text,
    process_ja text,
    process_en text,
    process_cost_yen bigint,
    process_cost_note_ja text,
    process_cost_note_en text,
    assumed_solution_ja text,
    assumed_solution_en text,
    affected_ja text,
    affected_en text,
    affected_count bigint,
    site_type varchar(40),
    site_ja text,
    site_en text,
    region varchar(40),
    conditions text[] NOT NULL DEFAULT '{}',
    conditions_note_ja text,
    conditions_note_en text,
    readiness_minimum smallint,
    pilot_budget_yen bigint,
    later_budget_yen bigint,
    category varchar(40),
    desired_start date,
    closes_on date,
    provenance jsonb,
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    updated_at timestamptz NOT NULL,
    submitted_at timestamptz,
    submitted_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    returned_at timestamptz,
    returned_reason text,
    published_at timestamptz,
    published_for uuid,
    published_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    corrected_at timestamptz,
    closed_at timestamptz,
    withdrawn_at timestamptz,
    state_reason text,
    CONSTRAINT challenge_state CHECK (
        state IN ('draft', 'submitted', 'returned', 'published', 'closed', 'withdrawn')
    ),
    CONSTRAINT challenge_counted CHECK (version >= 1 AND edition >= 0),
    CONSTRAINT challenge_titled CHECK (title_ja <> ''),
    CONSTRAINT challenge_numbered CHECK (
        (number IS NOT NULL) = (state IN ('published', 'closed', 'withdrawn'))
        AND (number IS NULL) = (published_at IS NULL)
        AND (number IS NULL) = (edition = 0)
        AND number ~ '^C-[0-9]{4}-[0-9]{3,}$'
    ),
    CONSTRAINT challenge_submitted CHECK ((submitted_at IS NOT NULL) OR state = 'draft'),
    CONSTRAINT challenge_complete CHECK (
        state IN ('draft', 'returned') OR (coalesce(problem_ja, '') <> '' AND category IS NOT NULL)
    ),
    CONSTRAINT challenge_returned CHECK (
        (returned_at IS NULL) = (returned_reason IS NULL)
        AND (state <> 'returned' OR returned_at IS NOT NULL)
    ),
    CONSTRAINT challenge_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CONSTRAINT challenge_withdrawn CHECK (
        (state = 'withdrawn') = (withdrawn_at IS NOT NULL)
        AND (state <> 'withdrawn' OR state_reason IS NOT NULL)
    ),
    CONSTRAINT challenge_corrected CHECK ((corrected_at IS NOT NULL) = (edition > 1)),
    CONSTRAINT challenge_amounts CHECK (
        process_cost_yen >= 0 AND pilot_budget_yen >= 0 AND later_budget_yen >= 0
        AND affected_count >= 0 AND readiness_minimum BETWEEN 1 AND 9
    ),
    CONSTRAINT challenge_start_month CHECK (extract(day FROM desired_start) = 1)
);
CREATE INDEX challenge_listed ON challenge (published_at DESC, id DESC)
    WHERE state IN ('published', 'closed');
CREATE INDEX challenge_of_organisation ON challenge (organisation, updated_at DESC);
CREATE INDEX challenge_waiting ON challenge (submitted_at) WHERE state = 'submitted';

-- What a challenge said when it was published, and after each correction (訂正); never changed.
CREATE TABLE challenge_edition (
    id uuid PRIMARY KEY,
    challenge uuid NOT NULL REFERENCES challenge ON DELETE RESTRICT ON UPDATE CASCADE,
    edition integer NOT NULL,
    content jsonb NOT NULL,
    changed_fields text[] NOT NULL DEFAULT '{}',
    note text,
    published_at timestamptz NOT NULL,
    published_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT challenge_edition_once UNIQUE (challenge, edition),
    CONSTRAINT challenge_edition_explained CHECK (
        edition >= 1 AND (edition = 1) = (note IS NULL) AND note <> ''
    )
);

CREATE FUNCTION challenge_edition_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published edition stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER challenge_edition_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON challenge_edition
    FOR EACH STATEMENT EXECUTE FUNCTION challenge_edition_refuse_change();

-- The last number given in a fiscal year (年度); its row is the lock that keeps numbers unique.
CREATE TABLE challenge_number (
    id integer PRIMARY KEY,
    last integer NOT NULL DEFAULT 0,
    CONSTRAINT challenge_number_range CHECK (id BETWEEN 2000 AND 2999 AND last >= 1)
);
