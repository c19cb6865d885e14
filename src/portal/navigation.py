"""The nouns of the navigation row, by what the actor acts as."""

from collections.abc import Sequence

from foundation.access.actor import Actor
from foundation.i18n import lazy as _l
from foundation.i18n import ngettext
from foundation.i18n.catalogue import LazyText
from foundation.web import NavigationItem
from portal.roles import Role

Item = tuple[LazyText, str]


def _many(message: str) -> LazyText:
    """A noun whose list the item leads to: in English the plural."""
    return LazyText(message, lambda text: ngettext(text, text, 2))


_CHALLENGES: Item = (_l("課題"), "/challenges")
_SOLUTIONS: Item = (_l("解決策"), "/solutions")
_CONTESTS: Item = (_l("コンテスト"), "/contests")
_PILOTS: Item = (_many("実証"), "/pilots")
_CERTIFIED: Item = (_l("認定製品"), "/certified")
_STARTUPS: Item = (_many("スタートアップ"), "/startups")
_HOME: Item = (_l("ホーム"), "/")
_ADMIN: tuple[Item, ...] = (
    (_l("アカウント"), "/admin/accounts"),
    (_l("組織の管理"), "/admin/organisations"),
    (_l("検索の状態"), "/admin/search"),
    (_l("送れなかったメール"), "/admin/mail"),
)

PUBLIC = (_CHALLENGES, _SOLUTIONS, _STARTUPS, _CONTESTS, _PILOTS, _CERTIFIED)
_INSIDE = (_HOME, _CHALLENGES, _SOLUTIONS, _CONTESTS, _PILOTS, _CERTIFIED)
OF_ROLE: dict[str, tuple[Item, ...]] = {
    Role.MEMBER: (
        _HOME,
        _CHALLENGES,
        (_l("自社の解決策"), "/solutions/mine"),
        _CONTESTS,
        (_l("応募"), "/entries"),
        _PILOTS,
        _CERTIFIED,
    ),
    Role.SECRETARIAT: (_HOME, _CHALLENGES, _STARTUPS, _SOLUTIONS, _CONTESTS, _PILOTS, _CERTIFIED),
    Role.JUDGE: (_HOME, (_l("審査"), "/judging"), _CONTESTS),
    Role.CERTIFIER: (*_INSIDE, (_l("認定の手続き"), "/certifications")),
    Role.OPERATOR: (
        _HOME,
        *_ADMIN,
        _CHALLENGES,
        _CERTIFIED,
    ),
}
NEWCOMERS: tuple[Item, ...] = ((_l("課題を探す"), "/challenges"),)
QUICK_LINKS: dict[str, tuple[Item, ...]] = {
    Role.MEMBER: (
        (_l("解決策を登録する"), "/solutions/new"),
        (_l("会社の登録内容"), "/startups/mine"),
        (_l("応募"), "/entries"),
        (_l("同僚を招く"), "/colleagues"),
    ),
    Role.CHALLENGE_OWNER: (
        (_l("課題を書く"), "/challenges/new"),
        (_l("自局の課題"), "/challenges/mine"),
    ),
    Role.SECRETARIAT: (
        (_l("確認を待つ課題"), "/challenges/review"),
        (_l("確認を待つ会社"), "/startups/review"),
        (_l("コンテストを作る"), "/contests/new"),
    ),
    Role.JUDGE: (_CONTESTS,),
    Role.PILOT_OWNER: (
        (_l("実証を計画する"), "/pilots/new"),
        (_l("自局の実証"), "/pilots/mine"),
    ),
    Role.CERTIFIER: (
        (_l("認定を始める"), "/certifications/new"),
        (_l("認定の手続き"), "/certifications"),
    ),
    Role.PURCHASER: (_CERTIFIED, _PILOTS),
    Role.OPERATOR: _ADMIN,
}
"""What a role uses most, beside what there is to do."""
FOOTER_LINKS: tuple[Item, ...] = (
    (_l("このサイトについて"), "/about"),
    (_l("アクセシビリティ方針"), "/accessibility"),
    (_l("個人情報の取扱い"), "/privacy"),
    (_l("API"), "/api/v1/docs"),
)


def navigation(actor: Actor, current: str) -> Sequence[NavigationItem]:
    """What this actor finds in the row; the nearest item above the present page is marked."""
    items = PUBLIC if actor.is_anonymous else OF_ROLE.get(actor.role or "", _INSIDE)
    above = [href for _label, href in items if _is_below(current, href)]
    nearest = max(above, key=len, default=None)
    return [NavigationItem(str(label), href, href == nearest) for label, href in items]


def quick_links(actor: Actor) -> Sequence[tuple[str, str]]:
    """(label, local address) of what the role acted in uses most."""
    items = QUICK_LINKS.get(actor.role or "", NEWCOMERS)
    return [(str(label), href) for label, href in items]


def _is_below(current: str, href: str) -> bool:
    return current == href or (href != "/" and current.startswith(href + "/"))
