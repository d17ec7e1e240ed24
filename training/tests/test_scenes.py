"""A scene shows what its caption says, and its twin what the other says."""

import random
import unittest

import numpy as np

from sgp_training.batch import ATTRIBUTES, Vocabulary, label_attributes, label_slots
from sgp_training.scenes import LEAST_OVERLAP, PLAIN_CHANGE, SLOTS, Fact, Stock, Truth, Words, make

from .pictures import a_mask

NOUNS = ["cup", "dog", "car", "key"]
TRIALS = 60


def halves_of(kind: str, seed: int):
    # Masks alone: every thing can take every colour.
    stock = Stock({noun: [a_mask(noun)] for noun in NOUNS}, NOUNS)
    return make(kind, stock, Words(random.Random(seed)))


def made(kind: str):
    found = [halves for seed in range(TRIALS) if (halves := halves_of(kind, seed)) is not None]
    assert len(found) > TRIALS / 3, kind
    return found


class Twins(unittest.TestCase):
    def test_the_two_pictures_and_the_two_captions_differ(self):
        for kind in ("left", "above", "front", "colours", "replaced", "count", "counts", "side", "background", "size"):
            for one, other in made(kind):
                with self.subTest(kind=kind, caption=one.caption):
                    self.assertNotEqual(one.caption, other.caption)
                    self.assertTrue((one.pixels != other.pixels).any())

    def test_of_two_places_the_twin_has_the_same_things_exchanged(self):
        for axis, (near, far) in dict(left=("left", "right"), above=("top", "bottom"), front=("front", "behind")).items():
            for one, other in made(axis):
                self.assertEqual(one.shown.slots[near], other.shown.slots[far])
                self.assertEqual(one.shown.slots[far], other.shown.slots[near])

    def test_colours_are_exchanged_and_things_stay(self):
        for one, other in made("colours"):
            (a, b), (c, d) = one.shown.facts, other.shown.facts
            self.assertEqual([a.concept, b.concept, a.colour, b.colour], [c.concept, d.concept, d.colour, c.colour])

    def test_front_and_behind_can_be_told_from_each_other(self):
        for one, other in made("front"):
            change = np.abs(one.pixels.astype(int) - other.pixels).sum(2) > PLAIN_CHANGE
            self.assertGreater(change.mean(), LEAST_OVERLAP)

    def test_counts_differ_by_one_or_change_places(self):
        for one, other in made("count"):
            self.assertEqual(abs(one.shown.facts[0].count - other.shown.facts[0].count), 1)
        for one, other in made("counts"):
            counts = [[fact.count for fact in half.shown.facts] for half in (one, other)]
            self.assertEqual(counts[0], counts[1][::-1])


class Labels(unittest.TestCase):
    vocabulary = Vocabulary(NOUNS, NOUNS, [], {})

    def test_facts_name_the_places_of_their_values(self):
        truth = Truth([Fact("dog", "blue", 3, "wooden", "oval"), Fact("unheard of")])
        first, second, third = label_attributes(truth, self.vocabulary)
        names = [list(values)[place] for values, place in zip(ATTRIBUTES.values(), first[1:])]
        self.assertEqual([NOUNS[first[0]], *names], ["dog", "blue", 3, "wooden", "oval"])
        self.assertEqual([*second, *third], [-1] * 10)

    def test_slots_name_what_stands_there(self):
        labels = label_slots(Truth([], {"left": "car", "behind": "key"}), self.vocabulary)
        self.assertEqual({slot: NOUNS[label] for slot, label in zip(SLOTS, labels) if label >= 0}, {"left": "car", "behind": "key"})
