"""A frozen shortlist as a document to file with a decision: A4 portrait, in Japanese.

Made from the frozen content alone, so that the same list gives the same bytes; that it was annulled
is the one thing added later.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from foundation.documents.build import DocumentInfo, grouped
from foundation.documents.dates import moment
from foundation.documents.document import Document
from foundation.documents.ruled import Column
from foundation.documents.text import below, joined, strong
from matching.matcher.freezing.queries import Annulment
from matching.matcher.freezing.record import (
    FrozenCandidate,
    FrozenContent,
    FrozenFact,
    FrozenResult,
)

MEDIA_TYPE = "application/pdf"

_COLUMNS = (
    Column("順位", 36),
    Column("解決策と事業者"),
    Column("言葉の一致", 78),
    Column("意味の近さ", 58),
    Column("条件", 38, number=True),
)
_LABEL_WIDTH = 78
_BANDS = {"strong": "強い", "medium": "中程度", "weak": "弱い", "unknown": "計算中"}
_FITS = {"for": "合う", "against": "合わない", "unknown": "未確認"}
_CHECKING = (
    "この文書の内容は、同じ確定のJSONファイルから作られています。そのファイルのSHA-256が次の値と同じなら、"
    "確定したときから変わっていません。"
)
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
        foot_middle=f"SHA-256 {grouped(sha256[:16])}",
        running_head=f"{title}　{challenge.content['title_ja']}"[:60],
    )
    document = Document(info)
    document.title(title)
    if annulment:
        document.stamp(
            "この確定は取り消されています。",
            f"{moment(annulment.at)}　{annulment.by}",
            f"理由：{annulment.reason}",
        )
    document.facts(_key_facts(content), _LABEL_WIDTH)
    document.section("候補")
    document.table(_COLUMNS, [_line(content, one) for one in _in_rank_order(content)])
    document.section("候補ごとの理由と、確定したときの内容")
    for one in _in_rank_order(content):
        document.part(f"{_place(one)}　{one.solution['content']['title_ja']}")
        document.facts(_detail(content, one), _LABEL_WIDTH)
    document.section("並べ方")
    document.text(_how(content))
    document.facts(_method(content), 116)
    document.section("照合値と確かめ方")
    document.text(_CHECKING)
    document.digest(sha256)
    return document.pdf()


def _in_rank_order(content: FrozenContent) -> list[FrozenCandidate]:
    return sorted(content.candidates, key=lambda one: (one.rank is None, one.rank or 0))


def _place(one: FrozenCandidate) -> str:
    return f"{one.rank}位" if one.rank else "圏外"


def _key_facts(content: FrozenContent) -> list[tuple[str, str]]:
    challenge, ranking = content.challenge, content.ranking
    asked = challenge.content
    rows = [
        (
            "課題",
            f"{challenge.number or ''}　{asked['title_ja']}（第{challenge.edition}版）".strip(),
        ),
        ("局", challenge.organisation_name),
        ("確定した日時", moment(content.frozen_at)),
        ("確定した人", "　".join(filter(None, (content.frozen_for, content.frozen_by)))),
        ("候補", f"{len(content.candidates)}件（公開中の{ranking.searched:,}件から照合）"),
        ("照合の言葉", "、".join(term.surface for term in ranking.terms if term.kept) or "なし"),
    ]
    dropped = [term.surface for term in ranking.terms if not term.kept]
    if dropped:
        rows.append(("外した言葉", "、".join(dropped)))
    return rows


def _line(content: FrozenContent, one: FrozenCandidate) -> list[str]:
    result = content.result_of(one)
    band = _BANDS[result.band] if result else "–"
    return [_place(one), _names(one), _words(result), band, _sum(result)]


def _names(one: FrozenCandidate) -> str:
    startup = one.solution["startup"]
    number = startup.get("corporate_number")
    firm = startup["name_ja"] + (f" 法人番号 {number}" if number else "")
    return joined(strong(one.solution["content"]["title_ja"]), below(firm))


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


def _detail(content: FrozenContent, one: FrozenCandidate) -> list[tuple[str, str]]:
    result = content.result_of(one)
    solution: dict[str, Any] = one.solution["content"]
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
    return lines


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
        f"第{one.solution['edition']}版　{moment(at)} 公開　SHA-256 {one.solution['sha256'][:16]}…"
    )


def _how(content: FrozenContent) -> str:
    how = (
        "課題の題名、困っていること、今のやり方を、公開中の解決策と比べました。想定する解決策は使っていません。"
        "順位は、意味の近さ（ほかの課題にも近いものを引いた値）、言葉の一致（珍しい言葉ほど重い）、条件の合計から"
        "計算した点の順です。"
    )
    if not content.ranking.by_meaning:
        how += "この照合では意味の近さが使えず、言葉の一致だけで並べました。"
    return how


def _method(content: FrozenContent) -> list[tuple[str, str]]:
    ranking, formula = content.ranking, content.ranking.formula
    versions = ranking.versions
    point = f"、条件1点あたり {formula.point:g}" if formula.point else "。条件は順位を変えません"
    return [
        ("照合した日時", moment(ranking.made_at)),
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


def _conditions(content: FrozenContent) -> str:
    """Each condition with what the bureau had it do."""
    ranking = content.ranking
    return "、".join(
        f"{ranking.condition_labels[key][0]}（{_MODES[mode]}）"
        for key, mode in ranking.criteria.get("conditions", {}).items()
    )
