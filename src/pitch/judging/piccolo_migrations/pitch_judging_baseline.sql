-- One judge's ballot (票) for one entry of a contest. Scores stay, uncounted, when the judge recuses.
CREATE TABLE ballot (
    id uuid PRIMARY KEY,
    version integer NOT NULL DEFAULT 1,
    state varchar(20) NOT NULL DEFAULT 'draft',
    contest uuid NOT NULL REFERENCES contest ON DELETE RESTRICT ON UPDATE CASCADE,
    entry uuid NOT NULL REFERENCES entry ON DELETE RESTRICT ON UPDATE CASCADE,
    judge uuid NOT NULL REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    feedback text,
    recusal_reason text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    submitted_at timestamptz,
    recused_at timestamptz,
    CONSTRAINT ballot_once UNIQUE (contest, entry, judge),
    CONSTRAINT ballot_state CHECK (state IN ('draft', 'submitted', 'recused')),
    CONSTRAINT ballot_counted CHECK (version >= 1),
    CONSTRAINT ballot_submitted CHECK ((state = 'submitted') = (submitted_at IS NOT NULL)),
    CONSTRAINT ballot_recused CHECK (
        (state = 'recused') = (recused_at IS NOT NULL)
        AND (state = 'recused') = (recusal_reason IS NOT NULL)
        AND recusal_reason <> ''
    ),
    CONSTRAINT ballot_feedback CHECK (feedback <> '' AND length(feedback) <= 1000)
);
CREATE INDEX ballot_of_judge ON ballot (judge, contest);
CREATE INDEX ballot_of_entry ON ballot (entry);

CREATE FUNCTION ballot_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ballots are kept: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER ballot_is_kept BEFORE DELETE OR TRUNCATE ON ballot
    FOR EACH STATEMENT EXECUTE FUNCTION ballot_refuse_removal();

-- What a ballot says on one criterion: a step of the scale, a comment, or both.
CREATE TABLE ballot_score (
    id uuid PRIMARY KEY,
    ballot uuid NOT NULL REFERENCES ballot ON DELETE CASCADE ON UPDATE CASCADE,
    criterion uuid NOT NULL REFERENCES criterion ON DELETE RESTRICT ON UPDATE CASCADE,
    value smallint,
    comment text,
    CONSTRAINT ballot_score_once UNIQUE (ballot, criterion),
    CONSTRAINT ballot_score_on_scale CHECK (value BETWEEN 1 AND 5),
    CONSTRAINT ballot_score_says_something CHECK (
        (value IS NOT NULL OR comment IS NOT NULL) AND comment <> '' AND length(comment) <= 1000
    )
);
CREATE INDEX ballot_score_of_criterion ON ballot_score (criterion);

-- The secretariat opened the computed order while ballots were still missing, and why.
CREATE TABLE order_opening (
    id uuid PRIMARY KEY,
    contest uuid NOT NULL REFERENCES contest ON DELETE RESTRICT ON UPDATE CASCADE,
    reason text NOT NULL,
    opened_at timestamptz NOT NULL,
    opened_by uuid NOT NULL REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT order_opening_explained CHECK (reason <> '')
);
CREATE INDEX order_opening_of_contest ON order_opening (contest, opened_at DESC);

-- A decided result. `content` is its canonical JSON with everything it relied on, `sha256` its hash.
CREATE TABLE contest_result (
    id uuid PRIMARY KEY,
    version integer NOT NULL DEFAULT 1,
    state varchar(20) NOT NULL DEFAULT 'decided',
    contest uuid NOT NULL REFERENCES contest ON DELETE RESTRICT ON UPDATE CASCADE,
    content text NOT NULL,
    sha256 varchar(64) NOT NULL,
    scored boolean NOT NULL DEFAULT true,
    decided_at timestamptz NOT NULL,
    decided_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    published_at timestamptz,
    published_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    state_reason text,
    taken_back_at timestamptz,
    taken_back_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT contest_result_state CHECK (state IN ('decided', 'published', 'taken_back')),
    CONSTRAINT contest_result_counted CHECK (version >= 1),
    CONSTRAINT contest_result_hash CHECK (
        sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')
    ),
    CONSTRAINT contest_result_published CHECK (
        (state = 'published') = (published_at IS NOT NULL)
        AND (published_by IS NULL OR published_at IS NOT NULL)
    ),
    CONSTRAINT contest_result_taken_back CHECK (
        (state = 'taken_back') = (taken_back_at IS NOT NULL)
        AND (state <> 'taken_back' OR (taken_back_by IS NOT NULL AND state_reason IS NOT NULL))
    )
);
CREATE UNIQUE INDEX contest_result_standing ON contest_result (contest) WHERE state <> 'taken_back';
CREATE INDEX contest_result_of_contest ON contest_result (contest, decided_at);

CREATE FUNCTION contest_result_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a decided result stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER contest_result_is_final
    BEFORE UPDATE OF id, contest, content, sha256, scored, decided_at, decided_by ON contest_result
    FOR EACH ROW EXECUTE FUNCTION contest_result_refuse_change();
CREATE TRIGGER contest_result_is_kept BEFORE DELETE OR TRUNCATE ON contest_result
    FOR EACH STATEMENT EXECUTE FUNCTION contest_result_refuse_change();
