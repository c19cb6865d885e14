"""The words that people search by: more than those that tell one challenge from another.

A search is also for what the matcher leaves out on purpose: 東京 and サービス, which every document
has, numbers (C-2026-031, a corporate number), and words as they are written, whose beginning is
typed before anyone knows their normalised form.
"""

import re
from collections.abc import Iterable

from matching.text.folding import folded
from matching.text.normalise import normalise
from matching.text.tokens import Cut, cuts

_CODE = re.compile(r"[0-9a-z]+(?:[-/][0-9a-z\u3400-\u9fff]+)*")
_JOINTS = re.compile(r"[-/]")
SHORTEST_CODE = 2
LONGEST_ENDING = 100
"""Characters of an ending of a code that is kept: nobody types more, and a text of joints alone
has as many endings as joints."""


def searched_words(texts: Iterable[str]) -> frozenset[str]:
    """Everything a document can be found by: content words long and short, common words, folded
    kana, words as written, and codes with their parts."""
    found: set[str] = set()
    for text in texts:
        for cut in cuts(text):
            found |= spellings(cut)
        found |= codes(text)
    return frozenset(found)


def spellings(cut: Cut) -> frozenset[str]:
    """A word's normalised form, the word as written, and both with their kana folded."""
    written = cut.surface.lower()
    words = {cut.form, written} if cut.noun else {cut.form}
    return frozenset(words | {folded(word) for word in words | {written}})


def codes(text: str) -> frozenset[str]:
    """Numbers and codes of a text: with a digit, whole and in parts; a lone digit says nothing."""
    found: set[str] = set()
    for match in _CODE.finditer(normalise(text).lower()):
        whole = match.group()
        if not any(character.isdigit() for character in whole):
            continue
        found |= {whole, *_JOINTS.split(whole)}
        # C-2026-031 is also asked for as 2026-031.
        found |= {
            whole[joint.end() :]
            for joint in _JOINTS.finditer(whole)
            if len(whole) - joint.end() <= LONGEST_ENDING
        }
    return frozenset(code for code in found if len(code) >= SHORTEST_CODE)
