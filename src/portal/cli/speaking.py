"""Which language the command line speaks."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from foundation.i18n import LANGUAGES, load_catalogues, using_language
from foundation.settings import LANGUAGE
from portal.application import catalogues


def spoken(environ: Mapping[str, str] = os.environ) -> str:
    """`ja` or `en`: as `KS_LANGUAGE` says, else the locale; English where that names neither."""
    named = (environ.get(name) for name in (LANGUAGE, "LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next(filter(None, named), "")
    return next((one for one in LANGUAGES if chosen.lower().startswith(one)), "en")


@contextmanager
def speaking(*, english: bool = False) -> Iterator[None]:
    """Speak the language of the command line for the block, or English when asked to."""
    load_catalogues(catalogues())
    with using_language("en" if english else spoken()):
        yield
