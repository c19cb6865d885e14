"""The rule of law of a day: dated, with its sources, and a government's own laid over it."""

from datetime import date, timedelta

import pytest

from foundation.settings import UnsafeSettings
from procurement.law import rule, rule_here
from procurement.law.area import read
from procurement.law.rows import SHIPPED, rows_of

pytestmark = pytest.mark.usefixtures("installed")
TODAY = date(2026, 11, 24)
SOURCE = 'sources = [{ name = "見本県規則", article = "第1条", address = "https://example.jp/" }]\n'


def row(since: str, said: str) -> str:
    return f"[[rule]]\nsince = {since}\n{said}\n{SOURCE}"


def test_the_law_of_the_day():
    law = rule(TODAY)
    assert law.legal_basis.ja == (
        "地方自治法施行令第167条の2第1項第4号、地方自治法施行規則第12条の3"
    )
    assert law.legal_basis.en.startswith("Order for Enforcement of the Local Autonomy Act")
    assert (law.minimum_experts, law.term_fiscal_years, law.publication_days) == (2, 3, 30)
    with pytest.raises(ValueError, match="no law"):
        rule(date(2000, 1, 1))


def test_every_row_says_where_it_is_written():
    rows = rows_of(SHIPPED)
    assert all(one.sources for one in rows)
    law = rule(TODAY)
    assert set(law.grounds) == {name for one in rows for name in one.said}
    assert law.grounds["minimum_experts"].since == date(2004, 11, 10)


@pytest.mark.parametrize(
    ("day", "yen"),
    [
        (date(2018, 3, 31), None),
        (date(2018, 4, 1), 30_000_000),
        (date(2026, 3, 31), 36_000_000),
        (date(2026, 4, 1), 40_000_000),
    ],
)
def test_a_row_holds_from_its_day_until_the_next(day, yen):
    assert rule(day).treaty_threshold == yen


def test_notices_have_their_columns():
    law = rule(TODAY)
    assert [one.ja for one in law.notice_after][:2] == ["件名", "契約日"]
    assert {one.key for one in law.notice_before} >= {"title", "signing_planned"}
    assert rule(date(2010, 1, 1)).notice_after == ()


def test_a_governments_own_rules_are_laid_over(own_rules):
    own_rules(row("2026-04-01", "minimum_experts = 3") + row("2027-04-01", "minimum_experts = 4"))
    read()
    assert rule(date(2026, 3, 31)).minimum_experts == 2
    assert rule(TODAY).minimum_experts == 3
    assert rule(date(2027, 4, 1)).minimum_experts == 4
    assert rule(TODAY).term_fiscal_years == 3
    assert rule(TODAY).grounds["minimum_experts"].sources[0].name == "見本県規則"


def test_an_own_rule_stays_where_the_law_moves_on(own_rules):
    """What a government states for itself is not undone by a later row of the product."""
    own_rules(row("2019-01-01", "treaty_threshold = 1"))
    assert rule(date(2018, 12, 31)).treaty_threshold == 30_000_000
    assert rule(TODAY).treaty_threshold == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (row("2026-04-01", "minimum_expert = 3"), "minimum_expert"),
        (row("2026-04-01", "minimum_experts = 3") + "[other]\n", "other"),
        (row("2026-04-01", 'minimum_experts = "three"'), "minimum_experts"),
        (row("2026-04-01", "minimum_experts = -1"), "minimum_experts"),
        (row("2026-04-01", "term_fiscal_years = 0"), "term_fiscal_years"),
        (row('"yesterday"', "minimum_experts = 3"), "since"),
        (row("2026-04-01", ""), "1"),
        ("[[rule]]\nsince = 2026-04-01\nminimum_experts = 3\n", "sources"),
        ("[[rule]]\nsince = 2026-04-01\nminimum_experts = 3\nsources = []\n", "sources"),
        (row("2026-04-01", "minimum_experts = 3").replace("https://", ""), "address"),
        (
            row("2026-04-01", "minimum_experts = 3") + row("2026-03-31", "minimum_experts = 4"),
            "2026-03-31",
        ),
        ("[[rule", "KS_LAW_RULES"),
        ("a = " + "[" * 20_000 + "]" * 20_000, "KS_LAW_RULES"),
        ("#" * 1_000_001, "1000000 bytes"),
    ],
)
def test_a_wrong_file_keeps_the_installation_from_starting(own_rules, text, said):
    file = own_rules(text)
    with pytest.raises(UnsafeSettings, match="KS_LAW_RULES") as refused:
        read()
    assert said in str(refused.value)
    assert str(file) in str(refused.value)


def test_a_missing_file_keeps_it_from_starting(installed, tmp_path):
    installed(law_rules=tmp_path / "nowhere.toml")
    with pytest.raises(UnsafeSettings, match=r"nowhere\.toml"):
        read()


def test_a_setting_stands_before_every_row(own_rules, installed):
    file = own_rules(row("2026-04-01", "minimum_experts = 3"))
    installed(law_rules=file, minimum_expert_opinions=5, certification_fiscal_years=1)
    here = rule_here()
    assert (here.minimum_experts, here.term_fiscal_years) == (5, 1)
    assert here.of_certification["minimum_experts"] == {
        "value": 5,
        "setting": "KS_MINIMUM_EXPERT_OPINIONS",
    }
    assert rule(TODAY).minimum_experts == 3, "records of the past follow the law of their day"


def test_without_settings_today_follows_the_rows(own_rules):
    own_rules(row("2026-04-01", "term_fiscal_years = 2"))
    assert rule_here().term_fiscal_years == 2
    assert rule_here() == rule(TODAY)
    assert rule(TODAY + timedelta(days=1)).term_fiscal_years == 2
