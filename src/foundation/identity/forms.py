"""What the forms of identity share."""

from wtforms import Field

from foundation.i18n import lazy as _l
from foundation.identity.tables import NAME_LENGTH
from foundation.web.forms import PasswordField, TextField

NEW_PASSWORD_HINT = _l("12文字以上。短い言葉をいくつかつなげると、覚えやすく破られにくくなります。")


def text(field: Field) -> str:
    """What was typed into a field; empty where nothing was."""
    return field.data or ""


def new_password(label: object) -> PasswordField:
    """Where a new password is chosen."""
    return PasswordField(label, hint=NEW_PASSWORD_HINT, autocomplete="new-password")


def own_name() -> TextField:
    """Where people write their own name."""
    return TextField(
        _l("氏名"), required=True, max_length=NAME_LENGTH, autocomplete="name", width="l"
    )
