-- Which table of records an id stands in; an id stands in one of them only. Triggers fill it.
CREATE TABLE record_identity (
    id uuid PRIMARY KEY,
    kind text NOT NULL
);

CREATE FUNCTION keep_record_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM record_identity WHERE id = OLD.id AND kind = TG_TABLE_NAME;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO record_identity (id, kind) VALUES (NEW.id, TG_TABLE_NAME);
    END IF;
    RETURN NULL;
END $$;

-- Run after each upgrade: gives new tables of records their trigger. A table whose id is that of
-- another (a startup's is its organisation's) holds the same record.
CREATE FUNCTION guard_record_identities() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE found record;
BEGIN
    FOR found IN
        SELECT c.relname AS name FROM pg_class c
          JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary AND i.indnkeyatts = 1
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
           AND a.attname = 'id' AND a.atttypid = 'uuid'::regtype
           AND c.relname <> 'record_identity'
           AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid
                           AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum])
           AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid
                           AND t.tgname = 'record_identity')
         ORDER BY c.relname
    LOOP
        EXECUTE format('CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id '
                       'ON public.%I FOR EACH ROW EXECUTE FUNCTION keep_record_identity()', found.name);
        -- What stood in two tables before stays: nothing kept about records confuses their kinds.
        EXECUTE format('INSERT INTO record_identity (id, kind) SELECT id, %L FROM public.%I '
                       'ON CONFLICT DO NOTHING', found.name, found.name);
        RETURN NEXT found.name;
    END LOOP;
END $$;
