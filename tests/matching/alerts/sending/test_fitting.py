"""Which pairs are worth a mail, and which of their words others may read."""

import pytest

from foundation.jobs import run_pending
from matching.alerts.sending.fitting import _fits, fits_of_challenge
from matching.matcher.commands.criteria import add_word
from matching.matcher.queries import ranked_solutions
from matching.matcher.scoring.bands import Band
from tests.factories import challenges
from tests.factories.identity import person
from tests.factories.solutions import solution


@pytest.mark.parametrize(
    ("band", "words", "told"),
    [
        (Band.STRONG, 0, True),
        (Band.MEDIUM, 0, False),
        (Band.MEDIUM, 1, True),
        (Band.WEAK, 9, False),
        (Band.UNKNOWN, 1, False),
        (Band.UNKNOWN, 2, True),
    ],
)
def test_a_medium_closeness_wants_a_common_word_a_strong_one_none(band, words, told):
    assert _fits(band, words) is told


async def test_words_that_a_bureau_adds_for_itself_are_not_told_to_startups(embedder):
    owner = await person("challenge_owner")
    for n in range(4):
        await solution(
            "（穴）",
            title_ja=f"路面の点検 {n}号",
            problem_ja="舗装のひび割れを見つける。",
            how_ja="車のカメラで撮る。",
            evidence_ja=None,
        )
    made = await solution(how_ja="油圧アクチュエータで抱え上げる。")
    challenge_id = await challenges.published(owner)
    await run_pending(delayed=True)
    before = await fits_of_challenge(challenge_id)
    await add_word(owner.actor, challenge_id, "油圧", 0)
    (fit,) = [one for one in (await fits_of_challenge(challenge_id)).found if one.solution == made]
    ranking = await ranked_solutions(owner.actor, challenge_id)
    (own,) = [one for one in ranking.results if one.solution.id == made]
    assert "油圧" in [met.term.surface for met in own.why.met]
    assert "油圧" not in fit.met
    (known,) = [one for one in before.found if one.solution == made]
    assert set(fit.met) == set(known.met) and fit.met
