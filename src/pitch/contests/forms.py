"""Forms of contests: HTML form in, command arguments out."""

from typing import Any
from uuid import UUID

import wtforms

from foundation.i18n import lazy as _l
from foundation.web.acts import OptionalReasonForm
from foundation.web.forms import (
    ChoiceField,
    DateTimeField,
    Form,
    IntegerField,
    MultiChoiceField,
    RowsField,
    TextAreaField,
    TextField,
)
from pitch.contests.content import LIMITS, ContestContent
from pitch.contests.queries import ContestView
from pitch.contests.rubric import (
    FULL_WEIGHT,
    LONGEST_DESCRIPTOR,
    MOST_CRITERIA,
    SCALE,
    CriterionContent,
    DescriptorContent,
)
from pitch.contests.rubric import (
    LIMITS as CRITERION_LIMITS,
)

_STEPS = range(1, SCALE + 1)


class CriterionRow(wtforms.Form):
    """One criterion of the rubric, with what each step of its scale means."""

    name_ja = TextField(_l("基準"), required=True, max_length=CRITERION_LIMITS["name_ja"])
    name_en = TextField(_l("基準（英語）"), max_length=CRITERION_LIMITS["name_en"])
    question_ja = TextField(
        _l("審査員への問い"), max_length=CRITERION_LIMITS["question_ja"], width="full"
    )
    question_en = TextField(
        _l("審査員への問い（英語）"), max_length=CRITERION_LIMITS["question_en"], width="full"
    )
    weight = IntegerField(_l("重み"), required=True, maximum=FULL_WEIGHT, unit=_l("％"))
    step_1_ja = TextField(_l("1の意味"), required=True, max_length=LONGEST_DESCRIPTOR)
    step_1_en = TextField(_l("1の意味（英語）"), max_length=LONGEST_DESCRIPTOR * 2)
    step_2_ja = TextField(_l("2の意味"), required=True, max_length=LONGEST_DESCRIPTOR)
    step_2_en = TextField(_l("2の意味（英語）"), max_length=LONGEST_DESCRIPTOR * 2)
    step_3_ja = TextField(_l("3の意味"), required=True, max_length=LONGEST_DESCRIPTOR)
    step_3_en = TextField(_l("3の意味（英語）"), max_length=LONGEST_DESCRIPTOR * 2)
    step_4_ja = TextField(_l("4の意味"), required=True, max_length=LONGEST_DESCRIPTOR)
    step_4_en = TextField(_l("4の意味（英語）"), max_length=LONGEST_DESCRIPTOR * 2)
    step_5_ja = TextField(_l("5の意味"), required=True, max_length=LONGEST_DESCRIPTOR)
    step_5_en = TextField(_l("5の意味（英語）"), max_length=LONGEST_DESCRIPTOR * 2)

    def content(self) -> CriterionContent:
        """The criterion written."""
        return CriterionContent(
            name_ja=self.name_ja.data or "",
            name_en=self.name_en.data or None,
            question_ja=self.question_ja.data or None,
            question_en=self.question_en.data or None,
            weight=self.weight.data or 0,
            descriptors=[
                DescriptorContent(
                    value=step,
                    ja=self[f"step_{step}_ja"].data or "",
                    en=self[f"step_{step}_en"].data or None,
                )
                for step in _STEPS
            ],
        )


class ContestForm(Form):
    """Writing a contest."""

    makes = "contest"

    challenge_id = ChoiceField(_l("課題"), required=True, as_select=True)
    theme_ja = TextField(_l("テーマ"), required=True, max_length=LIMITS["theme_ja"], width="full")
    theme_en = TextField(_l("テーマ（英語）"), max_length=LIMITS["theme_en"], width="full")
    edition_ja = TextField(
        _l("回"), max_length=LIMITS["edition_ja"], hint=_l("例）令和8年度 第6回")
    )
    edition_en = TextField(_l("回（英語）"), max_length=LIMITS["edition_en"])
    description_ja = TextAreaField(
        _l("募集の内容"),
        required=True,
        max_length=LIMITS["description_ja"],
        hint=_l("何を求めているか、選ばれた後に何が始まるかを書きます。"),
    )
    description_en = TextAreaField(_l("募集の内容（英語）"), max_length=LIMITS["description_en"])
    entry_deadline = DateTimeField(
        _l("応募の締切"), required=True, hint=_l("この時刻を過ぎると、応募できなくなります。")
    )
    judging_deadline = DateTimeField(_l("審査の締切"), required=True)
    final_at = DateTimeField(_l("最終審査の日時"), default_time="14:00")
    judge_ids = MultiChoiceField(_l("審査する人"))
    criteria = RowsField(
        CriterionRow,
        _l("審査基準"),
        maximum=MOST_CRITERIA,
        hint=_l("重みの合計を100にします。募集を始めた後は変えられません。"),
        row_label=_l("基準"),
    )

    def content(self) -> ContestContent:
        """The contest written; only after `validate()`."""
        return ContestContent(
            challenge_id=UUID(self.challenge_id.data),
            theme_ja=self.theme_ja.data or "",
            theme_en=self.theme_en.data or None,
            edition_ja=self.edition_ja.data or None,
            edition_en=self.edition_en.data or None,
            description_ja=self.description_ja.data or "",
            description_en=self.description_en.data or None,
            entry_deadline=self.entry_deadline.data,
            judging_deadline=self.judging_deadline.data,
            final_at=self.final_at.data,
            criteria=[entry.form.content() for entry in self.criteria.entries],
            judge_ids=[UUID(value) for value in self.judge_ids.data or []],
        )


def contest_values(contest: ContestView) -> dict[str, Any]:
    """Field values that show a contest as it stands."""
    names = (
        "theme_ja", "theme_en", "edition_ja", "edition_en", "description_ja", "description_en",
        "entry_deadline", "judging_deadline", "final_at", "version",
    )  # fmt: skip
    return {
        **{name: getattr(contest, name) for name in names},
        "challenge_id": str(contest.challenge_id),
        "judge_ids": [str(judge.account_id) for judge in contest.judges],
        "criteria": [_criterion_values(criterion) for criterion in contest.criteria],
    }


def _criterion_values(criterion: CriterionContent) -> dict[str, Any]:
    steps = {
        f"step_{step.value}_{language}": getattr(step, language)
        for step in criterion.descriptors
        for language in ("ja", "en")
    }
    return {
        "name_ja": criterion.name_ja,
        "name_en": criterion.name_en,
        "question_ja": criterion.question_ja,
        "question_en": criterion.question_en,
        "weight": criterion.weight,
        **steps,
    }


class LeadForm(OptionalReasonForm):
    """Leading a contest to another state; the way says whether it asks why."""

    deadline = DateTimeField(_l("新しい応募の締切"))
