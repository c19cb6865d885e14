"""Keys: from the environment, changed without losing what was sealed, and once given to old trails."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from foundation.audit import (
    FOLDER,
    NotLeftBehind,
    Status,
    export_head,
    links_to_sign,
    look_over,
    sign_left_behind,
    status,
    verify,
)
from foundation.audit.sealing.keys import key_from, key_ring
from foundation.audit.tasks import close_trail, export_hourly_head, seal_recent
from foundation.database import execute, fetch_value
from foundation.settings import Settings, UnsafeSettings, use
from tests.factories.audit import (
    as_before_keys,
    recent_events,
    record_some,
    rehash,
    seal_all,
    tamper,
    until_quiet,
    until_sealed,
)

pytestmark = pytest.mark.usefixtures("db")

FIRST, SECOND = "the first secret of an installation", "the second secret of an installation"


@pytest.fixture(autouse=True)
def _as_they_were(settings: Settings) -> Iterator[None]:
    yield
    use(settings)


def set_keys(settings: Settings, **changes: Any) -> None:
    use(replace(settings, **changes))


def test_a_key_comes_from_its_secret_and_never_changes():
    assert key_from(FIRST) == key_from(FIRST) != key_from(SECOND)
    assert FIRST not in repr(key_from(FIRST)) and "secret" not in repr(key_from(FIRST))
    key = key_from("x" * 32)
    assert (key.id, key.sign({"seal": 1}).hex()) == (
        "8ea2683b9d6c9a35",
        "fb931361101f2bb6ec48db663487e827688d3cccb060be75171e927e4cd626da",
    )


def test_the_key_of_the_trail_stands_apart_or_comes_from_the_secret_key(settings):
    alone = key_ring(replace(settings, secret_key=FIRST))
    assert alone.newest == key_from(FIRST)
    apart = key_ring(
        replace(settings, secret_key=FIRST, audit_key=SECOND, audit_keys_old=f"{FIRST}, x")
    )
    assert apart.newest == key_from(SECOND)
    assert set(apart.by_id) >= {key_from(secret).id for secret in (FIRST, SECOND, "x")}


def test_a_former_secret_may_hold_a_comma(settings):
    former = "abc,defghijklmnopqrstuvwxyz,0123456789"
    ring = key_ring(replace(settings, audit_keys_old=f"x,{former} , y"))
    assert {key_from(secret).id for secret in ("x", former, "y")} <= set(ring.by_id)


def test_a_short_key_is_refused_outside_the_demo():
    environment = {"KS_SECRET_KEY": "0123456789abcdef" * 2, "KS_BASE_URL": "https://x.example"}
    assert Settings.load(environment | {"KS_AUDIT_KEY": SECOND * 2}).audit_key == SECOND * 2
    with pytest.raises(UnsafeSettings, match="KS_AUDIT_KEY"):
        Settings.load(environment | {"KS_AUDIT_KEY": "short"})


@pytest.mark.parametrize("setting", ["secret_key", "audit_key"])
async def test_a_changed_key_without_the_former_is_not_silent(settings, tmp_path, setting):
    set_keys(settings, **{setting: FIRST})
    await record_some(3)
    await seal_all()
    await export_head(tmp_path)
    set_keys(settings, **{setting: SECOND})
    links, heads = await verify(tmp_path)
    assert (links.kind, links.sequence) == ("key_unknown", 1)
    assert "Links 1 to 3" in links.detail and "KS_AUDIT_KEYS_OLD" in links.detail
    assert heads.kind == "key_unknown"


async def test_a_trail_with_a_key_of_its_own_does_not_mind_another_secret_key(settings, tmp_path):
    set_keys(settings, audit_key=FIRST)
    await record_some(3)
    await seal_all()
    await export_head(tmp_path)
    set_keys(settings, audit_key=FIRST, secret_key=SECOND)
    assert await verify(tmp_path) == []


async def test_a_key_is_changed_with_an_event_and_the_former_kept(settings, tmp_path):
    set_keys(settings, audit_key=FIRST)
    await record_some(2)
    await seal_all()
    await export_head(tmp_path)
    set_keys(settings, audit_key=SECOND, audit_keys_old=FIRST)
    await record_some(1)
    await seal_all()
    await seal_all()
    (said, *_others) = await recent_events()
    assert said.action == "audit.change_key"
    assert (said.before, said.after) == (
        {"key": key_from(FIRST).id},
        {"key": key_from(SECOND).id},
    )
    await record_some(1)
    await seal_all()
    assert [event.action for event in await recent_events()].count("audit.change_key") == 1
    assert await verify(tmp_path) == []
    assert await fetch_value("SELECT count(DISTINCT key_id) FROM audit_seal") == 2


async def test_two_processes_with_different_keys_do_not_fill_the_trail(settings):
    for secret in (FIRST, SECOND) * 4:
        set_keys(settings, audit_key=secret)
        await record_some(1)
        await seal_all()
    actions = [event.action for event in await recent_events()]
    assert actions.count("audit.change_key") == 2


@pytest.fixture
def folder(settings, tmp_path):
    """The folder of heads of an installation that keeps its data in a place of its own."""
    use(replace(settings, data_dir=tmp_path))
    return tmp_path / FOLDER


@pytest.fixture
async def earlier(db, folder):
    """A trail of three sealed events from before keys, and one that was recorded since."""
    await record_some(3)
    await seal_all()
    await as_before_keys()
    await record_some(1)
    await until_quiet()


@pytest.mark.usefixtures("earlier")
async def test_a_trail_from_before_keys_is_no_alarm_until_its_first_sealing(folder):
    assert await verify(folder) == await look_over(folder) == []
    assert await links_to_sign() == 3
    await seal_all()
    assert await links_to_sign() == 0


@pytest.mark.usefixtures("earlier")
async def test_whoever_seals_first_signs_the_earlier_links_first_and_once(folder):
    await seal_all()
    (said, *_others) = await recent_events()
    assert said.action == "audit.sign_earlier"
    assert said.after is not None
    assert (said.after["links"], said.after["last"]) == (3, 3)
    chain = await fetch_value("SELECT chain_hash FROM audit_seal WHERE id = 3")
    assert said.after["chain_hash"] == chain.hex()
    await record_some(1)
    await seal_all()
    assert [event.action for event in await recent_events()].count("audit.sign_earlier") == 1
    assert await verify(folder) == []
    await tamper("UPDATE audit_event SET account_name = '別人' WHERE recorded_at IS NULL")
    await rehash()
    assert {problem.kind for problem in await verify(folder)} == {"seal_forged"}


@pytest.mark.usefixtures("earlier")
@pytest.mark.parametrize("sealing", [seal_recent, export_hourly_head, close_trail])
async def test_no_way_to_seal_leaves_earlier_links_behind(folder, sealing):
    await until_sealed(sealing)
    assert await status() == Status(sealed=5, unsealed=0)
    assert await fetch_value("SELECT count(*) FROM audit_seal WHERE mac IS NULL") == 0
    assert await verify(folder) == []
    assert list(folder.iterdir())


async def left_behind(links: int) -> None:
    """Bring the trail to what an upgrade left that sealed with a key before it had signed these."""
    await tamper(
        "UPDATE audit_event SET recorded_at = NULL"
        " WHERE id IN (SELECT event_id FROM audit_seal WHERE id <= $1)",
        links,
    )
    await without_codes(links)


async def without_codes(links: int) -> None:
    await tamper(
        "UPDATE audit_seal SET mac = NULL, key_id = NULL, signed_at = NULL WHERE id <= $1", links
    )


async def test_links_that_an_upgrade_left_behind_are_signed_when_an_operator_says_so(folder):
    await record_some(5)
    await seal_all()
    await export_head(folder)
    await left_behind(3)
    await seal_all()
    (problem,) = await verify(folder)
    assert problem.kind == "seal_unsigned" and "kingsalmon audit sign-earlier" in problem.detail
    assert await sign_left_behind(folder) == 3
    await seal_all()
    assert await verify(folder) == []
    assert (await recent_events())[0].action == "audit.sign_earlier"
    with pytest.raises(NotLeftBehind):
        await sign_left_behind(folder)


async def rewrite_the_second() -> None:
    await tamper(
        "UPDATE audit_event SET account_name = '別人'"
        " WHERE id = (SELECT event_id FROM audit_seal WHERE id = 2)"
    )


async def rewrite_the_second_and_every_hash() -> None:
    await rewrite_the_second()
    await rehash()


async def give_a_time() -> None:
    await tamper(
        "UPDATE audit_event SET recorded_at = now()"
        " WHERE id = (SELECT event_id FROM audit_seal WHERE id = 3)"
    )


async def take_the_fifth_away_too() -> None:
    await tamper("UPDATE audit_seal SET mac = NULL, key_id = NULL, signed_at = NULL WHERE id = 5")


@pytest.mark.parametrize(
    "attack",
    [rewrite_the_second, rewrite_the_second_and_every_hash, give_a_time, take_the_fifth_away_too],
)
async def test_an_attack_is_not_signed_as_left_behind(folder, attack):
    await record_some(5)
    await seal_all()
    await export_head(folder)
    await left_behind(3)
    await attack()
    with pytest.raises(NotLeftBehind):
        await sign_left_behind(folder)
    assert "seal_unsigned" in {problem.kind for problem in await verify(folder)}


@pytest.mark.parametrize("elsewhere", [False, True])
async def test_links_that_a_head_was_signed_at_had_codes_once(folder, tmp_path, elsewhere):
    kept = tmp_path / "copy" if elsewhere else folder
    await record_some(2)
    await seal_all()
    await export_head(kept)
    await record_some(3)
    await seal_all()
    await export_head(folder, again=True)
    await left_behind(3)
    with pytest.raises(NotLeftBehind, match="had codes once"):
        await sign_left_behind(kept)


async def test_an_earlier_version_cannot_seal_without_a_code():
    await record_some(1)
    with pytest.raises(asyncpg.CheckViolationError, match="audit_seal_signed"):
        await execute(
            "INSERT INTO audit_seal (id, event_id, previous_hash, chain_hash, sealed_at) "
            "SELECT 1, id, $1, $1, now() FROM audit_event",
            bytes(32),
        )
    assert await seal_all() == 1
    assert await fetch_value("SELECT count(*) FROM audit_seal WHERE octet_length(mac) = 32") == 1
