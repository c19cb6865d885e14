"""The first operator and a token, from the command line of an installation."""

import httpx
import pytest

from foundation.settings import Settings
from tests.command_line import kingsalmon

pytestmark = pytest.mark.usefixtures("db")
PASSWORD = "correct horse battery"


async def test_first_operator_and_token(settings: Settings, client: httpx.AsyncClient):
    create = ("account", "create", "--email", "op@example.jp", "--name", "管理者")
    code, out, err = await kingsalmon(
        settings, *create, "--role", "operator", "--password-stdin", said=PASSWORD + "\n"
    )
    assert (code, err) == (0, "")
    assert "is ready" in out and PASSWORD not in out

    code, _out, err = await kingsalmon(settings, *create, "--role", "operator")
    assert code == 1
    assert "already an account" in err

    code, out, _err = await kingsalmon(
        settings, "token", "create", "--email", "op@example.jp", "--name", "tool"
    )
    assert code == 0
    me = await client.get("/api/v1/me", headers={"Authorization": f"Bearer {out.strip()}"})
    assert me.json()["acting"]["role"] == "operator"


async def test_a_link_for_the_password(settings: Settings, client: httpx.AsyncClient):
    code, out, err = await kingsalmon(
        settings,
        "account",
        "create",
        "--email",
        "judge@example.jp",
        "--name",
        "審査員",
        "--role",
        "judge",
    )
    assert (code, err) == (0, "")
    token = out.strip().rpartition("token=")[2]
    page = await client.get("/password/reset", params={"token": token})
    assert page.status_code == 200 and "APIの鍵は使えなくなります" not in page.text


async def test_a_link_is_said_to_be_mailed_only_where_mail_is_sent(settings: Settings):
    create = ("account", "create", "--name", "審査員", "--role", "judge", "--email")
    _code, written, _err = await kingsalmon(settings, *create, "one@example.jp")
    smtp = {"KS_SMTP_URL": "smtp://127.0.0.1:1"}
    _code, sent, _err = await kingsalmon(settings, *create, "two@example.jp", **smtp)
    assert "mailed" in sent and "mailed" not in written


async def test_a_link_again_and_an_address_corrected(settings: Settings, client: httpx.AsyncClient):
    wrong, right = "jugde@example.jp", "judge@example.jp"
    create = ("account", "create", "--email", wrong, "--name", "審査員", "--role", "judge")
    _code, first, _err = await kingsalmon(settings, *create)
    code, again, _err = await kingsalmon(settings, "account", "send-link", "--email", wrong)
    assert code == 0
    correct = ("account", "correct-email", "--email", wrong, "--to", right)
    code, corrected, _err = await kingsalmon(settings, *correct)
    assert code == 0
    answers = []
    for out in (first, again, corrected):
        token = out.strip().rpartition("token=")[2]
        page = await client.get("/password/reset", params={"token": token})
        answers.append(page.status_code)
    assert answers == [410, 410, 200]
    code, _out, err = await kingsalmon(settings, *correct)
    assert code == 1 and "no account" in err
