"""One thing a picture, with one of many captions; and the same drawing seen twice."""

import random
from dataclasses import dataclass, replace

from .backgrounds import SIDE, Backgrounds
from .bank import Picture
from .colours import COLOURS, pick_colour, shade
from .materials import Materials, made_of
from .paint import DARK, Thing, in_lines, outlined, paint, pale
from .plates import Plates, on_plate
from .scenes import Fact, Half, Truth, may_be_inked
from .wordings import (
    ALONE, BEFORE, COLOURED_BESIDES, MATERIAL_BESIDES, SHAPE_BESIDES, WITH_ATTRIBUTE, article, patterns,
)

_ALONE, _WITH = patterns(ALONE), patterns(WITH_ATTRIBUTE)
_COLOURED, _MADE, _SHAPED = patterns(COLOURED_BESIDES), patterns(MATERIAL_BESIDES), patterns(SHAPE_BESIDES)
MIDDLE = SIDE / 2
# Share of solid masks that are drawn with an outline.
OUTLINED = 0.25
# Share of coloured pictures, the library's aside, that are drawn in dark lines.
INKED = 0.45


@dataclass
class Singles:
    """Draws concepts so that the benchmark's nouns come most often, then the library's."""

    pictures: dict[str, list[Picture]]
    first: list[str]
    second: list[str]
    synonyms: dict[str, list[str]]
    backgrounds: Backgrounds
    plates: Plates = Plates()
    materials: Materials = Materials()

    def __post_init__(self):
        self.nouns = list(self.pictures)
        self.first = [noun for noun in self.first if noun in self.pictures]
        self.second = [noun for noun in self.second if noun in self.pictures]
        of = lambda fits: {noun: [p for p in pictures if fits(p)] for noun, pictures in self.pictures.items()}
        self._drawn, self._icons = of(lambda p: not p.icon), of(lambda p: p.icon)
        self._hands = of(lambda p: not p.icon and p.source != "library")
        self._coloured = of(lambda p: p.icon and p.kind == "rgba")

    def concept(self, rng: random.Random) -> str:
        chance = rng.random()
        return rng.choice(self.first if chance < 0.42 else self.second if chance < 0.54 else self.nouns)

    def picture(self, concept: str, rng: random.Random) -> Picture:
        drawn, icons, hands, coloured = (of[concept] for of in (self._drawn, self._icons, self._hands, self._coloured))
        if drawn and (not icons or rng.random() < 0.55):
            return rng.choice(hands) if hands and rng.random() < 0.7 else rng.choice(drawn)
        return rng.choice(coloured) if coloured and rng.random() < 0.4 else rng.choice(icons)

    def one(self, rng: random.Random, concept: str | None = None, picture: Picture | None = None,
            avoid: tuple[str, ...] = ()) -> tuple[Half, str | None]:
        """A picture with its caption, and the colour that the caption names."""
        concept = concept or self.concept(rng)
        picture = picture or self.picture(concept, rng)
        material = self.materials.pick(rng, picture)
        if material is not None:
            picture = made_of(material, picture)
        said = picture.colour
        ink = None
        if picture.kind == "alpha":
            ink = "black" if rng.random() < 0.35 and "black" not in avoid else pick_colour(rng, ("white", *avoid))
            said = ink
        inked = may_be_inked(picture) and rng.random() < INKED
        if inked:
            washed = rng.random() < 0.5 and material is None
        else:
            washed = picture.kind == "alpha" and picture.solid and rng.random() < OUTLINED / 2
        if washed:
            said = None
        named = said if said is not None and rng.random() < 0.45 else None
        texture = picture.texture if picture.texture is not None and rng.random() < 0.7 else None
        thing = self._placed(picture, ink, washed, inked, rng)
        plate = None if picture.fills else self.plates.pick(rng, said)
        if plate is not None:
            thing = Thing(on_plate(plate, thing), thing.x, thing.y, thing.size, squeeze=rng.uniform(0.9, 1.1))
        background = self.backgrounds.pick(rng, (said,) if said else ())
        pixels = paint(background, [thing])
        shape = plate.shape if plate is not None and rng.random() < 0.7 else None
        caption = self._caption(concept, picture, named, shape, texture, rng)
        shown = Truth([Fact(concept, said, 1, picture.texture, plate and plate.shape)])
        told = Truth([Fact(concept, named, None, texture, shape)])
        return Half(pixels, caption, shown, told), named or shape or texture

    def _placed(self, picture: Picture, ink: str | None, washed: bool, inked: bool, rng: random.Random) -> Thing:
        """`inked`: in dark lines. `washed`: in so pale a colour within them that it has no name."""
        if picture.fills:
            return Thing(picture, MIDDLE, MIDDLE, SIDE * rng.uniform(1.0, 1.12), flipped=rng.random() < 0.4)
        size = rng.uniform(42, 92)
        room = max(0.0, (SIDE - size) / 2 + 2)
        x, y = MIDDLE + rng.uniform(-room, room), MIDDLE + rng.uniform(-room, room)
        stroke = rng.choice([-2, -1, -1, 1, 1, 2]) if picture.kind == "alpha" and rng.random() < 0.4 else 0
        rgb = shade(ink, rng) if ink else None
        thing = Thing(picture, x, y, size, rgb, stroke, rng.random() < 0.4, rng.uniform(0.82, 1.18))
        if inked:
            return replace(thing, **in_lines(rng, washed))
        if washed:
            return replace(thing, rgb=DARK, inner=pale(rgb, rng), edge=rng.choice([1, 2]))
        return replace(thing, **outlined(rgb, rng)) if rgb and picture.solid and rng.random() < OUTLINED else thing

    def _caption(
        self, concept: str, picture: Picture, colour: str | None, shape: str | None, texture: str | None, rng: random.Random,
    ) -> str:
        noun = concept
        chance = rng.random()
        if chance > 0.85 and self.synonyms.get(concept):
            noun = rng.choice(self.synonyms[concept][:3])
        elif chance > 0.72:
            noun = picture.wording
        attributes = [word for word in (colour, shape, texture) if word]
        if not attributes:
            caption = rng.choice(_ALONE).format(n=noun, an=article(noun))
        else:
            attribute = " ".join(attributes)
            only = len(attributes) == 1
            besides = _COLOURED if only and colour else _SHAPED if only and shape else _MADE if only else []
            caption = rng.choice([*_WITH, *besides]).format(n=noun, c=attribute, an=article(f"{attribute} {noun}"))
        return rng.choice(BEFORE) + caption if rng.random() < 0.15 else caption

    def twice(self, rng: random.Random) -> list[tuple[Half, str | None]]:
        """The same drawing, or another of the same thing by any hand, drawn and coloured anew."""
        concept = self.concept(rng)
        picture = self.picture(concept, rng)
        first, said = self.one(rng, concept, picture)
        again = picture if rng.random() < 0.7 else self.picture(concept, rng)
        return [(first, said), self.one(rng, concept, again, (said,) if said in COLOURS else ())]
