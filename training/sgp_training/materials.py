"""Drawings whose body is made of a material: of wood, of fabric."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .bank import Material, Picture

# Share of single things, the library's aside, which has its own, that are made of one.
MADE_OF_ONE = 0.08
# Colours nearer than this, of 255 a channel, belong to one part; darker ones are lines.
NEAR, INK = 40, 80


@dataclass(frozen=True)
class Materials:
    materials: Sequence[Material] = ()

    def pick(self, rng: random.Random, picture: Picture) -> Material | None:
        fits = picture.solid and not picture.fills and picture.source != "library"
        return rng.choice(self.materials) if self.materials and fits and rng.random() < MADE_OF_ONE else None


def made_of(material: Material, picture: Picture) -> Picture:
    """A mask is filled with it; of a coloured drawing the colour that covers most is."""
    if picture.kind == "alpha":
        pixels = np.concatenate([material.pixels, picture.pixels[..., None]], 2)
    else:
        body = _body(picture.pixels)[..., None]
        pixels = np.where(body, np.concatenate([material.pixels, picture.pixels[..., 3:]], 2), picture.pixels)
    return replace(picture, pixels=pixels, kind="rgba", colour=None, texture=material.texture)


def _body(pixels: np.ndarray) -> np.ndarray:
    """uint8 [h, w, 4] -> bool [h, w]"""
    rgb, opaque = pixels[..., :3].astype(np.int32), pixels[..., 3] > 127
    candidates = opaque & (rgb.max(2) > INK)
    if not candidates.any():
        return opaque
    coarse = (rgb // 16 * 256 // 16) @ np.array([65536, 256, 1])
    values, counts = np.unique(coarse[candidates], return_counts=True)
    most = rgb[candidates & (coarse == values[counts.argmax()])].mean(0)
    return opaque & (((rgb - most) ** 2).sum(2) < NEAR**2)
