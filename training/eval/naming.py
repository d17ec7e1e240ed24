"""Naming a single thing: its name against the others, each name the mean of four wordings."""

import json
import random

import numpy as np

from sgp_training.bank import Bank, Picture
from sgp_training.colours import RGB
from sgp_training.paint import Thing, paint

from .encoders import HERE, Encoder, unit
from .measures import Share, ranks

WORDINGS = ["{n}", "a {n}", "{n} icon", "an image of {n}"]
MOST_OF_ONE = 6
WHITE = (255, 255, 255)


def benchmark_nouns(concepts: list[str]) -> list[str]:
    table = json.loads((HERE / "data" / "concepts.json").read_text())
    return [noun for noun in table["benchmark"] if noun in set(concepts)]


def plain(picture: Picture, colour: str = "black") -> np.ndarray:
    """As its artist left it, 80 px on white; what has no colour of its own in black."""
    size = 96 if picture.fills else 80
    return paint(WHITE, [Thing(picture, 48, 48, size, RGB[colour] if picture.kind == "alpha" else None)])


def name_vectors(encoder: Encoder, names: list[str]) -> np.ndarray:
    return unit(sum(encoder.captions([wording.format(n=name) for name in names]) for wording in WORDINGS))


def naming_rows(encoder: Encoder, bank: Bank, concepts: list[str], rng: random.Random, quick: bool) -> dict[str, Share]:
    nouns = benchmark_nouns(concepts)
    rows: dict[str, Share] = {}
    most = 2 if quick else MOST_OF_ONE

    def add(row: str, pictures: list[tuple[str, np.ndarray]], names: list[str], top5: bool = True) -> np.ndarray | None:
        known = [(name, pixels) for name, pixels in pictures if name in set(names)]
        if not known:
            return None
        scores = encoder.pictures(np.stack([pixels for _, pixels in known])) @ name_vectors(encoder, names).T
        right = np.array([names.index(name) for name, _ in known])
        rank = ranks(scores, right)
        rows[f"{row}, top-1"] = Share.of(rank < 1, 1 / len(names))
        if top5:
            rows[f"{row}, top-5"] = Share.of(rank < 5, 5 / len(names))
        wins = 1 - rank / (len(names) - 1)
        return wins

    artists = bank.of("held-artist")
    by_set = lambda name: _some({c: [p for p in ps if name in ("", p.source)] for c, ps in artists.items()}, most, rng)
    add("nouns, held-out artists", by_set(""), nouns)
    add("nouns, Tabler", by_set("tabler"), nouns)
    add("nouns, Twemoji", by_set("twemoji"), nouns)
    add("all concepts, held-out artists", by_set(""), concepts)
    style = _some(bank.of("held-style"), 4, rng)
    add("nouns, held-out style of the library", style, nouns)
    single = [
        (scene["objects"][0]["noun"], np.ascontiguousarray(scene["pixels"][..., :3]))
        for pair in bank.scenes["held-style"] for scene in pair
        if len(scene["objects"]) == 1 and scene["objects"][0]["count"] == 1
    ]
    add("nouns, single things of composed scenes in that style", single[: 150 if quick else 600], nouns)
    add("all concepts, unseen icons of seen sets", _some(bank.of("held-icon"), most, rng), concepts)

    hands = bank.of("held-hand")
    names = [*nouns, *sorted(set(hands) - set(nouns))]
    of_hand = lambda hand: [(c, plain(p)) for c, ps in hands.items() for p in ps if hand in ("", p.source)]
    wins = add("93 things by held-out hands that draw as models do", of_hand(""), names)
    if wins is not None:
        rows["93 things by held-out hands, wrong captions beaten"] = Share.of(wins, 0.5)
    for hand in ("one", "two", "three"):
        add(f"93 things, hand {hand}", of_hand(hand), names, top5=False)
    return rows


def _some(pictures: dict[str, list[Picture]], most: int, rng: random.Random) -> list[tuple[str, np.ndarray]]:
    return [(c, plain(p)) for c, ps in pictures.items() for p in rng.sample(ps, min(most, len(ps)))]
