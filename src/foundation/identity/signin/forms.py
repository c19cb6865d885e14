"""The form of signing in."""

from foundation.i18n import lazy as _l
from foundation.web.forms import (
    EmailField,
    Form,
    HiddenField,
    PasswordField,
)


class LoginForm(Form):
    """Signing in."""

    next = HiddenField()
    email = EmailField(_l("メールアドレス"), required=True, known=True, autocomplete="username")
    password = PasswordField(_l("パスワード"))
