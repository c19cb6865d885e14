"""The reason that somebody gives for an act."""

from foundation.errors import Invalid
from foundation.i18n import gettext as _
from foundation.text import LONGEST_REASON, length_problem, stored


def checked_reason(text: str | None, *, required: bool = True, field: str = "reason") -> str | None:
    """The reason as it is stored; None where nothing was written.

    Args:
        required: an act without it is refused.
        field: where the message stands.

    Raises:
        Invalid: it is missing, or too long.
    """
    reason = stored(text, several_lines=True)
    if required and not reason:
        raise Invalid({field: _("理由を書いてください。後から読む人が、なぜかを分かるように。")})
    problem = length_problem(reason, LONGEST_REASON)
    if problem:
        raise Invalid({field: problem})
    return reason
