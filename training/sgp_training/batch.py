"""Batches: pictures and captions as tensors, with labels for every loss."""

import json
import random
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .bank import Bank
from .colours import COLOURS
from .materials import Materials
from .plates import Plates
from .scenes import SLOTS, Half, Stock, Truth, Words, any_scene, composed
from .singles import OUTLINED, Singles
from .tokenizer import Tokenizer

TEXTURES = "rubber metallic fluffy plastic leather wooden fabric stone marble glass".split()
SHAPES = (
    "tall short long oblong big small round circular square rectangular triangular oval crescent teardrop "
    "pentagonal cubic spherical pyramidal conical cylindrical"
).split()
# Values of the attribute head, side by side: 28 colours, counts 1..10, 10 textures, 20 shapes.
ATTRIBUTES = {"colour": list(COLOURS), "count": list(range(1, 11)), "texture": TEXTURES, "shape": SHAPES}
MOST_FACTS = 3


@dataclass(frozen=True)
class Mix:
    """What a batch of one process is made of, in this order; the last three in pairs."""

    singles: int = 42
    views: int = 10
    made: int = 19
    composed: int = 14

    @classmethod
    def times(cls, factor: int) -> "Mix":
        """128 pictures, `factor` times."""
        return cls(*(factor * each for each in (cls.singles, cls.views, cls.made, cls.composed)))

    @property
    def plain(self) -> int:
        """Rows before the scenes: one thing each."""
        return self.singles + 2 * self.views


@dataclass
class Vocabulary:
    """The concepts in order, which wordings stand for them, and their places in labels."""

    concepts: list[str]
    benchmark: list[str]
    library: list[str]
    synonyms: dict[str, list[str]]

    def __post_init__(self):
        self.ids = {concept: index for index, concept in enumerate(self.concepts)}

    @classmethod
    def of(cls, bank: Bank, data: Path, fewest: int = 2) -> "Vocabulary":
        table = json.loads((data / "concepts.json").read_text())
        train = bank.of("train")
        synonyms = {**table["benchmark"], **table["everyday"]}
        drawn = sorted({p.concept for pictures in train.values() for p in pictures if p.source == "library"})
        benchmark = list(table["benchmark"])
        concepts = [c for c in train if len(train[c]) >= fewest or c in table["benchmark"]]
        return cls(sorted(concepts), benchmark, drawn, synonyms)


def label_attributes(truth: Truth, vocabulary: Vocabulary) -> np.ndarray:
    """[MOST_FACTS, 5]: concept and the place of each attribute's value; -1: none."""
    rows = np.full((MOST_FACTS, 1 + len(ATTRIBUTES)), -1, np.int64)
    for row, fact in zip(rows, truth.facts):
        row[0] = vocabulary.ids.get(fact.concept, -1)
        for column, (name, values) in enumerate(ATTRIBUTES.items(), 1):
            value = getattr(fact, name)
            row[column] = values.index(value) if value in values else -1
    return rows


def label_slots(truth: Truth, vocabulary: Vocabulary) -> np.ndarray:
    return np.array([vocabulary.ids.get(truth.slots.get(slot, ""), -1) for slot in SLOTS], np.int64)


class Batches(torch.utils.data.IterableDataset):
    """Endless; a worker draws from its own stream of the seed, so that a run repeats."""

    def __init__(self, work: Path, data: Path, tokenizer: Tokenizer, vocabulary: Vocabulary, seed: int, held_nouns: set[str], mix: Mix):
        self.paths, self.tokenizer, self.vocabulary, self.mix = (work, data), tokenizer, vocabulary, mix
        self.seed, self.held_nouns = seed, held_nouns

    def __iter__(self):
        torch.set_num_threads(1)
        worker = torch.utils.data.get_worker_info()
        rng = random.Random(self.seed * 1000 + (worker.id if worker else 0))
        bank = Bank(self.paths[0])
        known = set(self.vocabulary.concepts)
        train = {concept: pictures for concept, pictures in bank.of("train").items() if concept in known}
        vocabulary = self.vocabulary
        singles = Singles(
            train, vocabulary.benchmark, vocabulary.library, vocabulary.synonyms, bank.backgrounds,
            Plates(bank.plates), Materials(bank.materials),
        )
        in_scenes = [concept for concept in train if concept not in self.held_nouns]
        stock = Stock(train, [*vocabulary.benchmark, *vocabulary.library], in_scenes, OUTLINED, bank.backgrounds)
        while True:
            yield self._batch(singles, stock, bank.scenes["train"], rng)

    def _batch(self, singles: Singles, stock: Stock, scenes, rng: random.Random) -> dict[str, torch.Tensor]:
        words = Words(rng)
        halves: list[Half] = []
        attribute: list[str | None] = []
        for _ in range(self.mix.singles):
            half, said = singles.one(rng)
            halves.append(half)
            attribute.append(said)
        for _ in range(self.mix.views):
            for half, said in singles.twice(rng):
                halves.append(half)
                attribute.append(said)
        for _ in range(self.mix.made):
            halves += any_scene(stock, words)
        for _ in range(self.mix.composed):
            halves += composed(rng.choice(scenes), words)
        return self._tensors(halves, attribute)

    def _tensors(self, halves: list[Half], attribute: list[str | None]) -> dict[str, torch.Tensor]:
        vocabulary = self.vocabulary
        stack = lambda rows: torch.from_numpy(np.stack(rows))
        captions = [half.caption for half in halves]
        ids = np.array([self.tokenizer.encode(caption) for caption in captions], np.int64)
        return dict(
            pixels=torch.from_numpy(np.stack([half.pixels for half in halves])),
            ids=torch.from_numpy(ids[:, : max(4, int((ids != 0).sum(1).max()))]),
            same=torch.tensor([zlib.crc32(caption.encode()) for caption in captions]),
            attribute=torch.tensor([zlib.crc32(said.encode()) if said else -1 for said in attribute]),
            shown=stack([label_attributes(half.shown, vocabulary) for half in halves]),
            said=stack([label_attributes(half.said, vocabulary) for half in halves]),
            slots_shown=stack([label_slots(half.shown, vocabulary) for half in halves]),
            slots_said=stack([label_slots(half.said, vocabulary) for half in halves]),
        )


