"""What each role allows. The words are the application's; here they stay opaque."""

from collections.abc import Mapping

_permissions_of_role: dict[str, frozenset[str]] = {}


def set_role_permissions(mapping: Mapping[str, frozenset[str]]) -> None:
    """Say what each role allows; called once, when the application is composed."""
    _permissions_of_role.clear()
    _permissions_of_role.update(mapping)


def permissions_of(role: str | None) -> frozenset[str]:
    """What a role allows; an unknown one, and none, allow nothing."""
    return _permissions_of_role.get(role or "", frozenset())


def roles_with(permission: str) -> list[str]:
    """Roles that carry a permission."""
    return sorted(role for role, held in _permissions_of_role.items() if permission in held)
