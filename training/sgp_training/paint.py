"""Puts pictures of the bank on a canvas of 96 px."""

import random
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from .backgrounds import Background, Place, canvas
from .bank import Picture


@dataclass
class Thing:
    """`x`, `y`: its middle; `size`: its longer side; all in px. `stroke`: px thicker or thinner."""

    picture: Picture
    x: float
    y: float
    size: float
    rgb: tuple[int, int, int] | None = None
    stroke: int = 0
    flipped: bool = False
    squeeze: float = 1.0
    # A mask's own colour is then its outline, `edge` px wide, and this fills it.
    inner: tuple[int, int, int] | None = None
    edge: int = 1
    # Dark lines around a coloured picture's areas, and how much of their colour stays; None: as it is.
    tint: float | None = None


def paint(background: Background, things: list[Thing]) -> np.ndarray:
    """RGB of 96 x 96; later things cover earlier ones, and all cover shadows."""
    image = canvas(background)
    if isinstance(background, Place) and background.horizon is not None:
        image = _with_shadows(image, background.horizon, things)
    for thing in things:
        layer, corner = layer_of(thing)
        image.paste(layer, corner, layer)
    return np.asarray(image)


def extent_of(thing: Thing) -> tuple[int, int]:
    """Width and height in px."""
    left, top, right, bottom = thing.picture.box
    scale = thing.size / max(right - left, bottom - top)
    return max(2, round((right - left) * scale * thing.squeeze)), max(2, round((bottom - top) * scale))


def _with_shadows(image: Image.Image, horizon: float, things: list[Thing]) -> Image.Image:
    """Under everything that reaches the ground, as the composer throws them."""
    veil = Image.new("L", image.size)
    draw = ImageDraw.Draw(veil)
    for thing in things:
        width, height = extent_of(thing)
        foot = thing.y + height / 2
        if foot > horizon and not thing.picture.fills:
            half, tall = 0.46 * width, min(1.7, 0.4 + 0.035 * width)
            draw.ellipse([thing.x - half, foot - tall, thing.x + half, foot + tall], fill=round(0.16 * 255))
    return Image.composite(Image.new("RGB", image.size), image, veil)


def layer_of(thing: Thing) -> tuple[Image.Image, tuple[int, int]]:
    """The thing on nothing, and where its upper left corner comes."""
    left, top, right, bottom = thing.picture.box
    pixels = thing.picture.pixels[top:bottom, left:right]
    if thing.flipped:
        pixels = pixels[:, ::-1]
    width, height = extent_of(thing)
    corner = round(thing.x - width / 2), round(thing.y - height / 2)
    if thing.picture.kind == "alpha":
        mask = Image.fromarray(restroked(np.ascontiguousarray(pixels), thing.stroke))
        mask = mask.resize((width, height), Image.BILINEAR)
        layer = Image.new("RGB", mask.size, thing.rgb or (0, 0, 0))
        if thing.inner is not None:
            layer.paste(thing.inner, (0, 0), within(mask, thing.edge))
        layer.putalpha(mask)
        return layer, corner
    drawn = pixels if thing.tint is None else inked(pixels, thing.edge, thing.tint)
    return Image.fromarray(np.ascontiguousarray(drawn), "RGBA").resize((width, height), Image.BILINEAR), corner


def within(mask: Image.Image, edge: int) -> Image.Image:
    """The mask without its outermost `edge` px."""
    room = ImageOps.expand(mask, edge, 0)
    return ImageOps.crop(room.filter(ImageFilter.MinFilter(2 * edge + 1)), edge)


def pale(rgb: tuple[int, int, int], rng: random.Random) -> tuple[int, int, int]:
    share = rng.uniform(0.1, 0.5)
    return tuple(round(255 - (255 - value) * share) for value in rgb)


DARK = (38, 37, 45)


def outlined(rgb: tuple[int, int, int], rng: random.Random) -> dict:
    """What makes a solid mask of this colour a drawing with an outline, and keeps what its colour is called."""
    edge = rng.choice([1, 1, 2])
    if rng.random() < 0.6:
        return dict(rgb=DARK, inner=rgb, edge=edge)
    return dict(rgb=rgb, inner=(255, 255, 255) if rng.random() < 0.5 else pale(rgb, rng), edge=edge)


# A step of colour between neighbours, of 255, that a hand would draw a line along; lines that cover more
# than this share of the ink would hide what it shows; colours darker than this, of 255, are lines already.
STEP, MOST_LINES, INK = 48, 0.5, 80


def inked(pixels: np.ndarray, edge: int, tint: float) -> np.ndarray:
    """uint8 [h, w, 4] -> [h + 8, w + 8, 4]: as somebody draws who draws lines first and colours thinly.

    Lines follow the areas of colour; where those are too many, the outline only; where even that is too
    much, as in line drawings, nothing changes.
    """
    room = np.pad(pixels, ((4, 4), (4, 4), (0, 0)))
    rgb, alpha = room[..., :3].astype(np.float32), room[..., 3:].astype(np.float32) / 255
    inside = alpha > 0.5
    outline = _steps(inside.astype(np.float32), 0.5)
    areas = outline | _steps(np.where(inside, rgb, 255), STEP)
    for edges in (areas, outline):
        line = Image.fromarray(edges.astype(np.uint8) * 255).filter(ImageFilter.MaxFilter(2 * edge + 1))
        share = np.asarray(line.filter(ImageFilter.GaussianBlur(0.6)), np.float32)[..., None] / 255
        if float(share.sum()) < MOST_LINES * float(alpha.sum()):
            kept = np.where(rgb.max(2, keepdims=True) < INK, 1, tint)
            colour = (255 - (255 - rgb) * kept) * (1 - share) + np.array(DARK) * share
            return np.concatenate([colour, 255 * np.maximum(alpha, share)], 2).astype(np.uint8)
    return room


def _steps(plane: np.ndarray, least: float) -> np.ndarray:
    """[h, w, any] -> [h, w]: where it differs from the neighbour above or to the left."""
    found = np.zeros(plane.shape[:2], bool)
    found[1:] = (np.abs(np.diff(plane, axis=0)) > least).any(2)
    found[:, 1:] |= (np.abs(np.diff(plane, axis=1)) > least).any(2)
    return found


def in_lines(rng: random.Random, washed: bool) -> dict:
    """What makes a coloured picture a drawing in lines; `washed`: its colours too pale for their names."""
    return dict(edge=rng.choice([1, 1, 2]), tint=rng.uniform(0.0, 0.5) if washed else 1.0)


def restroked(mask: np.ndarray, steps: int) -> np.ndarray:
    """Strokes a pixel wider for each step, or narrower; what would vanish stays."""
    grown = mask
    extreme = np.maximum if steps > 0 else np.minimum
    for _ in range(abs(steps)):
        tall = grown.copy()
        extreme(tall[1:], grown[:-1], out=tall[1:])
        extreme(tall[:-1], grown[1:], out=tall[:-1])
        wide = tall.copy()
        extreme(wide[:, 1:], tall[:, :-1], out=wide[:, 1:])
        extreme(wide[:, :-1], tall[:, 1:], out=wide[:, :-1])
        grown = wide
    if steps < 0 and int(grown.sum(dtype=np.int64)) < 0.35 * int(mask.sum(dtype=np.int64)):
        return mask
    return grown
