"""Japanese first, complete in English: texts, dates, numbers and addresses in the reader's language.

Message ids are the Japanese texts. Each area keeps its English in `locale/en.po` beside its code.
"""

from foundation.i18n.catalogue import gettext, lazy, load_catalogues, ngettext
from foundation.i18n.formatting import (
    days_left,
    days_until,
    format_date,
    format_datetime,
    format_fiscal_year,
    format_money,
    format_month,
    format_number,
    shortened,
)
from foundation.i18n.language import LANGUAGES, alternate_path, language, path, pick, using_language

__all__ = [
    "LANGUAGES",
    "alternate_path",
    "days_left",
    "days_until",
    "format_date",
    "format_datetime",
    "format_fiscal_year",
    "format_money",
    "format_month",
    "format_number",
    "gettext",
    "language",
    "lazy",
    "load_catalogues",
    "ngettext",
    "path",
    "pick",
    "shortened",
    "using_language",
]
