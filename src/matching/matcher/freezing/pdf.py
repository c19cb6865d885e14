"""A frozen shortlist as a document to file with a decision: A4 portrait, in Japanese.

Made from the frozen content alone, so the same list gives the same bytes for ever; that it was annulled
is the one thing added later.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table, TableStyle

from foundation.clock import TOKYO
from foundation.documents.build import LETTER_PAGE, DocumentInfo, build
from foundation.documents.fonts import REGULAR
from foundation.documents.paragraph import GREY, JapaneseParagraph, text_style
from foundation.documents.text import markup
from foundation.wareki import wareki
from matching.matcher.freezing.queries import Annulment
from matching.matcher.freezing.record import (
    FrozenCandidate,
    FrozenContent,
    FrozenFact,
    FrozenResult,
)

MEDIA_TYPE = "application/pdf"

_WIDTH = LETTER_PAGE.width
_HEAD_GREY = "#f2f2f2"
_ROW_GREY = "#949494"
_BODY = text_style("body", 9.5, 15)
_SMALL = text_style("small", 8.5, 12.5)
_SMALL_RIGHT = text_style("small-right", 8.5, 12.5, align=TA_RIGHT)
_LABEL = text_style("label", 8.5, 12.5, color="#333333")
_HEADING = text_style("heading", 8.5, 12, bold=True)
_TITLE = text_style("title", 16.5, 24, bold=True, align=TA_CENTER)
_SECTION = text_style("section", 11.5, 17, bold=True)
_CANDIDATE = text_style("candidate", 10.5, 15.5, bold=True)
_BANDS = {"strong": "強い", "medium": "中程度", "weak": "弱い", "unknown": "計算中"}
_FITS = {"for": "合う", "against": "合わない", "unknown": "未確認"}
_MODES = {"must": "必須", "order": "順位に反映", "shown": "見るだけ"}


def frozen_pdf(content: FrozenContent, sha256: str, annulment: Annulment | None = None) -> bytes:
    """The list on paper.

    Args:
        content: as frozen.
        sha256: of its canonical text.
        annulment: where it no longer holds.

    Raises:
        MissingFonts: the font files are not installed.
    """
    title = f"候補リスト（第{content.number}回の確定）"
    challenge = content.challenge
    info = DocumentInfo(
        title=f"{title} {challenge.content['title_ja']}",
        author=content.frozen_for or challenge.organisation_name,
        subject=f"{challenge.number or ''} {challenge.content['title_ja']}".strip(),
        made_at=content.frozen_at,
        foot_left=f"{challenge.number or '課題'} 候補リスト 第{content.number}回",
        foot_middle=f"SHA-256 {_grouped(sha256[:16])}",
        running_head=f"{title}　{challenge.content['title_ja']}"[:60],
    )
    story: list[Flowable] = [
        JapaneseParagraph(markup(title), _TITLE),
        Spacer(0, 8),
        *(_annulled(annulment) if annulment else []),
        _key_table(content),
        *_section(1, "候補"),
        _candidates(content),
        *_section(2, "候補ごとの理由と、確定したときの内容"),
        *(part for one in _in_rank_order(content) for part in _detail(content, one)),
        *_section(3, "並べ方"),
        *_method(content),
        *_section(4, "照合値と確かめ方"),
        *_verification(sha256),
    ]
    return build(story, info, LETTER_PAGE)


def _in_rank_order(content: FrozenContent) -> list[FrozenCandidate]:
    return sorted(content.candidates, key=lambda one: (one.rank is None, one.rank or 0))


def _grouped(digits: str) -> str:
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def _when(at: datetime) -> str:
    local = at.astimezone(TOKYO)
    return f"{wareki(local.date())} {local:%H:%M}"


def _section(number: int, title: str) -> list[Flowable]:
    return [
        CondPageBreak(70),
        Spacer(0, 12),
        JapaneseParagraph(f"<b>{number}</b>　{markup(title)}", _SECTION),
        Spacer(0, 4),
    ]


def _annulled(annulment: Annulment) -> list[Flowable]:
    text = (
        f"<b>この確定は取り消されています。</b>　{markup(_when(annulment.at))}　"
        f"{markup(annulment.by)}<br/>理由：{markup(annulment.reason)}"
    )
    box = Table([[JapaneseParagraph(text, _BODY)]], colWidths=[_WIDTH])
    box.setStyle(
        TableStyle(
            [("FONTNAME", (0, 0), (-1, -1), REGULAR), ("BOX", (0, 0), (-1, -1), 1.5, "#000000")]
        )
    )
    return [box, Spacer(0, 8)]


def _key_table(content: FrozenContent) -> Table:
    challenge, ranking = content.challenge, content.ranking
    asked = challenge.content
    rows = [
        (
            "課題",
            f"{challenge.number or ''}　{asked['title_ja']}（第{challenge.edition}版）".strip(),
        ),
        ("局", challenge.organisation_name),
        ("確定した日時", _when(content.frozen_at)),
        ("確定した人", "　".join(filter(None, (content.frozen_for, content.frozen_by)))),
        ("候補", f"{len(content.candidates)}件（公開中の{ranking.searched:,}件から照合）"),
        ("照合の言葉", "、".join(term.surface for term in ranking.terms if term.kept) or "なし"),
    ]
    dropped = [term.surface for term in ranking.terms if not term.kept]
    if dropped:
        rows.append(("外した言葉", "、".join(dropped)))
    table = Table(
        [
            [JapaneseParagraph(markup(label), _LABEL), JapaneseParagraph(markup(value), _SMALL)]
            for label, value in rows
        ],
        colWidths=[78, _WIDTH - 78],
    )
    table.setStyle(_style(first_rule=True))
    return table


def _style(*, first_rule: bool = False) -> TableStyle:
    return TableStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 5),
            ("TOPPADDING", (0, 0), (-1, -1), 3.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, _ROW_GREY),
            ("LINEBELOW", (0, -1), (-1, -1), 1, "#000000"),
            *([("LINEABOVE", (0, 0), (-1, 0), 1, "#000000")] if first_rule else []),
        ]
    )


def _candidates(content: FrozenContent) -> Table:
    """One line each, in order of rank."""
    heads = [
        JapaneseParagraph(markup(text), _HEADING)
        for text in ("順位", "解決策と事業者", "言葉の一致", "意味の近さ", "条件")
    ]
    rows: list[list[Flowable]] = [heads]
    for one in _in_rank_order(content):
        result = content.result_of(one)
        rows.append(
            [
                JapaneseParagraph(f"{one.rank}位" if one.rank else "圏外", _SMALL),
                JapaneseParagraph(_names(one), _SMALL),
                JapaneseParagraph(markup(_words(result)), _SMALL),
                JapaneseParagraph(_BANDS[result.band] if result else "–", _SMALL),
                JapaneseParagraph(_sum(result), _SMALL_RIGHT),
            ]
        )
    table = Table(
        rows, colWidths=[38, _WIDTH - 38 - 78 - 62 - 40, 78, 62, 40], repeatRows=1, splitInRow=1
    )
    style = _style(first_rule=True)
    style.add("BACKGROUND", (0, 0), (-1, 0), _HEAD_GREY)
    table.setStyle(style)
    return table


def _names(one: FrozenCandidate) -> str:
    startup = one.solution["startup"]
    number = startup.get("corporate_number")
    firm = markup(startup["name_ja"] + (f"　法人番号 {number}" if number else ""))
    title = markup(one.solution["content"]["title_ja"], lines=False)
    return f'<b>{title}</b><br/><font color="{GREY}">{firm}</font>'


def _words(result: FrozenResult | None) -> str:
    if result is None:
        return "–"
    asked = len(result.met) + len(result.missing)
    return f"{asked}語のうち{len(result.met)}語"


def _signed(value: int) -> str:
    return f"＋{value}" if value > 0 else f"−{-value}" if value < 0 else "0"


def _sum(result: FrozenResult | None) -> str:
    return "–" if result is None or not result.facts else _signed(_effects(result.facts))


def _effects(facts: Sequence[FrozenFact]) -> int:
    return sum(fact.effect for fact in facts if fact.mode != "must")


def _detail(content: FrozenContent, one: FrozenCandidate) -> list[Flowable]:
    result = content.result_of(one)
    solution: dict[str, Any] = one.solution["content"]
    place = f"{one.rank}位" if one.rank else "圏外"
    parts: list[Flowable] = [
        CondPageBreak(90),
        JapaneseParagraph(f"{place}　{markup(solution['title_ja'], lines=False)}", _CANDIDATE),
    ]
    lines = [("局のメモ", one.note or "なし")]
    if result is not None:
        lines += [
            ("合った言葉", "、".join(result.met) or "なし"),
            ("ない言葉", "、".join(result.missing) or "なし"),
            ("点の内訳", _score_line(content, result)),
        ]
        lines += [(_FITS[fact.fits], _fact_line(fact)) for fact in result.facts]
    lines += [
        ("解決する課題", solution.get("problem_ja") or "未登録"),
        ("仕組み", solution.get("how_ja") or "未登録"),
        ("効果の根拠", solution.get("evidence_ja") or "公開されていないか、未登録"),
        ("準備度", str(solution["readiness"]) if solution.get("readiness") else "未登録"),
        ("価格", _price(solution)),
        ("版", _edition_line(one)),
    ]
    table = Table(
        [
            [JapaneseParagraph(markup(label), _LABEL), JapaneseParagraph(markup(value), _SMALL)]
            for label, value in lines
        ],
        colWidths=[78, _WIDTH - 78],
        splitInRow=1,
    )
    table.setStyle(_style(first_rule=True))
    return [*parts, Spacer(0, 3), table, Spacer(0, 10)]


def _score_line(content: FrozenContent, result: FrozenResult) -> str:
    formula = content.ranking.formula
    near = "計算中" if result.closeness is None else f"{result.closeness:.4f}"
    line = f"意味 {near}（{_BANDS[result.band]}）＋ {formula.evidence_share:g} × 言葉 {result.evidence:.4f}"
    if formula.point:
        line += f" ＋ {formula.point:g} × 条件 {_signed(result.points)}"
    return f"{line} ＝ {result.score:.4f}"


def _fact_line(fact: FrozenFact) -> str:
    effect = "" if fact.fits == "unknown" else f"　{_signed(fact.effect)}"
    mode = "" if fact.mode == "order" else f"（{_MODES[fact.mode]}）"
    return f"{fact.label_ja}{effect}{mode}" + (f"　{fact.detail_ja}" if fact.detail_ja else "")


def _price(solution: dict[str, Any]) -> str:
    if solution.get("price_yen") is None:
        return "公開されていないか、未登録"
    note = solution.get("price_note_ja")
    return f"{solution['price_yen']:,}円" + (f"（{note}）" if note else "")


def _edition_line(one: FrozenCandidate) -> str:
    at = datetime.fromisoformat(one.solution["published_at"])
    return (
        f"第{one.solution['edition']}版　{_when(at)} 公開　SHA-256 {one.solution['sha256'][:16]}…"
    )


def _method(content: FrozenContent) -> list[Flowable]:
    ranking, formula = content.ranking, content.ranking.formula
    versions = ranking.versions
    how = (
        "課題の題名、困っていること、今のやり方を、公開中の解決策と比べました。想定する解決策は使っていません。"
        "順位は、意味の近さ（ほかの課題にも近いものを引いた値）、言葉の一致（珍しい言葉ほど重い）、条件の合計から"
        "計算した点の順です。"
    )
    if not ranking.by_meaning:
        how += "この照合では意味の近さが使えず、言葉の一致だけで並べました。"
    point = f"、条件1点あたり {formula.point:g}" if formula.point else "。条件は順位を変えません"
    facts = [
        ("照合した日時", _when(ranking.made_at)),
        ("重み", f"言葉の一致 {formula.evidence_share:g}{point}"),
        ("丸め", f"小数第{formula.digits}位。同じ点は番号の順"),
        ("条件の扱い", _conditions(content) or "なし"),
        ("足した言葉", "、".join(ranking.criteria.get("added", [])) or "なし"),
        ("検索", f"{versions.engine} {versions.engine_version}"),
        ("意味のモデル", versions.model or "使っていない"),
        ("語の設定", f"SHA-256 {versions.settings_sha256[:16]}…"),
        ("システム", f"King Salmon {versions.software}"),
        ("順位を付けた解決策", f"{len(ranking.results)}件（JSONファイルに全件の点があります）"),
    ]
    table = Table(
        [
            [JapaneseParagraph(markup(label), _LABEL), JapaneseParagraph(markup(value), _SMALL)]
            for label, value in facts
        ],
        colWidths=[94, _WIDTH - 94],
        splitInRow=1,
    )
    table.setStyle(_style(first_rule=True))
    return [JapaneseParagraph(markup(how), _BODY), Spacer(0, 6), table]


def _conditions(content: FrozenContent) -> str:
    """Each condition with what the bureau had it do."""
    ranking = content.ranking
    return "、".join(
        f"{ranking.condition_labels[key][0]}（{_MODES[mode]}）"
        for key, mode in ranking.criteria.get("conditions", {}).items()
    )


def _verification(sha256: str) -> list[Flowable]:
    text = (
        "この文書の内容は、同じ確定のJSONファイルから作られています。そのファイルのSHA-256が次の値と同じなら、"
        "確定したときから変わっていません。"
    )
    return [
        JapaneseParagraph(markup(text), _BODY),
        Spacer(0, 3),
        JapaneseParagraph(markup(_grouped(sha256)), _SMALL),
    ]
