"""A filter and a search small enough to be seen through. They are NOT Meilisearch's: a phrase is found
where a text holds it letter by letter, a word likewise, an order is by how many fields hold it."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.factories.meilisearch.rules import refuse

Document = dict[str, Any]
Test = Callable[[Document], bool]

_TOKENS = re.compile(
    r'\s*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<sign>[()\[\],]|>=|<=|!=|=|>|<)|(?P<word>[^\s()\[\],=<>!"]+))'
)
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
}


def filter_test(expression: Any, filterable: Sequence[Any]) -> Test:
    """A filter as a test of documents.

    Args:
        expression: string, or arrays: AND of ORs; None lets everything pass.
        filterable: the index's setting.

    Raises:
        Refusal: it is broken, or names what has no (such) filter.
    """
    if expression is None:
        return lambda document: True
    if isinstance(expression, list):
        groups = [
            [
                filter_test(one, filterable)
                for one in (group if isinstance(group, list) else [group])
            ]
            for group in expression
        ]
        return lambda document: all(any(test(document) for test in group) for group in groups)
    return _Parser(expression, _features(filterable)).parse()


def _features(filterable: Sequence[Any]) -> Mapping[str, Mapping[str, bool]]:
    everything = {"equality": True, "comparison": True}
    found: dict[str, Mapping[str, bool]] = {}
    for rule in filterable:
        if isinstance(rule, str):
            found.setdefault(rule, everything)
        else:
            for name in rule["attributePatterns"]:
                found.setdefault(name, rule.get("features", {}).get("filter", everything))
    return found


class _Parser:
    def __init__(self, text: str, features: Mapping[str, Mapping[str, bool]]) -> None:
        self._features = features
        self._tokens: list[tuple[str, str]] = []
        position = 0
        while position < len(text.rstrip()):
            match = _TOKENS.match(text, position)
            if match is None:
                raise refuse("invalid_search_filter")
            self._tokens.append((str(match.lastgroup), match.group(match.lastgroup)))
            position = match.end()
        self._at = 0

    def parse(self) -> Test:
        test = self._any()
        if self._at != len(self._tokens):
            raise refuse("invalid_search_filter")
        return test

    def _any(self) -> Test:
        tests = [self._all()]
        while self._take("OR"):
            tests.append(self._all())
        return lambda document: any(test(document) for test in tests)

    def _all(self) -> Test:
        tests = [self._one()]
        while self._take("AND"):
            tests.append(self._one())
        return lambda document: all(test(document) for test in tests)

    def _one(self) -> Test:
        if self._take("("):
            test = self._any()
            self._need(")")
            return test
        if self._take("NOT"):
            inner = self._one()
            return lambda document: not inner(document)
        name = self._value()
        if name not in self._features:
            raise refuse("invalid_search_filter", message=f"Attribute `{name}` is not filterable.")
        if self._take("NOT"):
            self._need("IN")
            values = self._list()
            return lambda document: not _values(document, name) & values
        if self._take("IN"):
            values = self._list()
            return lambda document: bool(_values(document, name) & values)
        if self._take("="):
            value = _folded(self._value())
            return lambda document: value in _values(document, name)
        if self._take("!="):
            value = _folded(self._value())
            return lambda document: value not in _values(document, name)
        for sign, compare in _COMPARISONS.items():
            if self._take(sign):
                if not self._features[name].get("comparison"):
                    raise refuse("invalid_search_filter")
                return _comparing(name, compare, float(self._value()))
        raise refuse("invalid_search_filter")

    def _list(self) -> set[str]:
        self._need("[")
        values: set[str] = set()
        while not self._take("]"):
            values.add(_folded(self._value()))
            self._take(",")
        return values

    def _value(self) -> str:
        if self._at >= len(self._tokens):
            raise refuse("invalid_search_filter")
        kind, text = self._tokens[self._at]
        if kind == "sign":
            raise refuse("invalid_search_filter")
        self._at += 1
        return re.sub(r"\\(.)", r"\1", text[1:-1]) if kind == "string" else text

    def _take(self, text: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at] in (
            ("word", text),
            ("sign", text),
        ):
            self._at += 1
            return True
        return False

    def _need(self, text: str) -> None:
        if not self._take(text):
            raise refuse("invalid_search_filter")


def _comparing(name: str, compare: Callable[[Any, Any], bool], number: float) -> Test:
    def test(document: Document) -> bool:
        value = document.get(name)
        return isinstance(value, int | float) and compare(value, number)

    return test


def _values(document: Document, name: str) -> set[str]:
    value = document.get(name)
    if value is None:
        return set()
    return {_folded(one) for one in (value if isinstance(value, list) else [value])}


def _folded(value: Any) -> str:
    # recorded: values compare after NFKD and in small letters
    return unicodedata.normalize("NFKD", str(value)).lower()


def by_vector(
    documents: Sequence[Document], embedder: str, vector: Sequence[float]
) -> list[tuple[Document, float]]:
    """Documents with (1 + cosine) / 2 of their nearest vector, those without one last with 0."""
    scored = []
    for document in documents:
        vectors = document["_vectors"].get(embedder) or []
        near = [(1 + _cosine(vector, one)) / 2 for one in vectors]
        scored.append((document, max(near, default=0.0)))
    return sorted(scored, key=lambda pair: -pair[1])


def by_words(
    documents: Sequence[Document], text: str, strategy: str, searchable: Sequence[str]
) -> list[tuple[Document, float]]:
    """Documents that hold the phrases and words of a text, with the share of fields that do."""
    phrases = re.findall(r'"([^"]*)"', text)
    words = re.sub(r'"[^"]*"', " ", text).split()
    terms = [term for term in [*phrases, *words] if any(c.isalnum() for c in term)]
    if not terms:
        return [(document, 1.0) for document in documents]
    needed = terms if strategy == "all" else [*phrases, *words[:1]]
    scored = []
    for document in documents:
        fields = [_text(document.get(name)).lower() for name in _fields(document, searchable)]
        if all(any(term.lower() in held for held in fields) for term in needed):
            first = min(
                (i for i, held in enumerate(fields) if terms[0].lower() in held),
                default=len(fields),
            )
            scored.append((document, 1.0 - first / (len(fields) + 1)))
    return sorted(scored, key=lambda pair: -pair[1])


def _fields(document: Document, searchable: Sequence[str]) -> list[str]:
    if "*" in searchable:
        return [name for name in document if name != "_vectors"]
    return list(searchable)


def _text(value: Any) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _cosine(a: Sequence[float], b: Sequence[float]) -> float:
    lengths = math.sqrt(sum(x * x for x in a)) * math.sqrt(sum(y * y for y in b))
    return sum(x * y for x, y in zip(a, b, strict=True)) / lengths if lengths else 0.0
