-- One thing done, as it was, with the hash of its content.
CREATE TABLE audit_event (
    id bigserial PRIMARY KEY,
    at timestamptz NOT NULL,
    account_id uuid,
    account_name text NOT NULL DEFAULT '',
    membership_id uuid,
    organisation_id uuid,
    organisation_name text,
    action varchar(100) NOT NULL DEFAULT '',
    object_kind varchar(60) NOT NULL DEFAULT '',
    object_id uuid NOT NULL,
    before jsonb,
    after jsonb,
    content_hash bytea NOT NULL DEFAULT '\x',
    recorded_at timestamptz,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT audit_event_hash CHECK (octet_length(content_hash) = 32),
    CONSTRAINT audit_event_named CHECK (action <> '' AND object_kind <> '')
);
-- Of what earlier versions wrote, some has no time of the database, and keeps its hash: the conditions
-- hold for what is written from now on. What stands there, `kingsalmon audit verify` tells.
ALTER TABLE audit_event
    ADD CONSTRAINT audit_event_recorded CHECK (recorded_at IS NOT NULL) NOT VALID,
    ADD CONSTRAINT audit_event_number CHECK (id > 0) NOT VALID;
CREATE INDEX audit_event_object ON audit_event (object_kind, object_id, id);
CREATE INDEX audit_event_account ON audit_event (account_id, id) WHERE account_id IS NOT NULL;

CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail only grows: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER audit_event_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();

CREATE FUNCTION audit_say_when() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.recorded_at := clock_timestamp();
    RETURN NEW;
END;
$$;
CREATE TRIGGER audit_event_say_when BEFORE INSERT ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_say_when();

-- One link of the chain: an event's place in it, counted without gaps from 1.
CREATE TABLE audit_seal (
    id bigint PRIMARY KEY,
    event_id bigint NOT NULL UNIQUE,
    previous_hash bytea NOT NULL DEFAULT '\x',
    chain_hash bytea NOT NULL DEFAULT '\x',
    sealed_at timestamptz NOT NULL,
    signed_at timestamptz,
    key_id varchar(16),
    mac bytea,
    CONSTRAINT audit_seal_hashes CHECK (
        id > 0 AND octet_length(previous_hash) = 32 AND octet_length(chain_hash) = 32
    )
);
-- Nothing is sealed without a key; links of earlier versions have none and are signed once.
ALTER TABLE audit_seal
    ADD CONSTRAINT audit_seal_signed CHECK (
        mac IS NOT NULL AND octet_length(mac) = 32 AND key_id IS NOT NULL AND signed_at IS NOT NULL
    ) NOT VALID,
    ADD CONSTRAINT audit_seal_number CHECK (id > 0) NOT VALID;
CREATE INDEX audit_seal_unsigned ON audit_seal (id) WHERE mac IS NULL;
CREATE TRIGGER audit_seal_only_grows BEFORE DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();

CREATE FUNCTION audit_sign_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.mac IS NULL AND NEW.mac IS NOT NULL
       AND (NEW.id, NEW.event_id, NEW.previous_hash, NEW.chain_hash, NEW.sealed_at)
           = (OLD.id, OLD.event_id, OLD.previous_hash, OLD.chain_hash, OLD.sealed_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit trail only grows: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER audit_seal_sign_once BEFORE UPDATE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_sign_once();
