"""The reason that somebody gives for an act."""

from foundation.errors import Invalid
from foundation.i18n import gettext as _
from foundation.text import LONGEST_REASON, length_problem, stored


def checked_reason(
    text: str | None, *, required: bool = True, field: str = "reason", missing: str = ""
) -> str | None:
    """The reason as it is stored; None where nothing was written.

    Args:
        required: an act without it is refused.
        field: where the message stands.
        missing: what is said where it is required and not there; who reads it, for example.

    Raises:
        Invalid: it is missing, or too long.
    """
    reason = stored(text, several_lines=True)
    if reason or required:
        problem = reason_problem(reason, missing)
        if problem:
            raise Invalid({field: problem})
    return reason


def reason_problem(reason: str | None, missing: str = "") -> str | None:
    """What is wrong with a reason that is needed; None when nothing is."""
    if not reason:
        return missing or _("理由を書いてください。後から読む人が、なぜかを分かるように。")
    return length_problem(reason, LONGEST_REASON)
