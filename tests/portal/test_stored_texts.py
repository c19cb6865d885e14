"""What people write is stored in one way, whichever way it comes: by form, API or command."""

import pytest

from foundation.web.forms import Form, TextAreaField, TextField
from matching.challenges import content as challenge
from matching.challenges.forms import ChallengeForm
from matching.solutions import content as solution
from matching.solutions.forms import SolutionForm
from matching.startups import profile as startup
from matching.startups.forms import StartupForm
from pitch.contests import content as contest
from pitch.contests.forms import ContestForm
from pitch.pilots import content as pilot
from pitch.pilots.forms import EvaluationForm, PlanForm
from procurement.certification import content as certification
from procurement.certification.forms import CertificationForm

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
