"""Made-up companies with the reading of their names."""

import random
from uuid import UUID, uuid5

from search_index.generator.records import GeneratedStartup
from search_index.generator.texts import subject
from search_index.generator.words import fields, katakana_name, pick, words

_SPACE = UUID("7b1d9f0c-52a1-5e0e-8c3c-2d6d1f0a9b11")
_STEMS = (
    ("青葉", "アオバ", "Aoba"), ("東雲", "シノノメ", "Shinonome"), ("若竹", "ワカタケ", "Wakatake"),
    ("大洋", "タイヨウ", "Taiyo"), ("北斗", "ホクト", "Hokuto"), ("白樺", "シラカバ", "Shirakaba"),
    ("千歳", "チトセ", "Chitose"), ("瑞穂野", "ミズホノ", "Mizuhono"), ("朝凪", "アサナギ", "Asanagi"),
    ("緑風", "リョクフウ", "Ryokufu"), ("清流", "セイリュウ", "Seiryu"), ("未来", "ミライ", "Mirai"),
    ("山吹", "ヤマブキ", "Yamabuki"), ("浜風", "ハマカゼ", "Hamakaze"), ("雪野", "ユキノ", "Yukino"),
    ("川瀬", "カワセ", "Kawase"), ("石動", "イスルギ", "Isurugi"), ("若狭野", "ワカサノ", "Wakasano"),
    ("月島原", "ツキシマハラ", "Tsukishimahara"), ("武蔵台", "ムサシダイ", "Musashidai"),
)  # fmt: skip
_TRADES = (
    ("技研", "ギケン", "Engineering"), ("計測", "ケイソク", "Instruments"), ("製作所", "セイサクショ", "Works"),
    ("情報", "ジョウホウ", "Information"), ("福祉機器", "フクシキキ", "Care Devices"), ("環境", "カンキョウ", "Environment"),
    ("電子", "デンシ", "Electronics"), ("食品", "ショクヒン", "Foods"), ("農園", "ノウエン", "Farms"),
    ("建設", "ケンセツ", "Construction"), ("交通", "コウツウ", "Transport"), ("化学", "カガク", "Chemicals"),
    ("設計", "セッケイ", "Design"), ("教育", "キョウイク", "Education"), ("医療", "イリョウ", "Medical"),
    ("造船", "ゾウセン", "Shipbuilding"), ("木材", "モクザイ", "Timber"), ("繊維", "センイ", "Textiles"),
)  # fmt: skip
_BEFORE = ("株式会社", "カブシキガイシャ")
_LIMITED = ("合同会社", "ゴウドウガイシャ")


def company(number: int, seed: int) -> GeneratedStartup:
    """The company of this place; the same seed and number give the same one.

    Args:
        number: from 0.
    """
    chance = random.Random(f"{seed} company {number}")
    name, kana, english = _name(chance)
    legal, legal_kana = _LIMITED if chance.random() < 0.12 else _BEFORE
    first = chance.random() < 0.55
    about = subject(chance, pick(chance, fields()))
    city = pick(chance, words()["cities"])
    return GeneratedStartup(
        id=uuid5(_SPACE, f"{seed} company {number}"),
        number=number,
        name_ja=f"{legal}{name}" if first else f"{name}{legal}",
        name_kana=f"{legal_kana}{kana}" if first else f"{kana}{legal_kana}",
        name_en=f"{english} Inc.",
        summary_ja=f"{about.technology}を{pick(chance, words()['makers'])}{about.form}を、"
        f"{about.people}に届ける会社。",
        address_ja=f"東京都{city}見本町{chance.randrange(1, 9)}-{chance.randrange(1, 30)}",
        founded=2026 - chance.randrange(1, 15),
    )


def _name(chance: random.Random) -> tuple[str, str, str]:
    if chance.random() < 0.45:
        stem, stem_kana, stem_en = chance.choice(_STEMS)
        trade, trade_kana, trade_en = pick(chance, _TRADES)
        # Two stems keep hundreds of firms apart.
        if chance.random() < 0.6:
            other, other_kana, other_en = chance.choice(_STEMS)
            if other != stem:
                stem, stem_kana, stem_en = (
                    stem + other, stem_kana + other_kana, f"{stem_en} {other_en}"
                )  # fmt: skip
        return stem + trade, stem_kana + trade_kana, f"{stem_en} {trade_en}"
    katakana, latin = katakana_name(chance)
    return katakana, katakana, latin
