"""Scenes put together from the bank, each with a twin that is wrong in one way."""

import math
import random
from dataclasses import dataclass, field, replace

import numpy as np

from .backgrounds import SIDE, Backgrounds
from .bank import Picture
from .colours import COLOURS, pick_colour, shade
from .paint import Thing, in_lines, outlined, paint
from .wordings import (
    COUNT, HELD, ON_BACKGROUND, PAIR, SAYING, SIDES, article, dressed, number, patterns, plural,
)

SLOTS = "left right top bottom front behind".split()
AXES = {"left": ("left", "right"), "above": ("top", "bottom"), "front": ("front", "behind")}
_PAIR, _COUNT, _ON = patterns(PAIR), patterns(COUNT), patterns(ON_BACKGROUND)
_HELD = {name: patterns(text) for name, text in HELD.items()}
_SIDES = {name: patterns(text) for name, text in SIDES.items()}
MIDDLE = SIDE / 2
# Of a pixel's three channels together, and of the picture: below these, front and behind look alike.
PLAIN_CHANGE, LEAST_OVERLAP = 60, 0.02


@dataclass
class Fact:
    """What is true, or said, of one thing; None: not said."""

    concept: str
    colour: str | None = None
    count: int | None = None
    texture: str | None = None
    shape: str | None = None


@dataclass
class Truth:
    facts: list[Fact] = field(default_factory=list)
    slots: dict[str, str] = field(default_factory=dict)


@dataclass
class Half:
    """One picture with its caption, and what each of the two says."""

    pixels: np.ndarray
    caption: str
    shown: Truth
    said: Truth


class Stock:
    """Which pictures stand for which nouns: of training, or of a held-out split.

    outlined: share of solid masks that are drawn with an outline.
    """

    def __init__(
        self, pictures: dict[str, list[Picture]], first: list[str], nouns: list[str] | None = None,
        outlined: float = 0.0, backgrounds: Backgrounds = Backgrounds(),
    ):
        self.pictures, self.outlined, self.backgrounds = pictures, outlined, backgrounds
        allowed = nouns if nouns is not None else list(pictures)
        self.nouns = [noun for noun in allowed if pictures.get(noun)]
        self.first = [noun for noun in first if noun in set(self.nouns)] or self.nouns
        self._whole = {noun: [p for p in pictures[noun] if not p.fills] for noun in self.nouns}
        self.nouns = [noun for noun in self.nouns if self._whole[noun]]
        self.first = [noun for noun in self.first if self._whole[noun]]
        self._paintable = {
            noun: [p for p in self._whole[noun] if p.kind == "alpha" or p.colour is not None] for noun in self.nouns
        }
        self.coloured_nouns = [noun for noun in self.nouns if self._paintable[noun]]

    def noun(self, rng: random.Random, coloured: bool = False, first: float = 0.55) -> str:
        pool = self.first if rng.random() < first else self.nouns
        noun = rng.choice(pool)
        return noun if not coloured or self._paintable[noun] else rng.choice(self.coloured_nouns)

    def any(self, noun: str, rng: random.Random) -> Picture:
        return _balanced(self._whole[noun], rng)

    def solid(self, noun: str, rng: random.Random) -> Picture | None:
        """One that hides what is behind it: of two line drawings nobody can say which is in front."""
        solid = [p for p in self._whole[noun] if p.solid]
        return _balanced(solid, rng) if solid else None

    def in_colour(self, noun: str, colours: list[str], rng: random.Random) -> dict[str, Picture]:
        """One drawing in each of the colours: a mask that takes any, or the library's own recolouring."""
        masks = [p for p in self._paintable[noun] if p.kind == "alpha"]
        drawn = [p for p in self._paintable[noun] if p.kind == "rgba"]
        if drawn and (not masks or rng.random() < 0.5):
            found = {}
            for colour in colours:
                same = [p for p in drawn if p.colour == colour]
                if not same:
                    break
                found[colour] = rng.choice(same)
            else:
                return found
        if masks:
            picture = rng.choice(masks)
            return {colour: picture for colour in colours}
        return {}


def _balanced(pictures: list[Picture], rng: random.Random) -> Picture:
    """Drawings of models' kind as often as icons, where there are both."""
    drawn = [p for p in pictures if not p.icon]
    return rng.choice(drawn) if drawn and rng.random() < 0.5 else rng.choice(pictures)


@dataclass
class Words:
    """Held-out patterns for measuring, or the trained ones."""

    rng: random.Random
    held: bool = False

    def saying(self, axis: str) -> str:
        return self.rng.choice(_HELD[axis] if self.held else SAYING[axis])

    def pair(self) -> str:
        return self.rng.choice(_HELD["pair"] if self.held else _PAIR)

    def count(self) -> str:
        return self.rng.choice(_HELD["count"] if self.held else _COUNT)


def _thing(stock: Stock, picture: Picture, colour: str | None, x: float, y: float, size: float, rng: random.Random) -> Thing:
    stroke = rng.choice([-1, 1, 1, 2]) if picture.kind == "alpha" and rng.random() < 0.25 else 0
    rgb = shade(colour, rng) if picture.kind == "alpha" and colour else None
    thing = Thing(picture, x, y, size, rgb, stroke, squeeze=rng.uniform(0.88, 1.12))
    if rng.random() >= stock.outlined:
        return thing
    if may_be_inked(picture):
        return replace(thing, **in_lines(rng, picture.colour is None and rng.random() < 0.5))
    return replace(thing, **outlined(rgb, rng)) if rgb and picture.solid else thing


def may_be_inked(picture: Picture) -> bool:
    """Never the library's: drawn in lines it would come near its held-out style."""
    return picture.kind == "rgba" and picture.source != "library" and not picture.fills


def _pair_of_nouns(stock: Stock, rng: random.Random, coloured: bool = False) -> tuple[str, str]:
    one = stock.noun(rng, coloured)
    other = stock.noun(rng, coloured)
    while other == one:
        other = stock.noun(rng, coloured)
    return one, other


def _spots(axis: str, rng: random.Random) -> tuple[tuple[float, float], tuple[float, float]]:
    """Two places apart along the axis, the first one left or above."""
    apart, drift = rng.uniform(19, 26), rng.choice([5, 10, 16])
    side = lambda: rng.uniform(-drift, drift)
    if axis == "left":
        return (MIDDLE - apart, MIDDLE + side()), (MIDDLE + apart, MIDDLE + side())
    return (MIDDLE + side(), MIDDLE - apart), (MIDDLE + side(), MIDDLE + apart)


def relation(stock: Stock, words: Words, axis: str, phrase: str | None = None, plain: bool | None = None):
    """Left of, above, in front of; the twin has the two things change places."""
    rng = words.rng
    plain = rng.random() < 0.55 if plain is None else plain
    one, other = _pair_of_nouns(stock, rng, coloured=not plain)
    colours = (None, None)
    if axis == "front":
        pictures = stock.solid(one, rng), stock.solid(other, rng)
        if not all(pictures):
            return None
    elif plain:
        pictures = stock.any(one, rng), stock.any(other, rng)
    else:
        first = pick_colour(rng)
        colours = first, pick_colour(rng, (first,))
        chosen = stock.in_colour(one, [colours[0]], rng), stock.in_colour(other, [colours[1]], rng)
        if not all(chosen):
            return None
        pictures = chosen[0][colours[0]], chosen[1][colours[1]]
    ink = [c or pick_colour(rng, plain=1.0) for c in colours]
    if axis == "front":
        ink[1] = pick_colour(rng, (ink[0],))
    background = stock.backgrounds.pick(rng, tuple(ink))
    if axis == "front":
        return _in_front(stock, one, other, pictures, colours, ink, background, words, phrase)
    sizes = rng.uniform(25, 42), rng.uniform(25, 42)
    spots = _spots(axis, rng)
    things = [_thing(stock, p, c, *spot, size, rng) for p, c, spot, size in zip(pictures, ink, spots, sizes)]
    swapped = [replace(things[0], x=things[1].x, y=things[1].y), replace(things[1], x=things[0].x, y=things[0].y)]
    pattern = phrase or words.saying(axis)
    a, b = (_called(noun, colour) for noun, colour in zip((one, other), colours))
    captions = [pattern.format(a=a, b=b), pattern.format(a=b, b=a)]
    near, far = AXES[axis]
    slots = [{near: one, far: other}, {near: other, far: one}]
    facts = [Fact(one, colours[0]), Fact(other, colours[1])]
    return _halves(background, [things, swapped], captions, [Truth(facts, s) for s in slots], words, phrase is not None)


def _in_front(stock, one, other, pictures, colours, ink, background, words: Words, phrase):
    rng = words.rng
    size = rng.uniform(40, 54)
    shift, turn = size * rng.uniform(0.24, 0.36), rng.uniform(0, 2 * math.pi)
    dx, dy = shift * math.cos(turn), shift * math.sin(turn)
    spots = (MIDDLE + dx, MIDDLE + dy), (MIDDLE - dx, MIDDLE - dy)
    a, b = (_thing(stock, p, c, *spot, size * rng.uniform(0.9, 1.1), rng) for p, c, spot in zip(pictures, ink, spots))
    pattern = phrase or words.saying("front")
    names = [_called(noun, colour) for noun, colour in zip((one, other), colours)]
    captions = [pattern.format(a=names[0], b=names[1]), pattern.format(a=names[1], b=names[0])]
    facts = [Fact(one, colours[0]), Fact(other, colours[1])]
    slots = [{"front": one, "behind": other}, {"front": other, "behind": one}]
    # Painted later is in front.
    halves = _halves(background, [[b, a], [a, b]], captions, [Truth(facts, s) for s in slots], words, phrase is not None)
    return halves if _differ(*halves) else None


def _differ(one: Half, other: Half) -> bool:
    """Whether enough of the one thing covers the other that anybody could say which is in front."""
    change = np.abs(one.pixels.astype(np.int16) - other.pixels).sum(2)
    return float((change > PLAIN_CHANGE).mean()) > LEAST_OVERLAP


def _called(noun: str, colour: str | None) -> str:
    return article(f"{colour} {noun}" if colour else noun)


def _halves(background, paintings, captions, truths, words: Words, verbatim: bool = False):
    if not verbatim and not words.held:
        captions = dressed(captions, words.rng)
    return [
        Half(paint(background, things), caption, truth, truth)
        for things, caption, truth in zip(paintings, captions, truths)
    ]


def colours_swapped(stock: Stock, words: Words):
    rng = words.rng
    one, other = _pair_of_nouns(stock, rng, coloured=True)
    first = pick_colour(rng)
    second = pick_colour(rng, (first,))
    pictures = stock.in_colour(one, [first, second], rng), stock.in_colour(other, [first, second], rng)
    if not all(pictures):
        return None
    background = stock.backgrounds.pick(rng, (first, second))
    axis = rng.choice(["left", "above"])
    spots, sizes = _spots(axis, rng), (rng.uniform(27, 42), rng.uniform(27, 42))
    if rng.random() < 0.5:
        spots = spots[::-1]
    painted = []
    for colours in ((first, second), (second, first)):
        painted.append(
            [_thing(stock, p[c], c, *spot, size, rng) for p, c, spot, size in zip(pictures, colours, spots, sizes)]
        )
    pattern = words.pair()
    captions, truths = [], []
    for colours in ((first, second), (second, first)):
        captions.append(pattern.format(a=_called(one, colours[0]), b=_called(other, colours[1])))
        truths.append(Truth([Fact(one, colours[0]), Fact(other, colours[1])]))
    return _halves(background, painted, captions, truths, words)


def object_replaced(stock: Stock, words: Words):
    rng = words.rng
    one, other = _pair_of_nouns(stock, rng)
    third = stock.noun(rng)
    if third in (one, other):
        return None
    ink = pick_colour(rng, plain=1.0), pick_colour(rng, plain=1.0)
    background = stock.backgrounds.pick(rng, ink)
    spots, sizes = _spots(rng.choice(["left", "above"]), rng), (rng.uniform(26, 42), rng.uniform(26, 42))
    make = lambda noun, at: _thing(stock, stock.any(noun, rng), ink[at], *spots[at], sizes[at], rng)
    kept = make(one, 0)
    pattern = words.pair()
    order = rng.random() < 0.5
    captions = []
    for noun in (other, third):
        a, b = (one, noun) if order else (noun, one)
        captions.append(pattern.format(a=article(a), b=article(b)))
    truths = [Truth([Fact(one), Fact(noun)]) for noun in (other, third)]
    return _halves(background, [[kept, make(other, 1)], [kept, make(third, 1)]], captions, truths, words)


def _cells(count: int, rng: random.Random) -> tuple[list[tuple[float, float]], float]:
    """Places for that many, none on another, and the side of a cell in px."""
    columns = 3 if count <= 7 and rng.random() < 0.8 else 4
    side = SIDE / columns
    cells = [((x + 0.5) * side, (y + 0.5) * side) for x in range(columns) for y in range(columns)]
    rng.shuffle(cells)
    return cells, side


def count_off(stock: Stock, words: Words, balanced: float = 0.5):
    """One more or one fewer. `balanced`: share of twins with the same area of ink in all."""
    rng = words.rng
    noun = stock.noun(rng)
    coloured = rng.random() < 0.4
    colour = pick_colour(rng)
    picture = stock.in_colour(noun, [colour], rng).get(colour) if coloured and noun in set(stock.coloured_nouns) else None
    said_colour = colour if picture is not None else None
    picture = picture or stock.any(noun, rng)
    background = stock.backgrounds.pick(rng, (colour,))
    count = 1 + int(rng.random() ** 1.4 * 10)
    other = count + 1 if count == 1 or (count < 10 and rng.random() < 0.5) else count - 1
    cells, side = _cells(max(count, other), rng)
    size = side * rng.uniform(0.55, 0.92)
    sizes = {count: size, other: side * rng.uniform(0.55, 0.92)}
    if rng.random() < balanced:
        few, many = sorted((count, other))
        sizes[few] = min(side * 1.05, size)
        sizes[many] = sizes[few] * math.sqrt(few / many)
    paintings = []
    for quantity in (count, other):
        jitter = lambda: rng.uniform(-0.06, 0.06) * side
        places = rng.sample(cells, quantity)
        paintings.append(
            [_thing(stock, picture, colour, x + jitter(), y + jitter(), sizes[quantity] * rng.uniform(0.88, 1.1), rng) for x, y in places]
        )
    pattern = words.count()
    name = f"{said_colour} {noun}" if said_colour else noun
    captions, truths = [], []
    for quantity in (count, other):
        captions.append(pattern.format(k=number(quantity, rng), n=name if quantity == 1 else plural(name, rng)))
        truths.append(Truth([Fact(noun, said_colour, quantity)]))
    return _halves(background, paintings, captions, truths, words)


def counts_swapped(stock: Stock, words: Words):
    rng = words.rng
    one, other = _pair_of_nouns(stock, rng)
    few, many = rng.sample([1, 2, 3, 4, 5, 6], 2)
    pictures = stock.any(one, rng), stock.any(other, rng)
    ink = pick_colour(rng, plain=1.0), pick_colour(rng, plain=1.0)
    background = stock.backgrounds.pick(rng, ink)
    cells, side = _cells(few + many, rng)
    if few + many > len(cells):
        return None
    size = side * rng.uniform(0.6, 0.92)
    together = rng.random() < 0.5
    if together:
        cells.sort(key=lambda cell: cell[1])
    pattern = rng.choice(_HELD["pair"]) if words.held else rng.choice(["{a} and {b}", "{a} and {b}", "{a}, {b}", "{a} with {b}", "{a} next to {b}"])
    paintings, captions, truths = [], [], []
    for counts in ((few, many), (many, few)):
        places = iter(cells[: few + many])
        things = []
        for picture, colour, quantity in zip(pictures, ink, counts):
            for _ in range(quantity):
                x, y = next(places)
                things.append(_thing(stock, picture, colour, x, y, size * rng.uniform(0.88, 1.1), rng))
        paintings.append(things)
        names = [_counted(noun, quantity, rng) for noun, quantity in zip((one, other), counts)]
        captions.append(pattern.format(a=names[0], b=names[1]))
        truths.append(Truth([Fact(noun, None, quantity) for noun, quantity in zip((one, other), counts)]))
    return _halves(background, paintings, captions, truths, words)


def _counted(noun: str, quantity: int, rng: random.Random) -> str:
    if quantity == 1:
        return article(noun) if rng.random() < 0.5 else f"{number(1, rng)} {plural(noun, rng) if rng.random() < 0.3 else noun}"
    return f"{number(quantity, rng)} {plural(noun, rng)}"


def alone_on_a_side(stock: Stock, words: Words):
    rng = words.rng
    noun = stock.noun(rng)
    colour = pick_colour(rng, plain=1.0)
    background = stock.backgrounds.pick(rng, (colour,))
    axis = rng.choice(["left", "above"])
    spots = _spots(axis, rng)
    thing = _thing(stock, stock.any(noun, rng), colour, *spots[0], rng.uniform(24, 42), rng)
    near, far = AXES[axis]
    index = rng.randrange(len(_SIDES[near]))
    captions = [_SIDES[side][index].format(a=article(noun)) for side in (near, far)]
    truths = [Truth([Fact(noun)], {side: noun}) for side in (near, far)]
    return _halves(background, [[thing], [replace(thing, x=spots[1][0], y=spots[1][1])]], captions, truths, words)


def background_swapped(stock: Stock, words: Words):
    """A thing and its background change colours."""
    rng = words.rng
    noun = stock.noun(rng, coloured=True)
    first = pick_colour(rng)
    second = pick_colour(rng, (first,))
    pictures = stock.in_colour(noun, [first, second], rng)
    if not pictures:
        return None
    x, y, size = MIDDLE + rng.uniform(-8, 8), MIDDLE + rng.uniform(-8, 8), rng.uniform(40, 74)
    pattern = rng.choice(_ON)
    halves = []
    for thing, behind in ((first, second), (second, first)):
        truth = Truth([Fact(noun, thing)])
        pixels = paint(shade(behind, rng), [_thing(stock, pictures[thing], thing, x, y, size, rng)])
        halves.append(Half(pixels, pattern.format(a=_called(noun, thing), g=behind), truth, truth))
    return halves


def size_swapped(stock: Stock, words: Words):
    rng = words.rng
    one, other = _pair_of_nouns(stock, rng)
    ink = pick_colour(rng, plain=1.0), pick_colour(rng, plain=1.0)
    background = stock.backgrounds.pick(rng, ink)
    spots = _spots(rng.choice(["left", "above"]), rng)
    large, small = rng.uniform(38, 46), rng.uniform(14, 22)
    pictures = stock.any(one, rng), stock.any(other, rng)
    a, b = (_thing(stock, p, c, *spot, large, rng) for p, c, spot in zip(pictures, ink, spots))
    pattern = rng.choice(
        "a big {a} and a small {b}|a small {b} next to a large {a}|a large {a} and a small {b}|a huge {a} near a tiny {b}".split("|")
    )
    captions = [pattern.format(a=one, b=other), pattern.format(a=other, b=one)]
    paintings = [[a, replace(b, size=small)], [replace(a, size=small), b]]
    truths = [
        Truth([Fact(one, shape="big"), Fact(other, shape="small")]),
        Truth([Fact(one, shape="small"), Fact(other, shape="big")]),
    ]
    return _halves(background, paintings, captions, truths, words)


def composed(pair: tuple[dict, dict], words: Words) -> list[Half]:
    """A pair of the app's composer: its own words, or ours where a pattern says the same."""
    rng = words.rng
    truths = [truth_of(scene) for scene in pair]
    captions = [scene["caption"] for scene in pair]
    axis_order = [_axis(scene) for scene in pair]
    nowhere = not any(scene["backdrops"] for scene in pair)
    if nowhere and all(axis_order) and rng.random() < 0.5:
        axis = axis_order[0][0]
        if axis == axis_order[1][0]:
            pattern = words.saying(axis)
            captions = [
                pattern.format(a=_wish(scene["objects"][order[1]]), b=_wish(scene["objects"][order[2]]))
                for scene, order in zip(pair, axis_order)
            ]
    captions = dressed(captions, rng)
    brightness = rng.uniform(0.92, 1.06)
    return [
        Half(np.clip(scene["pixels"][..., :3] * brightness, 0, 255).astype(np.uint8), caption, truth, truth)
        for scene, caption, truth in zip(pair, captions, truths)
    ]


RELATION_AXES = {
    "on the left of": ("left", 0, 1), "on the right of": ("left", 1, 0),
    "on the top of": ("above", 0, 1), "above": ("above", 0, 1), "on the bottom of": ("above", 1, 0),
    "in front of": ("front", 0, 1), "behind": ("front", 1, 0), "hidden by": ("front", 1, 0),
}


def _axis(scene: dict) -> tuple[str, int, int] | None:
    """The axis, and which object stands first on it, of a scene of two things and one relation."""
    if len(scene["objects"]) != 2 or len(scene["relations"]) != 1:
        return None
    told = scene["relations"][0]
    facts = RELATION_AXES.get(told["kind"])
    if facts is None:
        return None
    axis, first, second = facts
    ends = told["subject"], told["object"]
    return axis, ends[first], ends[second]


def _wish(wish: dict) -> str:
    words = " ".join(word for word in (wish["colour"], wish["shape"], wish["texture"], wish["noun"]) if word)
    return article(words)


def truth_of(scene: dict) -> Truth:
    facts = [
        Fact(
            wish["noun"], wish["colour"] if wish["colour"] in COLOURS else None,
            wish["count"] if 1 <= wish["count"] <= 10 else None, wish["texture"], wish["shape"],
        )
        for wish in scene["objects"]
    ]
    order = _axis(scene)
    slots = {}
    if order is not None:
        near, far = AXES[order[0]]
        slots = {near: scene["objects"][order[1]]["noun"], far: scene["objects"][order[2]]["noun"]}
    return Truth(facts, slots)


MIX = {
    "left": 7, "above": 7, "front": 16, "colours": 26, "replaced": 15,
    "count": 15, "counts": 22, "side": 2, "background": 1, "size": 3,
}


def any_scene(stock: Stock, words: Words):
    """Two halves of a random kind."""
    while True:
        kind = words.rng.choices(list(MIX), list(MIX.values()))[0]
        halves = make(kind, stock, words)
        if halves is not None:
            return halves


def make(kind: str, stock: Stock, words: Words):
    if kind in ("left", "above", "front"):
        return relation(stock, words, kind)
    return {
        "colours": colours_swapped, "replaced": object_replaced, "count": count_off, "counts": counts_swapped,
        "side": alone_on_a_side, "background": background_swapped, "size": size_swapped,
    }[kind](stock, words)
