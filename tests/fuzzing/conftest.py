"""Cheap passwords, so that forms with passwords take no longer than others."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from foundation.identity.signin import passwords


@pytest.fixture(autouse=True)
def cheap_passwords() -> Iterator[None]:
    passwords.use_hasher(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    yield
    passwords.use_hasher(PasswordHasher())
