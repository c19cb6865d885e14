from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-24T18:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "One ballot a judge and entry, states go with their columns, results stay as decided"

STATEMENTS = """
ALTER TABLE ballot
    ADD CONSTRAINT ballot_state CHECK (state IN ('draft', 'submitted', 'recused')),
    ADD CONSTRAINT ballot_counted CHECK (version >= 1),
    ADD CONSTRAINT ballot_once UNIQUE (contest, entry, judge),
    ADD CONSTRAINT ballot_submitted CHECK ((state = 'submitted') = (submitted_at IS NOT NULL)),
    ADD CONSTRAINT ballot_recused CHECK
        ((state = 'recused') = (recused_at IS NOT NULL)
         AND (state = 'recused') = (recusal_reason IS NOT NULL)
         AND recusal_reason <> ''),
    ADD CONSTRAINT ballot_feedback CHECK (feedback <> '' AND length(feedback) <= 1000);
CREATE INDEX ballot_of_judge ON ballot (judge, contest);
CREATE INDEX ballot_of_entry ON ballot (entry);

ALTER TABLE ballot_score
    ADD CONSTRAINT ballot_score_once UNIQUE (ballot, criterion),
    ADD CONSTRAINT ballot_score_on_scale CHECK (value BETWEEN 1 AND 5),
    ADD CONSTRAINT ballot_score_says_something CHECK
        ((value IS NOT NULL OR comment IS NOT NULL) AND comment <> '' AND length(comment) <= 1000);
CREATE INDEX ballot_score_of_criterion ON ballot_score (criterion);

ALTER TABLE order_opening ADD CONSTRAINT order_opening_explained CHECK (reason <> '');
CREATE INDEX order_opening_of_contest ON order_opening (contest, opened_at DESC);

ALTER TABLE contest_result
    ADD CONSTRAINT contest_result_state CHECK (state IN ('decided', 'published', 'taken_back')),
    ADD CONSTRAINT contest_result_counted CHECK (version >= 1),
    ADD CONSTRAINT contest_result_hash CHECK
        (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
    ADD CONSTRAINT contest_result_published CHECK
        ((state = 'published') = (published_at IS NOT NULL)
         AND (published_by IS NULL OR published_at IS NOT NULL)),
    ADD CONSTRAINT contest_result_taken_back CHECK
        ((state = 'taken_back') = (taken_back_at IS NOT NULL)
         AND (state <> 'taken_back' OR (taken_back_by IS NOT NULL AND state_reason IS NOT NULL)));
CREATE UNIQUE INDEX contest_result_standing ON contest_result (contest) WHERE state <> 'taken_back';
CREATE INDEX contest_result_of_contest ON contest_result (contest, decided_at);

CREATE FUNCTION contest_result_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a decided result stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER contest_result_is_final
    BEFORE UPDATE OF id, contest, content, sha256, scored, decided_at, decided_by ON contest_result
    FOR EACH ROW EXECUTE FUNCTION contest_result_refuse_change();
CREATE TRIGGER contest_result_is_kept BEFORE DELETE OR TRUNCATE ON contest_result
    FOR EACH STATEMENT EXECUTE FUNCTION contest_result_refuse_change();

CREATE FUNCTION ballot_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ballots are kept: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER ballot_is_kept BEFORE DELETE OR TRUNCATE ON ballot
    FOR EACH STATEMENT EXECUTE FUNCTION ballot_refuse_removal();
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="pitch_judging", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
