"""The picture bank: everything drawn once at 96 px by `npm run data`, read from memory-mapped files."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .backgrounds import SIDE, Backgrounds, Place

# Fainter than this is no part of the thing's box.
VISIBLE = 20
# Share of the box that is opaque, above which one cannot look through a drawing.
SOLID = 0.45


@dataclass(frozen=True)
class Picture:
    """A thing on nothing: `kind` alpha can take any colour, rgba keeps its own."""

    pixels: np.ndarray
    kind: str
    box: tuple[int, int, int, int]
    concept: str
    wording: str
    colour: str | None
    texture: str | None
    split: str
    # The icon set, "library", or whose hand drew it.
    source: str
    icon: bool
    key: str
    # It brings its own background, to the edges.
    fills: bool
    # It hides what is behind it: most of its box is painted.
    solid: bool


@dataclass(frozen=True)
class Plate:
    """A shape with nothing on it. `room`: x, y, width, height in px; `clips`: what is on it ends at its outline."""

    pixels: np.ndarray
    box: tuple[int, int, int, int]
    room: tuple[float, float, float, float]
    shape: str
    colour: str
    clips: bool


@dataclass(frozen=True)
class Material:
    """`pixels`: uint8 [SIDE, SIDE, 3], all of it."""

    pixels: np.ndarray
    texture: str


class Bank:
    def __init__(self, work: Path):
        self.things = [*_things(work, "icons"), *_things(work, "drawings")]
        self.scenes = _scenes(work)
        self.backgrounds = Backgrounds(_places(work))
        self.plates, self.materials = _plates(work), _materials(work)

    def of(self, split: str) -> dict[str, list[Picture]]:
        """Concept to its pictures of one split."""
        found: dict[str, list[Picture]] = {}
        for picture in self.things:
            if picture.split == split:
                found.setdefault(picture.concept, []).append(picture)
        return found


def _parts(work: Path, name: str):
    for index in sorted(work.glob(f"{name}-*.jsonl")):
        prefix = index.with_suffix("")
        pixels = {}
        for kind, shape in (("alpha", (-1, SIDE, SIDE)), ("rgba", (-1, SIDE, SIDE, 4))):
            file = prefix.with_suffix(f".{kind}")
            # Plain views: a subclass for each of 100,000 pictures would cost more than the pictures.
            mapped = np.memmap(file, np.uint8, "r") if file.stat().st_size else np.empty(0, np.uint8)
            pixels[kind] = np.asarray(mapped).reshape(shape)
        with index.open() as rows:
            for row in map(json.loads, rows):
                yield row, pixels[row["kind"]][row["at"]]


def _things(work: Path, name: str) -> list[Picture]:
    things = []
    for row, pixels in _parts(work, name):
        icon = name == "icons"
        alpha = pixels if row["kind"] == "alpha" else pixels[..., 3]
        box = _box(alpha)
        if box is None:
            continue
        left, top, right, bottom = box
        things.append(
            Picture(
                pixels=pixels, kind=row["kind"], box=box, concept=row["concept"],
                wording=row.get("wording", row["concept"]),
                colour=None if icon else row["colour"], texture=None if icon else row["texture"],
                split=row["split"], source=row["set"] if icon else row["hand"], icon=icon,
                fills=row.get("backdrop", False), solid=float((alpha[top:bottom, left:right] > 127).mean()) > SOLID,
                key=f"{row['set']}:{row['icon']}" if icon else f"{row['hand']}:{row['style']}:{row['line']}",
            )
        )
    return things


def _box(alpha: np.ndarray) -> tuple[int, int, int, int] | None:
    rows, columns = np.where(alpha.max(1) > VISIBLE)[0], np.where(alpha.max(0) > VISIBLE)[0]
    if len(rows) == 0:
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _scenes(work: Path) -> dict[str, list[tuple[dict, dict]]]:
    """Split to pairs of (right, wrong) scenes: their labels and `pixels`."""
    halves: dict[tuple[str, int], list[dict]] = {}
    for row, pixels in _parts(work, "scenes"):
        halves.setdefault((row["split"], row["pair"]), []).append({**row, "pixels": pixels})
    scenes: dict[str, list[tuple[dict, dict]]] = {}
    for (split, _), rows in sorted(halves.items()):
        if len(rows) == 2:
            first, second = sorted(rows, key=lambda row: row["line"])
            scenes.setdefault(split, []).append((first, second))
    return scenes


def _places(work: Path) -> list[Place]:
    rows = _parts(work, "backdrops")
    return [Place(pixels[..., :3], row["horizon"] and row["horizon"] * SIDE) for row, pixels in rows]


def _plates(work: Path) -> list[Plate]:
    return [
        Plate(pixels, _box(pixels[..., 3]), tuple(SIDE * share for share in row["room"]), row["shape"], row["colour"], row["clips"])
        for row, pixels in _parts(work, "plates")
    ]


def _materials(work: Path) -> list[Material]:
    """What can be looked through stands before white."""
    found = []
    for row, pixels in _parts(work, "materials"):
        share = pixels[..., 3:].astype(np.float32) / 255
        found.append(Material((255 - (255 - pixels[..., :3]) * share).astype(np.uint8), row["texture"]))
    return found
