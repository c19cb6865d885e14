"""What the public front page shows: the chain with its counts, what is open, what is new."""

from dataclasses import dataclass
from typing import Any

from foundation import clock
from foundation.i18n import gettext as _
from foundation.i18n import language, ngettext, path
from matching.challenges.queries import count_open_challenges, open_challenges
from matching.challenges.views import ChallengeRow
from matching.matcher.queries.counts import count_choosing, count_with_candidates
from pitch.contests.queries import ContestRow, count_open_contests, open_contests
from pitch.pilots.queries import count_evaluated, count_running
from procurement.catalogue.item import CertifiedItem
from procurement.catalogue.queries import certified_on
from procurement.certification.queries import days_to_certification

CHALLENGES_SHOWN = 5
CONTESTS_SHOWN = 3
CERTIFIED_SHOWN = 3


@dataclass(frozen=True, kw_only=True)
class Front:
    """Everything on the front page.

    Attributes:
        steps: the five steps of the chain, each with a live count.
        figures: three numbers, each with what it counts.
        challenges, contests: what is open, nearest end first.
        open_challenges: how many challenges are open in all.
        certified: the newest certifications in term; `certified_total` counts all.
    """

    steps: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    challenges: list[ChallengeRow]
    open_challenges: int
    contests: list[ContestRow]
    certified: list[CertifiedItem]
    certified_total: int


async def front_page() -> Front:
    """Gather the front page."""
    certified = await certified_on(clock.today())
    open_count = await count_open_challenges()
    return Front(
        steps=await _steps(open_count, len(certified)),
        figures=await _figures(),
        challenges=await open_challenges(CHALLENGES_SHOWN),
        open_challenges=open_count,
        contests=await open_contests(CONTESTS_SHOWN),
        certified=sorted(certified, key=lambda item: item.certified_on, reverse=True)[
            :CERTIFIED_SHOWN
        ],
        certified_total=len(certified),
    )


async def _steps(open_count: int, certified: int) -> list[dict[str, Any]]:
    return [
        {
            "title": _("課題"),
            "text": _("局が困りごとを公開します。"),
            "label": _("公開中"),
            "count": open_count,
            "href": path("/challenges"),
        },
        {
            "title": _("候補"),
            "text": _("合う解決策を、理由とともに並べます。"),
            "label": _("選定中"),
            "count": await count_choosing(),
        },
        {
            "title": _("コンテスト"),
            "text": _("公開した基準で審査します。"),
            "label": _("募集中"),
            "count": await count_open_contests(),
            "href": path("/contests"),
        },
        {
            "title": _("実証"),
            "text": _("現場で試し、効果を測ります。"),
            "label": _("実施中"),
            "count": await count_running(),
            "href": path("/pilots"),
        },
        {
            "title": _("認定・契約"),
            "text": _("効果のあった製品を認定し、各局が購入します。"),
            "label": _("認定期間中"),
            "count": certified,
            "href": path("/certified"),
        },
    ]


async def _figures() -> list[dict[str, Any]]:
    found, published = await count_with_candidates()
    full_use, evaluated = await count_evaluated()
    days, certified = await days_to_certification()
    figures: list[dict[str, Any]] = [
        {
            "value": found,
            "of": published,
            "label": _("候補が見つかった課題"),
            "note": _("これまでに公開した課題のうち"),
        },
        {
            "value": full_use,
            "of": evaluated,
            "label": _("実証のうち本格導入"),
            "note": _("評価を公表した実証のうち"),
        },
    ]
    if days is not None:
        figures.append(
            {
                "value": days,
                "of": None,
                "unit": "日" if language() == "ja" else "days",
                "label": _("課題の公開から認定まで"),
                "note": ngettext(
                    "中央値。実証を経て認定した%(num)s件",
                    "中央値。実証を経て認定した%(num)s件",
                    certified,
                ),
            }
        )
    return figures
