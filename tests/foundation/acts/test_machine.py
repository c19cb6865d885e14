"""A machine that contradicts itself is not made; one that does not says which ways lead on."""

from dataclasses import replace

import pytest

from foundation.acts import ActWords, Inconsistent, Reason, Way, event_words
from foundation.i18n import lazy
from tests.foundation.acts.lamps import LAMP, Act, LampState, is_wired

LIGHT = LAMP.ways[0]
OTHERWISE = Way(Act.LIGHT, LampState.OFF, LampState.BROKEN)


@pytest.mark.parametrize(
    ("ways", "wrong"),
    [
        ((*LAMP.ways, LIGHT), "two ways for light from off"),
        ((*LAMP.ways, OTHERWISE), "two ways for light from off"),
        ((*LAMP.ways, replace(OTHERWISE, when=is_wired)), "two ways for light from off"),
        (LAMP.ways[:-1], "no way for mend"),
        (tuple(way for way in LAMP.ways if way.act is not Act.REPORT), "nothing leads to broken"),
        ((*LAMP.ways, Way(Act.LIGHT, "dimmed", LampState.ON)), "unknown state"),
        ((*LAMP.ways, Way(Act.LIGHT, LampState.ON, "dimmed")), "unknown state"),
    ],
)
def test_a_machine_that_contradicts_itself_is_not_made(ways: tuple[Way[Act], ...], wrong: str):
    with pytest.raises(Inconsistent, match=wrong):
        replace(LAMP, ways=ways)


def test_ways_from_one_state_may_differ_by_their_condition():
    by_hand = replace(OTHERWISE, when=lambda row: not row["wired"], reason=Reason.REQUIRED)
    machine = replace(LAMP, ways=(*LAMP.ways, by_hand))
    assert machine.way({"state": "off", "wired": True}, Act.LIGHT) == LIGHT
    assert machine.way({"state": "off", "wired": False}, Act.LIGHT) == by_hand
    assert machine.ways_of(Act.LIGHT) == (LIGHT, by_hand)


def test_what_stands_for_a_record_not_written_yet_leads_on_and_nothing_leads_back_to_it():
    first = Way(Act.LIGHT, "planned", LampState.ON)
    machine = replace(LAMP, unwritten="planned", ways=(*LAMP.ways, first))
    assert machine.acts_from({"state": "planned"}) == (Act.LIGHT,)
    with pytest.raises(Inconsistent, match="unknown state"):
        replace(machine, ways=(*machine.ways, Way(Act.MEND, LampState.OFF, "planned")))


def test_what_can_be_done_depends_on_state_and_condition_in_the_order_of_the_table():
    assert LAMP.acts_from({"state": "off", "wired": True}) == (Act.LIGHT,)
    assert LAMP.acts_from({"state": "off", "wired": False}) == ()
    assert LAMP.acts_from({"state": "on", "wired": True}) == (Act.PUT_OUT, Act.REPORT)
    assert LAMP.way({"state": "on", "wired": True}, Act.MEND) is None


def test_a_state_that_something_else_leads_to_is_named_as_a_beginning():
    ways = tuple(way for way in LAMP.ways if way.act is not Act.REPORT)
    rest = (*ways, Way(Act.REPORT, LampState.BROKEN, LampState.BROKEN))
    replace(LAMP, ways=rest, begins=(LampState.OFF, LampState.BROKEN))


def test_the_history_says_each_way_by_its_name_in_the_trail():
    words = {act: ActWords(label=lazy(act.value), event=lazy(f"did {act}")) for act in Act}
    told = event_words(LAMP, words)
    assert {name: str(text) for name, text in told.items()} == {
        "lamp.light": "did light",
        "lamp.put_out": "did put-out",
        "lamp.reported": "did report",
        "lamp.mend": "did mend",
    }
