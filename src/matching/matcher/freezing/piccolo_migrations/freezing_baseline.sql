-- A challenge's shortlist as it was when somebody froze it.
CREATE TABLE frozen_shortlist (
    id uuid PRIMARY KEY,
    challenge uuid NOT NULL,
    number integer NOT NULL,
    content text NOT NULL,
    sha256 varchar(64) NOT NULL,
    frozen_at timestamptz NOT NULL,
    frozen_by uuid,
    CONSTRAINT frozen_shortlist_numbered UNIQUE (challenge, number),
    CONSTRAINT frozen_shortlist_counted CHECK (number >= 1),
    CONSTRAINT frozen_shortlist_hashed CHECK (
        sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')
    ),
    CONSTRAINT frozen_shortlist_json CHECK (jsonb_typeof(content::jsonb) = 'object')
);

CREATE FUNCTION frozen_shortlist_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a frozen shortlist stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER frozen_shortlist_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON frozen_shortlist
    FOR EACH STATEMENT EXECUTE FUNCTION frozen_shortlist_refuse_change();

-- That a frozen list no longer holds (取消し), and why; the list itself stays as it was.
CREATE TABLE shortlist_annulment (
    id uuid PRIMARY KEY,
    frozen uuid NOT NULL REFERENCES frozen_shortlist ON DELETE RESTRICT ON UPDATE CASCADE,
    reason text NOT NULL,
    annulled_at timestamptz NOT NULL,
    annulled_by uuid,
    annulled_by_name varchar(100) NOT NULL DEFAULT '',
    CONSTRAINT shortlist_annulment_once UNIQUE (frozen),
    CONSTRAINT shortlist_annulment_reasoned CHECK (reason <> '')
);
CREATE TRIGGER shortlist_annulment_is_final
    BEFORE UPDATE OR DELETE OR TRUNCATE ON shortlist_annulment
    FOR EACH STATEMENT EXECUTE FUNCTION frozen_shortlist_refuse_change();

-- Who took a frozen list away as a file, when, and which bytes they got.
CREATE TABLE shortlist_download (
    id uuid PRIMARY KEY,
    frozen uuid NOT NULL REFERENCES frozen_shortlist ON DELETE RESTRICT ON UPDATE CASCADE,
    format varchar(4) NOT NULL,
    sha256 varchar(64) NOT NULL,
    account uuid NOT NULL,
    account_name varchar(100) NOT NULL DEFAULT '',
    organisation_name varchar(200),
    downloaded_at timestamptz NOT NULL,
    CONSTRAINT shortlist_download_format CHECK (format IN ('pdf', 'json')),
    CONSTRAINT shortlist_download_hash CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
CREATE INDEX shortlist_download_of ON shortlist_download (frozen, downloaded_at DESC);
CREATE TRIGGER shortlist_download_only_grows
    BEFORE UPDATE OR DELETE OR TRUNCATE ON shortlist_download
    FOR EACH STATEMENT EXECUTE FUNCTION frozen_shortlist_refuse_change();
