"""What people write is stored in one way, whichever way it comes: by form, API or command."""

from uuid import UUID

import pytest

from foundation.database import fetch_value
from foundation.identity.organisations.names import OrganisationWords
from foundation.ids import new_id
from foundation.web.forms import Form, TextAreaField, TextField
from matching.alerts.commands import save_search
from matching.alerts.kinds import Frequency
from matching.challenges import content as challenge
from matching.challenges.pages.forms import ChallengeForm
from matching.solutions import content as solution
from matching.solutions.forms import SolutionForm
from matching.startups.company import profile as startup
from matching.startups.pages.forms import StartupForm
from pitch.contests import content as contest
from pitch.contests.forms import ContestForm
from pitch.judging.ballots import content as ballot
from pitch.pilots import content as pilot
from pitch.pilots.pages.forms import EvaluationForm, PlanForm
from procurement.certification import content as certification
from procurement.certification.pages.forms import CertificationForm
from tests.factories.identity import person

LINES = "一行目\u2028二行目\x85三行目\u202e"

FORMS = [
    (ChallengeForm, challenge.LIMITS, challenge.SEVERAL_LINES),
    (SolutionForm, solution.LIMITS, solution.SEVERAL_LINES),
    (StartupForm, startup.LIMITS, startup.SEVERAL_LINES),
    (ContestForm, contest.LIMITS, contest.SEVERAL_LINES),
    (PlanForm, pilot.LIMITS, pilot.SEVERAL_LINES),
    (EvaluationForm, pilot.EVALUATION_LIMITS, pilot.SEVERAL_LINES),
    # All that is written about a certification has room for several lines.
    (CertificationForm, certification.LIMITS, frozenset(certification.LIMITS)),
]


@pytest.mark.parametrize(
    ("form", "limits", "several"), FORMS, ids=lambda one: getattr(one, "__name__", "")
)
async def test_a_field_has_as_many_lines_in_the_api_as_in_the_form(
    application, form: type[Form], limits, several
):
    fields = {field.name: field for field in form.blank() if isinstance(field, TextField)}
    roomy = {name for name, field in fields.items() if isinstance(field, TextAreaField)}
    assert roomy & limits.keys() == several & limits.keys()


def test_one_line_fields_are_one_line_however_they_come():
    written = challenge.tidy(challenge.ChallengeContent(title_ja=LINES, problem_ja=LINES))
    assert written.title_ja == "一行目 二行目 三行目"
    assert written.problem_ja == "一行目\n二行目\n三行目"
    assert (
        solution.tidy(solution.SolutionContent(title_ja=LINES)).title_ja == "一行目 二行目 三行目"
    )
    assert (
        startup.tidy(
            startup.StartupProfile(
                corporate_number="1", name_ja=LINES, name_kana="カ", address_ja=LINES
            )
        ).address_ja
        == "一行目 二行目 三行目"
    )


def test_names_and_ballots_keep_the_lines_that_their_forms_have():
    named = OrganisationWords(name=LINES, name_en=LINES, unit=LINES).tidy()
    assert {named.name, named.name_en, named.unit} == {"一行目 二行目 三行目"}
    criterion = UUID(int=1)
    marked = ballot.tidy(
        ballot.BallotContent(scores={}, comments={criterion: LINES}, feedback=LINES)
    )
    assert {marked.comments[criterion], marked.feedback} == {"一行目\n二行目\n三行目"}
    heard = certification.Opinion(expert=LINES, affiliation=LINES, opinion_ja=LINES)
    (kept,) = certification.tidy(certification.CertificationContent(opinions=[heard])).opinions
    assert {kept.expert, kept.affiliation} == {"一行目 二行目 三行目"}
    assert kept.opinion_ja == "一行目\n二行目\n三行目"


async def test_the_name_of_a_saved_search_is_one_line(db: None):
    who = await person("member")
    saved = await save_search(who.actor, new_id(), "q=robot", Frequency.DAILY, LINES)
    assert (
        await fetch_value("SELECT name FROM saved_search WHERE id = $1", saved.id)
        == "一行目 二行目 三行目"
    )


@pytest.mark.parametrize("nothing", ["\u200b", "\u3164", "\u2800", "\ufeff", "\u00ad", "\u2060"])
def test_a_title_that_nobody_sees_is_missing(nothing: str):
    tidied = challenge.tidy(challenge.ChallengeContent(title_ja=nothing))
    assert "title_ja" in challenge.content_errors(tidied, complete=False)
    offered = solution.tidy(solution.SolutionContent(title_ja=nothing))
    assert "title_ja" in solution.content_errors(offered, complete=False)
    firm = startup.tidy(
        startup.StartupProfile(
            corporate_number="1", name_ja=nothing, name_kana=nothing, address_ja=nothing
        )
    )
    assert {"name_ja", "name_kana", "address_ja"} <= startup.profile_errors(firm).keys()
