"""Full addresses of pages, for whoever reads them elsewhere: in mails and files."""

from urllib.parse import urlencode

from foundation.i18n import path
from foundation.settings import current


def full_address(target: str, **query: str) -> str:
    """The address of a page in the reader's language, from the site's name on.

    Args:
        target: its local address, such as `/pilots/…`.
    """
    address = current().base_url + path(target)
    return f"{address}?{urlencode(query)}" if query else address
