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

    @property
    def words(self) -> frozenset[str]:
        """Words that together are the term: its parts where it has several, else itself."""
        return self.parts if len(self.parts) > 1 else frozenset({self.form})


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
    found: Mapping[str, KeyTerm],
    weights: Mapping[str, float],
    in_use: Collection[str],
    limit: int = SHOWN,
) -> list[KeyTerm]:
    """Those nouns that tell this challenge from others, in the order of the text.

    Args:
        found: nouns of the challenge (`nouns`).
        weights: weight of each word (rarer is heavier).
        in_use: words that at least one solution has. Others come last: a word nobody uses tells
            no solution from another.
        limit: at most so many.
    """
    order = sorted(found, key=lambda form: (form not in in_use, -weights.get(form, 0.0), form))
    chosen = set(order[: max(0, limit)])
    return [term for form, term in found.items() if form in chosen]


def nouns(found: Sequence[Token]) -> dict[str, KeyTerm]:
    """Every noun of a text that could be a key term, by form, in the order of the text."""
    terms: dict[str, KeyTerm] = {}
    for token, parts in _with_parts(found):
        if token.noun and token.form not in terms:
            terms[token.form] = KeyTerm(token.form, token.surface, parts)
    return terms


def typed_term(text: str) -> KeyTerm | None:
    """A key term that somebody typed; None where it holds nothing to look for."""
    wholes = list(_with_parts(tokens(text)))
    if not wholes:
        return None
    written = normalise(text)
    if len(wholes) == 1:
        return KeyTerm(wholes[0][0].form, written, wholes[0][1])
    return KeyTerm(written.lower(), written, frozenset(token.form for token, _ in wholes))


def meetings(
    terms: Sequence[KeyTerm], words: Collection[str], surfaces: Mapping[str, str] | None = None
) -> tuple[list[Met], list[KeyTerm]]:
    """Which key terms a solution has, and which it lacks.

    A term is met by itself, by all of its parts, or by a word of the same sense.

    Args:
        words: normalised words of the solution.
        surfaces: how it writes them (`written_forms`); without it the normalised form is told.
    """
    met: list[Met] = []
    missing: list[KeyTerm] = []
    for term in terms:
        found = _meeting(term, words, surfaces or {})
        if found is None:
            missing.append(term)
        else:
            met.append(found)
    return met, missing


def written_forms(text_tokens: Iterable[Token]) -> dict[str, str]:
    """Normalised word → how a text first writes it."""
    surfaces: dict[str, str] = {}
    for token in text_tokens:
        surfaces.setdefault(token.form, token.surface)
    return surfaces


def segments(
    text: str, forms: Set[str], found_tokens: Sequence[Token] | None = None
) -> list[Segment]:
    """A text cut where words met, for highlighting.

    Args:
        text: shown normalised (positions refer to the normalised text).
        forms: normalised forms to mark.
        found_tokens: of the text, where they are known already.
    """
    shown = normalise(text)
    covered = bytearray(len(shown))
    for token in tokens(shown) if found_tokens is None else found_tokens:
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


def _meeting(term: KeyTerm, words: Collection[str], surfaces: Mapping[str, str]) -> Met | None:
    if term.form in words:
        return Met(term, frozenset({term.form}))
    # One part alone is too little (体位 for 体位交換); a compound with one content part is that part.
    if len(term.parts) > 1 and all(part in words for part in term.parts):
        return Met(term, term.parts)
    for other in sorted(synonyms().get(term.form, frozenset())):
        if other in words:
            return Met(term, frozenset({other}), as_written=surfaces.get(other, other))
    return None
