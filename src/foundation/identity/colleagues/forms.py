"""Forms of inviting and joining."""

from foundation.i18n import lazy as _l
from foundation.identity.forms import new_password, own_name
from foundation.web.forms import (
    ChoiceField,
    EmailField,
    Form,
    HiddenField,
)


class AcceptForm(Form):
    """Accepting an invitation with an account."""

    token = HiddenField()


class JoinForm(AcceptForm):
    """Accepting an invitation without an account."""

    name = own_name()
    password = new_password(_l("パスワード"))


class InviteForm(Form):
    """Inviting a colleague."""

    makes = "invitation"

    email = EmailField(_l("招待する人のメールアドレス"), required=True, autocomplete="off")
    role = ChoiceField(_l("役割"), required=True)
