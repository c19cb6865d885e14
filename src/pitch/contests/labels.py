"""What states and acts of contests are called."""

from foundation.acts import ActWords, StateWords
from foundation.i18n import lazy as _l
from pitch.contests.queries import ContestRow, ContestView
from pitch.contests.states import Act, ContestState, EntryState

_TONES: dict[str, StateWords] = {
    ContestState.DRAFT: StateWords("waiting", _l("下書き")),
    ContestState.OPEN: StateWords("open", _l("募集中")),
    ContestState.JUDGING: StateWords("progress", _l("審査中")),
    ContestState.DECIDED: StateWords("progress", _l("審査中")),
    ContestState.PUBLISHED: StateWords("closed", _l("結果公表")),
    ContestState.CANCELLED: StateWords("closed", _l("中止")),
}
_DECIDED_INSIDE = StateWords("waiting", _l("決定済み・未公表"))
_DEADLINE_PASSED = StateWords("closed", _l("応募締切"))
_ENTRY: dict[str, StateWords] = {
    EntryState.SUBMITTED: StateWords("open", _l("応募済み")),
    EntryState.WITHDRAWN: StateWords("closed", _l("取り下げ")),
}

_LABELS = {
    Act.OPEN: _l("募集を始める"),
    Act.UNOPEN: _l("下書きに戻す"),
    Act.START_JUDGING: _l("応募を締め切り、審査を始める"),
    Act.REOPEN_ENTRIES: _l("応募をもう一度受け付ける"),
    Act.CANCEL: _l("コンテストを中止する"),
    Act.RESTORE: _l("下書きに戻す"),
}
ACTS = {act: ActWords(label=label, event=label) for act, label in _LABELS.items()}


def contest_chip(contest: ContestRow | ContestView, insider: bool = False) -> StateWords:
    """Tone and words of a contest's state; outside, a decision that is not published does not show."""
    if contest.state == ContestState.OPEN and not contest.takes_entries:
        return _DEADLINE_PASSED
    if insider and contest.state == ContestState.DECIDED:
        return _DECIDED_INSIDE
    return _TONES[contest.state]


def entry_chip(state: str) -> StateWords:
    """Tone and words of an entry's state."""
    return _ENTRY[state]
