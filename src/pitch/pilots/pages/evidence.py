"""What a pilot's page shows of its results: small charts, and a table with the same numbers."""

from dataclasses import dataclass
from datetime import date, datetime

from foundation import clock
from foundation.acts import StateWords
from foundation.i18n import format_date, pick
from foundation.i18n import gettext as _
from pitch.pilots.labels import STANDINGS, indicator_name, number, signed, target_words
from pitch.pilots.states import PilotState
from pitch.pilots.verdict import Standing, axis_of, difference, plain
from pitch.pilots.views import IndicatorView, PilotView


@dataclass(frozen=True, kw_only=True)
class IndicatorChart:
    """One small chart: ring before, dot after, dashed target."""

    before: int | float | None
    after: int | float | None
    target: int | float | None
    target_words: str
    axis: tuple[int | float, int | float]
    step: int | float
    label: str


@dataclass(frozen=True, kw_only=True)
class IndicatorLine:
    """One indicator as chart and table row show it.

    Attributes:
        note: of the last result, where it has no figure or explains it.
        chart: None where there is no number to draw.
    """

    indicator: IndicatorView
    name: str
    method: str
    sample: str
    before: str
    after: str
    change: str
    target: str
    standing: Standing
    chip: StateWords
    measured_on: date | None
    note: str
    chart: IndicatorChart | None


def lines_of(pilot: PilotView) -> list[IndicatorLine]:
    """All indicators of a pilot, in order."""
    return [_line(one) for one in pilot.indicators]


def _line(indicator: IndicatorView) -> IndicatorLine:
    latest = indicator.latest
    value = latest.value if latest else None
    size = latest.sample_size if latest else None
    chip = STANDINGS[indicator.standing]
    return IndicatorLine(
        indicator=indicator,
        name=indicator_name(indicator),
        method=pick(indicator.method_ja, indicator.method_en),
        sample="" if size is None else number(size),
        before=number(indicator.baseline),
        after=number(value),
        change=signed(difference(indicator.baseline, value)),
        target=target_words(indicator),
        standing=indicator.standing,
        chip=chip,
        measured_on=latest.measured_on if latest else None,
        note=pick(latest.note_ja, latest.note_en) if latest else "",
        chart=_chart(indicator, value, str(chip.label)),
    )


def _chart(indicator: IndicatorView, value: float | None, verdict: str) -> IndicatorChart | None:
    if value is None:
        return None
    drawn = [one for one in (indicator.baseline, value, indicator.target) if one is not None]
    axis, step = axis_of(drawn)
    words = target_words(indicator)
    target = _("目標 %(words)s", words=words) if words else ""
    said = {"name": indicator_name(indicator), "value": number(value), "verdict": verdict}
    if indicator.baseline is None:
        label = _("%(name)s：使ったとき%(value)s。%(verdict)s", **said)
    else:
        label = _(
            "%(name)s：使う前%(before)s、使ったとき%(value)s。%(verdict)s",
            before=number(indicator.baseline),
            **said,
        )
    return IndicatorChart(
        before=None if indicator.baseline is None else plain(indicator.baseline),
        after=plain(value),
        target=None if indicator.target is None else plain(indicator.target),
        target_words=target,
        axis=axis,
        step=step,
        label=label,
    )


def timeline_of(pilot: PilotView) -> list[dict[str, str]]:
    """What has happened and what comes next, as the reader may know it."""
    events: list[tuple[date, str, str, str]] = []

    def add(at: datetime | date | None, title: str, detail: str = "", state: str = "past") -> None:
        if at is not None:
            day = at.astimezone(clock.TOKYO).date() if isinstance(at, datetime) else at
            events.append((day, title, detail, state))

    if pilot.insider or pilot.partner:
        add(pilot.created_at, _("計画を作成"))
    add(pilot.agreed_at, _("計画に合意"), _sample(pilot, "agreed"))
    add(pilot.started_at, _("実証を開始"), pick(pilot.site_ja, pilot.site_en))
    for day, count in _measured_days(pilot).items():
        add(day, _("結果を記録"), _("%(count)s件", count=count))
    if pilot.state == PilotState.CANCELLED:
        add(pilot.cancelled_at, _("中止"), pilot.state_reason or "")
    over = pilot.ends_on is not None and pilot.ends_on < clock.today()
    if pilot.state != PilotState.CANCELLED and (over or pilot.evaluation is None):
        add(pilot.ends_on, _("期間の終わり"), state="past" if over else "future")
    if pilot.evaluation is not None:
        add(pilot.evaluation.evaluated_at, _("評価を決定"), _sample(pilot, "evaluation.evaluated"))
        add(pilot.evaluation.published_at, _("評価を公表"), _sample(pilot, "evaluation.evaluated"))
    events.sort(key=lambda event: event[0])
    return [
        {"title": title, "at": format_date(day), "detail": detail, "state": state}
        for day, title, detail, state in events
    ]


def _sample(pilot: PilotView, field: str) -> str:
    """The mark of a day that no source tells."""
    told = pilot.provenance
    return _("日は見本") if told is not None and field in told.sample_fields else ""


def _measured_days(pilot: PilotView) -> dict[date, int]:
    days: dict[date, int] = {}
    for indicator in pilot.indicators:
        for one in indicator.measurements:
            if one.counts:
                days[one.measured_on] = days.get(one.measured_on, 0) + 1
    return days
