"""Limits on signing in; secrets and times give nothing away."""

import asyncio
import hmac
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest
from itsdangerous import Signer

from foundation import clock
from foundation.database import execute, fetch, fetch_value, transaction
from foundation.errors import TooMany
from foundation.identity.accounts.commands import credentials
from foundation.identity.accounts.queries import account_id_of
from foundation.identity.jobs import sweep
from foundation.identity.signin import commands, passwords, proof
from foundation.identity.signin.known_places import MOST_OF_A_KIND, PlaceKind, is_device, place_of
from foundation.identity.signin.throttle import LIMITS, admit, forget, network_of
from foundation.identity.states import AttemptKind
from foundation.settings import current
from foundation.threads import Threads
from tests.conftest import NOW
from tests.factories.identity import post
from tests.foundation.identity.conftest import PASSWORD, mails_to, token_in

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


@pytest.mark.parametrize(
    "typed",
    [
        "HANAKO@EXAMPLE.JP",
        " hanako@example.jp ",
        "ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ",
        "hana\u212ao@example.jp",
    ],
)
async def test_all_spellings_of_an_address_count_for_its_account(client, make_account, typed):
    await make_account()
    for _try in range(LIMIT.per_account):
        await post(client, "/login", WRONG)
    response = await post(client, "/login", {"email": typed, "password": PASSWORD})
    assert response.status_code == 429


async def test_no_other_letter_signs_in_and_counts_apart(make_account):
    """PostgreSQL and Python fold letters differently; whatever signs in is counted for the account."""
    await make_account("shinsain@example.jp")
    async with transaction():
        of_account = await admit(AttemptKind.LOGIN, "shinsain@example.jp", "192.0.2.1")
    apart = []
    for number, code in enumerate([*range(0x80, 0x600), 0x1E9E, 0x2071, 0x2139, 0x2170, 0xFF29]):
        typed = f"sh{chr(code)}nsain@example.jp"
        async with transaction():
            subject = await admit(AttemptKind.LOGIN, typed, f"198.51.100.{number}.example")
            await forget(AttemptKind.LOGIN, subject)
        if subject != of_account and await account_id_of(typed) is not None:
            apart.append(typed)
    assert apart == []
    with pytest.raises(proof.WrongCredentials):
        await commands.login("sh\u0130nsain@example.jp", PASSWORD, "192.0.2.1")


async def hold(address: str = "198.51.100.9") -> None:
    """A stranger elsewhere tries until the account is held."""
    with pytest.raises(TooMany):
        for _try in range(LIMIT.per_account + 1):
            with suppress(proof.WrongCredentials):
                await commands.login(EMAIL, "wrong wrong wrong", address)


async def test_strangers_do_not_lock_a_person_out_of_their_device(client, new_client, make_account):
    await make_account()
    right = {"email": EMAIL, "password": PASSWORD}
    assert (await post(client, "/login", right)).status_code == 303
    await post(client, "/logout")
    # From behind one proxy, all come from one network.
    await hold("127.0.0.1")
    assert (await post(new_client(), "/login", right)).status_code == 429
    assert (await post(client, "/login", right)).status_code == 303


async def test_strangers_do_not_lock_a_person_out_of_their_network(make_account):
    await make_account()
    await commands.login(EMAIL, PASSWORD, "192.0.2.1")
    await hold()
    with pytest.raises(TooMany):
        await commands.login(EMAIL, PASSWORD, "192.0.2.2")
    assert await commands.login(EMAIL, PASSWORD, "192.0.2.1")
    with pytest.raises(TooMany):
        await commands.login(EMAIL, PASSWORD, "192.0.2.2")


async def test_a_known_device_has_as_many_tries_as_strangers(client, make_account):
    await make_account()
    await post(client, "/login", {"email": EMAIL, "password": PASSWORD})
    await post(client, "/logout")
    answers = [(await post(client, "/login", WRONG)).status_code for _ in range(12)]
    assert answers == [422] * LIMIT.per_account + [429] * 2


async def test_a_device_is_known_to_the_accounts_that_signed_in_there_only(client, make_account):
    await make_account()
    await make_account("other@example.jp")
    await post(client, "/login", {"email": "other@example.jp", "password": PASSWORD})
    await post(client, "/logout")
    await hold("127.0.0.1")
    response = await post(client, "/login", {"email": EMAIL, "password": PASSWORD})
    assert response.status_code == 429


async def test_a_device_that_this_site_did_not_make_is_not_taken(client, make_account):
    await make_account()
    client.cookies.set("device", "chosen.by-the-attacker", domain="testserver.local")
    await post(client, "/login", {"email": EMAIL, "password": PASSWORD})
    assert "chosen.by-the-attacker" not in {cookie.value for cookie in client.cookies.jar}
    made = next(cookie for cookie in client.cookies.jar if cookie.name == "device")
    assert is_device(made.value)
    assert made.has_nonstandard_attr("HttpOnly")


async def test_places_kept_before_each_purpose_had_a_key_are_known_still(client, make_account):
    account = await make_account()
    secret = current().secret_key
    device = Signer(secret, salt="foundation.identity.device").sign("made earlier").decode()
    for number, (kind, value) in enumerate((("device", device), ("network", "192.0.2.7"))):
        mark = hmac.digest(secret.encode(), f"known {kind}:{value}".encode(), "sha256").hex()
        await execute(
            "INSERT INTO known_place (id, account, kind, mark, last_used_at) "
            "VALUES ($1, $2, $3, $4, $5)",
            UUID(int=number + 1),
            account,
            kind,
            mark,
            clock.now(),
        )
    assert is_device(device)
    for present, network, kind in (
        (device, "192.0.2.8", PlaceKind.DEVICE),
        (None, "192.0.2.7", PlaceKind.NETWORK),
    ):
        place = await place_of(account, present, network)
        assert place is not None and place.kind is kind
    assert await place_of(account, None, "192.0.2.8") is None


async def test_a_new_password_makes_every_place_strange_again(client, make_account):
    account = await make_account()
    await commands.login(EMAIL, PASSWORD, "192.0.2.1")
    await credentials.request_password_reset(email=EMAIL, address="192.0.2.1")
    (mail,) = await mails_to(EMAIL)
    await credentials.reset_password(token=token_in(mail["body"]), password="another long password")
    assert await place_of(account, None, "192.0.2.1") is None


async def test_places_are_kept_for_half_a_year_and_twenty_of_a_kind(make_account):
    account = await make_account()
    for number in range(MOST_OF_A_KIND + 5):
        with clock.frozen(NOW + timedelta(minutes=number)):
            await commands.login(EMAIL, PASSWORD, f"192.0.2.{number}")
    assert await fetch_value("SELECT count(*) FROM known_place") == MOST_OF_A_KIND
    assert await place_of(account, None, "192.0.2.24") is not None
    assert await place_of(account, None, "192.0.2.0") is None
    with clock.frozen(NOW + timedelta(days=181)):
        assert await place_of(account, None, "192.0.2.24") is None
        await sweep()
    assert await fetch_value("SELECT count(*) FROM known_place") == 0


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
    assert await fetch_value("SELECT count(*) FROM login_attempt") == 0


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
    await post(client, "/login", WRONG)
    with clock.frozen(NOW + timedelta(days=2)):
        await sweep()
    assert await fetch_value("SELECT count(*) FROM login_attempt") == 0
