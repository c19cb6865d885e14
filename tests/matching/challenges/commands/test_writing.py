"""Drafting, changing and correcting challenges."""

from datetime import date

import pytest

from foundation.access.actor import ANONYMOUS
from foundation.database import ANY_VERSION, fetch
from foundation.errors import (
    Conflict,
    Invalid,
    MadeAlready,
    NotFound,
    NotPermitted,
)
from foundation.ids import new_id
from matching.challenges import commands, queries
from tests.factories import challenges
from tests.factories.identity import person


async def test_a_draft_needs_a_title_only_and_submission_the_rest(db):
    owner = await person("challenge_owner")
    with pytest.raises(Invalid) as empty:
        await commands.create_challenge(owner.actor, new_id(), challenges.content(title_ja="  "))
    assert set(empty.value.errors) == {"title_ja"}
    bare = dict.fromkeys(("problem_ja", "category", "site_type", "region", "process_ja"))
    made = await commands.create_challenge(owner.actor, new_id(), challenges.content(**bare))
    with pytest.raises(Invalid) as missing:
        await commands.submit_challenge(owner.actor, made.id, ANY_VERSION)
    assert set(missing.value.errors) == {"problem_ja", "category", "site_type", "region"}
    assert (await challenges.row(made.id))["state"] == "draft"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title_ja", "長" * 61),
        ("problem_ja", "長" * 1201),
        ("category", "no_such_field"),
        ("region", "mars"),
        ("conditions", ["no_power", "no_such_condition"]),
        ("readiness_minimum", 10),
        ("pilot_budget_yen", -1),
        ("affected_count", 10**12),
    ],
)
async def test_content_that_breaks_a_rule_is_refused_at_its_field(db, field, value):
    owner = await person("challenge_owner")
    with pytest.raises(Invalid) as refused:
        await commands.create_challenge(owner.actor, new_id(), challenges.content(**{field: value}))
    assert set(refused.value.errors) == {field}
    assert await fetch("SELECT 1 FROM challenge") == []


async def test_texts_are_tidied(db):
    identifier = await challenges.draft(
        title_ja=" 一行\nに\u202eする\x00 ", process_ja=" \n ", desired_start=date(2027, 4, 20),
        conditions=["outdoors", "no_power", "outdoors"],
    )  # fmt: skip
    row = await challenges.row(identifier)
    assert row["title_ja"] == "一行 にする" and row["process_ja"] is None
    assert row["desired_start"] == date(2027, 4, 1)
    assert row["conditions"] == ["no_power", "outdoors"]


async def test_the_same_id_twice_is_one_draft_and_another_bureaus_id_is_not_found(db):
    owner, other = await person("challenge_owner"), await person("challenge_owner", "（別）")
    identifier = new_id()
    first = await commands.create_challenge(owner.actor, identifier, challenges.content())
    again = await commands.create_challenge(owner.actor, identifier, challenges.content())
    assert first == again
    with pytest.raises(MadeAlready):
        other_text = challenges.content(title_ja="別の題名")
        await commands.create_challenge(owner.actor, identifier, other_text)
    with pytest.raises(NotFound):
        await commands.create_challenge(other.actor, identifier, challenges.content())
    assert len(await fetch("SELECT 1 FROM challenge")) == 1


async def test_the_id_of_another_bureaus_published_challenge_is_not_found_either(db):
    other = await person("challenge_owner", "（別）")
    with pytest.raises(NotFound):
        await commands.create_challenge(
            other.actor, await challenges.published(), challenges.content()
        )


@pytest.mark.parametrize("role", ["pilot_owner", "purchaser", "member", "secretariat", "operator"])
async def test_only_challenge_owners_write(db, role):
    who = await person(role)
    with pytest.raises(NotPermitted):
        await commands.create_challenge(who.actor, new_id(), challenges.content())
    identifier = await challenges.published()
    with pytest.raises(NotPermitted):
        await commands.update_challenge(who.actor, identifier, 3, challenges.content())
    with pytest.raises(NotPermitted):
        await commands.correct_challenge(who.actor, identifier, 3, challenges.content(), "理由")


async def test_a_stale_version_changes_nothing(db):
    owner = await person("challenge_owner")
    identifier = await challenges.draft(owner)
    await commands.update_challenge(
        owner.actor, identifier, 1, challenges.content(title_ja="先の題名")
    )
    with pytest.raises(Conflict) as refused:
        await commands.update_challenge(
            owner.actor, identifier, 1, challenges.content(title_ja="後の題名")
        )
    assert refused.value.present_state == "draft"
    assert (await challenges.row(identifier))["title_ja"] == "先の題名"
    with pytest.raises(Conflict):
        await commands.submit_challenge(owner.actor, identifier, 1)


async def test_what_was_submitted_is_not_rewritten_and_can_be_taken_back(db):
    owner = await person("challenge_owner")
    identifier = await challenges.submitted(owner)
    with pytest.raises(Conflict) as refused:
        await commands.update_challenge(owner.actor, identifier, 2, challenges.content())
    assert refused.value.present_state == "submitted"
    back = await commands.take_back_challenge(owner.actor, identifier, ANY_VERSION)
    assert back.state == "draft" and (await challenges.row(identifier))["submitted_at"] is None


async def test_a_correction_keeps_the_edition_before(db):
    owner = await person("challenge_owner")
    identifier = await challenges.published(owner)
    version = (await challenges.row(identifier))["version"]
    new = challenges.content(pilot_budget_yen=3_000_000)
    with pytest.raises(Invalid) as same:
        await commands.correct_challenge(
            owner.actor, identifier, version, challenges.content(), "直した"
        )
    assert set(same.value.errors) == {"note"}
    with pytest.raises(Invalid):
        await commands.correct_challenge(owner.actor, identifier, version, new, " ")
    with pytest.raises(Invalid):
        await commands.correct_challenge(
            owner.actor, identifier, version, challenges.content(problem_ja=None), "直した"
        )
    await commands.correct_challenge(owner.actor, identifier, version, new, "予算を改めた")
    with pytest.raises(Conflict):
        await commands.correct_challenge(
            owner.actor, identifier, version, challenges.content(), "戻した"
        )
    editions = await queries.editions_of(owner.actor, identifier)
    assert [(one.edition, one.changed_fields, one.note) for one in editions] == [
        (2, ("pilot_budget_yen",), "予算を改めた"),
        (1, (), None),
    ]
    old = await queries.edition_of(owner.actor, identifier, 1)
    assert old.content.pilot_budget_yen == 2_000_000
    public = await queries.challenge_for(ANONYMOUS, identifier)
    assert public.content.pilot_budget_yen == 3_000_000
    assert [one.note for one in public.corrections] == ["予算を改めた"]
    assert public.corrections[0].by is None


async def test_only_what_is_public_is_corrected(db):
    owner = await person("challenge_owner")
    identifier = await challenges.draft(owner)
    with pytest.raises(Conflict):
        await commands.correct_challenge(
            owner.actor, identifier, 1, challenges.content(title_ja="別の題名"), "直した"
        )
