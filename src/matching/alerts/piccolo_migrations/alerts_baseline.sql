-- Whether a person wants one kind of alert; without a row they do.
CREATE TABLE alert_choice (
    id uuid PRIMARY KEY,
    account uuid NOT NULL REFERENCES account ON DELETE CASCADE ON UPDATE CASCADE,
    kind varchar(20) NOT NULL,
    wanted boolean NOT NULL DEFAULT true,
    changed_at timestamptz NOT NULL,
    CONSTRAINT alert_choice_once UNIQUE (account, kind),
    CONSTRAINT alert_choice_kind CHECK (
        kind IN ('challenge_fits', 'solution_fits', 'saved_search')
    )
);

-- A search whose new finds are mailed.
CREATE TABLE saved_search (
    id uuid PRIMARY KEY,
    account uuid NOT NULL REFERENCES account ON DELETE CASCADE ON UPDATE CASCADE,
    name varchar(100) NOT NULL,
    query varchar(1000) NOT NULL,
    frequency varchar(20) NOT NULL,
    since timestamptz NOT NULL,
    looked_on date NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    CONSTRAINT saved_search_once UNIQUE (account, query),
    CONSTRAINT saved_search_frequency CHECK (frequency IN ('daily', 'weekly', 'paused')),
    CONSTRAINT saved_search_named CHECK (name <> '' AND query <> '')
);
CREATE INDEX saved_search_due ON saved_search (looked_on) WHERE frequency <> 'paused';

-- When a document became public first; those of the past and of the sample data are not here.
CREATE TABLE alert_publication (
    id uuid NOT NULL,
    kind varchar(20) NOT NULL,
    published_at timestamptz NOT NULL,
    PRIMARY KEY (kind, id),
    CONSTRAINT alert_publication_kind CHECK (
        kind IN ('challenge', 'solution', 'startup', 'contest', 'certified')
    )
);
CREATE INDEX alert_publication_latest ON alert_publication (published_at DESC, id);

-- That a person was told of a document: once, whichever way came first.
CREATE TABLE alert_sent (
    id uuid PRIMARY KEY,
    account uuid NOT NULL REFERENCES account ON DELETE CASCADE ON UPDATE CASCADE,
    kind varchar(20) NOT NULL,
    subject uuid NOT NULL,
    subject_kind varchar(20) NOT NULL,
    object uuid NOT NULL,
    said jsonb NOT NULL DEFAULT '{}',
    place integer NOT NULL DEFAULT 0,
    mail uuid NOT NULL,
    told_at timestamptz NOT NULL,
    CONSTRAINT alert_sent_kind CHECK (kind IN ('challenge_fits', 'solution_fits', 'saved_search')),
    CONSTRAINT alert_sent_subject_kind CHECK (
        subject_kind IN ('challenge', 'solution', 'startup', 'contest', 'certified')
    ),
    -- Of one document a person hears once, whichever way came first.
    CONSTRAINT alert_sent_once_of_each UNIQUE (account, subject_kind, subject)
);
CREATE INDEX alert_sent_by_mail ON alert_sent (mail);
