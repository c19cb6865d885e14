"""What entrants and judges are told by mail about a contest."""

from typing import Any
from uuid import UUID

from foundation.database import fetch
from foundation.i18n import format_datetime, pick
from foundation.i18n import lazy as _l
from foundation.identity.accounts.readers import members_of, still_acting
from foundation.mail import Letter, Reader, tell
from pitch.contests.permissions import Permission
from pitch.contests.states import Act

Row = dict[str, Any]
_ENTRY = "/entries/{id}"
ENTERED = Letter(
    kind="entry_entered",
    about=_l("応募を受け付けた知らせ"),
    subject=_l("応募を受け付けました"),
    body=_l(
        "コンテスト「%(theme)s」への応募を受け付けました。\n\n"
        "解決策：%(solution)s\n締切：%(deadline)s\n\n%(address)s\n"
    ),
    page=_ENTRY,
)
WITHDRAWN = Letter(
    kind="entry_withdrawn",
    about=_l("応募を取り下げた知らせ"),
    subject=_l("応募を取り下げました"),
    body=_l(
        "コンテスト「%(theme)s」への応募を取り下げました。\n\n"
        "解決策：%(solution)s\n締切：%(deadline)s\n\n%(address)s\n"
    ),
    page=_ENTRY,
)
JUDGING_STARTED = Letter(
    kind="judging_started",
    about=_l("審査を始める知らせ"),
    subject=_l("審査をお願いします"),
    body=_l(
        "コンテスト「%(theme)s」の審査が始まりました。%(deadline)sまでに採点してください。\n\n"
        "%(address)s\n"
    ),
    page="/judging",
)
TO_ENTRANTS = {
    Act.CANCEL: Letter(
        kind="contest_cancel",
        about=_l("コンテストを中止した知らせ"),
        subject=_l("コンテストを中止しました"),
        body=_l("コンテスト「%(theme)s」を中止しました。\n\n理由：\n%(reason)s\n\n%(address)s\n"),
        page=_ENTRY,
    ),
    Act.REOPEN_ENTRIES: Letter(
        kind="contest_reopen-entries",
        about=_l("応募の締切を延ばした知らせ"),
        subject=_l("応募の締切を延ばしました"),
        body=_l(
            "コンテスト「%(theme)s」の応募の締切を%(deadline)sに延ばしました。"
            "応募はそのまま受け付けています。\n\n理由：\n%(reason)s\n\n%(address)s\n"
        ),
        page=_ENTRY,
    ),
}
LETTERS = (ENTERED, WITHDRAWN, JUDGING_STARTED, *TO_ENTRANTS.values())


async def judges_of(contest_id: UUID) -> list[Reader]:
    """The judges of a contest who are judges to this day."""
    rows = await fetch(
        "SELECT account FROM contest_judge WHERE contest = $1 AND removed_at IS NULL", contest_id
    )
    return await still_acting([row["account"] for row in rows], permission=Permission.JUDGE)


async def confirm_entry(contest: Row, entry: Row) -> None:
    """The entry has arrived."""
    await _tell_entrant(contest, entry, ENTERED)


async def confirm_withdrawal(contest: Row, entry: Row) -> None:
    """The entry is withdrawn."""
    await _tell_entrant(contest, entry, WITHDRAWN)


async def tell_of_act(contest: Row, act: Act, reason: str) -> None:
    """Judges hear that judging began; entrants, that a contest was cancelled or is open again."""
    if act is Act.START_JUDGING:
        await tell(
            await judges_of(contest["id"]),
            JUDGING_STARTED.key(contest["id"], contest["judging_started_at"]),
            lambda: {
                "theme": pick(contest["theme_ja"], contest["theme_en"]),
                "deadline": format_datetime(contest["judging_deadline"]),
            },
        )
    if act in TO_ENTRANTS:
        entries = await fetch(
            "SELECT * FROM entry WHERE contest = $1 AND state = 'submitted' ORDER BY id",
            contest["id"],
        )
        for entry in entries:
            await _tell_entrant(
                contest, entry, TO_ENTRANTS[act], contest["updated_at"], reason=reason
            )


async def _tell_entrant(
    contest: Row, entry: Row, letter: Letter, *occasion: object, reason: str = ""
) -> None:
    solution = entry["snapshot"]["content"]
    await tell(
        await members_of(entry["organisation"]),
        letter.key(entry["id"], *occasion),
        lambda: {
            "theme": pick(contest["theme_ja"], contest["theme_en"]),
            "solution": pick(solution["title_ja"], solution["title_en"]),
            "deadline": format_datetime(contest["entry_deadline"]),
            "reason": reason,
        },
    )
