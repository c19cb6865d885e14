"""What conditions are called, and what they do, in the reader's language."""

from dataclasses import dataclass

from foundation.i18n import format_date, format_money
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from matching.matcher.scoring.criteria import Criteria, asked_keys, kind_of
from matching.matcher.scoring.rules import RULES, Kind, Mode
from matching.matcher.sources.port import ChallengeFields
from matching.vocabulary.terms import term_label

MODES = {
    Mode.MUST: _l("必ず"),
    Mode.ORDER: _l("順位に反映"),
    Mode.SHOWN: _l("見るだけ"),
}


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition that the challenge is matched by, and what it does.

    Attributes:
        choices: (value, label) of the modes that the bureau can choose.
    """

    key: str
    label: str
    mode: str
    mode_label: str
    choices: tuple[tuple[str, str], ...]


def condition_rows(challenge: ChallengeFields, criteria: Criteria) -> list[ConditionRow]:
    """All conditions that this challenge can be matched by, in the order of display."""
    rows = []
    for key in asked_keys(challenge):
        modes = [mode for mode in Mode if mode is not Mode.MUST or RULES[kind_of(key)].demandable]
        mode = criteria.mode(key)
        rows.append(
            ConditionRow(
                key,
                condition_label(challenge, key),
                mode.value,
                str(MODES[mode]),
                tuple((one.value, str(MODES[one])) for one in modes),
            )
        )
    return rows


def condition_label(challenge: ChallengeFields, key: str) -> str:
    """A condition as the challenge asks it."""
    match kind_of(key):
        case Kind.READINESS:
            return _("準備度%(level)s以上", level=challenge.readiness)
        case Kind.BUDGET:
            return _("予算 %(budget)sまで", budget=format_money(challenge.budget_yen))
        case Kind.CERTIFIED:
            return _("認定期間中")
        case Kind.PILOT:
            return _("都の実証の実績")
        case Kind.START:
            return _("開始 %(day)s", day=format_date(challenge.desired_start))
        case Kind.REGION:
            return term_label("region", challenge.region)
        case Kind.CATEGORY:
            return term_label("category", challenge.category)
        case Kind.SITE_TYPE:
            return term_label("site_type", challenge.site_type)
        case Kind.CONDITION:
            return term_label("condition", key.partition(":")[2])
