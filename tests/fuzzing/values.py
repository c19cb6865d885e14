"""Values that somebody will send some day, by mistake or not."""

import base64
from random import Random

LONG = "あ" * 5_000
_CURSORS = ["[1]", "{}", '["x"]', "[]", "[" * 300, '["\\u0000"]', '["2026-13-45T00:00:00","x"]']

HOSTILE: tuple[str, ...] = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "²",
    "①",
    "９９",
    "٣",
    "-1",
    "0",
    "1.5",
    "1e400",
    "NaN",
    "-Infinity",
    "9" * 18,
    "9" * 19,
    "9" * 40,
    "9" * 5_000,
    "99999999999-1-1",
    "0000-00-00",
    "0001-01-01",
    "1868-01-01",
    "2026-02-30",
    "9999-12-31",
    "10000-01-01",
    "2026-11-24T25:61",
    "24:00",
    "true",
    "null",
    "[]",
    "{}",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "not-a-uuid",
    "../../etc/passwd",
    "//other.example",
    "%",
    "%00",
    "%s %d %(x)s {0}",
    "'\"><script>alert(1)</script>",
    "' OR 1=1 --",
    "*:* & | ! ( ) <-> \\",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\u200b",
    "\U0001f9d1\u200d\U0001f692",
    "𠮷野家",
    "葛\U000e0100城",
    "İ",
    "a@b",
    "javascript:alert(1)",
    "https://[::1",
    "https://例え.テスト/\x7f",
    "indicators-²",
    "indicators-99999999999999999999",
    "criteria--1",
    LONG,
    *(base64.urlsafe_b64encode(text.encode()).decode() for text in _CURSORS),
    "====",
)

BYTES: tuple[bytes, ...] = (b"%ED%A0%80", b"%FF%FE", b"\xff\xfe", b"%", b"%zz", b"%F0%9F%92%A9")
"""Parts of addresses and bodies that are no text."""


def strange(random: Random, usual: str = "") -> str:
    """A value instead of, or made of, the usual one."""
    if usual and random.random() < 0.3:
        place = random.randrange(len(usual) + 1)
        return usual[:place] + random.choice(HOSTILE) + usual[place:]
    return random.choice(HOSTILE)
