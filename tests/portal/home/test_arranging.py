"""What waits for somebody stands in the list however much there is; the rest is counted."""

from datetime import date, timedelta

import pytest

from foundation import clock
from foundation.todo import More, Task, Urgency
from portal.home.arranging import LOOKS_SHOWN, SHOWN, Home, arranged
from tests.conftest import NOW

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def stopped():
    with clock.frozen(NOW):
        yield


def task(detail: str, urgency: Urgency = Urgency.WAITING, days: int | None = None) -> Task:
    due = None if days is None else TODAY + timedelta(days=days)
    return Task(
        title="見本",
        detail=detail,
        href="/",
        button="見る",
        due=due,
        urgency=urgency,
        among="/contests",
    )


def details(home: Home) -> list[str]:
    return [one.detail for one in home.tasks]


def test_what_came_back_and_what_is_overdue_stand_before_what_waits_and_what_may_be_looked_at():
    tasks = [
        task("見る", Urgency.LOOK, 1),
        task("待つ"),
        task("期日", days=3),
        task("戻った", Urgency.RETURNED),
        task("過ぎた", days=-1),
        task("今日", days=0),
        task("見るが過ぎた", Urgency.LOOK, -1),
    ]
    assert details(arranged(Home(tasks=tasks))) == [
        "過ぎた",
        "戻った",
        "今日",
        "期日",
        "待つ",
        "見るが過ぎた",
        "見る",
    ]


def test_everything_that_waits_is_shown():
    tasks = [task(str(n), days=n) for n in range(30)]
    home = arranged(Home(tasks=[*tasks, task("戻った", Urgency.RETURNED)]))
    assert len(home.tasks) == 31 and home.tasks[0].detail == "戻った" and home.more == []


@pytest.mark.parametrize(("waiting", "shown"), [(0, SHOWN), (2, SHOWN), (20, 20 + LOOKS_SHOWN)])
def test_what_may_be_looked_at_is_counted_where_there_is_no_room(waiting: int, shown: int):
    looks = [task(f"見る{n}", Urgency.LOOK, n) for n in range(12)]
    home = arranged(Home(tasks=[*looks, *(task(str(n)) for n in range(waiting))]))
    assert len(home.tasks) == shown
    left = waiting + 12 - shown
    assert home.more == [More(title="見本", count=left, href="/contests")]
