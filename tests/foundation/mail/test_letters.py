"""A letter is told to each reader in their language, and once for each occasion of a record."""

import pytest

from foundation.database import NoTransaction, fetch, transaction
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.ids import new_id
from foundation.mail import Letter, Reader, tell
from foundation.mail.queries import kind_of

pytestmark = pytest.mark.usefixtures("db")
HANAKO = Reader(email="hanako@example.jp", language="ja", name="見本 花子")
SAM = Reader(email="sam@example.com", language="en", name="Sam Sample")
LETTER = Letter(
    kind="sample_told",
    about=_l("メールアドレスの確認"),
    subject=_l("ログイン"),
    body=_l("%(name)s %(state)s %(address)s"),
    page="/samples/{id}/{part}",
)


async def told(readers, key) -> bool:
    async with transaction():
        return await tell(readers, key, lambda: {"state": _("ログイン"), "part": "result"})


async def mails():
    return await fetch("SELECT * FROM mail_message ORDER BY recipient")


async def test_each_reader_has_it_in_their_language_with_the_address_of_the_record(application):
    record = new_id()
    assert await told([HANAKO, SAM], LETTER.key(record, 1))
    ja, en = await mails()
    assert (ja["recipient"], ja["language"], ja["subject"]) == (
        "hanako@example.jp",
        "ja",
        "ログイン",
    )
    assert ja["body"] == f"見本 花子 ログイン http://testserver/samples/{record}/result"
    assert (en["recipient"], en["language"], en["subject"]) == ("sam@example.com", "en", "Sign in")
    assert en["body"] == f"Sam Sample Sign in http://testserver/en/samples/{record}/result"


async def test_nobody_has_one_twice_and_each_hears_of_every_occasion_and_record():
    record, other = new_id(), new_id()
    assert await told([HANAKO], LETTER.key(record, 1))
    assert not await told([HANAKO], LETTER.key(record, 1))
    assert await told([HANAKO, SAM], LETTER.key(record, 1))
    assert await told([HANAKO], LETTER.key(record, 2))
    assert await told([HANAKO], LETTER.key(other, 1))
    assert [mail["recipient"] for mail in await mails()] == [HANAKO.email] * 3 + [SAM.email]


async def test_its_key_says_what_it_is_about():
    record = new_id()
    await told([SAM], LETTER.key(record, 7))
    (mail,) = await mails()
    assert mail["message_key"] == f"sample_told:{record}:7:sam@example.com"
    assert kind_of(mail["message_key"]) == "sample_told"


async def test_what_people_wrote_is_no_place_to_fill():
    letter = Letter(kind="sample_said", about=_l("件"), subject=_l("件"), body=_l("%(said)s"))
    async with transaction():
        await tell([HANAKO], letter.key(new_id()), lambda: {"said": "100% {id} %(name)s"})
    (mail,) = await mails()
    assert mail["body"] == "100% {id} %(name)s"


async def test_it_is_told_in_the_transaction_of_what_it_tells_of():
    with pytest.raises(NoTransaction):
        await tell([HANAKO], LETTER.key(new_id()), lambda: {"state": "", "part": ""})
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await tell([HANAKO], LETTER.key(new_id()), lambda: {"state": "", "part": ""})
            raise ZeroDivisionError
    assert await mails() == []
