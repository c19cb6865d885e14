"""The audit trail (監査証跡) as `kingsalmon doctor` sees it."""

from foundation import audit
from foundation.i18n import gettext as _
from foundation.i18n import ngettext
from portal.watching.findings import Finding, Mark, good


async def audit_trail() -> list[Finding]:
    """One line: what shows without reading every event, as `kingsalmon audit verify` does."""
    problems = await audit.look_over(audit.own_folder())
    if problems:
        return [
            Finding(
                "audit",
                Mark.BAD,
                _("監査記録に気になるところがあります（%(what)s）。", what=problems[0].detail),
                _("%(command)s で確かめてください。", command="kingsalmon audit verify"),
            )
        ]
    if count := await audit.links_to_sign():
        return [
            Finding(
                "audit",
                Mark.MIND,
                ngettext(
                    "鍵がなかったころの監査記録の封が%(num)s件あります。次に封をするときに署名します。",
                    "鍵がなかったころの監査記録の封が%(num)s件あります。次に封をするときに署名します。",
                    count,
                ),
            )
        ]
    state = await audit.status(everything=False)
    if not state.sealed:
        return [Finding("audit", Mark.MIND, _("監査記録はまだ一度も封をしていません。"))]
    return [
        good(
            "audit",
            _(
                "監査記録%(sealed)s件に封をしました（封を待つもの%(unsealed)s件）。",
                sealed=f"{state.sealed:,}",
                unsealed=f"{state.unsealed:,}",
            ),
        )
    ]
