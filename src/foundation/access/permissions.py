"""What each role allows. The words are the application's; here they stay opaque."""

from collections.abc import Mapping

_permissions_of_role: dict[str, frozenset[str]] = {}
_permissions_without_role: frozenset[str] = frozenset()


def set_role_permissions(
    mapping: Mapping[str, frozenset[str]], without_role: frozenset[str] = frozenset()
) -> None:
    """Say what each role allows; called once, when the application is composed.

    Args:
        mapping: role word → permissions.
        without_role: permissions of a signed-in person with no membership yet.
    """
    global _permissions_without_role
    _permissions_of_role.clear()
    _permissions_of_role.update(mapping)
    _permissions_without_role = without_role


def permissions_of(role: str | None) -> frozenset[str]:
    """What a role allows; an unknown role allows nothing."""
    if role is None:
        return _permissions_without_role
    return _permissions_of_role.get(role, frozenset())


def roles_with(permission: str) -> list[str]:
    """Roles that carry a permission."""
    return sorted(role for role, held in _permissions_of_role.items() if permission in held)
