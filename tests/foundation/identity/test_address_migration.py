"""Databases from before addresses had one form: every account gets its own, doubles are set aside."""

from contextlib import suppress
from importlib import import_module

import pytest

from foundation.database import DB, execute, fetch, fetch_value, transaction

MIGRATION = import_module(
    "foundation.identity.piccolo_migrations.identity_2026_11_30t10_20_00_000000"
)


class Undone(Exception):
    """Ends the transaction without leaving anything of it."""


@pytest.fixture
async def as_before(make_account):
    """Accounts of before, in a transaction that is rolled back."""
    first = await make_account("tanaka@example.jp")
    second = await make_account("second@example.jp", confirmed=False)
    other = await make_account("Suzuki@Example.jp")
    with suppress(Undone):
        async with transaction():
            await execute("DROP INDEX account_email")
            await execute("ALTER TABLE account DROP CONSTRAINT account_email_canonical")
            await execute(
                "UPDATE account SET email = '\uff34anaka@example.jp' WHERE id = $1", second
            )
            await execute("UPDATE account SET email_canonical = ''")
            yield first, second, other
            raise Undone


async def test_every_account_gets_its_form_and_a_double_is_suspended(as_before):
    first, second, other = as_before
    await MIGRATION._fill_accounts(DB.current_transaction.get().connection)
    rows = {row["id"]: row for row in await fetch("SELECT * FROM account")}
    assert rows[first]["email_canonical"] == "tanaka@example.jp"
    assert rows[other]["email_canonical"] == "suzuki@example.jp"
    assert rows[second]["email_canonical"] == f"SET ASIDE {second}"
    assert [rows[one]["state"] for one in as_before] == ["active", "suspended", "active"]
    assert await fetch_value("SELECT count(DISTINCT email_canonical) FROM account") == 3
