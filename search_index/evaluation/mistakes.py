"""Typing errors as people make them in Japanese: seeded, so that every run asks the same."""

import random
import re

# Homophones: the wrong one is chosen when kana are converted.
_SOUND_ALIKE = (
    ("移乗", "異常"), ("介助", "解除"), ("介護", "改悟"), ("患者", "冠者"),
    ("排泄", "排雪"), ("機会", "機械"), ("対象", "対照"), ("保険", "保健"),
    ("関心", "感心"), ("医師", "意思"), ("回答", "解答"), ("保証", "保障"),
    ("開放", "解放"), ("制度", "精度"), ("公園", "講演"), ("防災", "防塞"),
    ("避難", "非難"), ("橋", "端"), ("市民", "四民"), ("職員", "職印"),
    ("時間", "次官"), ("情報", "上方"), ("地域", "値域"), ("費用", "飛揚"),
    ("教育", "今日行く"), ("廃棄", "排気"), ("意見", "異見"), ("水", "見ず"),
    ("雪", "行き"), ("海", "膿"), ("施設", "使節"), ("利用", "理容"),
    ("支援", "私怨"), ("事故", "自己"), ("管理", "監理"), ("期間", "機関"),
    ("気象", "希少"), ("人口", "人工"), ("港", "皆と"), ("参加", "酸化"),
    ("観光", "慣行"), ("子育て", "こそだて"), ("高齢", "恒例"), ("診療", "心療"),
    ("仕事", "私事"), ("企業", "起業"), ("町内", "庁内"), ("市街", "市外"),
    ("先生", "専制"), ("研修", "検収"), ("広い", "拾い"), ("効率", "公立"),
)  # fmt: skip
_KANA = re.compile(r"[ぁ-んァ-ヶー]")
RUN = 14
"""One error in so many characters, and one at least."""


def mistyped(text: str, seed: int) -> str:
    """The text with typing errors; as long as the text or nearly so, and never equal to it.

    Args:
        text: two characters at least.
        seed: another seed, other errors.
    """
    chance = random.Random(f"{seed} {text}")
    written = text
    for _ in range(max(1, len(text) // RUN)):
        written = chance.choice((_converted, _converted, _dropped, _doubled, _swapped))(
            chance, written
        )
    # Two errors may undo each other.
    return written if written != text else _doubled(chance, text)


def _converted(chance: random.Random, text: str) -> str:
    pairs = [(right, wrong) for right, wrong in _SOUND_ALIKE if right in text]
    if not pairs:
        return _dropped(chance, text)
    right, wrong = chance.choice(pairs)
    return text.replace(right, wrong, 1)


def _dropped(chance: random.Random, text: str) -> str:
    at = _place(chance, text)
    return text[:at] + text[at + 1 :]


def _doubled(chance: random.Random, text: str) -> str:
    at = _place(chance, text)
    return text[: at + 1] + text[at:]


def _swapped(chance: random.Random, text: str) -> str:
    at = min(_place(chance, text), len(text) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _place(chance: random.Random, text: str) -> int:
    """Slips happen in kana, which are typed one by one; kanji are chosen whole."""
    kana = [match.start() for match in _KANA.finditer(text)]
    return chance.choice(kana) if kana else chance.randrange(len(text))
