"""A challenge made ready to be compared: its words and their weight, its key terms, its vector."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from matching.embedding.models import ServingModel, serving
from matching.embedding.texts import query_text, text_hash
from matching.matcher.scoring.criteria import UNCHANGED, Criteria
from matching.matcher.scoring.score import word_weight
from matching.search.engines.port import HITS, Phrase
from matching.search.index import store
from matching.search.index.asking import query_vector
from matching.search.index.vectors import Vector, stored_vectors
from matching.search.kinds import SOLUTION
from matching.text.terms import SHOWN, KeyTerm, key_terms, nouns, synonyms, typed_term
from matching.text.tokens import tokens

# An engine gives at most HITS documents of a phrase. Of a rarer word it gives all, so that every
# engine finds the same; commoner words tell too little to be worth a list of chance.
RARE = HITS
# A word that the bureau adds counts as so many words of the text that are as rare.
ADDED_WEIGHT = 2.0
# Synonyms shown beside a term.
OTHERS_SHOWN = 2


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A challenge as it is compared.

    Attributes:
        text: title and body.
        key: of its vector.
        weights: weight of each of its nouns among published solutions, as the bureau wants them.
        others: words of the same sense as each of those nouns, with their weight; none that the
            challenge says itself.
        frequencies: in how many published solutions each of its words and their synonyms occur;
            words of none are left out.
        terms: key terms, in the order of the text, then those added.
        dropped: words of the text that the bureau left out.
        wanted: forms of the terms that the bureau added.
        vector: None while it is not embedded.
        serving: model of the vectors; None where the installation matches by words only.
        solutions: how many published solutions there are.
    """

    text: str
    key: str
    weights: Mapping[str, float]
    others: Mapping[str, Mapping[str, float]]
    frequencies: Mapping[str, int]
    terms: tuple[KeyTerm, ...]
    dropped: tuple[KeyTerm, ...]
    wanted: frozenset[str]
    vector: Vector | None
    serving: ServingModel | None
    solutions: int

    @property
    def model(self) -> str | None:
        """Name of the model."""
        return None if self.serving is None else self.serving.name

    def phrases(self) -> tuple[Phrase, ...]:
        """What engines are asked beside the vector: rare key terms, those added, and synonyms of both.

        Without a vector all key terms are asked, as there is nothing else to find candidates by.
        """
        found: dict[frozenset[str], Phrase] = {}
        for term in self.terms:
            for written, words in [
                (term.surface, term.words),
                *((other, frozenset({other})) for other in sorted(_others(term))),
            ]:
                if self._is_asked(term, words):
                    found.setdefault(words, Phrase(written, words))
        return tuple(found.values())

    def others_in_use(self, term: KeyTerm) -> list[str]:
        """Words of the same sense that solutions use, commonest first, to be shown beside the term."""
        used = [other for other in _others(term) if other in self.frequencies]
        return sorted(used, key=lambda other: (-self.frequencies[other], other))[:OTHERS_SHOWN]

    def _is_asked(self, term: KeyTerm, words: frozenset[str]) -> bool:
        rarest = min(self.frequencies.get(word, 0) for word in words)
        if not rarest:
            return False
        return self.vector is None or rarest <= RARE or term.form in self.wanted


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, before anything is looked up.

    Attributes:
        title: may be empty.
        body: problem and today's process, never the assumed solution.
        criteria: what the bureau changed.
    """

    title: str
    body: str
    criteria: Criteria = UNCHANGED

    @property
    def text(self) -> str:
        """Title and body."""
        return f"{self.title}\n{self.body}".strip()

    @property
    def embedded(self) -> str:
        """What of it is embedded."""
        return query_text(self.title, self.body)

    @property
    def key(self) -> str:
        """Of its vector."""
        return text_hash("query", self.embedded)


async def ask(
    title: str, body: str, criteria: Criteria = UNCHANGED, *, embed_now: bool = False
) -> Asked:
    """Make one challenge ready to be compared.

    Args:
        title, body, criteria: as `Question`.
        embed_now: somebody waits: embed it when no vector is stored, if that goes fast enough.
    """
    question = Question(title, body, criteria)
    (asked,) = await ask_all([question])
    if asked.vector is None and asked.serving is not None and embed_now and question.embedded:
        made = await query_vector(asked.serving, question.embedded, embed_now=True)
        return replace(asked, vector=made)
    return asked


async def ask_all(questions: Sequence[Question]) -> list[Asked]:
    """Make challenges ready to be compared, with as many queries for many as for one."""
    model = await serving()
    read = [_read(question.text) for question in questions]
    added = [_added(question.criteria) for question in questions]
    wanted: set[str] = set()
    for (words, of_text), terms in zip(read, added, strict=True):
        wanted |= words | {word for term in terms for word in term.words}
        wanted |= {other for term in (*of_text.values(), *terms) for other in _others(term)}
    total = await store.count(SOLUTION)
    frequencies = await store.frequencies(SOLUTION, wanted)
    vectors: Mapping[str, Vector] = {}
    if model is not None:
        vectors = await stored_vectors(model.name, [question.key for question in questions])
    return [
        _asked(question, words, of_text, terms, total, frequencies, vectors, model)
        for question, (words, of_text), terms in zip(questions, read, added, strict=True)
    ]


@lru_cache(maxsize=512)
def _read(text: str) -> tuple[frozenset[str], Mapping[str, KeyTerm]]:
    """Words that are scored, and nouns of a text; cutting one takes milliseconds.

    Nouns alone are scored: verbs and adjectives (使う, 分かる) are met by chance (docs/matching.md).
    """
    found = tokens(text)
    return frozenset(token.form for token in found if token.noun), nouns(found)


def _added(criteria: Criteria) -> list[KeyTerm]:
    return [term for word in criteria.added if (term := typed_term(word)) is not None]


def _asked(
    question: Question,
    words: frozenset[str],
    of_text: Mapping[str, KeyTerm],
    added: Sequence[KeyTerm],
    total: int,
    frequencies: Mapping[str, int],
    vectors: Mapping[str, Vector],
    model: ServingModel | None,
) -> Asked:
    extra = {word for term in added for word in term.words}
    weights = _weights(words | extra, total, frequencies)
    removed = question.criteria.removed
    terms, dropped = _terms(of_text, added, removed, weights, frequencies)
    edited = _edited(weights, terms, dropped, added, words)
    return Asked(
        text=question.text,
        key=question.key,
        weights=edited,
        others=_other_weights(edited, words | extra, total, frequencies),
        frequencies=frequencies,
        terms=terms,
        dropped=dropped,
        wanted=frozenset(term.form for term in added),
        vector=vectors.get(question.key),
        serving=model,
        solutions=total,
    )


def _others(term: KeyTerm) -> frozenset[str]:
    return synonyms().get(term.form, frozenset())


def _weights(words: Iterable[str], total: int, frequencies: Mapping[str, int]) -> dict[str, float]:
    return {word: word_weight(total, min(frequencies.get(word, 0), total)) for word in words}


def _other_weights(
    weighted: Iterable[str], said: Collection[str], total: int, frequencies: Mapping[str, int]
) -> dict[str, dict[str, float]]:
    """Synonyms that solutions use, of the words that are scored."""
    found = {
        word: _weights(
            (
                other
                for other in synonyms().get(word, frozenset())
                if other in frequencies and other not in said
            ),
            total,
            frequencies,
        )
        for word in weighted
    }
    return {word: others for word, others in found.items() if others}


def _terms(
    of_text: Mapping[str, KeyTerm],
    added: Collection[KeyTerm],
    removed: Collection[str],
    weights: Mapping[str, float],
    frequencies: Mapping[str, int],
) -> tuple[tuple[KeyTerm, ...], tuple[KeyTerm, ...]]:
    """Key terms, at most SHOWN with those added, and the words left out.

    A word that is left out keeps its place, so that none moves up unasked.
    """
    forms = {term.form for term in added}
    others = {form: term for form, term in of_text.items() if form not in forms}
    chosen = key_terms(others, weights, frequencies, SHOWN - len(added))
    kept = [term for term in chosen if term.form not in removed]
    dropped = [term for form, term in others.items() if form in removed]
    return (*kept, *added), tuple(dropped)


def _edited(
    weights: Mapping[str, float],
    terms: Collection[KeyTerm],
    dropped: Collection[KeyTerm],
    added: Collection[KeyTerm],
    words: Collection[str],
) -> dict[str, float]:
    """Weights without what was left out, and with what was added counting more."""
    needed = {word for term in terms for word in (term.form, *term.parts)}
    out = {word for term in dropped for word in (term.form, *term.parts)} - needed
    wanted = {word for term in added for word in term.words}
    return {
        word: weights[word] * (ADDED_WEIGHT if word in wanted else 1.0)
        for word in {*words, *wanted}
        if word not in out
    }
