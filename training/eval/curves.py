"""The training curves as a picture: `python -m eval.curves --run NAME --to curves.svg`."""

import argparse
import json
from pathlib import Path

from .encoders import HERE

WIDTH, HEIGHT, GAP = 300, 120, 44
PANELS = {
    "named": "single things named, of 843 (training batches)",
    "twins_right": "right caption above its twin",
    "naming": "loss: naming",
    "contrastive": "loss: contrastive",
    "views": "loss: two views",
    "places": "loss: what stands where",
    "attributes": "loss: colour, count, material, shape",
    "rate": "learning rate",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", required=True)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    rows = [json.loads(line) for line in (HERE / "work" / options.run / "log.jsonl").read_text().splitlines()]
    panels = [panel(rows, name, title, index) for index, (name, title) in enumerate(PANELS.items())]
    width, height = 2 * (WIDTH + GAP) + GAP, 4 * (HEIGHT + GAP) + GAP
    options.to.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" font-family="sans-serif" '
        f'font-size="10" fill="#474f59"><rect width="{width}" height="{height}" fill="#fff"/>{"".join(panels)}</svg>\n'
    )


def panel(rows: list[dict], name: str, title: str, index: int) -> str:
    left, top = GAP + index % 2 * (WIDTH + GAP), GAP + index // 2 * (HEIGHT + GAP)
    values = smoothed([row[name] for row in rows])
    low, high = min(0, *values), max(values)
    last = rows[-1]["step"]
    points = " ".join(
        f"{left + row['step'] / last * WIDTH:.1f},{top + HEIGHT - (value - low) / (high - low) * HEIGHT:.1f}"
        for row, value in zip(rows, values)
    )
    frame = f'<path d="M{left} {top}V{top + HEIGHT}H{left + WIDTH}" fill="none" stroke="#838a85"/>'
    ticks = (
        f'<text x="{left - 4}" y="{top + 8}" text-anchor="end">{high:.3g}</text>'
        f'<text x="{left - 4}" y="{top + HEIGHT}" text-anchor="end">{low:.3g}</text>'
        f'<text x="{left + WIDTH}" y="{top + HEIGHT + 12}" text-anchor="end">step {last:,}</text>'
    )
    line = f'<polyline points="{points}" fill="none" stroke="#2142c4" stroke-width="1.5"/>'
    return f'<text x="{left}" y="{top - 6}" font-size="11" fill="#161b22">{title}</text>{frame}{ticks}{line}'


def smoothed(values: list[float], window: int = 5) -> list[float]:
    return [sum(values[max(0, i - window + 1) : i + 1]) / len(values[max(0, i - window + 1) : i + 1]) for i in range(len(values))]


if __name__ == "__main__":
    main()
