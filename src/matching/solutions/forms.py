"""HTML forms of solutions."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from foundation.i18n import lazy as _l
from foundation.i18n.catalogue import LazyText
from foundation.text import whole_number
from foundation.web.forms import (
    BooleanField,
    ChoiceField,
    DateField,
    Form,
    MoneyField,
    MultiChoiceField,
    TextAreaField,
    TextField,
)
from matching.solutions.content import (
    CONTENT_FIELDS,
    LIMITS,
    REQUIRED,
    UNKNOWN,
    SolutionContent,
    content_errors,
    content_of,
)
from matching.solutions.labels import answer_choices
from matching.solutions.views import SolutionView
from matching.vocabulary.prices import PRICE_UNITS, unit_label
from matching.vocabulary.terms import choices, term_label, term_meaning
from search_index import definitions

CONDITION = "condition_"
SHOWN_AS_REQUIRED = (*REQUIRED, "on_sale_since", "price_yen")
PARTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_l("名前と分野"), ("title_ja", "categories")),
    (_l("解決する課題と仕組み"), ("problem_ja", "how_ja")),
    (
        _l("実績と提供の条件"),
        ("evidence_ja", "on_sale_since", "readiness", "price_yen", "price_unit", "price_note_ja"),
    ),
    (_l("使える現場と条件"), ("regions", "site_types")),
)
"""Parts of the form, and the fields that belong to each."""


class SolutionFields(Form):
    """What a solution says. A draft needs its title only; publication asks for the rest."""

    makes = "solution"

    title_ja = TextField(
        _l("名前"),
        max_length=LIMITS["title_ja"],
        hint=_l("製品やサービスの名前と、何であるか。例）移乗支援ロボット リフトアイ"),
    )
    categories = MultiChoiceField(
        _l("分野"), lambda: choices("category"), hint=_l("当てはまるものをすべて選んでください。")
    )
    problem_ja = TextAreaField(
        _l("解決する課題"),
        max_length=LIMITS["problem_ja"],
        rows=4,
        hint=_l("誰の、どんな困りごとを減らすか。課題との照合に使います。"),
    )
    how_ja = TextAreaField(
        _l("仕組み"),
        max_length=LIMITS["how_ja"],
        rows=5,
        hint=_l("何を使って、どう解決するか。専門の言葉には説明を付けます。"),
    )
    evidence_ja = TextAreaField(
        _l("効果の根拠"),
        max_length=LIMITS["evidence_ja"],
        hint=_l("いつ、どこで、何人に対して、何をどう測ったかを書きます。"),
    )
    evidence_public = BooleanField(
        _l("効果の根拠を公開する"),
        hint=_l("選ばないと、自社と運営事務局のほかには見えません。"),
    )
    on_sale_since = DateField(
        _l("販売を始めた日"), hint=_l("西暦で記入してください。例）2024年4月1日")
    )
    not_on_sale = BooleanField(_l("未発売"))
    readiness = ChoiceField(
        _l("製品の準備度"),
        lambda: choices("readiness"),
        hint=_l("1（原理を確かめた段階）から9（実際に使われている段階）まで"),
    )
    price_yen = MoneyField(_l("価格（税込）"), hint=_l("1台または1か月あたり。例）1980000"))
    price_unit = ChoiceField(
        _l("価格の単位"), lambda: [(unit, unit_label(unit)) for unit in PRICE_UNITS]
    )
    price_note_ja = TextField(
        _l("価格の説明"),
        max_length=LIMITS["price_note_ja"],
        hint=_l("何が含まれるか。例）設置と1年の保守を含む"),
    )
    price_public = BooleanField(
        _l("価格を公開する"),
        hint=_l("選ばないと、自社と運営事務局のほかには見えません。予算との比べにも使いません。"),
    )
    regions = MultiChoiceField(_l("対応できる地域"), lambda: choices("region"))
    site_types = MultiChoiceField(_l("使える現場"), lambda: choices("site_type"))

    title_en = TextField(_l("名前（英語）"), max_length=LIMITS["title_en"])
    problem_en = TextAreaField(_l("解決する課題（英語）"), max_length=LIMITS["problem_en"], rows=4)
    how_en = TextAreaField(_l("仕組み（英語）"), max_length=LIMITS["how_en"], rows=4)
    evidence_en = TextAreaField(_l("効果の根拠（英語）"), max_length=LIMITS["evidence_en"], rows=4)
    price_note_en = TextField(_l("価格の説明（英語）"), max_length=LIMITS["price_note_en"])

    complete = False
    """Whether everything that publication needs is asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in SHOWN_AS_REQUIRED:
            # Said in the form, asked for at publication: a draft may stay unfinished.
            self._fields[name].flags.required = True

    @classmethod
    def of(cls, solution: SolutionView) -> Self:
        """The form with what the solution says now."""
        content = solution.content
        values: dict[str, Any] = {
            name: getattr(content, name) for name in CONTENT_FIELDS if name != "conditions"
        }
        values["readiness"] = None if content.readiness is None else str(content.readiness)
        for term in definitions.conditions():
            values[CONDITION + term.key] = content.conditions.get(term.key, UNKNOWN)
        return cls(data={**values, "version": str(solution.version)})

    @property
    def content(self) -> SolutionContent:
        """What was written."""
        values: dict[str, Any] = {
            name: self._fields[name].data for name in CONTENT_FIELDS if name != "conditions"
        }
        level = values["readiness"]
        values["readiness"] = whole_number(level or "")
        values["title_ja"] = values["title_ja"] or ""
        for name in ("evidence_public", "not_on_sale", "price_public"):
            values[name] = bool(values[name])
        values["conditions"] = {
            term.key: self._fields[CONDITION + term.key].data or UNKNOWN
            for term in definitions.conditions()
        }
        return content_of(values)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check fields and rules together, so that everything to be put right is said at once."""
        valid = super().validate(extra_validators)
        for name, message in content_errors(self.content, complete=self.complete).items():
            field = self._fields.get(name)
            if field is None:
                valid = False
                self.form_errors.append(message)
            elif not field.errors:
                valid = False
                field.errors = [message]
        return valid

    @property
    def conditions(self) -> list[Any]:
        """The fields that ask how the solution bears each condition."""
        return [self._fields[CONDITION + term.key] for term in definitions.conditions()]

    @property
    def has_english(self) -> bool:
        """Whether English texts are written, or wrong, and so to be shown."""
        fields = [field for name, field in self._fields.items() if name.endswith("_en")]
        return any(field.data or field.errors for field in fields)

    @property
    def parts(self) -> list[dict[str, Any]]:
        """How far each part is: `done`, `now` (the first unfinished), `later` or `error`."""
        missing = content_errors(self.content, complete=True)
        found, seen_open = [], False
        for number, (label, names) in enumerate(PARTS, start=1):
            if any(self._fields[name].errors for name in names):
                state = "error"
            elif not missing.keys() & set(names):
                state = "done"
            else:
                state = "later" if seen_open else "now"
            seen_open = seen_open or state in ("now", "error")
            found.append({"label": label, "state": state, "href": f"#part-{number}"})
        return found


def _condition_field(key: str) -> ChoiceField:
    return ChoiceField(
        LazyText(key, lambda name: term_label("condition", name)),
        answer_choices,
        hint=LazyText(key, lambda name: term_meaning("condition", name)),
        default=UNKNOWN,
    )


SolutionForm: type[SolutionFields] = type(
    "SolutionForm",
    (SolutionFields,),
    {CONDITION + term.key: _condition_field(term.key) for term in definitions.conditions()},
)
