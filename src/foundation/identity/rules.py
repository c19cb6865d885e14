"""What is asked of names, whoever sends them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from foundation.database import hold
from foundation.email_address import address_problem, canonical
from foundation.errors import Conflict, Invalid
from foundation.i18n import gettext as _
from foundation.identity.states import MembershipState, OrganisationState
from foundation.identity.tables import NAME_LENGTH, ORGANISATION_NAME_LENGTH
from foundation.text import length_problem, one_line


def name_problem(name: str) -> str | None:
    """What is wrong with a person's name; None if nothing is."""
    text = one_line(name)
    if not text:
        return _("氏名を書いてください。")
    if len(text) > NAME_LENGTH:
        return _("氏名は%(most)s文字以内にしてください。", most=NAME_LENGTH)
    return None


def account_problems(email: str, name: str) -> dict[str, str | None]:
    """What is wrong with a new account's address and name, by field."""
    return {"email": address_problem(email), "name": name_problem(name)}


def organisation_name_problem(name: str | None, *, required: bool = False) -> str | None:
    """What is wrong with a name of an organisation or of a section in it; None if nothing is."""
    text = one_line(name or "")
    if not text:
        return _("名前を書いてください。") if required else None
    return length_problem(text, ORGANISATION_NAME_LENGTH)


def ended_problem(state: str) -> str | None:
    """Why nothing more can be done with an organisation in this state; None if it can."""
    return None if state == OrganisationState.ACTIVE.value else _("この組織はもう終わっています。")


def refuse_ended(state: str) -> None:
    """Let nothing more be done with an organisation that has ended.

    Raises:
        Conflict: it is merged or closed.
    """
    problem = ended_problem(state)
    if problem:
        raise Conflict(problem, state)


def require(problems: dict[str, str | None]) -> None:
    """Raise `Invalid` with the problems there are."""
    found = {field: problem for field, problem in problems.items() if problem}
    if found:
        raise Invalid(found)


async def lock_email(email: str) -> None:
    """Let one transaction at a time decide what becomes of an address."""
    await hold("email", canonical(email))


def is_active(membership: Mapping[str, Any] | None, account_id: UUID) -> bool:
    """Whether a membership is the person's and goes on."""
    return (
        membership is not None
        and membership["account"] == account_id
        and membership["state"] == MembershipState.ACTIVE.value
    )


def same(first: UUID | None, second: UUID | None) -> bool:
    """Both are the same record; two missing ones are not."""
    return first is not None and first == second
