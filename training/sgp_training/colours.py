"""The colours that captions name, and their shades."""

import random

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
# Colours farther apart than this, of 255 a channel, can be told from each other.
APART = 75
OTHER_RGB = {name: tuple(bytes.fromhex(hex_)) for name, hex_ in OTHER_SHADES.items()}


def pick_colour(rng: random.Random, avoid: tuple[str, ...] = (), plain: float = 0.6) -> str:
    """A name whose colour can be told from those of `avoid`."""
    for _ in range(40):
        name = rng.choice(PLAIN) if rng.random() < plain else rng.choice(list(COLOURS))
        if all(far(RGB[name], RGB[other]) for other in avoid):
            return name
    return "black" if "black" not in avoid else "white"


def far(one, other) -> bool:
    return sum((a - b) ** 2 for a, b in zip(one, other)) > APART**2


def shade(name: str, rng: random.Random, spread: int = 14) -> tuple[int, int, int]:
    base = OTHER_RGB[name] if name in OTHER_RGB and rng.random() < 0.3 else RGB[name]
    return tuple(max(0, min(255, value + rng.randint(-spread, spread))) for value in base)
