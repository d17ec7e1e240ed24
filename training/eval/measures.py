"""Shares with their 95% intervals. One picture, or one pair of pictures, is one trial."""

import math
from dataclasses import dataclass

import numpy as np


@dataclass
class Share:
    value: float
    low: float
    high: float
    trials: int
    chance: float

    @classmethod
    def of(cls, successes: np.ndarray, chance: float) -> "Share":
        """successes: 0..1 a trial. The interval is Wilson's, with halves counted as such."""
        trials = len(successes)
        if trials == 0:
            return cls(float("nan"), 0.0, 1.0, 0, chance)
        mean, z = float(np.mean(successes)), 1.96
        middle = (mean + z * z / (2 * trials)) / (1 + z * z / trials)
        half = z / (1 + z * z / trials) * math.sqrt(mean * (1 - mean) / trials + z * z / (4 * trials**2))
        return cls(mean, middle - half, middle + half, trials, chance)


def ranks(scores: np.ndarray, right: np.ndarray) -> np.ndarray:
    """How many names beat the right one. scores [pictures, names], right [pictures]."""
    return (scores > scores[np.arange(len(scores)), right][:, None]).sum(1)


def pair_trials(pictures: tuple[np.ndarray, np.ndarray], captions: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """For each pair, the share of its two pictures that score their own caption above the twin's; a tie is half."""
    (a, b), (of_a, of_b) = pictures, captions
    margins = np.stack([(a * (of_a - of_b)).sum(1), (b * (of_b - of_a)).sum(1)])
    # Captions that an encoder cannot tell apart are a coin's toss, whatever rounding says.
    return np.where(np.abs(margins) < 1e-6, 0.5, margins > 0).mean(0)


def edge_map(rgb: np.ndarray) -> np.ndarray:
    """Strength of the brightness gradient, a little blurred. [n, 96, 96, 3] -> [n, 96, 96]."""
    grey = rgb.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)
    across, down = np.gradient(grey, axis=2), np.gradient(grey, axis=1)
    edges = np.hypot(across, down)
    padded = np.pad(edges, ((0, 0), (1, 1), (1, 1)))
    return sum(padded[:, y : y + edges.shape[1], x : x + edges.shape[2]] for y in range(3) for x in range(3)) / 9


def flat_cosine(images: np.ndarray) -> np.ndarray:
    """Unit rows of centred pixels."""
    rows = images.reshape(len(images), -1).astype(np.float32)
    rows = rows - rows.mean(1, keepdims=True)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
