"""What forms read, refuse and give back."""

from datetime import date, datetime
from uuid import UUID

import pytest
import wtforms

from foundation import clock
from foundation.access.actor import Actor
from foundation.errors import Conflict, DomainError, Invalid, NotFound
from foundation.settings import Settings, use
from foundation.web import forms


class Row(wtforms.Form):
    """One row."""

    name = forms.TextField("名前", required=True)


class Sample(forms.Form):
    """One field of each kind."""

    title = forms.TextField("題名", required=True, max_length=5)
    mail = forms.EmailField("メール")
    day = forms.DateField("日")
    deadline = forms.DateTimeField("締切")
    price = forms.MoneyField("価格")
    measured = forms.NumberField("値")
    kind = forms.ChoiceField("種類", [("a", "A"), ("b", "B")])
    kinds = forms.MultiChoiceField("種類", [("a", "A"), ("b", "B")])
    agreed = forms.BooleanField("同意", required=True)
    people = forms.RowsField(Row, "人", maximum=3)


def submitted(**values: str | list[str]) -> Sample:
    """The form as a browser sends it, complete but for what is given."""
    sent: dict[str, list[str]] = {
        "title": ["題"],
        "agreed": ["y"],
        "people-0-name": ["人"],
    }
    for name, value in values.items():
        sent[name.replace("__", "-")] = [value] if isinstance(value, str) else value
    return Sample.from_request(forms.FormData(sent))


def test_a_complete_form_is_valid():
    form = submitted()
    assert form.validate(), form.errors


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("title", {"title": "   "}),
        ("title", {"title": "六文字になった"}),
        ("mail", {"mail": "no-at-sign"}),
        ("day", {"day__year": "2026", "day__month": "2", "day__day": "30"}),
        ("deadline", {"deadline__year": "2026", "deadline__month": "2", "deadline__day": "3", "deadline__time": "25:00"}),
        ("price", {"price": "約20万"}),
        ("price", {"price": "-1"}),
        ("measured", {"measured": "1e9"}),
        ("kind", {"kind": "z"}),
        ("kinds", {"kinds": ["a", "z"]}),
        ("agreed", {"agreed": ""}),
        ("people", {"people__0__name": ""}),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_said_at_its_field(field, values):
    form = submitted(**values)
    assert not form.validate()
    assert list(form.errors) == [field]


def test_full_width_digits_and_commas_are_understood():
    form = submitted(
        price="１，９８０，０００", day__year="２０２６", day__month="１２", day__day="１"
    )
    assert form.validate(), form.errors
    assert form.price.data == 1_980_000
    assert form.day.data == date(2026, 12, 1)


def test_a_deadline_is_an_instant_in_tokyo():
    form = submitted(
        deadline__year="2026", deadline__month="12", deadline__day="11", deadline__time="17:00"
    )
    assert form.validate(), form.errors
    assert form.deadline.data == datetime(2026, 12, 11, 17, tzinfo=clock.TOKYO)


def test_what_was_typed_is_given_back():
    form = submitted(price="約20万", day__year="2026", day__month="2", day__day="30")
    form.validate()
    assert form.price.text == "約20万"
    assert (form.day.year, form.day.month, form.day.day) == ("2026", "2", "30")


def test_a_file_in_a_text_field_is_refused():
    form = Sample.from_request(
        forms.FormData({"agreed": ["y"], "people-0-name": ["人"]}, file_fields=["title"])
    )
    assert not form.validate()
    assert "ファイル" in form.title.errors[0]


def test_a_commands_refusal_stands_where_it_belongs():
    form = submitted()
    form.validate()
    form.add_errors(Invalid({"title": "同じ題名があります。", "elsewhere": "ほかの理由。"}))
    form.add_errors(Conflict("先に変わりました。"))
    assert form.title.errors == ["同じ題名があります。"]
    assert form.form_errors == ["ほかの理由。", "先に変わりました。"]


def test_rows_are_added_up_to_the_limit_and_removed():
    form = submitted()
    assert forms.rows_changed(form, forms.FormData({"_add": ["people"]}))
    assert forms.rows_changed(form, forms.FormData({"_add": ["people"]}))
    assert forms.rows_changed(form, forms.FormData({"_add": ["people"]}))
    assert len(form.people.entries) == 3
    assert forms.rows_changed(form, forms.FormData({"_remove": ["people-0"]}))
    assert len(form.people.entries) == 2
    assert not forms.rows_changed(form, forms.FormData({}))


class Making(forms.Form):
    """A form that makes a record."""

    makes = "sample"
    title = forms.TextField("題名", required=True)


class MakingOther(Making):
    """One that makes a record of another kind."""

    makes = "other"


SOMEBODY = Actor(account_id=UUID(int=1))
SOMEBODY_ELSE = Actor(account_id=UUID(int=2))


def sent_again(form: Making, actor: Actor = SOMEBODY, kind: type[Making] = Making) -> Making:
    """The form as a browser sends back what it was given."""
    values = {"id": [form.id.data], "title": ["題"]}
    return kind.making(actor, forms.FormData(values))


def test_a_new_form_names_the_record_it_will_make(settings: Settings):
    use(settings)
    first, second = Making.for_new(SOMEBODY), Making.for_new(SOMEBODY)
    once, twice, other = sent_again(first), sent_again(first), sent_again(second)
    assert once.validate() and twice.validate() and other.validate()
    assert once.record_id == twice.record_id != other.record_id


@pytest.mark.parametrize(("actor", "kind"), [(SOMEBODY_ELSE, Making), (SOMEBODY, MakingOther)])
def test_an_id_issued_to_another_or_for_another_is_none(
    settings: Settings, actor: Actor, kind: type[Making]
):
    use(settings)
    given = Making.for_new(SOMEBODY)
    form = sent_again(given, actor, kind)
    assert not form.validate() and form.form_errors
    with pytest.raises(Invalid):
        _ = form.record_id
    assert form.title.data == "題"
    assert form.id.data != given.id.data
    # It comes back with an id of its own.
    assert sent_again(form, actor, kind).validate()


@pytest.mark.parametrize("word", ["", str(UUID(int=3)), f"{UUID(int=3)}.signature", "．", "\ud800"])
def test_an_invented_id_is_none(settings: Settings, word: str):
    use(settings)
    form = Making.making(SOMEBODY, forms.FormData({"id": [word], "title": ["題"]}))
    assert not form.validate()
    assert form.issued is None


@pytest.mark.parametrize(
    "text", ["1,980,000円", "¥1980000", "￥１，９８０，０００", "198 0000 円", "1、980、000円"]
)
def test_an_amount_may_be_written_as_people_write_yen(text: str):
    form = submitted(price=text)
    assert form.validate(), form.errors
    assert form.price.data == 1_980_000


@pytest.mark.parametrize(
    ("text", "reason"),
    [("198万円", "「万」を使わず"), ("約2000", "「万」を使わず"), ("未定", "金額を数字で")],
)
def test_an_amount_in_words_is_refused_with_what_is_wrong(text: str, reason: str):
    form = submitted(price=text)
    assert not form.validate()
    assert reason in form.price.errors[0]


def test_a_refusal_without_its_form_names_the_fields():
    error = Invalid({"title": "書いてください。", "rows": "足りません。"})
    label = Sample.blank().title.label.text
    assert Sample.blank().named(error) == f"{label}：書いてください。 足りません。"


async def test_what_a_form_asks_for_is_done_once_it_is_filled_in_right():
    async def command() -> str:
        return "done"

    empty = submitted(title="")
    assert await forms.attempt(empty, command) == forms.Refused(None)
    assert await forms.attempt(submitted(), command) == "done"


@pytest.mark.parametrize(
    ("error", "status", "errors"),
    [
        (Invalid({"title": "別の題名に"}), 422, {"title": ["別の題名に"]}),
        (Conflict("もう済んでいます"), 409, {"": ["もう済んでいます"]}),
    ],
)
async def test_what_a_command_refuses_stands_in_the_form(
    error: DomainError, status: int, errors: dict[str, list[str]]
):
    async def command() -> None:
        raise error

    form = submitted()
    refused = await forms.attempt(form, command)
    assert isinstance(refused, forms.Refused)
    assert (refused.status, form.errors) == (status, errors)


async def test_what_no_writing_anew_helps_against_is_said_on_a_page_of_its_own():
    async def command() -> None:
        raise NotFound

    with pytest.raises(NotFound):
        await forms.attempt(submitted(), command)
