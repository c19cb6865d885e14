-- A pitch contest on a theme. `rubric_hash` fixes the rubric from the day of opening.
CREATE TABLE contest (
    id uuid PRIMARY KEY,
    version integer NOT NULL DEFAULT 1,
    state varchar(20) NOT NULL DEFAULT 'draft',
    challenge uuid NOT NULL REFERENCES challenge ON DELETE RESTRICT ON UPDATE CASCADE,
    theme_ja text NOT NULL,
    theme_en text,
    edition_ja text,
    edition_en text,
    description_ja text NOT NULL,
    description_en text,
    entry_deadline timestamptz NOT NULL,
    judging_deadline timestamptz NOT NULL,
    final_at timestamptz,
    rubric_hash varchar(64),
    sample_note_ja text,
    sample_note_en text,
    provenance jsonb,
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    updated_at timestamptz NOT NULL,
    opened_at timestamptz,
    judging_started_at timestamptz,
    decided_at timestamptz,
    published_at timestamptz,
    state_reason text,
    CONSTRAINT contest_state CHECK (
        state IN ('draft', 'open', 'judging', 'decided', 'published', 'cancelled')
    ),
    CONSTRAINT contest_counted CHECK (version >= 1),
    CONSTRAINT contest_titled CHECK (theme_ja <> '' AND description_ja <> ''),
    CONSTRAINT contest_dates CHECK (judging_deadline > entry_deadline),
    CONSTRAINT contest_opened CHECK (
        state = 'draft' OR (opened_at IS NOT NULL AND rubric_hash IS NOT NULL)
    ),
    CONSTRAINT contest_draft CHECK (
        state <> 'draft' OR (opened_at IS NULL AND rubric_hash IS NULL)
    ),
    CONSTRAINT contest_judging CHECK (
        (judging_started_at IS NOT NULL) = (state IN ('judging', 'decided', 'published'))
        OR state = 'cancelled'
    ),
    CONSTRAINT contest_decided CHECK (
        (decided_at IS NOT NULL) = (state IN ('decided', 'published'))
    ),
    CONSTRAINT contest_published CHECK ((published_at IS NOT NULL) = (state = 'published')),
    CONSTRAINT contest_cancelled CHECK (state <> 'cancelled' OR state_reason IS NOT NULL)
);
CREATE INDEX contest_open ON contest (entry_deadline) WHERE state = 'open';

-- One weighted criterion (審査基準) of a contest's rubric.
CREATE TABLE criterion (
    id uuid PRIMARY KEY,
    contest uuid NOT NULL REFERENCES contest ON DELETE CASCADE ON UPDATE CASCADE,
    position smallint NOT NULL,
    name_ja text NOT NULL,
    name_en text,
    question_ja text,
    question_en text,
    weight smallint NOT NULL,
    descriptors jsonb NOT NULL,
    CONSTRAINT criterion_position UNIQUE (contest, position),
    CONSTRAINT criterion_weight CHECK (weight BETWEEN 0 AND 100),
    CONSTRAINT criterion_named CHECK (name_ja <> '')
);

-- A judge (審査員) of a contest.
CREATE TABLE contest_judge (
    id uuid PRIMARY KEY,
    contest uuid NOT NULL REFERENCES contest ON DELETE RESTRICT ON UPDATE CASCADE,
    account uuid NOT NULL REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    added_at timestamptz NOT NULL,
    removed_at timestamptz
);
CREATE UNIQUE INDEX contest_judge_once ON contest_judge (contest, account)
    WHERE removed_at IS NULL;
CREATE INDEX contest_judge_of_account ON contest_judge (account) WHERE removed_at IS NULL;

-- An entry (応募) with a registered solution, frozen as it was when entered.
CREATE TABLE entry (
    id uuid PRIMARY KEY,
    contest uuid NOT NULL REFERENCES contest ON DELETE RESTRICT ON UPDATE CASCADE,
    organisation uuid NOT NULL REFERENCES organisation ON DELETE RESTRICT ON UPDATE CASCADE,
    solution uuid NOT NULL REFERENCES solution ON DELETE RESTRICT ON UPDATE CASCADE,
    snapshot jsonb NOT NULL,
    message_ja text NOT NULL DEFAULT '',
    message_en text,
    state varchar(20) NOT NULL DEFAULT 'submitted',
    submitted_at timestamptz NOT NULL,
    submitted_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    withdrawn_at timestamptz,
    withdrawn_reason text,
    CONSTRAINT entry_state CHECK (state IN ('submitted', 'withdrawn')),
    CONSTRAINT entry_withdrawn CHECK ((withdrawn_at IS NOT NULL) = (state = 'withdrawn')),
    CONSTRAINT entry_message CHECK (length(message_ja) <= 1000)
);
CREATE UNIQUE INDEX entry_standing ON entry (contest, organisation) WHERE state = 'submitted';
CREATE INDEX entry_of_contest ON entry (contest, submitted_at);
CREATE INDEX entry_of_organisation ON entry (organisation, submitted_at DESC);
