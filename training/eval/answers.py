"""The app's bundled answers: what models really wrote, none of it trained on."""

import io
import json
import random

import numpy as np
from PIL import Image

from sgp_training.bank import Bank

from .encoders import HERE, Encoder
from .measures import Share

FOLDER = HERE / "work" / "answers"


def answer_rows(encoder: Encoder, bank: Bank, concepts: list[str], rng: random.Random, quick: bool) -> dict[str, Share]:
    """Share of other captions that an answer's own caption beats. `npm run data` draws them."""
    index = FOLDER / "index.json"
    if not index.exists():
        return {}
    drawn = json.loads(index.read_text())
    prompts = sorted({row["prompt"] for row in drawn})
    pixels = np.stack([np.asarray(Image.open(io.BytesIO((FOLDER / row["file"]).read_bytes())).convert("RGB")) for row in drawn])
    scores = encoder.pictures(pixels) @ encoder.captions(prompts).T
    own = np.array([prompts.index(row["prompt"]) for row in drawn])
    beaten = (scores < scores[np.arange(len(own)), own][:, None]).sum(1) / (len(prompts) - 1)
    return {
        "bundled answers, other captions beaten": Share.of(beaten, 0.5),
        "bundled answers, own caption first": Share.of(beaten == 1, 1 / len(prompts)),
    }
