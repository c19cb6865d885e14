"""`kingsalmon match`: solutions for a need, in the terminal."""

import json
from typing import Any

import click

from foundation.i18n import gettext as _
from matching.matcher.queries import RankedSolution, Ranking, match_text
from portal.cli.running import run
from portal.cli.speaking import speaking


@click.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON alone.")
@click.option("--english", is_flag=True, help="Labels in English.")
def match(text: str, limit: int, as_json: bool, english: bool) -> None:
    """Rank published solutions for a need described in TEXT, with reasons."""
    with speaking(english=english):
        ranking = run(lambda: match_text(text, limit))
        if as_json:
            click.echo(json.dumps(_as_json(ranking), ensure_ascii=False, indent=2))
        else:
            click.echo(_as_text(ranking))


def _as_text(ranking: Ranking) -> str:
    lines = [_("公開中の%(count)s件から照合", count=ranking.searched)]
    if not ranking.by_meaning:
        lines.append(_("意味の近さは今は使えません。言葉の一致だけで並べています。"))
    if not ranking.searched:
        lines.append(
            _("索引に解決策がありません。ワーカーが動くと、公開中のものが数秒で入ります。")
        )
    elif not ranking.results:
        lines.append(_("合う解決策は見つかりませんでした。"))
    for result in ranking.results:
        lines += ["", *_lines(result)]
    return "\n".join(lines)


def _lines(result: RankedSolution) -> list[str]:
    why = result.why
    met = "、".join(
        f"{one.term.surface}（{one.as_written}）" if one.as_written else one.term.surface
        for one in why.met
    )
    words = _("一致語なし") if not met else _("一致した言葉：%(words)s", words=met)
    closeness = _("意味の近さ：%(band)s", band=why.band_label)
    return [
        f"{result.rank:>3}  {result.solution.title}  {result.solution.owner_shown}",
        f"     {closeness}　{words}",
    ]


def _as_json(ranking: Ranking) -> dict[str, Any]:
    return {
        "searched": ranking.searched,
        "by_meaning": ranking.by_meaning,
        "terms": [term.surface for term in ranking.terms],
        "results": [
            {
                "rank": result.rank,
                "id": str(result.solution.id),
                "title": result.solution.title,
                "startup": result.solution.owner_shown,
                "score": result.why.scored.score,
                "band": result.why.band.value,
                "met": [one.term.surface for one in result.why.met],
                "missing": [term.surface for term in result.why.missing],
            }
            for result in ranking.results
        ],
    }


COMMANDS = (match,)
