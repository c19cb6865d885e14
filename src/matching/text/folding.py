"""One spelling for kana words that people write in several ways: ウエアラブル and ウェアラブル,
サーバ and サーバー, どろーん and ドローン. Used beside the word itself, never in its place."""

import re

_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc]+")
_VOICED_V = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"))
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_SMALL_TO_LARGE = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_BY_CHARACTER = _SMALL_TO_LARGE | {
    code: ord(chr(katakana).translate(_SMALL_TO_LARGE)) for code, katakana in _TO_KATAKANA.items()
}
# Shorter words with a long vowel at the end differ by it: キー is not キ.
_SHORTEST_WITHOUT_LONG_VOWEL = 3


def folded(word: str) -> str:
    """The folded spelling of a word of kana; any other word as it is.

    Args:
        word: normalised (`normalise.normalise`).
    """
    if not _KANA.fullmatch(word):
        return word
    spelled = word.translate(_TO_KATAKANA)
    for written, plain in _VOICED_V:
        spelled = spelled.replace(written, plain)
    spelled = spelled.translate(_SMALL_TO_LARGE)
    short = spelled.rstrip("ー")
    return short if len(short) >= _SHORTEST_WITHOUT_LONG_VOWEL - 1 and len(spelled) > 2 else spelled


def fold_text(text: str) -> str:
    """A text with every run of kana folded character by character, so that positions stay.

    Long vowels stay: where they are missing in one spelling, a search by prefix finds the other.
    """
    spelled = text.translate(_BY_CHARACTER)
    small = spelled.lower()
    if len(small) == len(spelled):
        return small
    # A few capitals of other scripts (İ) have two small characters; those stay as they are.
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in spelled)
