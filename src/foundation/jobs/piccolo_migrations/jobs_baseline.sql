-- While a job of the key waits, new work joins it. The row is locked FOR SHARE until our commit, so
-- that no worker takes it up before what it should see is there (workers skip locked rows); the
-- notification, sent at commit, wakes them again. Where none waits, a rival that queues the same key
-- at the same time is met as a unique violation in the inner block, and we join its job.
CREATE FUNCTION enqueue_job(
    _queue varchar, _task varchar, _priority integer, _key text, _args jsonb, _delay interval
) RETURNS bigint LANGUAGE plpgsql AS $$
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
