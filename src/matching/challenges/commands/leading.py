"""How challenges are led on: by whom, under which lock."""

from dataclasses import dataclass
from uuid import UUID

from foundation.access.actor import Actor
from foundation.access.verdict import Verdict
from foundation.acts import Leading, Row
from foundation.errors import Invalid
from matching.challenges import policy
from matching.challenges.content import ChallengeContent, content_errors, tidy
from matching.challenges.queries.standing import standing
from matching.challenges.states import CHALLENGE, Act
from matching.challenges.tables import Challenge


@dataclass(frozen=True)
class ChallengeRecord:
    """What a command leaves behind.

    Attributes:
        id: of the challenge.
        state: it is in now.
        version: to be seen before the next change.
        number: given at publication.
    """

    id: UUID
    state: str
    version: int
    number: str | None

    @classmethod
    def of(cls, row: Row) -> "ChallengeRecord":
        """The challenge of a row."""
        return cls(row["id"], row["state"], row["version"], row["number"])


def _sees(actor: Actor, row: Row) -> bool:
    return policy.may_see(actor, standing(row))


def _may(actor: Actor, row: Row, act: Act) -> Verdict:
    return policy.may_ever_act(actor, standing(row), act)


CHALLENGES = Leading(
    machine=CHALLENGE,
    table=Challenge,
    sees=_sees,
    may=_may,
    record=ChallengeRecord.of,
    trail=("number",),
)


async def lock_own(actor: Actor, challenge_id: UUID) -> Row:
    """The challenge's row, locked until the transaction ends, for those who write it.

    Raises:
        NotFound: it is not for this reader.
        NotPermitted: another bureau writes it.
    """
    row = await CHALLENGES.locked(actor, challenge_id)
    policy.may_edit(actor, standing(row)).require()
    return row


def checked(content: ChallengeContent, *, complete: bool) -> ChallengeContent:
    """The content as it is stored.

    Raises:
        Invalid: it breaks a rule of drafts, or with `complete` of submission.
    """
    content = tidy(content)
    errors = content_errors(content, complete=complete)
    if errors:
        raise Invalid(errors)
    return content
