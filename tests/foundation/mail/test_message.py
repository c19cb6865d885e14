"""What travels, and what may not."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP, SMTPUTF8, default
from typing import Any
from uuid import UUID

import pytest

from foundation.mail.links import segments
from foundation.mail.message import compose, is_address, is_header, is_one_line

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
    assert not is_address(address)
    with pytest.raises(ValueError, match="header"):
        compose(**{**PARTS, "recipient": address})


@pytest.mark.parametrize("address", ["a@example.jp", "a.b+c@sub.example.jp", "root@localhost"])
def test_plain_addresses_are_addresses(address):
    assert is_address(address)


@pytest.mark.parametrize("subject", ["", "  ", "a\nBcc: x", "a\rb", "a\x00b", "a\u2028b", "a\x85b"])
def test_a_subject_is_one_line(subject):
    assert not is_one_line(subject)
    with pytest.raises(ValueError, match="header"):
        compose(**{**PARTS, "subject": subject})


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
