"""The signed link that stops one kind of mail for one person, without signing in (RFC 8058).

It names the person and the kind, lasts as long as the mail is kept, and can do nothing else.
"""

from uuid import UUID

from itsdangerous import BadSignature, Signer

from foundation.i18n import path
from foundation.settings import current
from matching.alerts.kinds import Kind

_SALT = "alerts.stop"


def stop_token(account_id: UUID, kind: Kind) -> str:
    """What stands in the link."""
    return _signer().sign(f"{kind.value}.{account_id.hex}").decode()


def read_token(token: str) -> tuple[UUID, Kind] | None:
    """Whom and what a token stops; None where it is none of ours."""
    try:
        kind, _dot, account = _signer().unsign(token).decode().partition(".")
        return UUID(account), Kind(kind)
    except (BadSignature, ValueError):
        return None


def stop_address(account_id: UUID, kind: Kind) -> str:
    """The full address, in the reader's language."""
    return current().base_url + path(f"/stop/{stop_token(account_id, kind)}")


def settings_address() -> str:
    """Where everything can be chosen, after signing in."""
    return current().base_url + path("/account/notifications")


def headers_of(account_id: UUID, kind: Kind) -> dict[str, str]:
    """The head lines that let a mail program offer to stop the mails by one click."""
    return {
        "List-Unsubscribe": f"<{stop_address(account_id, kind)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _signer() -> Signer:
    return Signer(current().secret_key, salt=_SALT)
