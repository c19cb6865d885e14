"""A power cut in the middle of writing: nothing acknowledged is lost, nothing happens twice."""

import threading
import time
from collections import Counter
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from portal.demo.model import DEMO_PASSWORD
from tests.journeys.server import DemoServer, demo_server

OWNER = "shokuin-a@fukushi.example"
SECRETARIAT = "shokuin-b@office.example"
WRITERS = 3
PAUSE_SECONDS = 2.0
JOBS_SECONDS = 90


def challenge(title: str) -> dict[str, object]:
    return {
        "title_ja": title,
        "problem_ja": "停電の最中に書いた困りごと。",
        "category": "disaster",
        "site_type": "disaster_site",
        "region": "all_tokyo",
    }


class Writer(threading.Thread):
    """Writes and publishes challenges one after the other until the server is gone.

    Attributes:
        started: idempotency key and title of every challenge that was begun.
        created: id of every challenge whose making was acknowledged, by key.
        published: ids of challenges whose publication was acknowledged.
    """

    def __init__(self, url: str, owner: str, secretariat: str, number: int) -> None:
        super().__init__(daemon=True)
        self.started: dict[str, str] = {}
        self.created: dict[str, str] = {}
        self.published: set[str] = set()
        self._url, self._owner, self._secretariat, self._number = url, owner, secretariat, number

    def run(self) -> None:
        with httpx.Client(base_url=self._url, timeout=20) as api:
            while True:
                key, title = uuid4().hex, f"書きかけ{self._number}-{len(self.started)}"
                self.started[key] = title
                try:
                    made = create(api, self._owner, key, title)
                    self.created[key] = made
                    publish(api, self._owner, self._secretariat, made)
                    self.published.add(made)
                except httpx.HTTPError:
                    return


def bearer(token: str, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", **more}


def create(api: httpx.Client, owner: str, key: str, title: str) -> str:
    answer = api.post(
        "/api/v1/challenges",
        json=challenge(title),
        headers=bearer(owner, **{"Idempotency-Key": key}),
    )
    answer.raise_for_status()
    return str(answer.json()["id"])


def publish(api: httpx.Client, owner: str, secretariat: str, challenge_id: str) -> None:
    address = f"/api/v1/challenges/{challenge_id}"
    for act, who in (("submit", owner), ("publish", secretariat)):
        seen = api.get(address, headers=bearer(who)).raise_for_status().json()["version"]
        sent = {"version": seen}
        api.post(f"{address}/{act}", json=sent, headers=bearer(who)).raise_for_status()


def token(api: httpx.Client, email: str) -> str:
    answer = api.post(
        "/api/v1/tokens", json={"email": email, "password": DEMO_PASSWORD, "name": "crash test"}
    )
    answer.raise_for_status()
    return str(answer.json()["token"])


def mails_about(folder: Path, ids: set[str]) -> Counter[str]:
    """How many mails tell of each challenge's publication."""
    told: Counter[str] = Counter()
    for file in folder.glob("*.eml"):
        message = message_from_bytes(file.read_bytes(), policy=default)
        body = message.get_body()
        if "公開しました" in message["Subject"] and body is not None:
            told.update(found for found in ids if found in body.get_content())
    return told


@pytest.mark.slow
def test_a_kill_in_mid_write_loses_nothing_and_repeats_nothing():
    with demo_server() as server:
        with httpx.Client(base_url=server.url, timeout=20) as api:
            owner, secretariat = token(api, OWNER), token(api, SECRETARIAT)
        writers = [Writer(server.url, owner, secretariat, n) for n in range(WRITERS)]
        for writer in writers:
            writer.start()
        time.sleep(PAUSE_SECONDS)
        server.kill()
        for writer in writers:
            writer.join(30)

        again = DemoServer(server.folder)
        again.start()
        try:
            check(again, writers, owner, secretariat)
        finally:
            again.stop()
        for words in (("audit", "verify"), ("shortlists", "verify")):
            code, said = again.says(*words)
            assert code == 0, said


def check(server: DemoServer, writers: list[Writer], owner: str, secretariat: str) -> None:
    started = {key: title for writer in writers for key, title in writer.started.items()}
    created = {key: made for writer in writers for key, made in writer.created.items()}
    published = {made for writer in writers for made in writer.published}
    assert len(created) > WRITERS, "the kill came before anything was written"
    with httpx.Client(base_url=server.url, timeout=20) as api:
        for key, made in created.items():
            answer = api.get(f"/api/v1/challenges/{made}", headers=bearer(owner))
            assert answer.status_code == 200, started[key]
        for made in published:
            assert api.get(f"/api/v1/challenges/{made}").json()["state"] == "published"
        # What was begun and not acknowledged is sent again, as a client would.
        for key, title in started.items():
            made = create(api, owner, key, title)
            assert created.setdefault(key, made) == made
        titles = titles_of(api, owner)
        assert {title: titles[title] for title in started.values()} == dict.fromkeys(
            started.values(), 1
        )
        wait_for_mails(server.folder / "mail", published)


def titles_of(api: httpx.Client, owner: str) -> Counter[str]:
    """How often each title stands among the bureau's own challenges."""
    titles: Counter[str] = Counter()
    cursor: str | None = ""
    while cursor is not None:
        answer = api.get(
            "/api/v1/challenges/mine",
            params={"limit": 100, **({"cursor": cursor} if cursor else {})},
            headers=bearer(owner),
        )
        answer.raise_for_status()
        page = answer.json()
        titles.update(item["title_ja"] for item in page["items"])
        cursor = page["next_cursor"]
    return titles


def wait_for_mails(folder: Path, published: set[str]) -> None:
    """Every acknowledged publication is told by mail, also by jobs the killed worker had begun."""
    deadline = time.monotonic() + JOBS_SECONDS
    told = mails_about(folder, published)
    while time.monotonic() < deadline and set(told) != published:
        time.sleep(1)
        told = mails_about(folder, published)
    assert told == Counter(dict.fromkeys(published, 1))
