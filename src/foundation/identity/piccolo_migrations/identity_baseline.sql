-- One person who can sign in.
CREATE TABLE account (
    id uuid PRIMARY KEY,
    email varchar(254) NOT NULL,
    email_canonical varchar(254) NOT NULL DEFAULT '',
    name varchar(100) NOT NULL,
    kana varchar(100),
    password_hash text,
    email_confirmed_at timestamptz,
    state varchar(20) NOT NULL DEFAULT 'active',
    suspended_at timestamptz,
    language varchar(2) NOT NULL DEFAULT 'ja',
    created_at timestamptz NOT NULL,
    CONSTRAINT account_state CHECK (
        state IN ('active', 'suspended') AND (state = 'suspended') = (suspended_at IS NOT NULL)
    ),
    CONSTRAINT account_words CHECK (email <> '' AND name <> '' AND language IN ('ja', 'en')),
    CONSTRAINT account_email_canonical CHECK (email_canonical <> '')
);
CREATE INDEX account_name ON account (name, id);
CREATE UNIQUE INDEX account_email ON account (email_canonical);

-- A body people act for. Its kind is an opaque word of the application.
CREATE TABLE organisation (
    id uuid PRIMARY KEY,
    kind varchar(40) NOT NULL,
    name varchar(200) NOT NULL,
    name_en varchar(200),
    unit varchar(200),
    state varchar(20) NOT NULL DEFAULT 'active',
    merged_into uuid REFERENCES organisation ON DELETE RESTRICT ON UPDATE CASCADE,
    ended_at timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT organisation_words CHECK (kind <> '' AND name <> ''),
    CONSTRAINT organisation_state CHECK (
        state IN ('active', 'merged', 'closed')
        AND (state = 'active') = (ended_at IS NULL)
        AND (state = 'merged') = (merged_into IS NOT NULL)
        AND merged_into IS DISTINCT FROM id
    ),
    CONSTRAINT organisation_optional_words CHECK (name_en <> '' AND unit <> '')
);
CREATE INDEX organisation_list ON organisation (state, name, id);
CREATE INDEX organisation_merged_into ON organisation (merged_into) WHERE merged_into IS NOT NULL;

-- A name an organisation had, has or will have: from a day on, until the day before another.
CREATE TABLE organisation_name (
    id uuid PRIMARY KEY,
    organisation uuid NOT NULL REFERENCES organisation ON DELETE RESTRICT ON UPDATE CASCADE,
    name varchar(200) NOT NULL,
    name_en varchar(200),
    unit varchar(200),
    from_day date NOT NULL,
    until_day date,
    reason text,
    recorded_by_name varchar(100),
    recorded_at timestamptz NOT NULL,
    CONSTRAINT organisation_name_rules CHECK (
        name <> '' AND name_en <> '' AND unit <> '' AND until_day >= from_day
    )
);
CREATE UNIQUE INDEX organisation_name_last ON organisation_name (organisation)
    WHERE until_day IS NULL;
CREATE INDEX organisation_name_days ON organisation_name (organisation, from_day);

-- One role of one person, in an organisation or (judges, operators) in none.
CREATE TABLE membership (
    id uuid PRIMARY KEY,
    account uuid NOT NULL REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    organisation uuid REFERENCES organisation ON DELETE RESTRICT ON UPDATE CASCADE,
    role varchar(40) NOT NULL,
    state varchar(20) NOT NULL DEFAULT 'active',
    demo_order integer,
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT membership_state CHECK (
        state IN ('active', 'ended') AND (state = 'ended') = (ended_at IS NOT NULL)
    ),
    CONSTRAINT membership_role CHECK (role <> '')
);
CREATE UNIQUE INDEX membership_active ON membership (account, organisation, role)
    NULLS NOT DISTINCT WHERE state = 'active';
CREATE INDEX membership_organisation ON membership (organisation, state);
CREATE INDEX membership_role_active ON membership (role) WHERE state = 'active';
CREATE INDEX membership_demo ON membership (demo_order) WHERE demo_order IS NOT NULL;

-- A colleague asked by mail to join an organisation.
CREATE TABLE invitation (
    id uuid PRIMARY KEY,
    organisation uuid NOT NULL REFERENCES organisation ON DELETE RESTRICT ON UPDATE CASCADE,
    role varchar(40) NOT NULL,
    email varchar(254) NOT NULL,
    email_canonical varchar(254) NOT NULL DEFAULT '',
    token_hash varchar(64) NOT NULL UNIQUE,
    state varchar(20) NOT NULL DEFAULT 'open',
    invited_by uuid NOT NULL REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    accepted_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT invitation_state CHECK (
        state IN ('open', 'accepted', 'withdrawn')
        AND (state = 'accepted') = (accepted_at IS NOT NULL AND accepted_by IS NOT NULL)
        AND (accepted_at IS NULL) = (accepted_by IS NULL)
    ),
    CONSTRAINT invitation_hash CHECK (length(token_hash) = 64),
    CONSTRAINT invitation_email_canonical CHECK (email_canonical <> '')
);
CREATE UNIQUE INDEX invitation_open ON invitation (organisation, email_canonical)
    WHERE state = 'open';

-- A link sent by mail: works once and for a time.
CREATE TABLE mail_link (
    id uuid PRIMARY KEY,
    account uuid NOT NULL REFERENCES account ON DELETE CASCADE ON UPDATE CASCADE,
    purpose varchar(20) NOT NULL,
    token_hash varchar(64) NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CONSTRAINT mail_link_rules CHECK (
        purpose IN ('confirm_email', 'reset_password') AND length(token_hash) = 64
        AND expires_at > created_at
    )
);
CREATE INDEX mail_link_account ON mail_link (account, purpose);

-- What somebody asked to be mailed, until a job answers it; name, hash and language of a sign-up.
CREATE TABLE mail_request (
    id uuid PRIMARY KEY,
    asked_for varchar(20) NOT NULL DEFAULT '',
    email varchar(254) NOT NULL DEFAULT '',
    name varchar(100),
    password_hash text,
    language varchar(2),
    asked_at timestamptz NOT NULL,
    CONSTRAINT mail_request_words CHECK (
        asked_for IN ('sign_up', 'reset_password') AND email <> ''
        AND (asked_for = 'sign_up') = (name IS NOT NULL)
        AND (asked_for = 'sign_up') = (password_hash IS NOT NULL)
        AND (asked_for = 'sign_up') = (language IS NOT NULL)
    )
);

-- A browser signed in, and the membership it acts in.
CREATE TABLE login_session (
    id uuid PRIMARY KEY,
    token_hash varchar(64) NOT NULL UNIQUE,
    account uuid NOT NULL REFERENCES account ON DELETE CASCADE ON UPDATE CASCADE,
    membership uuid REFERENCES membership ON DELETE RESTRICT ON UPDATE CASCADE,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT login_session_rules CHECK (
        length(token_hash) = 64 AND expires_at > created_at AND last_seen_at >= created_at
    )
);
CREATE INDEX login_session_account ON login_session (account);
CREATE INDEX login_session_expiry ON login_session (expires_at);

-- A bearer token of the REST interface; `prefix` lets its owner recognise it.
CREATE TABLE api_token (
    id uuid PRIMARY KEY,
    token_hash varchar(64) NOT NULL UNIQUE,
    prefix varchar(16) NOT NULL,
    name varchar(100) NOT NULL,
    account uuid NOT NULL REFERENCES account ON DELETE CASCADE ON UPDATE CASCADE,
    membership uuid REFERENCES membership ON DELETE RESTRICT ON UPDATE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    last_used_at timestamptz,
    CONSTRAINT api_token_rules CHECK (
        length(token_hash) = 64 AND name <> '' AND expires_at > created_at
    )
);
CREATE INDEX api_token_account ON api_token (account, created_at);
CREATE INDEX api_token_membership ON api_token (membership) WHERE revoked_at IS NULL;

-- One counted attempt. The subject is a keyed hash: people type passwords into the wrong field.
CREATE TABLE login_attempt (
    id uuid PRIMARY KEY,
    kind varchar(20) NOT NULL,
    subject varchar(64) NOT NULL,
    address varchar(64) NOT NULL,
    attempted_at timestamptz NOT NULL,
    CONSTRAINT login_attempt_kind CHECK (kind IN ('login', 'mail'))
);
CREATE INDEX login_attempt_subject ON login_attempt (kind, subject, attempted_at);
CREATE INDEX login_attempt_address ON login_attempt (kind, address, attempted_at);
CREATE INDEX login_attempt_age ON login_attempt (attempted_at);

-- A device or network that an account has signed in from; `mark` is a keyed hash of it.
CREATE TABLE known_place (
    id uuid PRIMARY KEY,
    account uuid NOT NULL REFERENCES account ON DELETE CASCADE ON UPDATE CASCADE,
    kind varchar(20) NOT NULL DEFAULT '',
    mark varchar(64) NOT NULL DEFAULT '',
    last_used_at timestamptz NOT NULL,
    CONSTRAINT known_place_rules CHECK (kind IN ('device', 'network') AND length(mark) = 64)
);
CREATE UNIQUE INDEX known_place_once ON known_place (account, kind, mark);
CREATE INDEX known_place_age ON known_place (last_used_at);

-- The name an organisation had at an instant; before its first known name, that one.
CREATE FUNCTION organisation_name_at(which uuid, instant timestamptz, english boolean)
RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN english THEN coalesce(n.name_en, n.name) ELSE n.name END
      FROM organisation_name n,
           LATERAL (SELECT n.from_day <= (instant AT TIME ZONE 'Asia/Tokyo')::date AS begun) b
     WHERE n.organisation = which
     ORDER BY b.begun DESC, CASE WHEN b.begun THEN n.from_day END DESC, n.from_day,
              n.until_day DESC NULLS FIRST
     LIMIT 1
$$;

-- The name that a record was published under, and the present one where it is another.
CREATE FUNCTION organisation_shown(owner uuid, published_for uuid, published_at timestamptz)
RETURNS TABLE (name text, name_en text, now text, now_en text) LANGUAGE sql STABLE ROWS 1 AS $$
    SELECT coalesce(p.name, o.name), CASE WHEN p.name IS NULL THEN o.name_en ELSE p.name_en END,
           CASE WHEN p.name <> o.name THEN o.name END, CASE WHEN p.name <> o.name THEN o.name_en END
      FROM organisation o
      LEFT JOIN LATERAL (
            SELECT n.name, n.name_en
              FROM organisation_name n,
                   LATERAL (SELECT n.from_day
                       <= ($3 AT TIME ZONE 'Asia/Tokyo')::date AS begun) b
             WHERE $3 IS NOT NULL AND n.organisation = coalesce($2, $1)
             ORDER BY b.begun DESC, CASE WHEN b.begun THEN n.from_day END DESC, n.from_day,
                      n.until_day DESC NULLS FIRST
             LIMIT 1) p ON true
     WHERE o.id = $1
$$;
