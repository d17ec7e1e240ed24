"""Random weights that every machine and version makes the same, bit for bit."""

import hashlib

import numpy as np
import torch


def uniform(name, count):
    """`count` float32 in -1..1 from PCG64's raw bits, which numpy guarantees; the name is the seed."""
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")
    raw = np.random.PCG64(seed).random_raw(count)
    return ((raw >> np.uint64(40)).astype(np.float64) / 2**23 - 1).astype(np.float32)


def spread(name, shape):
    """Half-width that keeps signals alive through a deep tower: 1/sqrt(fan-in), larger for tables."""
    if "embedding" in name and "patch" not in name:
        return 0.5
    fan_in = int(np.prod(shape[1:])) if len(shape) > 1 else 1
    return float(np.sqrt(3.0 / fan_in))


def seed_weights(module, key):
    """Fills every parameter in place; returns the SHA-256 over names and bytes, in order of name."""
    hash_ = hashlib.sha256()
    with torch.no_grad():
        for name, parameter in sorted(module.named_parameters()):
            values = uniform(f"{key}/{name}", parameter.numel()).reshape(tuple(parameter.shape))
            if parameter.dim() <= 1:
                # Gains stay near 1, biases near 0.
                is_gain = name.endswith("weight") or "lambda" in name
                values = (0.1 * values + (1 if is_gain else 0)).astype(np.float32)
            else:
                values = values * np.float32(spread(name, parameter.shape))
            parameter.copy_(torch.from_numpy(values))
            hash_.update(name.encode() + values.astype("<f4").tobytes())
    return hash_.hexdigest()
