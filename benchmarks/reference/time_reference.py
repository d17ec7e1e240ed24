"""The reference pipeline and `sgp score` in turn on the same answers; see README.md.

    python benchmarks/reference/time_reference.py [ROUNDS]
"""

import datetime
import io
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cairosvg
import torch
from lxml import etree
from PIL import Image
from torchvision import transforms
from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

ROOT = Path(__file__).parent.parent.parent
ENCODER = ROOT / ".cache/encoders/random-clip-vit-base-patch32"
BATCH = 32
REPEATS = 2

TRANSFORM = transforms.Compose([
    transforms.Resize(224, interpolation=transforms.InterpolationMode.BICUBIC),
    transforms.CenterCrop(224),
    transforms.ToTensor(),
    transforms.Normalize((0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)),
])


def answers():
    replay = ROOT / "benchmarks/replay"
    prompts = json.loads((replay / "index.json").read_text())["prompts"]
    for repeat in range(REPEATS):
        for prompt in prompts:
            for index, answer in enumerate(prompt["answers"]):
                yield {"id": prompt["id"], "prompt": prompt["prompt"],
                       "sample": repeat * len(prompt["answers"]) + index,
                       "response": (replay / answer["file"]).read_text()}


def draw(response):
    """`sgp-gen`: the last whole program, mended by lxml, drawn at its own size on white."""
    found = re.findall(r"<svg .*?</svg>", response, re.DOTALL)
    source = found[-1] if found else response[response.rfind("<svg"):] if "<svg" in response else ""
    try:
        tree = etree.fromstring(source.encode(), etree.XMLParser(recover=True, resolve_entities=False))
        png = cairosvg.svg2png(bytestring=etree.tostring(tree))
    except Exception:  # what cannot be drawn is invalid, whatever the reason
        return None
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture).convert("RGB")


def score(model, lines):
    """@returns pictures a second of the whole pipeline"""
    started = time.perf_counter()
    waiting = []
    with torch.inference_mode():
        for line in lines:
            picture = draw(line["response"])
            if picture is not None:
                waiting.append(TRANSFORM(picture))
            if len(waiting) == BATCH:
                model(torch.stack(waiting)).image_embeds
                waiting = []
        if waiting:
            model(torch.stack(waiting)).image_embeds
    return len(lines) / (time.perf_counter() - started)


def bare(model, count):
    pixels = torch.rand(BATCH, 3, 224, 224)
    with torch.inference_mode():
        started = time.perf_counter()
        for _ in range(max(1, count // BATCH)):
            model(pixels).image_embeds
    return max(1, count // BATCH) * BATCH / (time.perf_counter() - started)


def sgp(path, precision):
    """@returns records a second between the first and the last, as `npm run bench` counts them"""
    command = ["node", "bin/sgp.js", "score", str(path), "-q", "-e", f"{ENCODER}:{precision}", "-x", "sgp-gen"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        times = [time.perf_counter() for _ in process.stdout]
    return (len(times) - 1) / (times[-1] - times[0])


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    lines = list(answers())
    model = CLIPVisionModelWithProjection(CLIPVisionConfig(projection_dim=512, patch_size=32)).eval()
    threads = [n for n in (1, 2, 4, 8, 16, 32, 64) if n <= os.cpu_count()]
    speeds = {}
    for n in threads:
        torch.set_num_threads(n)
        score(model, lines[:BATCH])
        speeds[n] = score(model, lines)
    best = max(speeds, key=speeds.get)
    torch.set_num_threads(best)

    runs = {"reference": [], "referenceBare": [], "sgpFp32": [], "sgpInt8": []}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        for _ in range(rounds):
            runs["reference"].append(score(model, lines))
            runs["referenceBare"].append(bare(model, len(lines)))
            runs["sgpFp32"].append(sgp(path, "fp32"))
            runs["sgpInt8"].append(sgp(path, "q8"))
    middle = {name: statistics.median(values) for name, values in runs.items()}
    result = {
        "what": "Text-to-picture scoring with ViT-B/32 of true shape: the reference pipeline and sgp score, pictures a second",
        "date": datetime.date.today().isoformat(),
        "machine": {"processor": platform.processor() or platform.machine(), "cores": os.cpu_count(),
                    "system": platform.platform(), "python": platform.python_version(),
                    "torch": torch.__version__, "blas": torch.__config__.show().split("\n")[1].strip()},
        "lines": len(lines), "rounds": rounds, "threads": best,
        "byThreads": {str(n): round(speed, 2) for n, speed in speeds.items()},
        "median": {name: round(value, 2) for name, value in middle.items()},
        "of": {name: [round(value, 2) for value in values] for name, values in runs.items()},
        "ratioFp32": round(middle["sgpFp32"] / middle["reference"], 3),
        "ratioInt8": round(middle["sgpInt8"] / middle["reference"], 3),
    }
    (ROOT / "benchmarks/results/reference.json").write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
