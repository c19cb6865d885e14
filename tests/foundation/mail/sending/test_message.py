"""What travels, and what may not."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP, SMTPUTF8, default
from typing import Any
from uuid import UUID

import pytest

from foundation.mail.links import segments
from foundation.mail.sending.message import NotComposed, compose, is_header

PARTS: dict[str, Any] = {
    "mail_id": UUID(int=5),
    "sender": "キングサーモン <no-reply@example.jp>",
    "recipient": "member@example.com",
    "subject": "【結果のお知らせ】災害対応コンテスト" + "の長い題名" * 12,
    "body": "見本太郎 様\n\nhttps://example.jp/contests/1\n",
    "language": "ja",
    "written_at": datetime(2026, 11, 24, 3, tzinfo=UTC),
}


def test_japanese_survives_the_journey():
    read = message_from_bytes(compose(**PARTS).as_bytes(), policy=default)
    assert read["Subject"] == PARTS["subject"]
    assert read["From"] == PARTS["sender"]
    assert read["To"] == "member@example.com"
    assert read["Message-ID"] == "<00000000-0000-0000-0000-000000000005@example.jp>"
    assert read["Content-Language"] == "ja"
    assert read["Date"] == "Tue, 24 Nov 2026 03:00:00 +0000"
    assert read.get_content().replace("\r\n", "\n") == PARTS["body"]
    assert max(len(line) for line in compose(**PARTS).as_bytes().split(b"\r\n")) <= 998


@pytest.mark.parametrize(
    "address",
    [
        "a@example.jp\r\nBcc: x@example.com",
        "a@example.jp\n",
        "a@example.jp,b@example.jp",
        "a@example.jp b@example.jp",
        "名前 <a@example.jp>",
        "a@b@example.jp",
        '"a b"@example.jp',
        "a@",
        "@example.jp",
        "",
        "a" * 250 + "@example.jp",
    ],
)
def test_only_one_plain_address_is_an_address(address):
    with pytest.raises(NotComposed, match="recipient"):
        compose(**{**PARTS, "recipient": address})


@pytest.mark.parametrize("address", ["a@example.jp", "a.b+c@sub.example.jp"])
def test_plain_addresses_are_addresses(address):
    assert compose(**{**PARTS, "recipient": address})["To"] == address


@pytest.mark.parametrize("sender", ["king-salmon@localhost", "受付 <no-reply@example.jp>"])
def test_the_installation_may_have_a_local_address(sender):
    assert compose(**{**PARTS, "sender": sender})["From"] == sender
    with pytest.raises(NotComposed, match="sender"):
        compose(**{**PARTS, "sender": "no address"})


@pytest.mark.parametrize(
    "mark",
    [
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\x0b",
        "\x0c",
        "\x1c",
        "\x85",
        "\u2028",
        "\u2029",
        "\x00",
        "\ud800",
    ],
)
def test_whatever_breaks_a_line_a_subject_is_one(mark):
    message = compose(
        **{**PARTS, "subject": f"災害{mark}Bcc: x@example.com", "body": f"本{mark}文"}
    )
    read = message_from_bytes(message.as_bytes(), policy=default)
    assert read["Bcc"] is None
    assert read["Subject"].replace(" ", "") == "災害Bcc:x@example.com"


@pytest.mark.parametrize("subject", ["", "  ", "\u200b", "\u3164", "\x00"])
def test_a_subject_of_nothing_is_a_dash(subject):
    assert compose(**{**PARTS, "subject": subject})["Subject"] == "—"


def test_only_addresses_of_this_site_become_links():
    base = "https://example.jp"
    text = "確かめる：https://example.jp/x?y=1。\nhttps://example.jp.evil.com/ https://evil.com"
    assert segments(text, base) == [
        ("確かめる：", None),
        ("https://example.jp/x?y=1", "https://example.jp/x?y=1"),
        ("。\nhttps://example.jp.evil.com/ https://evil.com", None),
    ]
    assert segments("", base) == []


STOP = {
    "List-Unsubscribe": f"<https://portal.example.jp/stop/{'t' * 120}>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
}


@pytest.mark.parametrize("policy", [SMTP, SMTPUTF8, default], ids=["smtp", "smtputf8", "default"])
def test_further_headers_travel_on_one_line_as_they_are(policy):
    lines = compose(**PARTS, headers=STOP).as_bytes(policy=policy).decode("ascii", "ignore")
    for name, value in STOP.items():
        assert f"{name}: {value}" in lines.splitlines()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("List-Unsubscribe", "<https://a.example>\r\nBcc: x@example.com"),
        ("List-Unsubscribe", "停止"),
        ("List-Unsubscribe", "x" * 1000),
        ("List-Unsubscribe", " "),
        ("Subject", "twice"),
        ("List Unsubscribe", "x"),
        ("List-Unsubscribe:", "x"),
    ],
)
def test_what_cannot_stand_in_a_head_is_refused(name, value):
    assert not is_header(name, value)
    with pytest.raises(ValueError, match="head"):
        compose(**PARTS, headers={name: value})
