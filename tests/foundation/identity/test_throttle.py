"""Limits on signing in; secrets and times give nothing away."""

import asyncio
from datetime import timedelta

import pytest

from foundation import clock
from foundation.database import fetch, fetch_value, transaction
from foundation.errors import TooMany
from foundation.identity import commands, passwords, proof
from foundation.identity.states import AttemptKind
from foundation.identity.throttle import LIMITS, admit, attempts_of, network_of
from foundation.threads import Threads
from tests.conftest import NOW
from tests.factories.identity import post
from tests.foundation.identity.conftest import PASSWORD

EMAIL = "hanako@example.jp"
WRONG = {"email": EMAIL, "password": "wrong wrong wrong"}
LIMIT = LIMITS[AttemptKind.LOGIN]


async def test_the_form_gives_the_address_back_and_not_the_password(client, make_account):
    await make_account()
    response = await post(client, "/login", WRONG)
    assert response.status_code == 422
    assert EMAIL in response.text
    assert "wrong wrong wrong" not in response.text


async def test_known_and_unknown_accounts_are_refused_alike(client, make_account, monkeypatch):
    await make_account()
    looked_at = []
    real = passwords.verify_password

    async def verify(password_hash, password):
        looked_at.append(password_hash is None)
        return await real(password_hash, password)

    monkeypatch.setattr(proof, "verify_password", verify)
    known = await post(client, "/login", WRONG)
    unknown = await post(client, "/login", {**WRONG, "email": "nobody@example.jp"})
    assert known.status_code == unknown.status_code == 422
    assert "メールアドレスかパスワードが違います。" in known.text
    assert "メールアドレスかパスワードが違います。" in unknown.text
    assert looked_at == [False, True]


async def test_an_unknown_account_costs_a_hash_too(monkeypatch):
    from argon2 import PasswordHasher

    calls = []

    class Counting(PasswordHasher):
        def verify(self, hash, password):
            calls.append(hash)
            return super().verify(hash, password)

    passwords.use_hasher(Counting(time_cost=1, memory_cost=8, parallelism=1))
    assert not await passwords.verify_password(None, "nobody's password")
    assert len(calls) == 1


async def test_an_account_is_held_and_told_when_to_try_again(client, make_account):
    await make_account()
    for _try in range(LIMIT.per_account):
        assert (await post(client, "/login", WRONG)).status_code == 422
    for password in ("wrong wrong wrong", PASSWORD):
        response = await post(client, "/login", {"email": EMAIL, "password": password})
        assert response.status_code == 429
        assert response.headers["retry-after"] == "900"
        assert "12:16" in response.text
        assert EMAIL in response.text
    with clock.frozen(NOW + LIMIT.window):
        response = await post(client, "/login", {"email": EMAIL, "password": PASSWORD})
    assert response.status_code == 303


async def test_unknown_accounts_are_held_alike(client):
    for _try in range(LIMIT.per_account):
        await post(client, "/login", WRONG)
    assert (await post(client, "/login", WRONG)).status_code == 429


async def test_an_address_is_held_across_accounts(db):
    for number in range(LIMIT.per_address):
        async with transaction():
            await admit(AttemptKind.LOGIN, f"person{number}@example.jp", "192.0.2.7")
    with pytest.raises(TooMany) as refusal:
        async with transaction():
            await admit(AttemptKind.LOGIN, "another@example.jp", "192.0.2.7")
    assert refusal.value.retry_after == LIMIT.window.total_seconds()
    async with transaction():
        await admit(AttemptKind.LOGIN, "another@example.jp", "192.0.2.8")


async def test_signing_in_clears_the_count(client, make_account):
    await make_account()
    for _try in range(LIMIT.per_account - 1):
        await post(client, "/login", WRONG)
    assert (await post(client, "/login", {"email": EMAIL, "password": PASSWORD})).status_code == 303
    assert await attempts_of(AttemptKind.LOGIN, EMAIL) == 0


async def test_attempts_at_the_same_time_do_not_slip_through(db, make_account):
    await make_account()

    async def attempt() -> str:
        try:
            await commands.login(EMAIL, "wrong wrong wrong", "192.0.2.1")
        except TooMany:
            return "held"
        except proof.WrongCredentials:
            return "wrong"
        return "in"

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(attempt()) for _ in range(LIMIT.per_account * 2)]
    results = [task.result() for task in tasks]
    assert results.count("wrong") == LIMIT.per_account
    assert results.count("held") == LIMIT.per_account


async def test_counts_hold_no_address_as_typed(client):
    await post(client, "/login", WRONG)
    assert "hanako" not in repr(await fetch("SELECT * FROM login_attempt"))


def test_networks():
    assert network_of("192.0.2.7") == "192.0.2.7"
    assert network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2::9")
    assert network_of("2001:db8:1:3::9") != network_of("2001:db8:1:2::9")
    assert network_of("::ffff:192.0.2.7") == "192.0.2.7"
    assert network_of("testclient") == "testclient"


async def test_too_many_waiting_are_turned_away(monkeypatch):
    monkeypatch.setattr(passwords, "_threads", Threads("full", queue=0))
    with pytest.raises(TooMany):
        await passwords.hash_password(PASSWORD)


async def test_old_parameters_are_renewed_at_sign_in(client, make_account):
    from argon2 import PasswordHasher

    await make_account()
    old = await fetch_value("SELECT password_hash FROM account")
    passwords.use_hasher(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    response = await post(client, "/login", {"email": EMAIL, "password": PASSWORD})
    assert response.status_code == 303
    new = await fetch_value("SELECT password_hash FROM account")
    assert new != old
    assert "t=2" in new


async def test_old_counts_are_swept(client):
    from foundation.identity.jobs import sweep

    await post(client, "/login", WRONG)
    with clock.frozen(NOW + timedelta(days=2)):
        await sweep()
    assert await fetch_value("SELECT count(*) FROM login_attempt") == 0
