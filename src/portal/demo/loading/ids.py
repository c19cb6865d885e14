"""Ids of demo records: the same on every load, so that links to them stay good."""

from uuid import UUID

from foundation.ids import derived_id


def demo_id(kind: str, key: str) -> UUID:
    """The id of a record of the data files, by its kind and its key there."""
    return derived_id("demo", kind, key)


def organisation_id(key: str) -> UUID:
    """The id of a bureau, startup or office."""
    return demo_id("organisation", key)


def account_id(key: str) -> UUID:
    """The id of an account."""
    return demo_id("account", key)
