"""Puts pictures of the bank on a canvas of 96 px."""

import random
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from .bank import SIDE, Picture

# The benchmark's colours as the app's composer has them, and a few more that people name.
COLOURS = {
    "red": "d62828", "blue": "2463d1", "green": "2e9e4a", "silver": "b9c0c8", "brown": "7b4a24",
    "teal": "0f8383", "purple": "7d2fa8", "magenta": "e21bb0", "cyan": "14c8dc", "yellow": "f6d021",
    "bronze": "b0752f", "peach": "ffcba4", "indigo": "3f1d95", "coral": "ff7256", "white": "fafafa",
    "maroon": "7c1528", "violet": "9a5cf0", "salmon": "fa9182", "turquoise": "36cfc0", "mint": "a5ecc6",
    "pink": "ff8fbf", "navy": "152a63", "gold": "e5b020", "orange": "f5821f", "olive": "7d7c1f",
    "lime": "9be02a", "gray": "878c92", "black": "25262b",
}
RGB = {name: tuple(bytes.fromhex(hex_)) for name, hex_ in COLOURS.items()}
PLAIN = "red blue green brown purple yellow white pink orange gray black".split()
# As web pages and models write them: the same word is a range of colours.
OTHER_SHADES = {
    "red": "ff0000", "blue": "0000ff", "green": "008000", "yellow": "ffff00", "orange": "ffa500",
    "purple": "800080", "pink": "ffc0cb", "brown": "8b4513", "gray": "808080", "black": "000000",
    "white": "ffffff", "cyan": "00ffff", "magenta": "ff00ff", "lime": "00ff00", "teal": "008080",
    "navy": "000080", "maroon": "800000", "olive": "808000", "gold": "ffd700", "silver": "c0c0c0",
    "violet": "ee82ee", "indigo": "4b0082", "coral": "ff7f50", "salmon": "fa8072", "turquoise": "40e0d0",
}
OTHER_RGB = {name: tuple(bytes.fromhex(hex_)) for name, hex_ in OTHER_SHADES.items()}


def pick_colour(rng: random.Random, avoid: tuple[str, ...] = (), plain: float = 0.6) -> str:
    """A name whose colour can be told from those of `avoid`."""
    for _ in range(40):
        name = rng.choice(PLAIN) if rng.random() < plain else rng.choice(list(COLOURS))
        if all(_far(RGB[name], RGB[other]) for other in avoid):
            return name
    return "black" if "black" not in avoid else "white"


def _far(one, other) -> bool:
    return sum((a - b) ** 2 for a, b in zip(one, other)) > 75**2


def shade(name: str, rng: random.Random, spread: int = 14) -> tuple[int, int, int]:
    base = OTHER_RGB[name] if name in OTHER_RGB and rng.random() < 0.3 else RGB[name]
    return tuple(max(0, min(255, value + rng.randint(-spread, spread))) for value in base)


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


def canvas(background) -> Image.Image:
    """`background`: a colour, or (upper, lower, horizon in px), or (from, to, None): shaded."""
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


def pick_background(rng: random.Random, avoid: tuple[str, ...] = ()) -> tuple[str, object]:
    """A name for it, and what `canvas` paints. White half of the time, as models leave it."""
    chance = rng.random()
    if chance < 0.5 and all(_far(RGB[name], (255, 255, 255)) for name in avoid):
        return "white", (255, 255, 255)
    name = pick_colour(rng, avoid)
    if chance < 0.62:
        pale = tuple(round(255 - (255 - value) * rng.uniform(0.06, 0.3)) for value in RGB[name])
        if all(_far(RGB[other], pale) for other in avoid):
            return "plain", pale
    if chance < 0.74:
        sky = rng.choice([(135, 206, 235), (190, 225, 250), (120, 180, 240), (25, 30, 70), (250, 190, 140)])
        ground = rng.choice([(100, 180, 90), (80, 160, 60), (225, 205, 150), (150, 150, 155), (240, 245, 250), (140, 100, 70)])
        if all(_far(RGB[other], sky) and _far(RGB[other], ground) for other in avoid):
            return "landscape", (sky, ground, rng.randint(50, 80))
    if chance < 0.84:
        one, other = shade(name, rng), (255, 255, 255)
        return "shaded", (tuple(round(255 - (255 - v) * 0.5) for v in one), other, None)
    return name, shade(name, rng)


def paint(background, things: list[Thing]) -> np.ndarray:
    """RGB of 96 x 96; later things cover earlier ones."""
    image = canvas(background)
    for thing in things:
        _put(image, thing)
    return np.asarray(image)


def _put(image: Image.Image, thing: Thing) -> None:
    left, top, right, bottom = thing.picture.box
    pixels = thing.picture.pixels[top:bottom, left:right]
    if thing.flipped:
        pixels = pixels[:, ::-1]
    scale = thing.size / max(right - left, bottom - top)
    width = max(2, round((right - left) * scale * thing.squeeze))
    height = max(2, round((bottom - top) * scale))
    corner = round(thing.x - width / 2), round(thing.y - height / 2)
    if thing.picture.kind == "alpha":
        mask = Image.fromarray(restroked(np.ascontiguousarray(pixels), thing.stroke))
        mask = mask.resize((width, height), Image.BILINEAR)
        image.paste(thing.rgb or (0, 0, 0), corner, mask)
        if thing.inner is not None:
            image.paste(thing.inner, corner, within(mask, thing.edge))
    else:
        drawn = pixels if thing.tint is None else inked(pixels, thing.edge, thing.tint)
        coloured = Image.fromarray(np.ascontiguousarray(drawn), "RGBA").resize((width, height), Image.BILINEAR)
        image.paste(coloured, corner, coloured)


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


def inked_by_chance(rng: random.Random, keeps_colour: bool) -> dict:
    """What makes a coloured picture a drawing in lines; colours that are named stay what they are."""
    tint = 1.0 if keeps_colour or rng.random() < 0.5 else rng.uniform(0.0, 0.5)
    return dict(edge=rng.choice([1, 1, 2]), tint=tint)


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
