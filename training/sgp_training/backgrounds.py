"""What things are put on: plain colours, shaded ones, two bands, and the composer's places."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from .colours import APART, RGB, far, pick_colour, shade

SIDE = 96
# Share of pictures that are put on one of the composer's places, where such are at hand.
IN_A_PLACE = 0.2
# A place where more than this share of the pixels is near to a colour would hide things of that colour.
MOST_ALIKE = 0.12


@dataclass(frozen=True)
class Place:
    """A place of the composer with nothing in it. `horizon`, px: below it things throw shadows; None: nowhere."""

    pixels: np.ndarray
    horizon: float | None

    def shows(self, rgb: tuple[int, int, int]) -> bool:
        """Whether something of this colour stands out on it."""
        apart = self.pixels.astype(np.int32) - rgb
        return float(((apart * apart).sum(2) < APART**2).mean()) < MOST_ALIKE


# A colour; or upper, lower and the horizon in px; or from, to and None: shaded; or a place.
Background = tuple | Place


@dataclass(frozen=True)
class Backgrounds:
    places: Sequence[Place] = ()

    def pick(self, rng: random.Random, avoid: tuple[str, ...] = ()) -> Background:
        """One on which the colours of `avoid` can be told."""
        if self.places and rng.random() < IN_A_PLACE:
            place = rng.choice(self.places)
            if all(place.shows(RGB[name]) for name in avoid):
                return place
        return _simple(rng, avoid)


def _simple(rng: random.Random, avoid: tuple[str, ...]) -> Background:
    """White half of the time, as models leave it."""
    chance = rng.random()
    if chance < 0.5 and all(far(RGB[name], (255, 255, 255)) for name in avoid):
        return 255, 255, 255
    name = pick_colour(rng, avoid)
    if chance < 0.62:
        pale = tuple(round(255 - (255 - value) * rng.uniform(0.06, 0.3)) for value in RGB[name])
        if all(far(RGB[other], pale) for other in avoid):
            return pale
    if chance < 0.74:
        sky = rng.choice([(135, 206, 235), (190, 225, 250), (120, 180, 240), (25, 30, 70), (250, 190, 140)])
        ground = rng.choice([(100, 180, 90), (80, 160, 60), (225, 205, 150), (150, 150, 155), (240, 245, 250), (140, 100, 70)])
        if all(far(RGB[other], sky) and far(RGB[other], ground) for other in avoid):
            return sky, ground, rng.randint(50, 80)
    if chance < 0.84:
        one, other = shade(name, rng), (255, 255, 255)
        return tuple(round(255 - (255 - v) * 0.5) for v in one), other, None
    return shade(name, rng)


def canvas(background: Background) -> Image.Image:
    """RGB of 96 x 96."""
    if isinstance(background, Place):
        return Image.fromarray(background.pixels)
    if isinstance(background[0], int):
        return Image.new("RGB", (SIDE, SIDE), background)
    upper, lower, horizon = background
    if horizon is None:
        share = np.linspace(0, 1, SIDE)[:, None, None]
        shaded = np.array(upper) * (1 - share) + np.array(lower) * share
        return Image.fromarray(np.broadcast_to(shaded, (SIDE, SIDE, 3)).astype(np.uint8))
    image = Image.new("RGB", (SIDE, SIDE), upper)
    ImageDraw.Draw(image).rectangle([0, horizon, SIDE, SIDE], fill=lower)
    return image
