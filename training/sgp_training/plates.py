"""Things on a shape, as the composer draws a shape that a thing cannot take itself: a crescent sheep."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from .bank import Plate, Picture
from .paint import Thing, extent_of, layer_of

# Share of single things that are put on one.
ON_A_PLATE = 0.1


@dataclass(frozen=True)
class Plates:
    plates: Sequence[Plate] = ()

    def pick(self, rng: random.Random, colour: str | None) -> Plate | None:
        """Half of the time one in a lighter shade of the thing's colour, as the composer has them."""
        if not self.plates or rng.random() >= ON_A_PLATE:
            return None
        plate = rng.choice(self.plates)
        if colour is None or rng.random() < 0.5:
            return plate
        return next((p for p in self.plates if p.shape == plate.shape and p.colour == colour), plate)


def on_plate(plate: Plate, thing: Thing) -> Picture:
    """A picture of both: the thing as it is painted, as large as the plate has room for it."""
    x, y, width, height = plate.room
    wide, tall = extent_of(thing)
    fitted = replace(thing, size=thing.size * min(width / wide, height / tall), x=x + width / 2, y=y + height / 2)
    both = Image.fromarray(plate.pixels, "RGBA")
    outline = both.getchannel("A")
    both.alpha_composite(*layer_of(fitted))
    if plate.clips:
        both.putalpha(outline)
    return replace(thing.picture, pixels=np.asarray(both), kind="rgba", box=plate.box, solid=True)
