"""The right caption against one that is wrong in one way; chance is one half."""

import random
from collections.abc import Callable

import numpy as np

from .encoders import Encoder
from .measures import Share, pair_trials
from .naming import benchmark_nouns

from sgp_training.bank import Bank
from sgp_training.scenes import (
    Half, Stock, Words, background_swapped, colours_swapped, composed, count_off, counts_swapped,
    object_replaced, relation, size_swapped,
)
from sgp_training.wordings import HELD, patterns

PAIRS = 400
BENCHMARK_PHRASES = {
    "on the left of": ("left", "{a} on the left of {b}"), "on the right of": ("left", "{b} on the right of {a}"),
    "on the top of": ("above", "{a} on the top of {b}"), "on the bottom of": ("above", "{b} on the bottom of {a}"),
}
TWINS = {
    "colours-swapped": "colours swapped", "relation-flipped": "relation flipped", "count-off-by-one": "count off by one",
    "counts-swapped": "counts swapped", "object-replaced": "object replaced", "attribute-moved": "attribute moved",
    "attribute-swapped": "attribute swapped",
}
MOVED = ("attribute-moved", "attribute-swapped")


def pair_rows(encoder: Encoder, bank: Bank, concepts: list[str], rng: random.Random, quick: bool) -> dict[str, Share]:
    wanted = PAIRS // 4 if quick else PAIRS
    rows: dict[str, Share] = {}
    nouns = benchmark_nouns(concepts)
    known = set(concepts)
    held = {c: ps for c, ps in bank.of("held-artist").items() if c in known}
    everything = Stock(held, nouns)
    nouns_only = Stock(held, nouns, [noun for noun in nouns if noun in held])
    words, unseen = Words(rng), Words(rng, held=True)

    def add(row: str, build: Callable[[], list[Half] | None], pairs: int = wanted) -> Share:
        rows[row] = _share(encoder, _many(build, pairs))
        return rows[row]

    sides = [_many(lambda axis=axis: relation(everything, words, axis), wanted) for axis in ("left", "above")]
    rows["left / right, above / below"] = _share(encoder, sides[0] + sides[1])
    phrases = {name: _many(lambda axis=axis, phrase=phrase: relation(nouns_only, words, axis, phrase, True), wanted // 2)
               for name, (axis, phrase) in BENCHMARK_PHRASES.items()}
    rows["the benchmark's own phrases"] = _share(encoder, [pair for pairs in phrases.values() for pair in pairs])
    for name, pairs in phrases.items():
        rows[f"“{name}”"] = _share(encoder, pairs)
    add("in front / behind", lambda: relation(everything, words, "front"))
    add("colours swapped", lambda: colours_swapped(everything, words))
    add("count off by one, up to 6, ink balanced", lambda: _upto(6, count_off(everything, words, balanced=1.0)))
    add("count off by one, up to 10, ink balanced", lambda: count_off(everything, words, balanced=1.0))
    add("counts swapped", lambda: counts_swapped(everything, words))
    add("object replaced", lambda: object_replaced(everything, words))
    add("sizes swapped", lambda: size_swapped(everything, words))
    add("thing and background change colours", lambda: background_swapped(everything, words))

    worst: list[Share] = []
    for kind, text in HELD.items():
        for pattern in patterns(text):
            build = _with_pattern(kind, pattern, everything, unseen, rng)
            worst.append(add(f"never trained: “{pattern}”", build, wanted // 4))
    trials = sum(share.trials for share in worst)
    mean = sum(share.value for share in worst) / len(worst)
    rows["wordings never trained, mean"] = Share.of(np.array([1.0] * round(mean * trials) + [0.0] * round((1 - mean) * trials)), 0.5)
    rows["wordings never trained, worst pattern"] = min(worst, key=lambda share: share.value)

    for split, label in (("held-style", "held-out style"), ("held-nouns", "nouns never in a scene")):
        scenes = bank.scenes[split]
        for twin, name in TWINS.items():
            chosen = [pair for pair in scenes if pair[0]["twin"] == twin][:wanted]
            rows[f"composed scenes, {label}: {name}"] = _share(encoder, [_verbatim(pair) for pair in chosen])
        moved = [pair for pair in scenes if pair[0]["twin"] in MOVED and not any(w["colour"] for w in pair[0]["objects"])]
        rows[f"attribute moved (texture, shape), {label}"] = _share(encoder, [_verbatim(pair) for pair in moved[: 2 * wanted]])
    return rows


def _verbatim(pair: tuple[dict, dict]) -> tuple[Half, Half]:
    halves = composed(pair, Words(random.Random(0)))
    for half, scene in zip(halves, pair):
        half.caption, half.pixels = scene["caption"], np.ascontiguousarray(scene["pixels"][..., :3])
    return halves[0], halves[1]


def _with_pattern(kind: str, pattern: str, stock: Stock, words: Words, rng: random.Random):
    """A scene told by one held-out pattern."""
    if kind in ("left", "above", "front"):
        return lambda: relation(stock, words, kind, pattern)
    only = _Only(rng, pattern)
    if kind == "count":
        return lambda: count_off(stock, only)
    return lambda: (colours_swapped if rng.random() < 0.5 else object_replaced)(stock, only)


class _Only(Words):
    """Says everything by one pattern."""

    def __init__(self, rng: random.Random, pattern: str):
        super().__init__(rng, held=True)
        self.pattern = pattern

    def pair(self) -> str:
        return self.pattern

    count = pair


def _upto(most: int, halves: list[Half] | None):
    return halves if halves and all((half.shown.facts[0].count or 0) <= most for half in halves) else None


def _many(build, pairs: int) -> list[tuple[Half, Half]]:
    found = []
    while len(found) < pairs:
        halves = build()
        if halves is not None and halves[0].caption != halves[1].caption:
            found.append((halves[0], halves[1]))
    return found


def _share(encoder: Encoder, pairs) -> Share:
    if not pairs:
        return Share.of(np.array([]), 0.5)
    pictures = [encoder.pictures(np.stack([pair[side].pixels for pair in pairs])) for side in (0, 1)]
    captions = [encoder.captions([pair[side].caption for pair in pairs]) for side in (0, 1)]
    return Share.of(pair_trials(tuple(pictures), tuple(captions)), 0.5)

