"""Where a line of Japanese may end (禁則処理), for text mixed with Latin words and numbers.

No line begins with a closing bracket, a full stop, a small kana or a long vowel; none ends with an opening
bracket or a currency sign; words, amounts and dates stay whole where the line has room for them. Forbidden
signs move down together with the character before them (追い出し): nothing hangs into the margin, because
table cells have none. Rules after JIS X 4051.
"""

import re
from collections.abc import Sequence

# Compared with the widths of a full line, this much is a rounding difference, in points.
_ROUNDING = 1e-6

NEVER_FIRST = frozenset(
    "!),.:;?]}%-'\"’”»›…‥‰℃°′″"
    "、。，．・：；？！ー―‐–゛゜ヽヾゝゞ々〻"
    "）］｝〕〉》」』】〙〗｠"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "｡､｣･ｰｧｨｩｪｫｯｬｭｮﾞﾟ％〜～／"
)
NEVER_LAST = frozenset("([{'‘“«‹（［｛〔〈《「『【〘〖｟｢$£¥￥＄￡@＠#＃№〒§")
_UNITS = "年月日時分秒円件人社名台回号条項章節歳％%階本枚頁週倍点位度℃㎡"
_WHOLE = re.compile(
    # a day, a month or a year in either calendar
    r"(?:令和|平成|昭和)?(?:[0-9０-９]{1,4}|元)年度?(?:[0-9０-９]{1,2}月)?(?:[0-9０-９]{1,2}日)?"
    r"|[0-9０-９]{1,2}月[0-9０-９]{1,2}日"
    # an amount with its sign and unit
    rf"|[第約+＋\-−]?[¥￥$]?[0-9０-９](?:[0-9０-９,，.．:/]*[0-9０-９])?(?:[{_UNITS}]|[万億千]?円|か月|ヶ月|カ月)?"
    # a Latin word, an address, a number of an act
    r"|[A-Za-z0-9À-ɏ_@.&+'’/:%?=~#\-]+"
)


def _inside_whole(text: str) -> list[bool]:
    inside = [False] * (len(text) + 1)
    for match in _WHOLE.finditer(text):
        for index in range(match.start() + 1, match.end()):
            inside[index] = True
    # `R8-福祉-001` and `v2.0` alike: two characters of a word stay together whichever pattern they fell to
    for index in range(1, len(text)):
        if _is_word(text[index - 1]) and _is_word(text[index]):
            inside[index] = True
    return inside


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def may_break(text: str, index: int) -> bool:
    """Whether kinsoku alone allows a new line to begin with `text[index]`."""
    return (
        0 < index < len(text)
        and text[index] not in NEVER_FIRST
        and text[index - 1] not in NEVER_LAST
        and not text[index].isspace()
    )


def line_ends(text: str, widths: Sequence[float], room: Sequence[float]) -> list[int]:
    """Cut a text into lines.

    A space at a line's end takes no room. Where no good place exists, a long word is cut before kinsoku
    is given up, and kinsoku before a line stays empty: each line takes at least one character.

    Args:
        text: without line ends.
        widths: width of each character, in points.
        room: width of each line; the last one holds for all further lines.

    Returns:
        For each line the index behind its last character; the last is `len(text)`. No line for no text.
    """
    inside = _inside_whole(text)
    length = len(text)
    ends: list[int] = []
    start = 0
    while start < length:
        limit = room[min(len(ends), len(room) - 1)] + _ROUNDING
        used = 0.0
        index = start
        while index < length and (used + widths[index] <= limit or text[index].isspace()):
            used += widths[index]
            index += 1
        if index < length:
            index = _last_good_place(text, inside, start, index)
        ends.append(index)
        start = index
    return ends


def _last_good_place(text: str, inside: Sequence[bool], start: int, end: int) -> int:
    for index in range(end, start, -1):
        if not inside[index] and may_break(text, index):
            return index
    for index in range(end, start, -1):
        if may_break(text, index):
            return index
    return max(end, start + 1)
