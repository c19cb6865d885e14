"""Roles, and what each may do: the one table behind navigation, policies and the route matrix."""

from enum import StrEnum

from foundation.access.roles import RoleWords
from foundation.i18n import lazy as _l
from foundation.identity.organisations.kinds import KindWords
from foundation.identity.permissions import Permission as Identity
from foundation.mail.permissions import Permission as Mail
from matching.challenges.permissions import Permission as Challenges
from matching.matcher.permissions import Permission as Matcher
from matching.search.outbox.permissions import Permission as Search
from matching.solutions.permissions import Permission as Solutions
from matching.startups.permissions import Permission as Startups
from pitch.contests.permissions import Permission as Contests
from pitch.pilots.permissions import Permission as Pilots
from procurement.certification.permissions import Permission as Certification


class OrganisationKind(StrEnum):
    """Kinds of organisation."""

    BUREAU = "bureau"
    STARTUP = "startup"
    SECRETARIAT = "secretariat"


class Role(StrEnum):
    """What a person is in one membership."""

    CHALLENGE_OWNER = "challenge_owner"
    PILOT_OWNER = "pilot_owner"
    CERTIFIER = "certifier"
    PURCHASER = "purchaser"
    MEMBER = "member"
    SECRETARIAT = "secretariat"
    JUDGE = "judge"
    OPERATOR = "operator"


def _words(
    role: Role, kind: OrganisationKind | None, initial: str, label: object, summary: object
) -> RoleWords:
    return RoleWords(
        role=role, organisation_kind=kind, initial=initial, label=label, summary=summary
    )


ROLE_WORDS = (
    _words(
        Role.CHALLENGE_OWNER, OrganisationKind.BUREAU, "課", _l("課題担当"),
        _l("課題を書き、合う解決策を理由とともに見ます。"),
    ),
    _words(
        Role.MEMBER, OrganisationKind.STARTUP, "企", _l("スタートアップ"),
        _l("会社と解決策を一度登録し、課題やコンテストに応募します。"),
    ),
    _words(
        Role.SECRETARIAT, OrganisationKind.SECRETARIAT, "運", _l("運営事務局"),
        _l("課題と企業を確かめて公開し、コンテストを運営します。"),
    ),
    _words(Role.JUDGE, None, "審", _l("審査員"), _l("公開した基準で応募を採点します。")),
    _words(
        Role.PILOT_OWNER, OrganisationKind.BUREAU, "実", _l("実証担当"),
        _l("現場での実証を計画し、測り、評価します。"),
    ),
    _words(
        Role.CERTIFIER, OrganisationKind.BUREAU, "認", _l("認定担当"),
        _l("専門家の意見を聴き、製品を認定します。"),
    ),
    _words(
        Role.PURCHASER, OrganisationKind.BUREAU, "契", _l("契約担当"),
        _l("認定製品の一覧を確かめ、調達に使います。"),
    ),
    _words(
        Role.OPERATOR, None, "管", _l("システム管理"),
        _l("アカウントと設定を管理します。"),
    ),
)  # fmt: skip


KIND_WORDS = (
    KindWords(kind=OrganisationKind.BUREAU, label=_l("局"), managed=True),
    KindWords(kind=OrganisationKind.SECRETARIAT, label=_l("運営事務局"), managed=True, needed=True),
    KindWords(kind=OrganisationKind.STARTUP, label=_l("スタートアップ")),
)


ROLE_PERMISSIONS: dict[str, frozenset[str]] = {
    Role.CHALLENGE_OWNER: frozenset(
        {
            Challenges.WRITE,
            Matcher.READ_OWN_RANKING,
            Matcher.KEEP_SHORTLIST,
            Pilots.READ_BUREAU,
        }
    ),
    Role.MEMBER: frozenset(
        {
            Identity.INVITE_COLLEAGUES,
            Startups.WRITE,
            Solutions.WRITE,
            Matcher.READ_OWN_FITS,
            Contests.ENTER,
            Pilots.READ_STARTUP,
            Certification.READ_OWN,
        }
    ),
    Role.SECRETARIAT: frozenset(
        {
            Identity.INVITE_COLLEAGUES,
            Challenges.REVIEW,
            Startups.REVIEW,
            Solutions.READ_ALL,
            Matcher.READ_ANY_RANKING,
            Contests.RUN,
            Pilots.READ_ANY,
        }
    ),
    Role.JUDGE: frozenset({Contests.JUDGE}),
    Role.PILOT_OWNER: frozenset({Matcher.READ_OWN_RANKING, Pilots.PLAN, Pilots.READ_BUREAU}),
    Role.CERTIFIER: frozenset(
        {Certification.WRITE, Certification.READ_EVIDENCE, Pilots.READ_BUREAU}
    ),
    Role.PURCHASER: frozenset({Certification.READ_EVIDENCE}),
    Role.OPERATOR: frozenset({*Identity, Mail.OPERATE, Search.OPERATE}),
}
"""What each role may do, of what the areas ask of a role."""
