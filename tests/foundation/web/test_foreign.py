"""Japanese text on English pages is marked as such."""

from markupsafe import Markup

from foundation.i18n import using_language
from foundation.web.foreign import foreign_attribute, mark_foreign


def test_japanese_names_are_marked_on_english_pages_and_stay_escaped():
    with using_language("en"):
        assert mark_foreign("見本<社>") == '<span lang="ja">見本&lt;社&gt;</span>'
        assert foreign_attribute("福祉局") == ' lang="ja"'


def test_english_text_markup_and_japanese_pages_stay_as_they_are():
    with using_language("en"):
        assert mark_foreign("Lift-Eye") == "Lift-Eye"
        assert mark_foreign(Markup("<b>福祉局</b>")) == Markup("<b>福祉局</b>")
        assert mark_foreign(None) is None
        assert foreign_attribute("Tokyo") == ""
    with using_language("ja"):
        assert mark_foreign("福祉局") == "福祉局"
        assert foreign_attribute("福祉局") == ""
