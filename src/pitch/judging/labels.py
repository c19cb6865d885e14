"""What ballots and results are called."""

from datetime import datetime

from foundation import clock
from foundation.acts import ActWords, StateWords
from foundation.i18n import days_left, pick, shortened
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.web import Crumbs
from pitch.contests.queries import ContestView
from pitch.judging.states import NOT_STARTED, BallotState, ResultAct

_BALLOT: dict[str, StateWords] = {
    NOT_STARTED: StateWords("ended", _l("未着手"), "none"),
    BallotState.DRAFT: StateWords("progress", _l("下書き")),
    BallotState.SUBMITTED: StateWords("done", _l("提出済み")),
    BallotState.RECUSED: StateWords("closed", _l("回避")),
}


def ballot_chip(state: str) -> StateWords:
    """Tone, words and shape of a ballot's state; what is not started has no shape."""
    return _BALLOT[state]


def time_left(deadline: datetime) -> str:
    """あと1時間54分 on the last day, あと17日 before; 締切を過ぎています after it."""
    minutes = int((deadline - clock.now()).total_seconds() // 60)
    if minutes < 0:
        return _("締切を過ぎています")
    if minutes >= 24 * 60:
        return days_left(deadline)
    return _("あと%(hours)s時間%(minutes)s分", hours=minutes // 60, minutes=minutes % 60)


def clock_time(at: datetime) -> str:
    """14:05:12 in Tokyo."""
    return f"{at.astimezone(clock.TOKYO):%H:%M:%S}"


RESULT_ACTS = {
    ResultAct.PUBLISH: ActWords(
        label=_l("結果を公表する"),
        event=_l("結果を公表しました。応募した企業にお知らせします。"),
    ),
    ResultAct.UNPUBLISH: ActWords(label=_l("公表を取り消す"), event=_l("公表を取り消しました。")),
    ResultAct.TAKE_BACK: ActWords(
        label=_l("決定を取り消す"), event=_l("決定を取り消し、審査に戻しました。")
    ),
}


def contest_crumbs(contest: ContestView, last: str) -> Crumbs:
    """The way to a page of a contest's judging."""
    short = shortened(pick(contest.theme_ja, contest.theme_en))
    return [(_("コンテスト"), "/contests"), (short, f"/contests/{contest.id}"), (last, None)]
