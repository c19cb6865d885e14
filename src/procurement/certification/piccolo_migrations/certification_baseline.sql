-- One certification of one bureau.
CREATE TABLE certification (
    id uuid PRIMARY KEY,
    version integer NOT NULL DEFAULT 1,
    organisation uuid NOT NULL REFERENCES organisation ON DELETE RESTRICT ON UPDATE CASCADE,
    solution uuid NOT NULL REFERENCES solution ON DELETE RESTRICT,
    startup uuid NOT NULL REFERENCES startup ON DELETE RESTRICT,
    source_kind varchar(40) NOT NULL,
    source_id uuid CONSTRAINT certification_pilot_fkey REFERENCES pilot ON DELETE RESTRICT,
    source_label text,
    pilot_outcome varchar(40),
    state varchar(20) NOT NULL DEFAULT 'draft',
    title_ja text NOT NULL,
    title_en text,
    summary_ja text NOT NULL,
    summary_en text,
    category varchar(40),
    regions text[] NOT NULL DEFAULT '{}',
    firm_name text NOT NULL,
    firm_kana text NOT NULL,
    firm_name_en text,
    corporate_number varchar(13),
    firm_address text,
    price_public boolean NOT NULL DEFAULT false,
    plan_goal_ja text,
    plan_goal_en text,
    plan_content_ja text,
    plan_content_en text,
    plan_period_ja text,
    plan_period_en text,
    plan_method_ja text,
    plan_method_en text,
    novelty_passed boolean,
    novelty_reason_ja text,
    novelty_reason_en text,
    benefit_passed boolean,
    benefit_reason_ja text,
    benefit_reason_en text,
    feasibility_passed boolean,
    feasibility_reason_ja text,
    feasibility_reason_en text,
    price_yen bigint,
    price_unit varchar(40),
    decision_number varchar(40),
    decided_at timestamptz,
    decided_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    term_start date,
    term_end date,
    required_opinions smallint,
    opinions_heard smallint,
    legal_basis text,
    evidence text,
    evidence_sha256 varchar(64),
    published_at timestamptz,
    published_for uuid,
    published_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    revoked_on date,
    revoked_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    revoked_reason_ja text,
    revoked_reason_en text,
    abandoned_at timestamptz,
    state_reason text,
    sample boolean NOT NULL DEFAULT false,
    sample_fields text[] NOT NULL DEFAULT '{}',
    provenance jsonb,
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    updated_at timestamptz NOT NULL,
    CONSTRAINT certification_state CHECK (
        state IN ('draft', 'abandoned', 'decided', 'published', 'suspended', 'revoked')
    ),
    CONSTRAINT certification_counted CHECK (version >= 1),
    CONSTRAINT certification_titled CHECK (title_ja <> '' AND firm_name <> ''),
    CONSTRAINT certification_source CHECK (
        source_kind IN ('pilot', 'direct')
        AND (source_kind = 'pilot') = (source_id IS NOT NULL)
        AND (source_kind = 'pilot' OR pilot_outcome IS NULL)
        AND pilot_outcome IN ('full_use', 'extend', 'stop')
    ),
    CONSTRAINT certification_price CHECK (
        price_yen >= 0 AND (price_yen IS NOT NULL OR price_unit IS NULL)
        AND price_unit IN ('unit', 'month', 'year', 'project')
    ),
    CONSTRAINT certification_decided CHECK (
        (state IN ('decided', 'published', 'suspended', 'revoked')) = (decided_at IS NOT NULL)
        AND num_nonnulls(decided_at, decision_number, term_start, term_end, required_opinions,
                         opinions_heard, legal_basis, evidence, evidence_sha256) IN (0, 9)
        AND (decided_by IS NULL OR decided_at IS NOT NULL)
    ),
    CONSTRAINT certification_number CHECK (
        decision_number <> '' AND decision_number = btrim(decision_number)
    ),
    CONSTRAINT certification_term CHECK (term_start <= term_end),
    CONSTRAINT certification_experts CHECK (
        required_opinions >= 0 AND opinions_heard >= required_opinions
    ),
    CONSTRAINT certification_grounds CHECK (
        decided_at IS NULL
        OR (coalesce(novelty_passed AND benefit_passed AND feasibility_passed, false)
            AND coalesce(novelty_reason_ja, '') <> '' AND coalesce(benefit_reason_ja, '') <> ''
            AND coalesce(feasibility_reason_ja, '') <> ''
            AND coalesce(plan_goal_ja, '') <> '' AND coalesce(plan_content_ja, '') <> ''
            AND coalesce(plan_period_ja, '') <> '' AND coalesce(plan_method_ja, '') <> ''
            AND category IS NOT NULL)
    ),
    CONSTRAINT certification_evidence CHECK (
        evidence_sha256 = encode(sha256(convert_to(evidence, 'UTF8')), 'hex')
    ),
    CONSTRAINT certification_published CHECK (
        (state IN ('published', 'suspended', 'revoked')) = (published_at IS NOT NULL)
        AND (published_by IS NULL OR published_at IS NOT NULL)
        AND published_at >= decided_at
    ),
    CONSTRAINT certification_revoked CHECK (
        (state = 'revoked') = (revoked_on IS NOT NULL)
        AND (revoked_on IS NULL) = (revoked_reason_ja IS NULL) AND revoked_reason_ja <> ''
        AND (revoked_by IS NULL OR revoked_on IS NOT NULL)
    ),
    CONSTRAINT certification_abandoned CHECK (
        (state = 'abandoned') = (abandoned_at IS NOT NULL)
        AND (state <> 'abandoned' OR coalesce(state_reason, '') <> '')
    )
);
CREATE INDEX certification_of_organisation ON certification (organisation, updated_at DESC);
CREATE INDEX certification_of_startup ON certification (startup);
CREATE INDEX certification_of_solution ON certification (solution);
CREATE INDEX certification_by_term ON certification (term_end, term_start)
    WHERE published_at IS NOT NULL;
-- A number is given once by the bureau that decided, whoever holds it today.
CREATE UNIQUE INDEX certification_number_once
    ON certification (coalesce(published_for, organisation), decision_number)
    WHERE decision_number IS NOT NULL;

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
                revoked_reason_ja,revoked_reason_en,state_reason,updated_at,organisation,
                published_for}'::text[])
           IS DISTINCT FROM
           (to_jsonb(NEW) - '{version,state,published_at,published_by,revoked_on,revoked_by,
                revoked_reason_ja,revoked_reason_en,state_reason,updated_at,organisation,
                published_for}'::text[]) THEN
        RAISE EXCEPTION 'what a certification was decided on stays as it was'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.decided_at IS NOT NULL AND NEW.decided_at IS NOT NULL
       AND (OLD.organisation, OLD.published_for)
           IS DISTINCT FROM (NEW.organisation, NEW.published_for)
       AND (NEW.published_for IS DISTINCT FROM coalesce(OLD.published_for, OLD.organisation)
            OR EXISTS (SELECT FROM organisation o
                        WHERE o.id = OLD.organisation AND o.state = 'active')) THEN
        RAISE EXCEPTION 'a decided certification changes hands only when its bureau ends'
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

-- What one expert (学識経験者) said; written while the certification is a draft only.
CREATE TABLE certification_opinion (
    id uuid PRIMARY KEY,
    certification uuid NOT NULL REFERENCES certification ON DELETE CASCADE ON UPDATE CASCADE,
    position smallint NOT NULL,
    expert text NOT NULL,
    affiliation text,
    heard_on date,
    opinion_ja text,
    opinion_en text,
    CONSTRAINT certification_opinion_once UNIQUE (certification, position),
    CONSTRAINT certification_opinion_named CHECK (expert <> '' AND position >= 1)
);

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

-- One suspension. `last_day` may be planned ahead; when resumed, it is the day before.
CREATE TABLE certification_suspension (
    id uuid PRIMARY KEY,
    certification uuid NOT NULL REFERENCES certification ON DELETE RESTRICT ON UPDATE CASCADE,
    first_day date NOT NULL,
    last_day date,
    reason_ja text NOT NULL,
    reason_en text,
    suspended_at timestamptz NOT NULL,
    suspended_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    ended_at timestamptz,
    ended_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    end_reason text,
    CONSTRAINT certification_suspension_days CHECK (last_day >= first_day - 1),
    CONSTRAINT certification_suspension_explained CHECK (
        reason_ja <> '' AND (ended_at IS NULL) = (end_reason IS NULL) AND end_reason <> ''
        AND (ended_at IS NULL OR last_day IS NOT NULL)
        AND (ended_by IS NULL OR ended_at IS NOT NULL)
    )
);
CREATE UNIQUE INDEX certification_suspension_open ON certification_suspension (certification)
    WHERE ended_at IS NULL;
CREATE INDEX certification_suspension_of ON certification_suspension (certification, first_day);
