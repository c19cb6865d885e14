"""A frozen list says for ever what it said, and gives the same order from itself alone."""

import json
from dataclasses import replace
from uuid import UUID

import asyncpg
import msgspec
import pytest

from foundation.audit import check_frozen
from foundation.database import ANY_VERSION, execute, fetch, fetch_value, transaction
from foundation.errors import Conflict, Invalid, NotFound, NotPermitted
from foundation.frozen import freeze as frozen_text
from foundation.frozen import sha256_of, thaw
from foundation.ids import new_id
from foundation.jobs import run_pending
from matching.challenges import commands as challenge_commands
from matching.matcher.commands.shortlist import remove_from_shortlist, shortlist_solution
from matching.matcher.freezing import commands, queries
from matching.matcher.freezing.gather import ranking_of
from matching.matcher.freezing.queries import Standing
from matching.matcher.freezing.record import FROZEN_LISTS, FrozenContent, problems, reranked
from matching.solutions import commands as solution_commands
from tests.factories import challenges
from tests.factories.identity import OTHER, person
from tests.factories.solutions import content, solution
from tests.races import while_another_writes


async def freeze(listed, **given):
    return await commands.freeze_shortlist(
        listed.owner.actor,
        listed.challenge,
        given.pop("freeze_id", None) or new_id(),
        given.pop("seen", ANY_VERSION),
        **given,
    )


async def test_it_keeps_what_was_asked_found_and_noted(listed):
    frozen = await freeze(listed)
    kept = frozen.content
    assert (kept.number, kept.frozen_by, kept.frozen_for) == (1, "challenge_owner", "見本局")
    assert kept.challenge.edition == 1
    assert kept.challenge.content["title_ja"] == challenges.TITLE
    assert [one.note for one in kept.candidates] == ["現場で試したい", ""]
    assert [one.solution_id for one in kept.candidates] == list(listed.solutions)
    assert kept.ranking.by_meaning and kept.ranking.searched == 5
    assert kept.ranking.versions.model == "words-of-tests"
    assert len(kept.ranking.results) >= 2
    first = kept.result_of(kept.candidates[0])
    assert first is not None and "腰" in first.met
    assert {fact.label_en for fact in first.facts} != {fact.label_ja for fact in first.facts}
    assert frozen.standing is Standing.IN_FORCE and frozen.problems == []
    assert await fetch_value("SELECT count(*) FROM audit_event WHERE action = 'shortlist.freeze'")


async def test_of_a_solution_only_what_is_public_is_kept(listed):
    first, second = (await freeze(listed)).content.candidates
    assert first.solution["content"]["price_yen"] == 1_980_000
    assert second.solution["content"]["price_yen"] is None
    assert second.solution["content"]["evidence_ja"] is None
    assert "contact_email" not in first.solution["startup"]


async def test_what_changes_later_does_not_change_it(listed):
    frozen = await freeze(listed)
    member = await person("member")
    await solution_commands.update_solution(
        member.actor, listed.solutions[0], 1, content(title_ja="別の名前")
    )
    await solution_commands.withdraw_solution(
        member.actor, listed.solutions[0], "やめた", ANY_VERSION
    )
    await remove_from_shortlist(listed.owner.actor, listed.challenge, listed.solutions[1])
    await run_pending()
    again = await queries.frozen_list(listed.owner.actor, listed.challenge, 1)
    assert (again.text, again.sha256) == (frozen.text, frozen.sha256)
    assert again.problems == []


@pytest.mark.parametrize("what", ["challenge", "solution"])
async def test_what_comes_out_anew_while_it_is_ranked_is_not_frozen(listed, monkeypatch, what):
    async def overtaken(actor, challenge_id):
        found = await ranking_of(actor, challenge_id)
        if what == "solution":
            member = await person("member")
            await solution_commands.update_solution(
                member.actor, listed.solutions[0], 1, content(title_ja="別の名前")
            )
        else:
            await challenge_commands.correct_challenge(
                actor,
                challenge_id,
                await fetch_value("SELECT version FROM challenge WHERE id = $1", challenge_id),
                challenges.content(title_ja="訂正した題"),
                "題を改めた",
            )
        return found

    monkeypatch.setattr(commands, "ranking_of", overtaken)
    with pytest.raises(Conflict, match="直されました"):
        await freeze(listed)
    assert await fetch_value("SELECT count(*) FROM frozen_shortlist") == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE frozen_shortlist SET number = 2",
        "DELETE FROM frozen_shortlist",
        "TRUNCATE frozen_shortlist CASCADE",
        "UPDATE shortlist_annulment SET reason = 'x'",
        "DELETE FROM shortlist_download",
    ],
)
async def test_the_database_refuses_to_change_it(listed, statement):
    await freeze(listed)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await execute(statement)


async def test_the_database_refuses_a_hash_of_something_else(listed):
    frozen = await freeze(listed)
    with pytest.raises(asyncpg.CheckViolationError):
        await execute(
            "INSERT INTO frozen_shortlist (id, challenge, number, content, sha256, frozen_at) "
            "VALUES ($1, $2, 2, $3, $4, now())",
            new_id(),
            listed.challenge,
            frozen.text,
            "0" * 64,
        )


async def test_the_order_comes_again_from_the_record_alone(listed):
    ranking = (await freeze(listed)).content.ranking
    order = [one.solution_id for one in ranking.results]
    assert reranked(ranking) == order
    shuffled = msgspec.structs.replace(ranking, results=ranking.results[::-1])
    assert reranked(shuffled) == order


async def test_a_changed_record_is_found_out(listed):
    frozen = await freeze(listed)
    wrong = FROZEN_LISTS.problems_of
    assert wrong(frozen.text, frozen.sha256) == []
    text = frozen.text.replace("現場で試したい", "現場で試さない")
    assert wrong(text, frozen.sha256) == ["the hash does not belong to the content"]
    spaced = json.dumps(json.loads(frozen.text), ensure_ascii=False)
    assert wrong(spaced, sha256_of(spaced)) == ["the content is not in canonical form"]
    assert wrong("{", sha256_of("{"))[0].startswith("the content cannot be read")
    assert wrong("{}", sha256_of("{}"))[0].startswith("the content cannot be read")
    kept = frozen.content
    swapped = msgspec.structs.replace(
        kept, ranking=msgspec.structs.replace(kept.ranking, results=kept.ranking.results[::-1])
    )
    told = problems(swapped)
    assert "the parts of the scores give another order than the one kept" in told
    better = msgspec.structs.replace(kept.ranking.results[0], score=9.0, text_score=9.0)
    lied = msgspec.structs.replace(
        kept,
        ranking=msgspec.structs.replace(kept.ranking, results=[better, *kept.ranking.results[1:]]),
    )
    assert problems(lied) == ["the score at rank 1 is not the sum of its parts"]


async def test_several_are_numbered_and_the_latest_holds(listed):
    await freeze(listed)
    await remove_from_shortlist(listed.owner.actor, listed.challenge, listed.solutions[1])
    second = await freeze(listed)
    assert second.number == 2 and len(second.content.candidates) == 1
    first = await queries.frozen_list(listed.owner.actor, listed.challenge, 1)
    assert (first.standing, first.replaced_by) == (Standing.SUPERSEDED, 2)
    await commands.annul_freeze(listed.owner.actor, listed.challenge, 2, "候補を見落とした")
    rows = await queries.frozen_lists(listed.owner.actor, listed.challenge)
    assert [row.standing for row in rows] == [Standing.ANNULLED, Standing.IN_FORCE]
    annulled = await queries.frozen_list(listed.owner.actor, listed.challenge, 2)
    assert annulled.annulment is not None and annulled.annulment.reason == "候補を見落とした"
    with pytest.raises(Conflict):
        await commands.annul_freeze(listed.owner.actor, listed.challenge, 2, "もう一度")
    assert (await freeze(listed)).number == 3


async def test_a_double_click_freezes_once(listed):
    freeze_id = new_id()
    first = await freeze(listed, freeze_id=freeze_id)
    assert (await freeze(listed, freeze_id=freeze_id)).number == first.number
    assert await fetch_value("SELECT count(*) FROM frozen_shortlist") == 1
    other = await challenges.published(listed.owner)
    with pytest.raises(NotFound):
        await commands.freeze_shortlist(listed.owner.actor, other, freeze_id, ANY_VERSION)


async def test_what_says_something_else_since_it_was_seen_is_not_frozen(listed):
    async def seen() -> str:
        return (await queries.shortlist_for(listed.owner.actor, listed.challenge)).seen

    for statement in (
        "UPDATE solution SET edition = edition + 1 WHERE id = $2",
        "INSERT INTO match_criteria (challenge, added, removed, demanded, switched_off, changed_at) "
        "VALUES ($1, '{夜間}', '{}', '{}', '{}', now())",
    ):
        before = await seen()
        async with transaction():
            await execute(
                statement.replace("$2", "$1"),
                listed.solutions[0] if "$2" in statement else listed.challenge,
            )
        with pytest.raises(Conflict, match="候補リストが変わっています"):
            await freeze(listed, seen=before)


async def test_a_freeze_waits_for_a_solution_that_is_being_withdrawn(listed):
    seen = (await queries.shortlist_for(listed.owner.actor, listed.challenge)).seen
    with pytest.raises(Conflict):
        await while_another_writes(
            "UPDATE solution SET state = 'withdrawn', withdrawn_at = now(), state_reason = '終売' "
            "WHERE id = $1",
            listed.solutions[1],
            command=freeze(listed, seen=seen),
        )
    assert await fetch_value("SELECT count(*) FROM frozen_shortlist") == 0


async def test_what_was_not_seen_is_not_frozen(listed):
    seen = (await queries.shortlist_for(listed.owner.actor, listed.challenge)).seen
    await commands.edit_note(
        listed.owner.actor, listed.challenge, listed.solutions[1], "あとから書いた", 1
    )
    with pytest.raises(Conflict):
        await freeze(listed, seen=seen)
    now = (await queries.shortlist_for(listed.owner.actor, listed.challenge)).seen
    assert (await freeze(listed, seen=now)).content.candidates[1].note == "あとから書いた"


async def test_an_empty_list_and_one_with_hidden_solutions_are_refused(listed):
    other = await challenges.published(listed.owner)
    with pytest.raises(Conflict, match="候補がまだありません"):
        await commands.freeze_shortlist(listed.owner.actor, other, new_id(), ANY_VERSION)
    member = await person("member")
    await solution_commands.withdraw_solution(
        member.actor, listed.solutions[0], "やめた", ANY_VERSION
    )
    with pytest.raises(Conflict, match="公開されていない"):
        await freeze(listed)
    view = await queries.shortlist_for(listed.owner.actor, listed.challenge)
    assert view.hidden == 1


async def test_a_challenge_nobody_sees_is_not_frozen(listed):
    draft = await challenges.draft(listed.owner)
    await shortlist_solution(listed.owner.actor, draft, await solution())
    with pytest.raises(Conflict, match="公開していない課題"):
        await commands.freeze_shortlist(listed.owner.actor, draft, new_id(), ANY_VERSION)


async def test_a_correction_of_the_challenge_shows_in_the_next_freeze(listed):
    await freeze(listed)
    version = await fetch_value("SELECT version FROM challenge WHERE id = $1", listed.challenge)
    await challenge_commands.correct_challenge(
        listed.owner.actor,
        listed.challenge,
        version,
        challenges.content(problem_ja="直した困りごと。移乗で腰に負担がかかる。"),
        "言い直し",
    )
    await run_pending()
    assert (await freeze(listed)).content.challenge.edition == 2


@pytest.mark.parametrize(("role", "mark"), [("pilot_owner", ""), ("secretariat", "")])
async def test_others_read_it_and_do_not_act(listed, role, mark):
    await freeze(listed)
    reader = (await person(role, mark)).actor
    assert (await queries.frozen_list(reader, listed.challenge, 1)).number == 1
    with pytest.raises(NotPermitted):
        await commands.freeze_shortlist(reader, listed.challenge, new_id(), ANY_VERSION)
    with pytest.raises(NotPermitted):
        await commands.annul_freeze(reader, listed.challenge, 1, "だめ")
    with pytest.raises(NotPermitted):
        await commands.edit_note(reader, listed.challenge, listed.solutions[0], "だめ", 1)


@pytest.mark.parametrize(
    ("role", "mark"), [("challenge_owner", OTHER), ("member", ""), ("purchaser", "")]
)
async def test_nobody_else_reads_it(listed, role, mark):
    await freeze(listed)
    stranger = (await person(role, mark)).actor
    with pytest.raises(NotPermitted):
        await queries.frozen_list(stranger, listed.challenge, 1)
    with pytest.raises(NotPermitted):
        await queries.shortlist_for(stranger, listed.challenge)


async def test_notes_are_edited_by_version(listed):
    actor, first = listed.owner.actor, listed.solutions[0]
    assert await commands.edit_note(actor, listed.challenge, first, " 見学した ", 1) == 2
    assert await commands.edit_note(actor, listed.challenge, first, "見学した", 1) == 2
    with pytest.raises(Conflict):
        await commands.edit_note(actor, listed.challenge, first, "古い頁から", 1)
    with pytest.raises(Invalid):
        await commands.edit_note(actor, listed.challenge, first, "長" * 501, 2)
    with pytest.raises(NotFound):
        await commands.edit_note(actor, listed.challenge, UUID(int=1), "ない", 1)
    rows = await fetch("SELECT before, after FROM audit_event WHERE action = 'shortlist.note'")
    assert rows == [{"before": {"note": "現場で試したい"}, "after": {"note": "見学した"}}]


async def test_a_reason_is_needed(listed):
    await freeze(listed)
    for reason in ("", "  ", "長" * 1001):
        with pytest.raises(Invalid):
            await commands.annul_freeze(listed.owner.actor, listed.challenge, 1, reason)
    with pytest.raises(NotFound):
        await commands.annul_freeze(listed.owner.actor, listed.challenge, 9, "ない")


async def test_all_lists_are_checked_at_once(listed):
    await freeze(listed)
    await freeze(listed)
    checked = await check_frozen(FROZEN_LISTS)
    assert [(one.label[-6:], one.problems) for one in checked] == [("list 1", []), ("list 2", [])]
    async with transaction():
        # as somebody with the whole database in their hands might
        await execute("SET LOCAL session_replication_role = 'replica'")
        await execute("ALTER TABLE frozen_shortlist DROP CONSTRAINT frozen_shortlist_hashed")
        await execute(
            "UPDATE frozen_shortlist SET content = replace(content, '現場', '机上') WHERE number = 1"
        )
        found = await check_frozen(FROZEN_LISTS)
        await execute(
            "UPDATE frozen_shortlist SET content = replace(content, '机上', '現場') WHERE number = 1"
        )
        await execute(
            "ALTER TABLE frozen_shortlist ADD CONSTRAINT frozen_shortlist_hashed "
            "CHECK (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex'))"
        )
    assert [bool(one.problems) for one in found] == [True, False]


async def test_the_text_is_read_and_written_alike(listed):
    frozen = await freeze(listed)
    assert frozen_text(thaw(frozen.text, FrozenContent)).text == frozen.text
    assert replace(frozen).content == frozen.content
