"""Walks through the pages as a visitor, then sends what they offer with strange values in it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote, urlencode

import httpx
from litestar import Litestar
from litestar.routes import HTTPRoute

from tests.fuzzing.faults import Fault
from tests.fuzzing.harvest import Target, targets_of
from tests.fuzzing.values import BYTES, HOSTILE, strange
from tests.fuzzing.visitors import Visitor

LEAVES = ("/logout", "/session")
"""Acts after which the visitor is somebody else: walked past, but sent to."""
PAGE, PROBLEM = "text/html", "application/problem+json"
COMMON = ("page", "q", "sort", "day", "cursor", "next", "kind", "state", "_add", "_remove", "limit")
LONGEST_QUERY = 20_000
FORM_KINDS = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=nonsense",
    "multipart/form-data",
    "multipart/form-data; boundary=x; charset=utf-16",
    "application/json",
    "text/plain",
    "",
)


@dataclass
class Walk:
    """One visitor's way through the site.

    Attributes:
        faults: what was wrong, the first one for each method, path and kind of fault.
        sent: number of requests.
    """

    visitor: Visitor
    random: Random
    faults: dict[tuple[str, str, str], Fault] = field(default_factory=dict)
    sent: int = 0
    targets: dict[tuple[str, ...], Target] = field(default_factory=dict)

    async def look_around(self, application: Litestar, pages: int) -> None:
        """Follow links from the front page and every fixed address, at most so many pages."""
        await self.visitor.arrive()
        waiting = [Target("GET", path) for path in ["/", "/en/", *fixed_pages(application)]]
        seen: set[tuple[str, ...]] = set()
        while waiting and len(seen) < pages:
            target = waiting.pop(0 if self.random.random() < 0.5 else -1)
            if target.key in seen or target.path.removeprefix("/en").startswith(LEAVES):
                continue
            seen.add(target.key)
            answer = await self.send("GET", _address(target.path, urlencode(target.query)))
            self.targets.setdefault(target.key, target)
            if "text/html" not in answer.headers.get("content-type", ""):
                continue
            for found in targets_of(answer.text, target.path):
                self.targets.setdefault(found.key, found)
                if found.method == "GET":
                    waiting.append(found)

    async def send_strange(self, turns: int, until: float = 0) -> None:
        """Send mutated targets: so many, or as many as fit before an instant of `time.monotonic`."""
        links = [target for target in self.targets.values() if target.method == "GET"]
        forms = [target for target in self.targets.values() if target.method == "POST"]
        turn = 0
        while turn < turns or time.monotonic() < until:
            if turn % 20 == 0:
                await self.visitor.arrive()
            # acts are fewer than links, and more can go wrong in them
            some = forms if forms and self.random.random() < 0.7 else links
            await self._send_one(self.random.choice(some))
            turn += 1

    async def _send_one(self, target: Target) -> None:
        path, query = self._strange_path(target.path), urlencode(target.query)
        if target.method == "GET" or self.random.random() < 0.2:
            query = self._strange_pairs(target.query)
        if target.method == "GET":
            headers: dict[str, str | bytes] = self.random.choice(
                ({}, {}, {"HX-Request": "true"}, {"If-None-Match": b"\xb2"})
            )
            await self.send("GET", _address(path, query), headers=headers)
            return
        kind = FORM_KINDS[0] if self.random.random() < 0.8 else self.random.choice(FORM_KINDS)
        pairs = [*target.form, ("_csrf_token", self.visitor.form_token)]
        headers = {"Content-Type": kind} if kind else {}
        if kind == "multipart/form-data":
            files = [(name, self._part(value)) for name, value in pairs]
            await self.send("POST", _address(path, query), files=files)
        else:
            if self.random.random() < 0.3:
                headers["X-CSRFToken"] = self.visitor.form_token
            await self.send(
                "POST",
                _address(path, query),
                content=self._strange_pairs(target.form)
                + f"&_csrf_token={self.visitor.form_token}",
                headers=headers,
            )

    def _part(self, value: str) -> tuple[str | None, str]:
        if self.random.random() < 0.2:
            value = strange(self.random, value)
        return ("file.txt" if self.random.random() < 0.1 else None, value)

    def _strange_path(self, path: str) -> str:
        if self.random.random() > 0.15:
            return quote(path)
        parts = path.split("/")
        parts[self.random.randrange(1, len(parts))] = strange(self.random)[:300]
        return "/".join(quote(part, safe="") for part in parts) or "/"

    def _strange_pairs(self, pairs: list[tuple[str, str]]) -> str:
        changed = list(pairs)
        for _ in range(self.random.randint(1, 3)):
            act = self.random.random()
            if changed and act < 0.6:
                place = self.random.randrange(len(changed))
                name, value = changed[place]
                changed[place] = (name, strange(self.random, value))
            elif act < 0.8:
                changed.append((self.random.choice(COMMON), strange(self.random)))
            elif changed:
                name, _value = self.random.choice(changed)
                changed.append((strange(self.random, name)[:200], self.random.choice(HOSTILE)))
        text = urlencode(changed, errors="replace")
        if self.random.random() < 0.1:
            text += "&" + self.random.choice(["q", "page", "day"]) + "="
            text += self.random.choice(BYTES).decode("latin-1")
        return text

    async def send(self, method: str, address: str, **given: object) -> httpx.Response:
        """Send one request and judge its answer."""
        self.sent += 1
        url = httpx.URL("http://testserver", raw_path=address.encode("ascii", "ignore"))
        answer = await self.visitor.browser.request(method, url, **given)  # type: ignore[arg-type]
        wrong = wrong_with(answer)
        if wrong:
            path = address.partition("?")[0]
            fault = Fault(self.visitor.name, f"{method} {address[:300]} {str(given)[:1200]}", wrong)
            self.faults.setdefault((method, path, wrong), fault)
        return answer


def wrong_with(answer: httpx.Response) -> str:
    """What a page's answer shows of a fault; empty for any answer that may be."""
    kind = answer.headers.get("content-type", "")
    if answer.status_code >= 500:
        return f"status {answer.status_code}"
    is_api = answer.url.path.removeprefix("/en").startswith("/api/")
    if answer.status_code >= 400 and not kind.startswith(PROBLEM if is_api else PAGE):
        return f"a refusal {answer.status_code} as {kind or 'nothing'}"
    if not answer.headers.get("x-content-type-options"):
        return "no security headers"
    return ""


def fixed_pages(application: Litestar) -> Iterator[str]:
    """Addresses of pages without places in them."""
    for route in application.routes:
        if not isinstance(route, HTTPRoute) or "{" in route.path or "GET" not in route.methods:
            continue
        if not route.path.startswith("/api/"):
            yield route.path


def _address(path: str, query: str) -> str:
    return path + (f"?{query[:LONGEST_QUERY]}" if query else "")
