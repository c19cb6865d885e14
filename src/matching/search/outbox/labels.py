"""What an engine's state is called, and what to do about it."""

from dataclasses import dataclass

from foundation.i18n import gettext as _
from foundation.i18n import ngettext
from matching.search.engines.port import Fitness
from matching.search.engines.routing import EngineState

_REBUILD = "kingsalmon search rebuild --engine meilisearch"


@dataclass(frozen=True)
class StateWords:
    """A state in words.

    Attributes:
        good: nothing is to be done.
        title: one sentence.
        advice: what to do; "" where nothing is.
    """

    good: bool
    title: str
    advice: str = ""


def state_words(state: EngineState) -> StateWords:
    """Which engine answers, and what to do where another should."""
    if not state.degraded:
        if state.name == "meilisearch":
            return StateWords(True, _("Meilisearchが検索に答えています。"))
        return StateWords(True, _("PostgreSQLが検索に答えています。"))
    match state.reason:
        case Fitness.NOT_BUILT:
            return StateWords(
                False,
                _("Meilisearchに索引がないため、PostgreSQLが答えています。"),
                _("%(command)s を実行すると、索引を作ります。", command=_REBUILD),
            )
        case Fitness.OTHER_SETTINGS:
            return StateWords(
                False,
                _("Meilisearchの索引の設定が違うため、PostgreSQLが答えています。"),
                _("%(command)s を実行すると、索引を作り直します。", command=_REBUILD),
            )
        case "slow":
            return StateWords(
                False,
                _("Meilisearchの応答が遅いため、PostgreSQLが答えています。"),
                _(
                    "速さが戻れば、自動で切り替わります。続くときはサーバーの負荷を確かめてください。"
                ),
            )
    return StateWords(
        False,
        _("Meilisearchを使えないため、PostgreSQLが答えています。"),
        _(
            "サーバーが動いているか、KS_MEILISEARCH_URL と KS_MEILISEARCH_KEY が正しいかを確かめてください。"
        ),
    )


def seconds_words(seconds: float) -> str:
    """An age in the unit that suits it."""
    if seconds < 90:
        return ngettext("%(num)s秒", "%(num)s秒", round(seconds))
    if seconds < 90 * 60:
        return ngettext("%(num)s分", "%(num)s分", round(seconds / 60))
    return ngettext("%(num)s時間", "%(num)s時間", round(seconds / 3600))
