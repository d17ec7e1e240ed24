"""Writes extraction.json: strings that are hard to extract from, and what the official rules give.

The two rules follow the definitions in the official code (SGP-RL at 533171a), as do the length
and the format gate. Run: python3 tests/parity/extraction.py
"""

import json
import pathlib
import random
import re

SEED = 20250907
COUNT = 480

PIECES = [
    "<svg ", "<svg", "<svg>", "<svg\n", "<svg\t", '<svg a="1">', '<svg width="10" height="10">',
    "</svg>", "</svg >", "</SVG>", "<SVG ", "<svgfoo>", '<svg w="1"/>', "<svg:svg ", "</svg:svg>",
    "<rect/>", '<path d="M0 0"/>', "<g>", "</g>", "<text>", "</text>", "<tspan>", "</tspan>",
    "</textPath>", "<!-- ", " -->", "<!-- </svg> -->", "<![CDATA[</svg>]]>", "/* c */", "/*", "*/",
    "<think>", "</think>", "</think> <answer>", "<answer>", "</answer>", "```svg\n", "```", "\n",
    " ", "\t", "\u00a0", "\u2028", "\ufeff", "\x1c", "\x85", "\u0000", "\r\n", "é", "😀", "&lt;svg",
    "Start with `<svg` and end with `</svg>`.", "prose", "&", '"', "'", ">", "<",
]


def sgp_gen(text):
    formatted = is_formatted(text)
    searched = text.split("<answer>")[-1] if formatted else text
    complete = re.findall(r"(<svg .*?</svg>)", searched, re.DOTALL)
    if complete:
        return complete[-1].strip()
    start = searched.rfind("<svg")
    return searched[start:].strip() if start >= 0 else ""


def sgp_compbench(text):
    start, end = text.find("<svg"), text.find("</svg>")
    if start == -1 or end == -1:
        return "", False
    return text[start : end + len("</svg>")], True


def is_formatted(text):
    letters = any(tag in text for tag in ("</text>", "</tspan>", "</textPath>"))
    return "</think> <answer>" in text and text.endswith("</answer>") and not letters


def length(program):
    without_xml = re.sub(r"<!--.*?-->", "", program, flags=re.DOTALL)
    without_css = re.sub(r"/\*.*?\*/", "", without_xml, flags=re.DOTALL)
    return len(re.sub(r"\s+", "", without_css))


def make(rng):
    body = "".join(rng.choice(PIECES) for _ in range(rng.randint(0, 14)))
    if rng.random() < 0.25:
        return "<think>" + body + "</think> <answer>" + rng.choice(PIECES) * 2 + "<svg a>x</answer>"
    return body


def case(text):
    program, success = sgp_compbench(text)
    return {
        "text": text,
        "sgpGen": sgp_gen(text),
        "sgpCompbench": program,
        "success": success,
        "formatted": is_formatted(text),
        "length": length(text),
    }


def main():
    rng = random.Random(SEED)
    texts = list(dict.fromkeys(make(rng) for _ in range(COUNT)))
    out = pathlib.Path(__file__).with_name("extraction.json")
    lines = ",\n".join(json.dumps(case(text)) for text in texts)
    out.write_text("[\n" + lines + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
