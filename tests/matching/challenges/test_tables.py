"""What the database itself holds to."""

import asyncpg
import pytest

from foundation.database import execute
from tests.factories import challenges


async def test_editions_are_final_and_the_database_ties_state_to_columns(db):
    identifier = await challenges.published()
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await execute("UPDATE challenge_edition SET note = 'x'")
    for statement in (
        "UPDATE challenge SET number = NULL WHERE id = $1",
        "UPDATE challenge SET state = 'closed' WHERE id = $1",
        "UPDATE challenge SET state = 'withdrawn', withdrawn_at = now() WHERE id = $1",
        "UPDATE challenge SET state = 'draft' WHERE id = $1",
        "UPDATE challenge SET readiness_minimum = 0 WHERE id = $1",
        "UPDATE challenge SET problem_ja = '' WHERE id = $1",
        "UPDATE challenge SET state = 'somewhere' WHERE id = $1",
    ):
        with pytest.raises(asyncpg.CheckViolationError):
            await execute(statement, identifier)
