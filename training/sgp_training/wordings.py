"""How a picture is put into words: patterns that are trained, and patterns kept for measuring.

A pattern of a relation says that {a} stands so to {b}: left of it, above it, or in front of it.
"""

import random
import re

NUMBERS = "zero one two three four five six seven eight nine ten".split()

LEFT = """{a} to the left of {b}|{a} left of {b}|{a} on the left of {b}|{a} on the left side of {b}
{a} at the left of {b}|{a} is to the left of {b}|{a} is on the left of {b}|{a} is left of {b}
{a} sits to the left of {b}|{a} placed left of {b}|{a} located on the left of {b}
{a} standing left of {b}|{a} just left of {b}|{a} positioned to the left of {b}
{a} appears to the left of {b}|there is {a} to the left of {b}|you can see {a} left of {b}
{a} on the left and {b} on the right|{a} on the left, {b} on the right|{a} at left, {b} at right
left {a}, right {b}|on the left {a}, on the right {b}|{a} left, {b} right
on the left is {a}, on the right is {b}|{a} stands on the left while {b} stands on the right
{b} has {a} to its left|{b} with {a} on its left|{b} with {a} to the left|{b} and to its left {a}
to the left of {b} is {a}|left of {b} there is {a}|on the left of {b} sits {a}
to the left of {b} stands {a}|on the left side of {b} there is {a}|left of {b} is {a}
to the left of {b}, {a}|on the left of {b} one finds {a}|{a} is seen left of {b}"""

ABOVE = """{a} above {b}|{a} over {b}|{a} on the top of {b}|{a} on top of {b}|{a} is above {b}|{a} is over {b}
{a} directly above {b}|{a} placed above {b}|{a} sits above {b}|{a} located above {b}|{a} just above {b}
{a} positioned over {b}|{a} higher than {b}|{a} is on top of {b}|{a} floating above {b}
there is {a} above {b}|you can see {a} over {b}|{a} at the top and {b} at the bottom
{a} at the top, {b} at the bottom|top {a}, bottom {b}|at the top {a}, at the bottom {b}
{a} up, {b} down|{a} on the top, {b} on the bottom|at the top is {a}, at the bottom is {b}
{b} with {a} above it|{b} with {a} on top|{b} and above it {a}|{b} has {a} over it
above {b} is {a}|above {b} there is {a}|over {b} there is {a}|on top of {b} sits {a}|above {b}, {a}
over {b} hangs {a}|on the top of {b} is {a}|above {b} one finds {a}"""

BELOW = """{a} below {b}|{a} under {a}|{a} beneath {b}|{a} underneath {b}|{a} on the bottom of {b}|{a} is below {b}
{a} is under {b}|{a} directly below {b}|{a} placed under {b}|{a} sits below {b}|{a} located below {b}
{a} positioned beneath {b}|{a} just below {b}|{a} lower than {b}|{a} at the bottom of {b}
{b} with {a} below it|{b} with {a} underneath|{b} and below it {a}|{b} has {a} under it
{a} at the bottom and {b} at the top|{a} at the bottom, {b} at the top|{a} down, {b} up
below {b} is {a}|under {b} there is {a}|beneath {b} sits {a}|below {b}, {a}|underneath {b} is {a}
on the bottom of {b} is {a}|below {b} one finds {a}""".replace("{a} under {a}", "{a} under {b}")

FRONT = """{a} in front of {b}|{a} is in front of {b}|{a} overlapping {b}|{a} covering {b}|{a} stands in front of {b}
{a} placed in front of {b}|in front of {b} is {a}|in front of {b} there is {a}|{b} with {a} in front of it
{a} partly covering {b}|{a} before {b}|{a} blocking {b}|{a} blocks part of {b}|{b} blocked by {a}
{b} partly covered by {a}|{a} covers {b}|{a} covers part of {b}|{b} with {a} covering it|{a} hides part of {b}
the view of {b} is blocked by {a}|{a} in the foreground and {b} in the background|{a} is closer than {b}
{a} drawn over {b}|{b} is partly hidden by {a}|{a} blocks {b}|{a} is blocking {b}|{a} blocks {b} from view
{a} hides our view of {b}|{a} in the way of {b}|{a} overlaps {b}|{a} obscures {b}|{b} is obscured by {a}"""
BEHIND = """{a} behind {b}|{a} is behind {b}|{a} hidden by {b}|{a} partly hidden by {b}|{a} stands behind {b}
{a} hidden behind {b}|behind {b} is {a}|{b} with {a} behind it|{a} is hidden by {b}|{a} placed behind {b}
behind {b} stands {a}|{a} in back of {b}|behind {b}, {a}|behind {b} one finds {a}|{a} in the background, {b} in the foreground
{a} peeks out from behind {b}|{b} and behind it {a}|{b} has {a} behind it
{a} is blocked from view by {b}|{a} obscured by {b}"""

PAIR = """{a} and {b}|{a} next to {b}|{a} near {b}|{a} with {b}|{a} beside {b}|{a} on the side of {b}|{a}, {b}
{a} close to {b}|both {a} and {b}|{a} together with {b}|{a} & {b}|there are {a} and {b}"""

COUNT = """{k} {n}|{k} {n}|{k} {n}|a picture of {k} {n}|exactly {k} {n}|a group of {k} {n}|{n} times {k}
there are {k} {n}|a set of {k} {n}|{k} drawings of {n}|in all {k} {n}"""

ALONE = """{n}|{n}|{n}|{an}|{an}|{n} icon|an icon of {n}|a picture of {an}|the {n}|one {n}|a drawing of {an}
an image of {an}|a simple {n}|a photo of {an}|a cartoon {n}|an illustration of {an}|{an} in flat style
an svg of {an}|a vector drawing of {an}|draw {an}|a detailed {n}|{an} on a plain background"""
WITH_ATTRIBUTE = """{c} {n}|{an}|{an}|{an}|{an} icon|a drawing of {an}|{n}, {c}|the {c} {n}|one {c} {n}
an image of {an}|a picture of {an}|a {n} that is {c}|the {n} is {c}|draw {an}"""
COLOURED_BESIDES = "a {c} colored {n}|{n} in {c}|{n} icon in {c}|a {c} coloured {n}"
MATERIAL_BESIDES = "a {n} made of {c}|a {n} with a {c} surface"
SHAPE_BESIDES = "a {c} shaped {n}|a {n} of {c} shape"

ON_BACKGROUND = "{a} on a {g} background|{a} in front of a {g} background|{g} background with {a}|{a}, {g} background"

SIDES = {
    "left": "{a} on the left|{a} on the left side|{a} at the left|{a} to the left|left {a}|on the left {a}",
    "right": "{a} on the right|{a} on the right side|{a} at the right|{a} to the right|right {a}|on the right {a}",
    "top": "{a} at the top|{a} on the top|{a} up|top {a}|{a} above|at the top {a}",
    "bottom": "{a} at the bottom|{a} on the bottom|{a} down|bottom {a}|{a} below|at the bottom {a}",
}

BEFORE = [""] * 9 + (
    "there is |a picture of |an image of |a drawing of |we see |a scene with |an illustration of |"
    "an image showing |it shows |here is |a simple drawing of |we can see |a scene containing |draw "
).split("|")
AFTER = [""] * 12 + " icon|, flat style| on a plain background| in the image| in the scene| drawing".split("|")

# Never trained: what the table "wordings never trained" is measured on.
HELD = {
    "left": "on the left there is {a} and on the right there is {b}|{b} has {a} on its left"
    "|to the left of {b} we see {a}|to the right of {a} there is {b}|{a} can be seen on the left of {b}",
    "above": "at the top there is {a} and at the bottom there is {b}|{b} has {a} above it"
    "|below {a} there is {b}|above {b} we see {a}|{a} can be seen above {b}",
    "front": "{b} is covered by {a}|behind {a} there is {b}|{a} blocks the view of {b}",
    "pair": "there is {a}, and there is {b}|a scene containing {a} along with {b}|{a} by {b}",
    "count": "{n}, {k} of them|an image containing {k} {n}|we can count {k} {n}",
}


def patterns(text: str) -> list[str]:
    return [pattern for line in text.split("\n") for pattern in line.split("|") if pattern]


def mirrored(pattern: str, word: str, other: str) -> str:
    """The same fact told from the other side: left of becomes right of, and the things change places."""
    turned = re.sub(rf"\b({word}|{other})\b", lambda found: other if found[0] == word else word, pattern)
    return turned.replace("{a}", "{A}").replace("{b}", "{a}").replace("{A}", "{b}")


_LEFT, _ABOVE, _BELOW, _FRONT, _BEHIND = map(patterns, (LEFT, ABOVE, BELOW, FRONT, BEHIND))
_turn = lambda pattern: pattern.replace("{a}", "{A}").replace("{b}", "{a}").replace("{A}", "{b}")

# Every trained way to say that {a} is left of {b}, above it, in front of it.
SAYING = {
    "left": _LEFT + [mirrored(pattern, "left", "right") for pattern in _LEFT],
    "above": _ABOVE + [_turn(pattern) for pattern in _BELOW],
    "front": _FRONT + [_turn(pattern) for pattern in _BEHIND],
}
for _axis, _held in HELD.items():
    if _axis in SAYING:
        _never = set(patterns(_held))
        SAYING[_axis] = [pattern for pattern in SAYING[_axis] if pattern not in _never]


def article(words: str) -> str:
    return ("an " if words[0] in "aeiou" else "a ") + words


IRREGULAR = {"sheep": "sheep", "skis": "skis", "scissors": "scissors", "mouse": "mice", "person": "people", "knife": "knives"}


def plural(noun: str, rng: random.Random) -> str:
    """As people write it, or as the benchmark does: with an s behind whatever it is."""
    if rng.random() < 0.35:
        return noun + "s"
    *first, last = noun.split(" ")
    if last in IRREGULAR:
        last = IRREGULAR[last]
    elif last.endswith(("s", "x", "ch", "sh")):
        last += "es"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    else:
        last += "s"
    return " ".join([*first, last])


def number(count: int, rng: random.Random) -> str:
    return NUMBERS[count] if rng.random() < 0.5 else str(count)


def dressed(captions: list[str], rng: random.Random) -> list[str]:
    """The same framing and the same kind of articles for the right caption and its twin."""
    if rng.random() < 0.4:
        before, after = rng.choice(BEFORE), rng.choice(AFTER)
        captions = [before + caption + after for caption in captions]
    chance = rng.random()
    if chance < 0.1:
        captions = [re.sub(r"\ban? ", "the ", caption) for caption in captions]
    elif chance < 0.22:
        captions = [re.sub(r"\ban? ", "", caption) for caption in captions]
    return captions
