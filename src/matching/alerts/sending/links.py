"""The signed link that stops one kind of mail for one person, without signing in (RFC 8058).

It names the person and the kind, lasts as long as the mail is kept, and can do nothing else.
"""

from uuid import UUID

from foundation.addresses import full_address
from foundation.signing import read, read_from_before, sign
from matching.alerts.kinds import Kind

_PURPOSE = "matching.alerts.links"
_SALT_BEFORE = "alerts.stop"


def stop_token(account_id: UUID, kind: Kind) -> str:
    """What stands in the link."""
    return sign(_PURPOSE, f"{kind.value}.{account_id.hex}")


def read_token(token: str) -> tuple[UUID, Kind] | None:
    """Whom and what a token stops; None where it is none of ours."""
    text = read(_PURPOSE, token)
    if text is None:
        text = read_from_before(_SALT_BEFORE, token)
    kind, _dot, account = (text or "").partition(".")
    try:
        return UUID(account), Kind(kind)
    except ValueError:
        return None


def stop_address(account_id: UUID, kind: Kind) -> str:
    """The full address, in the reader's language."""
    return full_address(f"/stop/{stop_token(account_id, kind)}")


def settings_address() -> str:
    """Where everything can be chosen, after signing in."""
    return full_address("/account/notifications")


def headers_of(account_id: UUID, kind: Kind) -> dict[str, str]:
    """The head lines that let a mail program offer to stop the mails by one click."""
    return {
        "List-Unsubscribe": f"<{stop_address(account_id, kind)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
