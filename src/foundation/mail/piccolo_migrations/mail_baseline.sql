-- One mail to one person. `message_key` names its reason: the same key is the same mail.
CREATE TABLE mail_message (
    id uuid PRIMARY KEY,
    message_key varchar(300) NOT NULL DEFAULT '' UNIQUE,
    recipient varchar(254) NOT NULL DEFAULT '',
    subject varchar(300) NOT NULL DEFAULT '',
    body text NOT NULL DEFAULT '',
    language varchar(2) NOT NULL DEFAULT 'ja',
    confidential boolean NOT NULL DEFAULT false,
    urgent boolean NOT NULL DEFAULT false,
    headers jsonb NOT NULL DEFAULT '{}',
    review varchar(40),
    state varchar(20) NOT NULL DEFAULT 'queued',
    queued_at timestamptz NOT NULL,
    sent_at timestamptz,
    error text,
    CONSTRAINT mail_message_sent CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
    CONSTRAINT mail_message_failed CHECK (state <> 'failed' OR error IS NOT NULL),
    CONSTRAINT mail_message_language CHECK (language IN ('ja', 'en')),
    CONSTRAINT mail_message_one_line CHECK (
        message_key <> '' AND recipient <> '' AND (recipient || subject) !~ '[\r\n]'
    ),
    CONSTRAINT mail_message_state CHECK (state IN ('queued', 'sent', 'failed', 'withheld'))
);
CREATE INDEX mail_message_latest ON mail_message (queued_at DESC, id DESC);
CREATE INDEX mail_message_given_up ON mail_message (queued_at DESC, id DESC)
    WHERE state = 'failed';
CREATE INDEX mail_message_waiting ON mail_message (queued_at) WHERE state = 'queued';
