"""HTML forms of startups."""

from typing import Self

from foundation.i18n import lazy as _l
from foundation.web.forms import (
    DateField,
    EmailField,
    Form,
    TextAreaField,
    TextField,
    URLField,
)
from matching.startups.company.profile import LIMITS, PROFILE_FIELDS, StartupProfile, profile_of
from matching.startups.views import StartupView


class StartupForm(Form):
    """What a company writes of itself once."""

    makes = "startup"

    corporate_number = TextField(
        _l("法人番号"),
        required=True,
        max_length=40,
        width="m",
        hint=_l("国税庁から通知された13桁の番号。全角やハイフンが入っていても読み取ります。"),
    )
    name_ja = TextField(
        _l("会社の名前"),
        required=True,
        max_length=LIMITS["name_ja"],
        hint=_l("登記のとおりに書いてください。例）見本ケアロボティクス株式会社"),
        autocomplete="organization",
    )
    name_kana = TextField(
        _l("会社の名前（カナ）"),
        required=True,
        max_length=LIMITS["name_kana"],
        hint=_l("ひらがなで書いても、カタカナに直します。"),
    )
    name_en = TextField(_l("会社の名前（英語）"), max_length=LIMITS["name_en"])
    postal_code = TextField(
        _l("郵便番号"),
        max_length=20,
        width="s",
        hint=_l("例）163-8001"),
        autocomplete="postal-code",
    )
    address_ja = TextField(
        _l("所在地"),
        required=True,
        max_length=LIMITS["address_ja"],
        hint=_l("本店の所在地。公開のページに載ります。"),
    )
    address_en = TextField(_l("所在地（英語）"), max_length=LIMITS["address_en"])
    founded_on = DateField(_l("設立日"))
    website = URLField(
        _l("ウェブサイト"),
        max_length=LIMITS["website"],
        hint=_l("https:// から始まる住所。"),
    )
    summary_ja = TextAreaField(
        _l("会社の紹介"),
        max_length=LIMITS["summary_ja"],
        rows=4,
        hint=_l("何をする会社か、はじめて読む人に分かるように。"),
    )
    summary_en = TextAreaField(_l("会社の紹介（英語）"), max_length=LIMITS["summary_en"], rows=4)
    contact_email = EmailField(
        _l("連絡先のメールアドレス"),
        hint=_l("運営事務局からの連絡に使います。公開しません。"),
        width="l",
    )

    @classmethod
    def of(cls, startup: StartupView) -> Self:
        """The form with what the profile says now."""
        values = {name: getattr(startup.profile, name) for name in PROFILE_FIELDS}
        return cls(data={**values, "version": str(startup.version)})

    @property
    def profile(self) -> StartupProfile:
        """What was written, after `validate()`."""
        values = {name: self._fields[name].data for name in PROFILE_FIELDS}
        for name in ("corporate_number", "name_ja", "name_kana"):
            values[name] = values[name] or ""
        return profile_of(values)
