"""What is wrong with a value is said in the reader's language, also where a library found it."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec
import pytest

from foundation.i18n import using_language
from foundation.web.refusals import in_words
from tests.factories.identity import api_client


class Colour(StrEnum):
    RED = "red"


class Body(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    count: Annotated[int, msgspec.Meta(ge=1)] = 1
    name: Annotated[str, msgspec.Meta(max_length=3)] = ""
    colour: Colour = Colour.RED
    id: UUID | None = None


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "項目「version」が要ります。"),
        ({"version": 1, "x": 1}, "項目「x」はありません。"),
        ({"version": "1"}, "int で送ってください（str が届きました）。"),
        ({"version": 1, "count": 0}, "int で、範囲は >= 1 です。"),
        ({"version": 1, "name": "長い名前"}, "長さは <= 3 です。"),
        ({"version": 1, "colour": "blue"}, "'blue' は選べません。"),
        ({"version": 1, "id": "x"}, "UUID として読み取れません。"),
    ],
)
def test_every_kind_of_finding_is_a_sentence(sent: dict[str, object], words: str):
    with pytest.raises(msgspec.ValidationError) as found, using_language("ja"):
        msgspec.convert(sent, Body)
    assert in_words(str(found.value).split(" - ")[0]) == words


def test_a_finding_unknown_here_stays_as_it_is():
    assert in_words("Something else") == "Something else"


async def test_the_api_says_it_in_japanese_too(new_client):
    api = await api_client(new_client, "challenge_owner")
    answer = await api.post("/api/v1/challenges", json={"title_ja": 5})
    assert answer.status_code == 422
    (message,) = answer.json()["errors"].values()
    assert message == "str で送ってください（int が届きました）。"
