"""The words of a challenge that are shown, and where words meet in a text."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from matching.text.normalise import normalise
from matching.text.tokens import Token, tokens
from search_index.definitions import synonym_groups

SHOWN = 12


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """A word of the challenge that people are shown.

    Attributes:
        form: normalised form, the term's key.
        surface: as the challenge writes it.
        parts: normalised forms of its parts; a solution that has them all has the term.
    """

    form: str
    surface: str
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Met:
    """A key term found in a solution: by which words there (normalised forms).

    Attributes:
        as_written: how the solution writes it where it differs (負担 met as 負荷), else "".
    """

    term: KeyTerm
    forms: frozenset[str]
    as_written: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text to show, marked where a word met."""

    text: str
    marked: bool


def key_terms(
    text: str, weights: Mapping[str, float], in_use: Collection[str], limit: int = SHOWN
) -> list[KeyTerm]:
    """The nouns that tell this challenge from others, in the order of the text.

    Args:
        text: of the challenge.
        weights: weight of each word (rarer is heavier).
        in_use: words that at least one solution has. Others come last: a word nobody uses tells
            no solution from another.
        limit: at most so many.
    """
    found: dict[str, KeyTerm] = {}
    for token, parts in _with_parts(tokens(text)):
        if token.noun and token.form not in found:
            found[token.form] = KeyTerm(token.form, token.surface, parts)
    order = sorted(found, key=lambda form: (form not in in_use, -weights.get(form, 0.0), form))
    chosen = set(order[:limit])
    return [term for form, term in found.items() if form in chosen]


def meetings(
    terms: Sequence[KeyTerm], text_tokens: Sequence[Token]
) -> tuple[list[Met], list[KeyTerm]]:
    """Which key terms a solution has, and which it lacks.

    A term is met by itself, by all of its parts, or by a word of the same sense.
    """
    surfaces: dict[str, str] = {}
    for token in text_tokens:
        surfaces.setdefault(token.form, token.surface)
    met: list[Met] = []
    missing: list[KeyTerm] = []
    for term in terms:
        found = _meeting(term, surfaces)
        if found is None:
            missing.append(term)
        else:
            met.append(found)
    return met, missing


def segments(text: str, forms: Set[str]) -> list[Segment]:
    """A text cut where words met, for highlighting.

    Args:
        text: shown normalised (positions refer to the normalised text).
        forms: normalised forms to mark.
    """
    shown = normalise(text)
    covered = bytearray(len(shown))
    for token in tokens(shown):
        if token.form in forms:
            covered[token.start : token.end] = b"\x01" * (token.end - token.start)
    found: list[Segment] = []
    start = 0
    for at in range(1, len(shown) + 1):
        if at == len(shown) or covered[at] != covered[start]:
            found.append(Segment(shown[start:at], bool(covered[start])))
            start = at
    return found


def marked_forms(met: Iterable[Met]) -> frozenset[str]:
    """All forms to mark, in the challenge and in the solution alike."""
    return frozenset(form for item in met for form in item.forms | {item.term.form})


@lru_cache(maxsize=1)
def synonyms() -> Mapping[str, frozenset[str]]:
    """Normalised word → other words of the same sense."""
    table: dict[str, set[str]] = {}
    for group in synonym_groups():
        # A word of the list that Sudachi cuts has no single form and is matched as a whole only.
        forms = {_single_form(word) for word in group}
        for form in forms:
            table.setdefault(form, set()).update(forms - {form})
    return {form: frozenset(others) for form, others in table.items()}


def _single_form(word: str) -> str:
    wholes = [token for token in tokens(word) if token.whole]
    return wholes[0].form if len(wholes) == 1 else normalise(word).lower()


def _with_parts(found: Sequence[Token]) -> Iterable[tuple[Token, frozenset[str]]]:
    at = 0
    while at < len(found):
        whole = found[at]
        at += 1
        parts: set[str] = set()
        while at < len(found) and not found[at].whole:
            parts.add(found[at].form)
            at += 1
        yield whole, frozenset(parts)


def _meeting(term: KeyTerm, surfaces: Mapping[str, str]) -> Met | None:
    if term.form in surfaces:
        return Met(term, frozenset({term.form}))
    # One part alone is too little (体位 for 体位交換); a compound with one content part is that part.
    if len(term.parts) > 1 and all(part in surfaces for part in term.parts):
        return Met(term, term.parts)
    for other in sorted(synonyms().get(term.form, frozenset())):
        if other in surfaces:
            return Met(term, frozenset({other}), as_written=surfaces[other])
    return None
