"""The model card that ships beside the weights: `python -m eval.card --evaluation ... --to README.md`."""

import argparse
import json
import re
from pathlib import Path

from .encoders import HERE
from .table import markdown
from .measures import Share

ATTRIBUTED = re.compile(r"CC-BY")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation", type=Path, required=True, help="JSON of eval.table")
    parser.add_argument("--run", required=True)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    tables = {
        name: {row: Share(**{k: share[k] for k in ("value", "low", "high", "trials", "chance")}) for row, share in rows.items()}
        for name, rows in json.loads(options.evaluation.read_text())["encoders"].items()
    }
    log = [json.loads(line) for line in (HERE / "work" / options.run / "log.jsonl").read_text().splitlines()]
    text = (HERE / "eval" / "card.md").read_text()
    filled = {
        "table": markdown(tables),
        "steps": f"{log[-1]['step']:,}",
        "pairs": f"{log[-1]['step'] * 256:,}",
        "hours": f"{log[-1]['seconds'] / 3600:.1f}",
        **sets(),
        **hands(),
    }
    for key, value in filled.items():
        text = text.replace(f"{{{{{key}}}}}", value)
    options.to.write_text(text)


def sets() -> dict[str, str]:
    """The icon sets: how many icons of each were trained on, and whom to thank."""
    manifest = json.loads((HERE / "work" / "manifest-icons.json").read_text())
    trained = {key: facts for key, facts in manifest.items() if facts.get("train")}
    by = sorted(trained.values(), key=lambda facts: -facts["train"])
    attributed = [facts for facts in by if ATTRIBUTED.match(facts["licence"])]
    others = [facts for facts in by if not ATTRIBUTED.match(facts["licence"])]
    name = lambda facts: f"{facts['name']} by {facts['author']}" if facts["author"] else facts["name"]
    return dict(
        icons=f"{sum(facts['train'] for facts in by):,}",
        sets=str(len(by)),
        attributed="\n".join(
            f"- {name(facts)} ({facts['address']}), {facts['licence']}, {facts['licenceAddress']}: {facts['train']} icons, rendered to pixels, recoloured and composed"
            for facts in attributed
        ),
        others="; ".join(f"{name(facts)} ({facts['licence']}, {facts['train']})" for facts in others) + ".",
    )


def hands() -> dict[str, str]:
    folder = HERE / "drawings"
    return dict(hands=str(len(list(folder.iterdir()))), drawings=f"{len(list(folder.rglob('*.svg'))):,}")


if __name__ == "__main__":
    main()
