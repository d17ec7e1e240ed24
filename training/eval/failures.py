"""What it gets wrong, as a picture: `python -m eval.failures --folder ... --to failures.png`.

Left: single things whose name was not found, with the name that was taken for it. Right: pairs of
which the wrong caption scored higher.
"""

import argparse
import json
import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from sgp_training.bank import Bank
from sgp_training.scenes import Stock, Words, colours_swapped, count_off, counts_swapped, relation

from .encoders import HERE, OnnxEncoder
from .naming import benchmark_nouns, name_vectors, plain

TILE, LABEL = 120, 44
COLUMNS, ROWS = 8, 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    encoder = OnnxEncoder(options.folder)
    bank = Bank(HERE / "work")
    concepts = json.loads((options.folder / "config.json").read_text())["concepts"]
    rng = random.Random(5)
    tiles = [*misnamed(encoder, bank, concepts, rng, COLUMNS * ROWS // 2), *mistold(encoder, bank, concepts, rng, COLUMNS * ROWS // 2)]
    sheet = Image.new("RGB", (COLUMNS * TILE, ROWS * (TILE + LABEL)), "white")
    for index, (pixels, label) in enumerate(tiles):
        x, y = index % COLUMNS * TILE, index // COLUMNS * (TILE + LABEL)
        sheet.paste(Image.fromarray(pixels).resize((TILE - 8, TILE - 8)), (x + 4, y + 4))
        ImageDraw.Draw(sheet).multiline_text((x + 4, y + TILE - 2), _wrapped(label), fill="#222", font_size=10, spacing=1)
    sheet.quantize(128).save(options.to, optimize=True)


def misnamed(encoder, bank: Bank, concepts: list[str], rng: random.Random, wanted: int):
    names = benchmark_nouns(concepts)
    vectors = name_vectors(encoder, names)
    pictures = [(p.concept, p) for split in ("held-hand", "held-artist", "held-style") for ps in bank.of(split).values() for p in ps if p.concept in set(names)]
    rng.shuffle(pictures)
    for concept, picture in pictures:
        pixels = plain(picture)
        taken = names[int((encoder.pictures(pixels[None]) @ vectors.T).argmax())]
        if taken != concept:
            yield pixels, f"{concept}: taken for {taken}"
            wanted -= 1
        if wanted == 0:
            return


def mistold(encoder, bank: Bank, concepts: list[str], rng: random.Random, wanted: int):
    held = {c: ps for c, ps in bank.of("held-artist").items() if c in set(concepts)}
    stock, words = Stock(held, benchmark_nouns(concepts)), Words(rng)
    kinds = [lambda: relation(stock, words, "left"), lambda: relation(stock, words, "front"), lambda: colours_swapped(stock, words), lambda: count_off(stock, words, 1.0), lambda: counts_swapped(stock, words)]
    while wanted > 0:
        halves = rng.choice(kinds)()
        if halves is None:
            continue
        vector = encoder.pictures(halves[0].pixels[None])
        right, wrong = (encoder.captions([half.caption for half in halves]) @ vector[0]).tolist()
        if wrong > right:
            yield halves[0].pixels, f"read as: {halves[1].caption}"
            wanted -= 1


def _wrapped(text: str, width: int = 21) -> str:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line][:4])


if __name__ == "__main__":
    main()
