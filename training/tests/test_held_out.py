"""Nothing that is measured on is trained on."""

import hashlib
import re
import unittest
from pathlib import Path

from sgp_training.bank import Bank
from sgp_training.wordings import ALONE, COUNT, HELD, PAIR, SAYING, WITH_ATTRIBUTE, patterns

HERE = Path(__file__).resolve().parent.parent
SPLITS = (HERE / "data" / "splits.mjs").read_text()
HELD_SETS = set(re.findall(r"'(\w+)'", re.search(r"HELD_SETS = new Set\((.*?)\)", SPLITS)[1]))
HELD_STYLE = re.search(r"HELD_STYLE = '(\w+)'", SPLITS)[1]


class Wordings(unittest.TestCase):
    def test_no_pattern_that_is_measured_is_trained(self):
        trained = {pattern for axis in SAYING.values() for pattern in axis}
        for text in (PAIR, COUNT, ALONE, WITH_ATTRIBUTE):
            trained |= set(patterns(text))
        measured = {pattern for text in HELD.values() for pattern in patterns(text)}
        self.assertGreater(len(measured), 15)
        self.assertEqual(measured & trained, set())


class Drawings(unittest.TestCase):
    def test_no_hand_and_no_drawing_is_in_both(self):
        trained, measured = ({p for p in (HERE / folder).rglob("*.svg")} for folder in ("drawings", "eval/drawings"))
        names = lambda files: {file.parent.name for file in files}
        contents = lambda files: {hashlib.sha256(file.read_bytes()).digest() for file in files}
        self.assertGreater(len(measured), 90)
        self.assertEqual(names(trained) & names(measured), set())
        self.assertEqual(contents(trained) & contents(measured), set())


@unittest.skipUnless(list((HERE / "work").glob("icons-*.jsonl")), "no bank: npm run data makes it")
class TheBank(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bank = Bank(HERE / "work")

    def test_pictures_to_train_on_are_of_no_held_set_style_or_hand(self):
        hands = {folder.name for folder in (HERE / "eval" / "drawings").iterdir()}
        trained = [picture for pictures in self.bank.of("train").values() for picture in pictures]
        self.assertGreater(len(trained), 30_000)
        self.assertEqual({p.source for p in trained} & (HELD_SETS | hands), set())
        self.assertEqual([p.key for p in trained if f":{HELD_STYLE}:" in p.key], [])

    def test_every_icon_is_in_one_split(self):
        keys = {split: {p.key for ps in self.bank.of(split).values() for p in ps} for split in ("train", "held-icon", "held-artist")}
        for one, other in (("train", "held-icon"), ("train", "held-artist"), ("held-icon", "held-artist")):
            self.assertEqual(keys[one] & keys[other], set())
