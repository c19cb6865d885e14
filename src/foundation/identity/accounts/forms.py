"""Forms about accounts."""

from foundation.i18n import lazy as _l
from foundation.identity.forms import new_password, own_name
from foundation.identity.tables import NAME_LENGTH
from foundation.web.forms import (
    BooleanField,
    ChoiceField,
    EmailField,
    Form,
    HiddenField,
    PasswordField,
    TextField,
)

TOKEN_DAYS = (("30", _l("30日")), ("90", _l("90日")), ("365", _l("365日")))


class SignUpForm(Form):
    """Signing up (startups)."""

    email = EmailField(
        _l("メールアドレス"),
        required=True,
        hint=_l("確認のメールを送ります。会社のメールアドレスを使ってください。"),
    )
    name = own_name()
    password = new_password(_l("パスワード"))


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
    password = new_password(_l("新しいパスワード"))


class NameForm(Form):
    """The name on the account."""

    name = own_name()


class PasswordForm(Form):
    """Changing the password."""

    current = PasswordField(_l("今のパスワード"))
    password = new_password(_l("新しいパスワード"))
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
