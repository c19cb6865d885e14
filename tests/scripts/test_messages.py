"""Texts are found where they stand, and each has its English."""

from pathlib import Path

import pytest

from scripts import messages


def test_texts_of_a_module_are_found(tmp_path: Path) -> None:
    module = tmp_path / "forms.py"
    module.write_text(
        'LABEL = _l("題名")\n\ndef f(n):\n    return ngettext("%(num)s件", "%(num)s件", n), _(LABEL)\n',
        encoding="utf-8",
    )
    found = [(use.message, use.line) for use in messages.uses_in(module)]
    assert found == [("題名", 1), (("%(num)s件", "%(num)s件"), 4)]


def test_texts_of_a_template_are_found(tmp_path: Path) -> None:
    template = tmp_path / "page.html"
    template.write_text(
        "<h1>{{ _('課題') }}</h1>\n{% trans name=person.name %}\n  {{ name }} さん\n{% endtrans %}\n",
        encoding="utf-8",
    )
    assert [use.key for use in messages.uses_in(template)] == ["課題", "%(name)s さん"]


@pytest.fixture
def application(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small application: one area, and a module of foundation outside any."""
    for file, text in {
        "pitch/contests/area.py": "",
        "pitch/contests/states.py": '_l("受付中")\n_l("終了")\n',
        "foundation/errors.py": '_("見つかりません")\n',
        "foundation/locale/en.po": 'msgid "終了"\nmsgstr "Closed"\n',
    }.items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    messages.read_catalogue.cache_clear()
    return tmp_path


def test_missing_texts_go_to_the_catalogue_of_their_area(application: Path) -> None:
    added = messages.add_missing()
    assert added == {
        application / "foundation/locale/en.po": 1,
        application / "pitch/contests/locale/en.po": 1,
    }
    assert 'msgid "受付中"' in (application / "pitch/contests/locale/en.po").read_text("utf-8")
    messages.read_catalogue.cache_clear()
    assert messages.add_missing() == {}
    assert [use.key for use in messages.untranslated()] == ["見つかりません", "受付中"]


def test_check_fails_while_english_is_missing(application: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        messages.main(["--check"])
    assert stopped.value.code == 1


def test_every_text_of_the_application_has_its_english() -> None:
    messages.read_catalogue.cache_clear()
    assert [f"{use.file}:{use.line} {use.key}" for use in messages.untranslated()] == []
