"""What a run found, as plain values for JSON and as tables for people."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from search_index.evaluation.measures import (
    Places,
    intervals,
    mean_interval,
    measures,
    reciprocal_ranks,
    share_ahead,
)
from search_index.evaluation.nested import FOLDS, Nested, nested
from search_index.evaluation.questions import Kind
from search_index.evaluation.run import MATCHER, SINGLE, VECTOR, Run

NOTE = (
    "The text alone is measured: the collection has no facts, so hard conditions and the effects "
    "of facts are out of it."
)
METHODS = {
    "matcher": "what a bureau sees",
    "keyword": "BM25 over Sudachi words",
    "vector": "plain cosine",
    "words": "the matcher without vectors",
    "meilisearch": "Meilisearch's own hybrid search",
}


def as_values(
    runs: Mapping[Kind, Run], *, candidates: int, distractors: int, overlap: float | None
) -> dict[str, Any]:
    """Everything that is printed.

    Args:
        runs: by kind of question; the whole challenges among them.
        candidates: how many solutions each question is ranked among.
        distractors: how many of them are made up.
        overlap: of the first ten with Meilisearch; None where none was given.
    """
    full = runs[Kind.FULL]
    values: dict[str, Any] = {
        "pairs": len(full.places[MATCHER]),
        "candidates": candidates,
        "distractors": distractors,
        "note": NOTE,
        "methods": {name: measures(places).as_dict() for name, places in full.places.items()},
        "intervals": {name: intervals(places) for name, places in full.places.items()},
        "ahead": _ahead(full.places),
        "kinds": {
            kind.value: _kind(full.places, run.places, run.same)
            for kind, run in runs.items()
            if kind is not Kind.FULL
        },
    }
    if len(full.parts) >= FOLDS:
        values["nested"] = _nested(nested(full.parts), full.places)
    if overlap is not None:
        values["overlap_of_first_ten"] = overlap
    return values


def print_tables(values: Mapping[str, Any]) -> None:
    """The same for people."""
    print(f"{values['pairs']} pairs among {values['candidates']} solutions, "
          f"{values['distractors']} of them made up. {NOTE}\n")  # fmt: skip
    print(
        f"{'':24}{'MRR (95 %)':>20} {'R@1':>6} {'R@3':>6} {'R@5':>6} {'R@10':>6}  matcher ahead in"
    )
    for name, found in values["methods"].items():
        low, high = values["intervals"][name]["mrr"]
        rest = " ".join(f"{found[cut]:6.3f}" for cut in ("r1", "r3", "r5", "r10"))
        ahead = values["ahead"].get(name)
        print(f"{name:24}{found['mrr']:6.3f} ({low:.3f}–{high:.3f}) {rest}"
              f"  {'' if ahead is None else f'{ahead:.1%}'}")  # fmt: skip
    if "nested" in values:
        _print_nested(values["nested"])
    if "overlap_of_first_ten" in values:
        print(
            f"\nFirst ten on Meilisearch and PostgreSQL: {values['overlap_of_first_ten']:.3f} alike"
        )
    _print_kinds(values["kinds"])
    print("\n" + "\n".join(f"{name}: {METHODS[name]}" for name in values["methods"]))


def _ahead(places: Mapping[str, Places]) -> dict[str, float]:
    ours = reciprocal_ranks(places[MATCHER])
    return {
        name: share_ahead(ours, reciprocal_ranks(theirs))
        for name, theirs in places.items()
        if name != MATCHER
    }


def _nested(found: Nested, places: Mapping[str, Places]) -> dict[str, Any]:
    singles = [name for name in (*SINGLE, "meilisearch") if name in places]
    return {
        "mrr": round(float(found.reciprocal.mean()), 4),
        "interval": mean_interval(found.reciprocal),
        "ahead": {
            name: share_ahead(found.reciprocal, reciprocal_ranks(places[name])) for name in singles
        },
        "chosen": [
            {"neighbours": neighbours, "share": share, "times": times}
            for (neighbours, share), times in found.chosen.most_common()
        ],
    }


def _kind(
    full: Mapping[str, Places], asked: Mapping[str, Places], same: tuple[int, ...]
) -> dict[str, Any]:
    return {
        "questions": len(asked[MATCHER]),
        "methods": {name: measures(found).as_dict() for name, found in asked.items()},
        "full_text": {
            name: measures([found[at] for at in same]).as_dict() for name, found in full.items()
        },
        "matcher_below_vector": bool(
            reciprocal_ranks(asked[MATCHER]).mean() < reciprocal_ranks(asked[VECTOR]).mean()
        ),
    }


def _print_nested(found: Mapping[str, Any]) -> None:
    low, high = found["interval"]
    ahead = ", ".join(f"{name} in {share:.1%}" for name, share in found["ahead"].items())
    print(
        f"\nNested cross-validation: MRR {found['mrr']:.3f} ({low:.3f}–{high:.3f}); ahead of {ahead}"
    )
    times = np.sum([one["times"] for one in found["chosen"]])
    for one in found["chosen"][:4]:
        print(f"  neighbours {one['neighbours']}, share {one['share']}: "
              f"{one['times'] / times:.0%} of folds")  # fmt: skip


def _print_kinds(kinds: Mapping[str, Any]) -> None:
    if not kinds:
        return
    print(f"\n{'MRR by kind':16}{'asked':>6}{'matcher':>9}{'keyword':>9}{'vector':>8}"
          "   full text of the same pairs: matcher, keyword, vector")  # fmt: skip
    for kind, found in kinds.items():
        asked, full = found["methods"], found["full_text"]
        print(f"{kind:16}{found['questions']:6}{asked['matcher']['mrr']:9.3f}"
              f"{asked['keyword']['mrr']:9.3f}{asked['vector']['mrr']:8.3f}   "
              + ", ".join(f"{full[name]['mrr']:.3f}" for name in ("matcher", "keyword", "vector"))
              + ("   BELOW THE VECTOR" if found["matcher_below_vector"] else ""))  # fmt: skip
