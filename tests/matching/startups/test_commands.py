"""Registering, confirming and changing startups."""

from datetime import date

import pytest

from foundation.access.actor import ANONYMOUS, Actor
from foundation.database import ANY_VERSION, execute, fetch, fetch_one, fetch_value
from foundation.errors import Conflict, Invalid, NotAuthenticated, NotFound, NotPermitted
from foundation.identity.accounts.queries import email_of
from foundation.identity.accounts.readers import members_of
from foundation.ids import new_id
from matching.startups import commands, queries
from matching.startups.states import StartupState
from tests.conftest import NOW
from tests.factories.identity import NAME_OF_KIND, OTHER, person
from tests.factories.startups import corporate_number, member, newcomer, profile, startup

pytestmark = pytest.mark.usefixtures("db")


async def test_a_newcomer_registers_a_company_and_becomes_its_member():
    actor, startup_id = await newcomer(), new_id()
    made = await commands.register_startup(actor, startup_id, profile())
    assert (made.id, made.state, made.version) == (startup_id, "registered", 1)
    organisation = await fetch_one("SELECT kind, name FROM organisation WHERE id = $1", startup_id)
    assert organisation == {"kind": "startup", "name": profile().name_ja}
    role = await fetch_value("SELECT role FROM membership WHERE account = $1", actor.account_id)
    assert role == "member"


async def test_a_form_sent_twice_makes_one_company():
    actor, startup_id = await newcomer(), new_id()
    first = await commands.register_startup(actor, startup_id, profile())
    again = await commands.register_startup(actor, startup_id, profile())
    assert first == again
    assert await fetch_value("SELECT count(*) FROM startup") == 1
    assert await fetch_value("SELECT count(*) FROM membership") == 1


async def test_one_person_registers_one_company():
    actor = await newcomer()
    await commands.register_startup(actor, new_id(), profile())
    with pytest.raises(Conflict):
        await commands.register_startup(actor, new_id(), profile("二"))
    assert await fetch_value("SELECT count(*) FROM organisation") == 1


async def test_full_width_digits_and_hyphens_are_read():
    number = corporate_number()
    wide = "-".join([number[0], number[1:5], number[5:9], number[9:]]).translate(
        str.maketrans("0123456789-", "０１２３４５６７８９－")
    )
    made = await commands.register_startup(
        await newcomer(), new_id(), profile(corporate_number=wide, postal_code="〒１６３−８００１")
    )
    row = await fetch_one(
        "SELECT corporate_number, postal_code FROM startup WHERE id = $1", made.id
    )
    assert row == {"corporate_number": number, "postal_code": "1638001"}


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("corporate_number", "1999900000001", "検査用"),
        ("corporate_number", "12345", "13桁"),
        ("corporate_number", "abc", "数字だけ"),
        ("name_ja", " ", "書いて"),
        ("name_kana", "見本", "カタカナ"),
        ("name_ja", "見" * 101, "1字多い"),
        ("postal_code", "123", "7桁"),
        ("website", "javascript:alert(1)", "https"),
        ("founded_on", date(2026, 11, 25), "まだ来ていません"),
        ("contact_email", "nobody", "メールアドレス"),
        ("address_ja", None, "書いて"),
    ],
)
async def test_what_breaks_a_rule_is_refused_at_its_field(field, value, word):
    with pytest.raises(Invalid) as refusal:
        await commands.register_startup(await newcomer(), new_id(), profile(**{field: value}))
    assert list(refusal.value.errors) == [field]
    assert word in refusal.value.errors[field]
    assert await fetch_value("SELECT count(*) FROM organisation") == 0


@pytest.mark.parametrize("state", list(StartupState))
async def test_a_taken_number_tells_a_stranger_nothing_and_its_people_who_asked(state):
    startup_id = await startup(state=state)
    people = await members_of(startup_id)
    asking = await newcomer("C")
    await execute("DELETE FROM mail_message")
    for _again in range(2):
        with pytest.raises(Invalid) as refusal:
            await commands.register_startup(asking, new_id(), profile(name_ja="別の名"))
        told = " ".join(refusal.value.errors.values())
        assert NAME_OF_KIND["startup"] not in told
        assert (await person("member")).name not in told
        assert "@" not in told
    assert "招待を頼む" in told
    mails = await fetch("SELECT recipient, body FROM mail_message")
    assert [mail["recipient"] for mail in mails] == [reader.email for reader in people]
    assert await email_of(asking.account()) in mails[0]["body"]
    assert asking.account_name not in mails[0]["body"]


async def test_a_stranger_reads_the_same_whether_the_firm_has_people_or_none():
    told = []
    asking = await newcomer("C")
    startup_id = await startup()
    for _with_people in (True, False):
        with pytest.raises(Invalid) as refusal:
            await commands.register_startup(asking, new_id(), profile(name_ja="別の名"))
        told.append(refusal.value.errors)
        await execute(
            "UPDATE membership SET state = 'ended', ended_at = $2 WHERE organisation = $1",
            startup_id,
            NOW,
        )
        await execute("DELETE FROM mail_message")
    assert told[0] == told[1]
    assert "会社の人がこのサイトにいれば" in told[0]["corporate_number"]
    assert await fetch_value("SELECT count(*) FROM mail_message") == 0


async def test_a_change_to_a_taken_number_tells_nothing_either():
    await startup()
    other = await startup("別")
    member = await person("member", "別")
    with pytest.raises(Invalid) as refusal:
        await commands.update_startup(
            member.actor, other, 1, profile("別", corporate_number=corporate_number())
        )
    assert NAME_OF_KIND["startup"] not in " ".join(refusal.value.errors.values())
    assert await fetch_value("SELECT corporate_number FROM startup WHERE id = $1", other) == (
        corporate_number("別")
    )


async def test_people_with_a_role_and_nobody_do_not_register():
    with pytest.raises(NotAuthenticated):
        await commands.register_startup(ANONYMOUS, new_id(), profile())
    for role in ("challenge_owner", "judge", "secretariat"):
        with pytest.raises(NotPermitted):
            await commands.register_startup((await person(role)).actor, new_id(), profile())


async def test_the_secretariat_confirms_and_everybody_in_the_startup_is_told():
    startup_id = await startup(state=StartupState.REGISTERED)
    secretariat = (await person("secretariat")).actor
    done = await commands.confirm_startup(secretariat, startup_id, 1)
    assert (done.state, done.version) == ("confirmed", 2)
    assert await fetch_value("SELECT count(*) FROM mail_message") == 1
    with pytest.raises(Conflict):
        await commands.confirm_startup(secretariat, startup_id, ANY_VERSION)


async def test_nobody_else_confirms():
    startup_id = await startup(state=StartupState.REGISTERED)
    with pytest.raises(NotPermitted):
        await commands.confirm_startup((await person("member")).actor, startup_id, ANY_VERSION)
    with pytest.raises(NotFound):
        await commands.confirm_startup(
            (await person("member", OTHER)).actor, startup_id, ANY_VERSION
        )
    assert await fetch_value("SELECT state FROM startup") == "registered"


async def test_a_returned_one_goes_back_when_it_is_put_right():
    startup_id = await startup(state=StartupState.REGISTERED)
    secretariat = (await person("secretariat")).actor
    with pytest.raises(Invalid):
        await commands.return_startup(secretariat, startup_id, " ", ANY_VERSION)
    returned = await commands.return_startup(
        secretariat, startup_id, "所在地を登記どおりに", ANY_VERSION
    )
    view = await queries.startup_of((await person("member")).actor)
    assert (view.state, view.state_reason) == ("returned", "所在地を登記どおりに")
    actor = (await person("member")).actor
    again = await commands.update_startup(
        actor, startup_id, returned.version, profile(address_ja="東京都見本区9-9")
    )
    assert again.state == "registered"


async def test_changing_what_was_confirmed_asks_for_confirmation_again():
    startup_id = await startup()
    actor = (await person("member")).actor
    kept = await commands.update_startup(actor, startup_id, 1, profile(summary_ja="新しい紹介"))
    assert kept.state == "confirmed"
    renamed = await commands.update_startup(
        actor, startup_id, kept.version, profile(name_ja="見本改名株式会社")
    )
    assert renamed.state == "registered"
    old_name = await fetch_value("SELECT name FROM organisation WHERE id = $1", startup_id)
    assert old_name != "見本改名株式会社"
    with pytest.raises(NotFound):
        await queries.startup_for(ANONYMOUS, startup_id)
    await commands.confirm_startup((await person("secretariat")).actor, startup_id, ANY_VERSION)
    new_name = await fetch_value("SELECT name FROM organisation WHERE id = $1", startup_id)
    assert new_name == "見本改名株式会社"


async def test_a_stale_form_changes_nothing():
    startup_id = await startup()
    actor = (await person("member")).actor
    await commands.update_startup(actor, startup_id, 1, profile(summary_ja="一"))
    with pytest.raises(Conflict):
        await commands.update_startup(actor, startup_id, 1, profile(summary_ja="二"))
    assert await fetch_value("SELECT summary_ja FROM startup") == "一"
    editions = await fetch("SELECT version, changed_fields FROM startup_edition ORDER BY version")
    assert [row["version"] for row in editions] == [1, 2]
    assert "summary_ja" in editions[1]["changed_fields"]


async def test_other_startups_cannot_write():
    startup_id = await startup()
    with pytest.raises(NotPermitted):
        await commands.update_startup((await member(OTHER)).actor, startup_id, 1, profile())


async def test_a_suspended_one_leaves_the_public_and_comes_back():
    startup_id = await startup()
    secretariat = (await person("secretariat")).actor
    await commands.suspend_startup(secretariat, startup_id, "調査のため", ANY_VERSION)
    with pytest.raises(NotFound):
        await queries.startup_for(ANONYMOUS, startup_id)
    with pytest.raises(Conflict):
        await commands.update_startup((await person("member")).actor, startup_id, 2, profile())
    back = await commands.reinstate_startup(secretariat, startup_id, "調査が終わった", ANY_VERSION)
    assert back.state == "confirmed"
    assert (await queries.startup_for(ANONYMOUS, startup_id)).confirmed


async def test_the_contact_address_is_for_insiders():
    startup_id = await startup()
    seen = {}
    for name, actor in {
        "nobody": ANONYMOUS,
        "bureau": (await person("challenge_owner")).actor,
        "other": (await member(OTHER)).actor,
        "own": (await person("member")).actor,
        "secretariat": (await person("secretariat")).actor,
    }.items():
        seen[name] = (await queries.startup_for(actor, startup_id)).profile.contact_email
    assert [name for name, email in seen.items() if email] == ["own", "secretariat"]


async def test_who_sent_it_in_does_not_confirm_it():
    actor, startup_id = await newcomer(), new_id()
    await commands.register_startup(actor, startup_id, profile())
    from foundation.access.permissions import permissions_of

    same = Actor(account_id=actor.account_id, permissions=permissions_of("secretariat"))
    with pytest.raises(NotPermitted):
        await commands.confirm_startup(same, startup_id, ANY_VERSION)


async def test_the_address_of_the_firm_is_kept_as_mail_goes_to_it():
    made = await commands.register_startup(
        await newcomer(), new_id(), profile(contact_email="ｉｎｆｏ＠例え．ＪＰ")
    )
    kept = await fetch_value("SELECT contact_email FROM startup WHERE id = $1", made.id)
    assert kept == "info@xn--r8jz45g.jp"
    with pytest.raises(Invalid) as refusal:
        await commands.register_startup(
            await newcomer("Z"), new_id(), profile("Z", contact_email="in..fo@mihon.example")
        )
    assert set(refusal.value.errors) == {"contact_email"}
