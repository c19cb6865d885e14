"""Links from before keys are signed once, later; nothing else about them can change."""

import asyncpg
import pytest

from foundation.database import execute
from tests.factories.audit import record_some, seal_all, tamper

pytestmark = pytest.mark.usefixtures("db")

SIGN = "UPDATE audit_seal SET mac = $1, key_id = 'k', signed_at = now()"


async def test_a_link_is_signed_once_and_nothing_else_of_it_changes():
    await record_some(1)
    await seal_all()
    await tamper("UPDATE audit_seal SET mac = NULL, key_id = NULL, signed_at = NULL")
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="only grows"):
        await execute(f"{SIGN}, sealed_at = now() - interval '1 day'", bytes(32))
    await execute(SIGN, bytes(32))
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="only grows"):
        await execute(SIGN, bytes(32))
