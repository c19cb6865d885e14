"""Finding the addresses in a plain text."""

import re

_ADDRESS = re.compile(r"https?://[^\s<>\"「」（）]+")


def segments(text: str, base_url: str) -> list[tuple[str, str | None]]:
    """A text cut at its links.

    Args:
        text: plain text.
        base_url: only addresses of this site become links.

    Returns:
        Pieces in order, each with the address it leads to, or None.
    """
    pieces: list[tuple[str, str | None]] = []
    done = 0
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(".,、。")
        if address != base_url and not address.startswith(base_url + "/"):
            continue
        pieces.append((text[done : match.start()], None))
        pieces.append((address, address))
        done = match.start() + len(address)
    pieces.append((text[done:], None))
    return [piece for piece in pieces if piece[0]]
