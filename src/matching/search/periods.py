"""The one term of days that the index keeps of a document, where it has several."""

from collections.abc import Iterable
from datetime import date, timedelta

from matching.search.engines.port import Term

_DAY = timedelta(days=1)


def term_about(stretches: Iterable[tuple[date, date | None]], day: date) -> Term | None:
    """The stretch a day lies in, else the next one, else the last one; None where there is none.

    Stretches that meet or overlap are one: a renewed certification (認定の更新) has no gap.

    Args:
        stretches: first and last days, both counted; no last day goes on for good.
        day: the day the document is indexed; whoever has several stretches is indexed anew when
            one ends.
    """
    joined: list[tuple[date, date | None]] = []
    for first, last in sorted(stretches, key=lambda one: (one[0], one[1] or date.max)):
        if joined and (joined[-1][1] is None or first <= joined[-1][1] + _DAY):
            before = joined[-1][1]
            ends = None if before is None or last is None else max(before, last)
            joined[-1] = (joined[-1][0], ends)
        else:
            joined.append((first, last))
    for first, last in joined:
        if last is None or day <= last:
            return Term(first, last)
    return Term(*joined[-1]) if joined else None
