"""Keys: from the environment, changed without losing what was sealed, and once given to old trails."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from foundation.audit import (
    FOLDER,
    Status,
    export_head,
    recent_events,
    seal,
    sign_earlier,
    status,
    verify,
)
from foundation.audit.keys import key_from, key_ring
from foundation.audit.tasks import seal_recent
from foundation.database import execute, fetch_value
from foundation.settings import Settings, UnsafeSettings, use
from tests.factories.audit import as_before_keys, record_some, rehash, seal_all, tamper

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
    assert set(apart.by_id) == {key_from(secret).id for secret in (FIRST, SECOND, "x")}


def test_a_short_key_is_refused_outside_the_demo():
    environment = {"KS_SECRET_KEY": "s" * 32, "KS_BASE_URL": "https://x.example"}
    assert Settings.load(environment | {"KS_AUDIT_KEY": "k" * 32}).audit_key == "k" * 32
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


async def test_a_trail_from_before_keys_is_signed_once_with_an_event(tmp_path):
    await record_some(3)
    await seal_all()
    await as_before_keys()
    await record_some(1)
    assert [problem.kind for problem in await verify(tmp_path)] == ["seal_unsigned"]
    assert await sign_earlier(tmp_path) == 3
    assert await sign_earlier(tmp_path) == 0
    await seal_all()
    (said, *_others) = await recent_events()
    assert said.action == "audit.sign_earlier"
    assert said.after is not None
    assert (said.after["links"], said.after["last"]) == (3, 3)
    chain = await fetch_value("SELECT chain_hash FROM audit_seal WHERE id = 3")
    assert said.after["chain_hash"] == chain.hex()
    assert await verify(tmp_path) == []
    await tamper("UPDATE audit_event SET account_name = '別人' WHERE recorded_at IS NULL")
    await rehash()
    assert {problem.kind for problem in await verify(tmp_path)} == {"seal_forged"}


async def test_the_schedule_signs_an_earlier_trail_at_its_first_run(settings, tmp_path):
    await record_some(3)
    await seal_all()
    await record_some(1)
    await as_before_keys()
    set_keys(settings, data_dir=tmp_path)
    await seal_recent()
    await seal_all()
    assert await status() == Status(sealed=5, unsealed=0)
    assert await verify(tmp_path / FOLDER) == []
    assert len(list((tmp_path / FOLDER).iterdir())) == 1


async def test_an_earlier_version_cannot_seal_without_a_code():
    await record_some(1)
    with pytest.raises(asyncpg.CheckViolationError, match="audit_seal_signed"):
        await execute(
            "INSERT INTO audit_seal (id, event_id, previous_hash, chain_hash, sealed_at) "
            "SELECT 1, id, $1, $1, now() FROM audit_event",
            bytes(32),
        )
    assert await seal() in (0, 1)
