"""How our cookies are named."""

from foundation.settings import current


def bound_to_host(name: str) -> str:
    """With `__Host-` browsers bind a cookie to this very host; they accept it over HTTPS only."""
    return f"__Host-{name}" if current().cookie_secure else name
