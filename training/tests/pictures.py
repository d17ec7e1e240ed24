"""Pictures of the bank for tests: squares of 48 px in the middle of 96."""

from dataclasses import replace

import numpy as np

from sgp_training.bank import Picture

SIDE, LEFT, RIGHT = 96, 24, 72


def a_mask(concept: str = "cup") -> Picture:
    alpha = np.zeros((SIDE, SIDE), np.uint8)
    alpha[LEFT:RIGHT, LEFT:RIGHT] = 255
    return Picture(
        pixels=alpha, kind="alpha", box=(LEFT, LEFT, RIGHT, RIGHT), concept=concept, wording=concept, colour=None,
        texture=None, split="train", source="a set", icon=True, key=f"a set:{concept}", fills=False, solid=True,
    )


def a_drawing(concept: str = "cup", body=(250, 200, 40), detail=(30, 90, 200)) -> Picture:
    """Three quarters in one colour, the rest in another."""
    pixels = np.zeros((SIDE, SIDE, 4), np.uint8)
    pixels[LEFT:RIGHT, LEFT:RIGHT] = (*body, 255)
    pixels[LEFT : LEFT + 24, LEFT : LEFT + 24] = (*detail, 255)
    return replace(a_mask(concept), pixels=pixels, kind="rgba", source="a hand", icon=False)
