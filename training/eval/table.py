"""The table of the model card: `python -m eval.table --folder ... --out ...`, or `--run NAME` midway."""

import argparse
import json
import random
from pathlib import Path

import numpy as np

from .encoders import HERE, BagOfWords, Encoder, OnnxEncoder, RunEncoder
from .measures import Share
from .likeness import likeness_rows
from .naming import naming_rows
from .pairs import pair_rows
from .answers import answer_rows

# Row of the bars in the issue that asked for the encoder: must, aim.
BARS = {
    "nouns, held-out artists, top-1": (0.60, 0.80),
    "nouns, held-out artists, top-5": (0.90, 0.97),
    "nouns, held-out style of the library, top-1": (0.80, 0.93),
    "nouns, single things of composed scenes in that style, top-1": (0.80, 0.93),
    "all concepts, unseen icons of seen sets, top-1": (0.45, 0.60),
    "left / right, above / below": (0.95, 0.98),
    "the benchmark's own phrases": (0.95, 0.98),
    "colours swapped": (0.90, 0.97),
    "count off by one, up to 6, ink balanced": (0.94, 0.97),
    "counts swapped": (0.85, 0.93),
    "object replaced": (0.93, 0.97),
    "attribute moved (texture, shape), held-out style": (0.75, 0.90),
    "in front / behind": (0.75, 0.90),
    "wordings never trained, mean": (0.88, 0.95),
    "wordings never trained, worst pattern": (0.70, 0.85),
    "likeness, mean over changes, top-1": (0.85, 0.95),
    "likeness, same concept across artists, pairwise": (0.90, 0.95),
}


def measure(encoder: Encoder, bank, concepts: list[str], quick: bool) -> dict[str, Share]:
    rows: dict[str, Share] = {}
    # A bag of words differs only where captions of the same words are told apart.
    parts = (pair_rows,) if isinstance(encoder, BagOfWords) else (naming_rows, pair_rows, likeness_rows, answer_rows)
    for part in parts:
        rows.update(part(encoder, bank, concepts, random.Random(999), quick))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="of ONNX files in the Hugging Face layout")
    parser.add_argument("--precision", default="fp16")
    parser.add_argument("--run", help="name of a run under work/, measured as far as it has come")
    parser.add_argument("--vocabulary", default="one", help="the run whose concepts are the names to choose from")
    parser.add_argument("--out", type=Path, help="JSON with every row")
    parser.add_argument("--bag-of-words", action="store_true", help="the baseline beside it")
    parser.add_argument("--quick", action="store_true", help="a quarter of the trials")
    options = parser.parse_args()

    from sgp_training.bank import Bank

    bank = Bank(HERE / "work")
    concepts = json.loads((HERE / "work" / options.vocabulary / "vocabulary.json").read_text())["concepts"]
    encoder = RunEncoder(options.run) if options.run else OnnxEncoder(options.folder, options.precision)
    encoders = [encoder, *([BagOfWords(encoder)] if options.bag_of_words else [])]
    tables = {each.name: measure(each, bank, concepts, options.quick) for each in encoders}
    print(markdown(tables))
    if options.out:
        rows = {name: {row: rounded(share) for row, share in found.items()} for name, found in tables.items()}
        bars = {row: dict(must=must, aim=aim) for row, (must, aim) in BARS.items()}
        options.out.write_text(json.dumps(dict(version=1, encoders=rows, bars=bars), indent=1))


def rounded(share: Share) -> dict:
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in vars(share).items()}


def markdown(tables: dict[str, dict[str, Share]]) -> str:
    names = list(tables)
    lines = ["| what is measured | " + " | ".join(names) + " | chance | trials | bar: must / aim |"]
    lines.append("|---|" + "---|" * (len(names) + 3))
    first = tables[names[0]]
    for row, share in first.items():
        cells = [cell(tables[name].get(row)) for name in names]
        bar = BARS.get(row)
        verdict = ""
        if bar:
            verdict = f"{bar[0]:.2f} / {bar[1]:.2f}: " + ("aim" if share.value >= bar[1] else "met" if share.value >= bar[0] else "missed")
        lines.append(f"| {row} | " + " | ".join(cells) + f" | {share.chance:.3f} | {share.trials} | {verdict} |")
    return "\n".join(lines)


def cell(share: Share | None) -> str:
    if share is None or np.isnan(share.value):
        return "–"
    return f"{share.value:.3f} ({share.low:.2f}–{share.high:.2f})"


if __name__ == "__main__":
    main()
