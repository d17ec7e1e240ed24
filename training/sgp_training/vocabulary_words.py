"""Every text that the tokenizer should have whole words for."""

from . import wordings
from .batch import ATTRIBUTES, Vocabulary


def all_words(vocabulary: Vocabulary) -> list[str]:
    nouns = [*vocabulary.concepts, *(name for names in vocabulary.synonyms.values() for name in names[:3])]
    plain = [f"{noun}s" for noun in [*vocabulary.benchmark, *vocabulary.library]]
    patterns = [value for value in vars(wordings).values() if isinstance(value, str)]
    patterns += [text for table in (wordings.SIDES, wordings.HELD) for text in table.values()]
    patterns += [*wordings.BEFORE, *wordings.AFTER, *wordings.NUMBERS, *wordings.IRREGULAR.values(), EVERYDAY]
    values = [str(value) for values in ATTRIBUTES.values() for value in values]
    return [*nouns, *plain, *patterns, *values]


# Words of the benchmark's relations and settings that no pattern of ours has.
EVERYDAY = """sit stand hold wear look talk watch play walk speak have hidden in on at with of under by to from near
next side top bottom front behind inside grass field beach sand snow desert road street city forest room kitchen sea
water night day rain sky sunset park garden table wall floor large tiny little metal wood cloth shiny smooth fluffy
round square circle triangle background foreground holding wearing sitting standing looking talking watching playing
walking running flying swimming scene picture image drawing svg icon illustration vector simple detailed cartoon style"""
