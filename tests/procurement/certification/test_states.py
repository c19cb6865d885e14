"""The table of ways of a certification, without a database."""

from datetime import date, timedelta

from foundation import clock
from foundation.acts import Reason
from procurement.certification.states import CERTIFICATION, PUBLIC, Act, CertificationState


def acts(state: CertificationState, last_day: date | None = None) -> set[Act]:
    suspended = state is CertificationState.SUSPENDED
    suspension = {"first_day": date(2026, 1, 1), "last_day": last_day} if suspended else None
    return set(CERTIFICATION.acts_from({"state": state, "suspension": suspension}))


def test_all_but_deciding_and_publishing_asks_why():
    for way in CERTIFICATION.ways:
        assert (way.reason is Reason.REQUIRED) == (way.act not in {Act.DECIDE, Act.PUBLISH})


def test_what_is_published_is_never_undone():
    reached = set[str](PUBLIC)
    for _step in CERTIFICATION.ways:
        reached |= {way.target for way in CERTIFICATION.ways if way.source in reached}
    assert reached == set(PUBLIC)
    assert acts(CertificationState.REVOKED) == set()


def test_a_suspension_is_resumed_while_it_lasts_and_begun_anew_after_its_last_day():
    today = clock.today()
    suspended = CertificationState.SUSPENDED
    for last_day in (None, today, today + timedelta(days=1)):
        assert acts(suspended, last_day) == {Act.RESUME, Act.REVOKE}
    assert acts(suspended, today - timedelta(days=1)) == {Act.SUSPEND, Act.REVOKE}
    assert acts(CertificationState.PUBLISHED) == {Act.SUSPEND, Act.REVOKE}
