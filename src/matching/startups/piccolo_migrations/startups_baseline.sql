-- One company. `id` is that of its organisation.
CREATE TABLE startup (
    id uuid PRIMARY KEY CONSTRAINT startup_organisation REFERENCES organisation ON DELETE RESTRICT,
    version integer NOT NULL DEFAULT 1,
    state varchar(20) NOT NULL DEFAULT 'registered',
    corporate_number varchar(13) NOT NULL UNIQUE,
    name_ja text NOT NULL,
    name_kana text NOT NULL,
    name_en text,
    postal_code varchar(7),
    address_ja text,
    address_en text,
    founded_on date,
    website text,
    summary_ja text,
    summary_en text,
    contact_email text,
    sample boolean NOT NULL DEFAULT false,
    sample_fields text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    updated_at timestamptz NOT NULL,
    submitted_at timestamptz NOT NULL,
    submitted_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    confirmed_at timestamptz,
    confirmed_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    name_confirmed text,
    number_confirmed varchar(13),
    returned_at timestamptz,
    suspended_at timestamptz,
    state_reason text,
    CONSTRAINT startup_state CHECK (state IN ('registered', 'returned', 'confirmed', 'suspended')),
    CONSTRAINT startup_counted CHECK (version >= 1),
    CONSTRAINT startup_number CHECK (corporate_number ~ '^[0-9]{13}$'),
    CONSTRAINT startup_named CHECK (name_ja <> '' AND name_kana <> ''),
    CONSTRAINT startup_postal_code CHECK (postal_code ~ '^[0-9]{7}$'),
    CONSTRAINT startup_confirmed CHECK (
        (confirmed_at IS NULL) = (name_confirmed IS NULL)
        AND (confirmed_at IS NULL) = (number_confirmed IS NULL)
        AND (state NOT IN ('confirmed', 'suspended')
             OR (confirmed_at IS NOT NULL AND name_confirmed = name_ja
                 AND number_confirmed = corporate_number))
    ),
    CONSTRAINT startup_returned CHECK (
        (state = 'returned') = (returned_at IS NOT NULL)
        AND (state <> 'returned' OR coalesce(state_reason, '') <> '')
    ),
    CONSTRAINT startup_suspended CHECK (
        (state = 'suspended') = (suspended_at IS NOT NULL)
        AND (state <> 'suspended' OR coalesce(state_reason, '') <> '')
    )
);
CREATE INDEX startup_listed ON startup (name_kana, id) WHERE state = 'confirmed';
CREATE INDEX startup_waiting ON startup (submitted_at, id) WHERE state = 'registered';

-- What a profile said after each change; never changed itself.
CREATE TABLE startup_edition (
    id uuid PRIMARY KEY,
    startup uuid NOT NULL REFERENCES startup ON DELETE RESTRICT ON UPDATE CASCADE,
    version integer NOT NULL,
    content jsonb NOT NULL,
    changed_fields text[] NOT NULL DEFAULT '{}',
    changed_at timestamptz NOT NULL,
    changed_by uuid REFERENCES account ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT startup_edition_once UNIQUE (startup, version)
);

CREATE FUNCTION startup_edition_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an edition stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER startup_edition_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON startup_edition
    FOR EACH STATEMENT EXECUTE FUNCTION startup_edition_refuse_change();
