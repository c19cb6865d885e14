"""Forms of the identity area."""

from collections.abc import Iterable

from wtforms import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from foundation.i18n import lazy as _l
from foundation.web.forms import (
    BooleanField,
    ChoiceField,
    EmailField,
    Form,
    HiddenField,
    PasswordField,
    TextField,
)

NAME_LENGTH = 100
TOKEN_DAYS = (("30", _l("30日")), ("90", _l("90日")), ("365", _l("365日")))
NEW_PASSWORD_HINT = _l("12文字以上。短い言葉をいくつかつなげると、覚えやすく破られにくくなります。")


def text(field: Field) -> str:
    """What was typed into a field; empty where nothing was."""
    return field.data or ""


def offer(field: ChoiceField, pairs: Iterable[tuple[object, object]]) -> None:
    """Let a field choose among (value, label) pairs known only to the request."""
    field.choices = [SelectChoice(str(value), str(label)) for value, label in pairs]


def _new_password(label: object) -> PasswordField:
    return PasswordField(label, hint=NEW_PASSWORD_HINT, autocomplete="new-password")


class LoginForm(Form):
    """Signing in."""

    next = HiddenField()
    email = EmailField(_l("メールアドレス"), required=True, known=True, autocomplete="username")
    password = PasswordField(_l("パスワード"))


class SignUpForm(Form):
    """Signing up (startups)."""

    email = EmailField(
        _l("メールアドレス"),
        required=True,
        hint=_l("確認のメールを送ります。会社のメールアドレスを使ってください。"),
    )
    name = TextField(
        _l("氏名"), required=True, max_length=NAME_LENGTH, autocomplete="name", width="l"
    )
    password = _new_password(_l("パスワード"))


class ConfirmForm(Form):
    """Proving an address: the password of the sign-up."""

    token = HiddenField()
    password = PasswordField(_l("登録したときのパスワード"))


class ForgotForm(Form):
    """Asking for a link to a new password."""

    email = EmailField(_l("メールアドレス"), required=True, autocomplete="username")


class ResetForm(Form):
    """Setting a new password by a mailed link."""

    token = HiddenField()
    password = _new_password(_l("新しいパスワード"))


class JoinForm(Form):
    """Accepting an invitation without an account."""

    token = HiddenField()
    name = TextField(
        _l("氏名"), required=True, max_length=NAME_LENGTH, autocomplete="name", width="l"
    )
    password = _new_password(_l("パスワード"))


class NameForm(Form):
    """The name on the account."""

    name = TextField(
        _l("氏名"), required=True, max_length=NAME_LENGTH, autocomplete="name", width="l"
    )


class PasswordForm(Form):
    """Changing the password."""

    current = PasswordField(_l("今のパスワード"))
    password = _new_password(_l("新しいパスワード"))
    end_tokens = BooleanField(
        _l("APIの鍵もすべて取り消す"),
        hint=_l("前のパスワードを知る人が作った鍵も、使えなくなります。"),
    )


class TokenForm(Form):
    """Making an API token."""

    makes = "api_token"

    name = TextField(
        _l("鍵の名前"),
        required=True,
        max_length=NAME_LENGTH,
        hint=_l("使う道具や目的が分かる名前。例）集計の自動取得"),
        width="l",
    )
    membership = ChoiceField(_l("使う役割"), as_select=True)
    days = ChoiceField(_l("使える期間"), TOKEN_DAYS, required=True)


class InviteForm(Form):
    """Inviting a colleague."""

    makes = "invitation"

    email = EmailField(_l("招待する人のメールアドレス"), required=True, autocomplete="off")
    role = ChoiceField(_l("役割"), required=True)


class AccountForm(Form):
    """An operator making an account."""

    makes = "account"

    email = EmailField(_l("メールアドレス"), required=True, autocomplete="off")
    name = TextField(_l("氏名"), required=True, max_length=NAME_LENGTH, width="l")
    role = ChoiceField(_l("役割"), as_select=True)
    organisation = ChoiceField(
        _l("組織"), as_select=True, hint=_l("審査員とシステム管理は、組織を選びません。")
    )


class AddressForm(Form):
    """An operator correcting the address of an account that is not confirmed yet."""

    email = EmailField(_l("正しいメールアドレス"), required=True, autocomplete="off")


class RoleForm(Form):
    """An operator giving a further role."""

    role = ChoiceField(_l("役割"), as_select=True, required=True)
    organisation = ChoiceField(
        _l("組織"), as_select=True, hint=_l("審査員とシステム管理は、組織を選びません。")
    )
