"""`kingsalmon doctor`: what is wrong with an installation, and what to do."""

import asyncio
import json
from dataclasses import asdict

import click

from foundation.i18n import gettext as _
from foundation.settings import UnsafeSettings
from portal.cli.running import local_settings
from portal.cli.speaking import speaking
from portal.watching.doctor import examine
from portal.watching.findings import Finding, Mark


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON alone.")
@click.option("--english", is_flag=True, help="Print English, whatever the locale.")
def doctor(as_json: bool, english: bool) -> None:
    """Look the installation over; exit 1 when something does not work."""
    with speaking(english=english):
        findings = _findings()
        if as_json:
            rows = [{**asdict(one), "mark": one.mark.name.lower()} for one in findings]
            click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            click.echo("\n".join(_lines(findings)))
    if any(one.mark is Mark.BAD for one in findings):
        raise SystemExit(1)


def _findings() -> list[Finding]:
    try:
        return asyncio.run(examine(local_settings()))
    except UnsafeSettings as error:
        advice = (
            _("例）%(command)s", command=error.command)
            if error.command
            else _("環境変数を直してください。.env.example に一つずつ説明があります。")
        )
        return [Finding("settings", Mark.BAD, str(error), advice)]


def _lines(findings: list[Finding]) -> list[str]:
    lines = []
    for one in findings:
        lines.append(f"{one.mark.value} {one.text}")
        if one.advice:
            lines.append(f"  → {one.advice}")
    bad = sum(one.mark is Mark.BAD for one in findings)
    lines.append("")
    lines.append(
        _("直すところが%(count)sか所あります。", count=bad) if bad else _("動いています。")
    )
    return lines


COMMANDS = (doctor,)
