"""Who must be there before a first challenge can be published, and how to make them."""

from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.identity.organisations.queries import kinds_present, roles_present
from matching.challenges.permissions import Permission as Challenges
from portal.roles import ROLE_PERMISSIONS, OrganisationKind, Role
from portal.watching.findings import Finding, Mark, good

_CREATE_ORGANISATION = "kingsalmon organisation create --kind {} --name … --name-en …"
_CREATE_ACCOUNT = "kingsalmon account create --email … --name … --role {}"
_KINDS = (
    (OrganisationKind.SECRETARIAT, _l("運営事務局がありません。")),
    (OrganisationKind.BUREAU, _l("局がありません。")),
)


def _able(permission: str) -> list[str]:
    return [role for role, allowed in ROLE_PERMISSIONS.items() if permission in allowed]


def _people() -> tuple[tuple[list[str], str, object], ...]:
    inside = f"{_CREATE_ACCOUNT} --organisation …"
    return (
        (
            [Role.OPERATOR],
            _CREATE_ACCOUNT.format(Role.OPERATOR),
            _l("システム管理の人がいません。"),
        ),
        (
            _able(Challenges.REVIEW),
            inside.format(Role.SECRETARIAT),
            _l("課題を確かめて公開する運営事務局の人がいません。"),
        ),
        (
            _able(Challenges.WRITE),
            inside.format(Role.CHALLENGE_OWNER),
            _l("課題を書く局の人がいません。"),
        ),
    )


async def staffing() -> list[Finding]:
    """What of organisations and people is missing, each with the command that makes it."""
    kinds, roles = await kinds_present(), await roles_present()
    missing = [
        _missing(f"organisation_{kind}", text, _CREATE_ORGANISATION.format(kind))
        for kind, text in _KINDS
        if kind not in kinds
    ]
    missing += [
        _missing(f"people_{able[0]}", text, command)
        for able, command, text in _people()
        if not roles.intersection(able)
    ]
    return missing or [good("people", _("運営事務局と局、それぞれの担当とシステム管理がいます。"))]


def _missing(name: str, text: object, command: str) -> Finding:
    advice = _("%(command)s を実行してください。", command=command)
    return Finding(name, Mark.BAD, str(text), advice)
