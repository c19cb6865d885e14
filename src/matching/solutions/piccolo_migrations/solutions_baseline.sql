-- One solution of one startup. `version` counts every change, `edition` the published ones.
CREATE TABLE solution (
    id uuid PRIMARY KEY,
    version integer NOT NULL DEFAULT 1,
    edition integer NOT NULL DEFAULT 0,
    startup uuid NOT NULL REFERENCES startup ON DELETE RESTRICT ON UPDATE CASCADE,
    state varchar(20) NOT NULL DEFAULT 'draft',
    title_ja text NOT NULL,
    title_en text,
    problem_ja text,
    problem_en text,
    how_ja text,
    how_en text,
    evidence_ja text,
    evidence_en text,
    evidence_public boolean NOT NULL DEFAULT false,
    on_sale_since date,
    not_on_sale boolean NOT NULL DEFAULT false,
    readiness smallint,
    price_yen bigint,
    price_unit varchar(20),
    price_note_ja text,
    price_note_en text,
    price_public boolean NOT NULL DEFAULT false,
    categories text[] NOT NULL DEFAULT '{}',
    regions text[] NOT NULL DEFAULT '{}',
    site_types text[] NOT NULL DEFAULT '{}',
    conditions jsonb NOT NULL DEFAULT '{}',
    provenance jsonb,
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    updated_at timestamptz NOT NULL,
    published_at timestamptz,
    edition_at timestamptz,
    withdrawn_at timestamptz,
    state_reason text,
    CONSTRAINT solution_state CHECK (state IN ('draft', 'published', 'withdrawn')),
    CONSTRAINT solution_counted CHECK (version >= 1 AND edition >= 0),
    CONSTRAINT solution_titled CHECK (title_ja <> ''),
    CONSTRAINT solution_published CHECK (
        (published_at IS NULL) = (edition = 0) AND (edition_at IS NULL) = (edition = 0)
        AND (state = 'draft' OR edition >= 1)
    ),
    CONSTRAINT solution_told CHECK (
        state <> 'published' OR (coalesce(problem_ja, '') <> '' AND coalesce(how_ja, '') <> ''
                                 AND cardinality(categories) > 0)
    ),
    CONSTRAINT solution_withdrawn CHECK (
        (state = 'withdrawn') = (withdrawn_at IS NOT NULL)
        AND (state <> 'withdrawn' OR coalesce(state_reason, '') <> '')
    ),
    CONSTRAINT solution_amounts CHECK (price_yen >= 0 AND readiness BETWEEN 1 AND 9),
    CONSTRAINT solution_price_unit CHECK (price_unit IN ('unit', 'month', 'year', 'project')),
    CONSTRAINT solution_sale CHECK (NOT (not_on_sale AND on_sale_since IS NOT NULL)),
    CONSTRAINT solution_conditions CHECK (jsonb_typeof(conditions) = 'object')
);
CREATE INDEX solution_listed ON solution (edition_at DESC, id DESC) WHERE state = 'published';
CREATE INDEX solution_of_startup ON solution (startup, updated_at DESC);

-- What a solution said when it was published, and after each change while public; never changed.
CREATE TABLE solution_edition (
    id uuid PRIMARY KEY,
    solution uuid NOT NULL REFERENCES solution ON DELETE RESTRICT ON UPDATE CASCADE,
    edition integer NOT NULL,
    content jsonb NOT NULL,
    changed_fields text[] NOT NULL DEFAULT '{}',
    published_at timestamptz NOT NULL,
    published_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT solution_edition_once UNIQUE (solution, edition),
    CONSTRAINT solution_edition_counted CHECK (edition >= 1)
);

CREATE FUNCTION solution_edition_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published edition stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER solution_edition_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON solution_edition
    FOR EACH STATEMENT EXECUTE FUNCTION solution_edition_refuse_change();
