"""What the owner of a challenge is told by mail."""

from typing import Any

from foundation.i18n import lazy as _l
from foundation.i18n import pick
from foundation.identity.accounts.readers import still_acting
from foundation.mail import Letter, tell

_PAGE = "/challenges/{id}"
PUBLISHED = Letter(
    kind="challenge_published",
    about=_l("課題を公開した知らせ"),
    subject=_l("課題を公開しました（%(number)s）"),
    body=_l("%(name)s 様\n\n課題「%(title)s」（%(number)s）を公開しました。\n\n%(address)s\n"),
    page=_PAGE,
)
RETURNED = Letter(
    kind="challenge_returned",
    about=_l("課題を差し戻した知らせ"),
    subject=_l("課題を差し戻しました"),
    body=_l(
        "%(name)s 様\n\n課題「%(title)s」を差し戻しました。直して、もう一度提出してください。\n\n"
        "理由：\n%(reason)s\n\n%(address)s\n"
    ),
    page=_PAGE,
)
LETTERS = (PUBLISHED, RETURNED)


async def tell_published(challenge: dict[str, Any]) -> None:
    """The secretariat has published it."""
    await _tell(challenge, PUBLISHED)


async def tell_returned(challenge: dict[str, Any]) -> None:
    """The secretariat has returned it with a reason."""
    await _tell(challenge, RETURNED)


async def _tell(challenge: dict[str, Any], letter: Letter) -> None:
    owner = challenge["submitted_by"] or challenge["created_by"]
    await tell(
        # Whoever has left the bureau learns nothing more of its work.
        await still_acting([owner], organisation_id=challenge["organisation"]),
        letter.key(challenge["id"], challenge["version"]),
        lambda: {
            "title": pick(challenge["title_ja"], challenge["title_en"]),
            "number": challenge["number"],
            "reason": challenge["returned_reason"],
        },
    )
