"""A frozen list as a file to keep. Each one handed out is written down with the person."""

from urllib.parse import quote

from litestar import Response

from foundation.access.actor import Actor
from foundation.threads import HEAVY
from matching.matcher.freezing import commands
from matching.matcher.freezing.pdf import MEDIA_TYPE, frozen_pdf
from matching.matcher.freezing.queries import FrozenView


async def frozen_file(actor: Actor, frozen: FrozenView, kind: str) -> Response[bytes]:
    """The file, after it is written down who takes it.

    The JSON is the kept text, byte by byte, so that its SHA-256 is the list's.

    Args:
        kind: pdf or json.
    """
    if kind == "pdf":
        # reportlab sets pages in seconds: not on the event loop
        content = await HEAVY.run(frozen_pdf, frozen.content, frozen.sha256, frozen.annulment)
        media_type = MEDIA_TYPE
    else:
        content, media_type = frozen.text.encode(), "application/json"
    await commands.log_download(actor, frozen.id, kind, content)
    return Response(
        content,
        media_type=media_type,
        headers={"Content-Disposition": _disposition(frozen, kind), "Cache-Control": "no-store"},
    )


def _disposition(frozen: FrozenView, kind: str) -> str:
    of = frozen.content.challenge.number or str(frozen.challenge_id)
    plain = f"shortlist-{of}-{frozen.number}.{kind}"
    full = quote(f"候補リスト_{of}_第{frozen.number}回.{kind}")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
