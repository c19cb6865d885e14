"""Sentences about made-up solutions and challenges, for one field of work at a time."""

import random
from dataclasses import dataclass
from typing import Any

from search_index.generator.words import model_number, pick, words

RARE_OBJECT = 0.35
"""Share of objects that come from the long tail (a thing and what is measured or done with it)."""


@dataclass(frozen=True)
class Subject:
    """What one record is about: its texts come back to the same things, as real ones do."""

    field: dict[str, Any]
    technology: str
    thing: str
    other_thing: str
    place: str
    people: str
    form: str
    form_en: str


def subject(chance: random.Random, field: dict[str, Any]) -> Subject:
    """Things of a field."""
    form, form_en = pick(chance, words()["forms"])
    return Subject(
        field=field,
        technology=pick(chance, words()["technologies"]),
        thing=_thing(chance, field),
        other_thing=_thing(chance, field),
        place=pick(chance, field["places"]),
        people=pick(chance, field["people"]),
        form=form,
        form_en=form_en,
    )


def short_body(chance: random.Random, about: Subject) -> str:
    """One to two sentences as a programme's list of winners has them, about 25 to 90 characters."""
    use = pick(chance, words()["actions"])
    sentence = chance.choice(
        (
            f"{about.technology}で{about.place}の{about.thing}{use}{about.form}。",
            f"{about.people}が{about.place}で使い、{about.thing}{use}{about.form}。",
            f"{pick(chance, about.field['products'])}。{about.technology}を生かし、{about.thing}{use}。",
            f"{pick(chance, words()['means'])}{pick(chance, words()['means_verb'])}、"
            f"{about.thing}{use}{about.form}。",
        )
    )
    if chance.random() < 0.75:
        sentence += chance.choice(
            (
                f"{pick(chance, words()['features'])}。",
                f"{pick(chance, words()['benefits'])}。",
                f"{about.other_thing}にも使える。",
                _filled(chance, about, pick(chance, words()["trials"])),
                f"「{pick(chance, about.field['needs'])}」という声に応える。",
            )
        )
    return sentence


def problem(chance: random.Random, about: Subject, sentences: int) -> str:
    """What is wrong at the site, without a word about the remedy."""
    needs = chance.sample(about.field["needs"], k=min(sentences, len(about.field["needs"])))
    written = [_need(chance, about, need) for need in needs]
    if sentences > 1 and chance.random() < 0.7:
        written.insert(1, _trouble(chance, about))
    if sentences > 3:
        written.append(process(chance, about))
    return "".join(written)


def how(chance: random.Random, about: Subject, sentences: int, name: str) -> str:
    """How the solution works."""
    use = pick(chance, words()["actions"])
    written = [
        chance.choice(
            (
                f"{name}は、{about.technology}を{pick(chance, words()['makers'])}{about.form}で、"
                f"{about.place}の{about.thing}{use}。",
                f"{pick(chance, words()['means'])}{pick(chance, words()['means_verb'])}、"
                f"{about.thing}{use}{about.form}。",
                f"{about.people}が{about.place}で{about.thing}を扱うときに使う{about.form}。"
                f"{about.technology}を{pick(chance, words()['makers'])}。",
            )
        )
    ]
    more = [f"{text}。" for text in chance.sample(words()["features"], k=sentences)]
    more += [
        f"{about.other_thing}{pick(chance, words()['actions'])}こともできる。",
        f"{pick(chance, about.field['products'])}と組み合わせた例もある。",
        f"{_thing(chance, about.field)}や{_thing(chance, about.field)}にも同じ方法を使う。",
        f"{pick(chance, about.field['people'])}は{pick(chance, about.field['places'])}で"
        f"{_thing(chance, about.field)}の結果をその日のうちに受け取る。",
    ]
    chance.shuffle(more)
    written += more[: sentences - 1]
    if chance.random() < 0.5:
        written.append(f"{pick(chance, words()['benefits'])}。")
    return "".join(written)


def evidence(chance: random.Random, about: Subject, sentences: int) -> str:
    """What is known of its effect."""
    if sentences == 0:
        return f"{about.place}での試用を始めたところで、効果はまだ確かめていない。"
    written = _filled(chance, about, pick(chance, words()["trials"]))
    for text in chance.sample(words()["results"], k=sentences):
        written += f"{_filled(chance, about, text)}。"
    if chance.random() < 0.3:
        written += _filled(chance, about, chance.choice(words()["limits"]))
    return written


def wish(chance: random.Random, about: Subject) -> str:
    """The title of a challenge."""
    verb = chance.choice(
        ("の手間を減らしたい", "を早く知りたい", "を誰でも使えるようにしたい", "の負担を軽くしたい",
         "を続けられる形にしたい", "のむらをなくしたい", "を住民に分かりやすく伝えたい",
         "の異変に早く気づきたい", "を少ない人手で回したい", "の費用を抑えたい")
    )  # fmt: skip
    return f"{about.place}の{about.thing}{verb}"


def process(chance: random.Random, about: Subject) -> str:
    """How it is done today."""
    return _filled(
        chance,
        about,
        chance.choice(
            (
                "{people}{n}名が1日に延べ{c}回、{object}を目で見て紙に書いている。集計に月{b}日かかる。",
                "年に{c}件の{object}を{n}名で受け持ち、表計算に打ち直している。",
                "{b}か月ごとに外へ頼んで{object}を調べ、結果が届くまで{d}日かかる。",
                "{place}では{object}の記録を{people}の経験に頼り、手順書は{b}年前のまま使っている。",
            )
        ),
    )


def affected(chance: random.Random, about: Subject) -> str:
    """Who is affected."""
    return f"{about.people}{chance.randrange(10, 900)}名"


def _need(chance: random.Random, about: Subject, need: str) -> str:
    opening = chance.choice(
        ("", "", f"{about.place}では、", f"{about.people}にとって、", f"{about.thing}をめぐり、")
    )
    return f"{opening}{need}。"


def _trouble(chance: random.Random, about: Subject) -> str:
    return chance.choice(
        (
            f"{about.thing}を確かめる作業は{about.people}の手作業で、年に{chance.randrange(40, 900)}時間かかる。",
            f"{about.thing}と{about.other_thing}の記録が別々にあり、突き合わせに手間取る。",
            f"{about.thing}の変化に気づくのは苦情が届いてからになる。",
            f"{about.other_thing}も含めて一度に分かる方法がない。",
            f"とくに{chance.choice(('夜間', '冬', '大雨の後', '連休', '年度末', '早朝', '夏の昼間'))}は"
            f"{about.thing}まで手が回らない。",
        )
    )


def _thing(chance: random.Random, field: dict[str, Any]) -> str:
    if chance.random() >= RARE_OBJECT:
        return str(pick(chance, field["objects"]))
    things, aspects = words()["things"][chance.choice(field["things"])]
    return f"{chance.choice(things)}の{pick(chance, aspects)}"


def _filled(chance: random.Random, about: Subject, pattern: str) -> str:
    more, fewer = sorted((chance.randrange(3, 240), chance.randrange(3, 240)), reverse=True)
    place = pick(chance, words()["cities"])
    return pattern.format(
        object=about.thing,
        place=about.place,
        people=about.people,
        region=place,
        city=place,
        pref=pick(chance, words()["prefectures"]),
        univ=f"{pick(chance, words()['prefectures'])[:2]}の{pick(chance, words()['universities'])}",
        n=chance.randrange(2, 30),
        a=chance.randrange(8, 75),
        b=chance.randrange(2, 18),
        c=chance.randrange(12, 4000),
        d=more + 1,
        e=fewer,
        f=chance.randrange(20, 2500),
        g=chance.randrange(81, 99),
    )


def variant(chance: random.Random, title: str) -> str:
    """Some makers tell the model in the title."""
    return f"{title} {model_number(chance)}" if chance.random() < 0.12 else title
