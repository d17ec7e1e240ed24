"""Picture against picture: the same drawing changed, and the same thing by other artists.

Beside the encoder stand the cosine of pixels and of edge maps, which a useful encoder must beat.
"""

import random

import numpy as np
from PIL import Image, ImageFilter

from sgp_training.bank import Bank, Picture
from sgp_training.colours import RGB
from sgp_training.paint import Thing, paint

from .encoders import Encoder
from .measures import Share, edge_map, flat_cosine

GALLERY = 600
QUERIES = 240
WHITE = (255, 255, 255)
CREAM = (250, 240, 200)


def _drawn(picture: Picture, colour="black", background=WHITE, **change) -> np.ndarray:
    thing = dict(x=48, y=48, size=76, stroke=0) | change
    rgb = RGB[colour] if picture.kind == "alpha" else None
    return paint(background, [Thing(picture, thing["x"], thing["y"], thing["size"], rgb, thing["stroke"])])


def _warped(pixels: np.ndarray, rng: random.Random) -> np.ndarray:
    """Turned, leaned and moved a little, as a second drawing of the same thing would be."""
    a, b = rng.uniform(-0.14, 0.14), rng.uniform(-0.14, 0.14)
    matrix = (1 + rng.uniform(-0.1, 0.1), a, -48 * a + rng.uniform(-4, 4), b, 1 + rng.uniform(-0.1, 0.1), -48 * b + rng.uniform(-4, 4))
    return np.asarray(Image.fromarray(pixels).transform((96, 96), Image.AFFINE, matrix, Image.BILINEAR, fillcolor=WHITE))


def _simplified(pixels: np.ndarray) -> np.ndarray:
    """Small parts gone: blurred, then hard again."""
    soft = Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(2.2))
    return np.asarray(soft.quantize(4).convert("RGB"))


CHANGES = {
    "recolour": lambda p, rng: _drawn(p, "red"),
    "recolour, other background": lambda p, rng: _drawn(p, "white", (36, 99, 209)),
    "shift": lambda p, rng: _drawn(p, x=57, y=41),
    "scale": lambda p, rng: _drawn(p, size=54),
    "stroke width": lambda p, rng: _drawn(p, stroke=rng.choice([-1, 2])),
    "jitter": lambda p, rng: _warped(_drawn(p), rng),
    "simplification": lambda p, rng: _simplified(_drawn(p)),
    "all at once": lambda p, rng: _warped(_drawn(p, "blue", CREAM, size=60, x=52, y=45, stroke=1), rng),
}
IN_THE_MEAN = ("recolour", "recolour, other background", "shift", "scale", "stroke width", "jitter", "all at once")


def likeness_rows(encoder: Encoder, bank: Bank, concepts: list[str], rng: random.Random, quick: bool) -> dict[str, Share]:
    held = bank.of("held-artist")
    masks = [picture for pictures in held.values() for picture in pictures if picture.kind == "alpha"]
    rng.shuffle(masks)
    gallery = masks[:GALLERY]
    queries = list(range(min(len(gallery), QUERIES // 4 if quick else QUERIES)))
    views = {
        "likeness": lambda rgb: encoder.likenesses(rgb),
        "pixel cosine": flat_cosine,
        "edge-map cosine": lambda rgb: flat_cosine(edge_map(rgb)),
    }
    originals = np.stack([_drawn(picture) for picture in gallery])
    shown = {name: embed(originals) for name, embed in views.items()}
    rows: dict[str, Share] = {}
    found: dict[str, list[np.ndarray]] = {name: [] for name in views}
    for change, draw in CHANGES.items():
        changed = np.stack([draw(gallery[query], rng) for query in queries])
        for name, embed in views.items():
            first = (embed(changed) @ shown[name].T).argmax(1) == np.array(queries)
            rows[f"{name}, {change}, top-1"] = Share.of(first, 1 / len(gallery))
            if change in IN_THE_MEAN:
                found[name].append(first)
    for name, hits in found.items():
        rows[f"{name}, mean over changes, top-1"] = Share.of(np.concatenate(hits), 1 / len(gallery))
    rows.update(_across_artists(views, held))
    return rows


def _across_artists(views, held: dict[str, list[Picture]]) -> dict[str, Share]:
    """A Tabler outline is nearer to Twemoji's picture of the same thing than to that of another."""
    by = lambda name: {c: p for c, ps in held.items() for p in ps if p.source == name}
    one, other = by("tabler"), by("twemoji")
    both = sorted(set(one) & set(other))
    rows = {}
    for name, embed in views.items():
        a, b = (embed(np.stack([_drawn(set_[c]) for c in both])) for set_ in (one, other))
        scores = a @ b.T
        wins = (scores.diagonal()[:, None] > scores).sum(1) / (len(both) - 1)
        rows[f"{name}, same concept across artists, pairwise"] = Share.of(wins, 0.5)
    return rows
