"""Encoders with random weights, in the hub's folder layout, with the embeddings that PyTorch gives.

    python tests/parity/random_towers.py tiny            -> tests/fixtures/encoders (committed)
    python tests/parity/random_towers.py true-shape DIR  -> DIR, e.g. .cache/encoders (700 MB)

Both write <encoder>/parity.json: card, unit vectors of pictures and captions, versions and the hash
of the weights; for the true shapes it goes to tests/parity/true-shape/<encoder>.json, committed.
"""

import gzip
import hashlib
import importlib.metadata
import json
import sys
import warnings
from pathlib import Path

import torch
import transformers
from PIL import Image
from tokenizers import Tokenizer
from torch import nn

from clip_tokenizer_file import clip_tokenizer
from make_pixels import CLIP, HALF, IMAGENET, NONE, by_torchvision, rule
from seeded_weights import seed_weights

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures"
PICTURES = ["drawing-wide.png", "drawing-tall.png", "icon.png"]
# Plain, mixed, another script, empty, and two that are cut.
CAPTIONS = [0, 4, 10, 26, 34, 44, 46]


class Output(nn.Module):
    """One named output of a transformers model as the only one, as in files for the web."""

    def __init__(self, model, output, inputs):
        super().__init__()
        self.model, self.output, self.inputs = model, output, inputs

    def forward(self, *values):
        return getattr(self.model(**dict(zip(self.inputs, values))), self.output)


class TinyConvTower(nn.Module):
    """Convolutions and a mean, as MobileCLIP's picture tower is built, in small."""

    def __init__(self, width, dimension):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 4, stride=4)
        self.mix = nn.Conv2d(width, width, 3, padding=1, groups=width)
        self.widen = nn.Conv2d(width, 2 * width, 1)
        self.project = nn.Linear(2 * width, dimension, bias=False)

    def forward(self, pixel_values):
        x = nn.functional.gelu(self.stem(pixel_values))
        x = nn.functional.gelu(self.widen(x + self.mix(x)))
        return self.project(x.mean((2, 3)))


def export(module, args, path, inputs, output, dynamic):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(module, args, str(path), input_names=inputs, output_names=[output],
                          dynamic_axes=dynamic, opset_version=17, dynamo=False)


def weight_file(folder, path):
    content = (folder / path).read_bytes()
    return {"path": path, "sizeBytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def text_rule(length, pad_to, pad_id, canonical, end_id, mask):
    return {"contextLength": length, "padTo": pad_to, "padId": pad_id, "canonical": canonical,
            "endId": end_id, "withAttentionMask": mask}


def ids_of(tokenizer, text, r):
    """The cut that Python `tokenizers` makes: room for special tokens first, then the text."""
    tokenizer.enable_truncation(r["contextLength"])
    ids = tokenizer.encode(text).ids
    tokenizer.no_truncation()
    cut = len(tokenizer.encode(text).ids) > r["contextLength"]
    return ids + [r["padId"]] * ((r["padTo"] or 0) - len(ids)), cut


def unit(vector):
    return [round(float(v), 7) for v in vector / vector.norm()]


def build(folder, spec):
    """Writes the folder's files and returns the content of parity.json."""
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    image, text, name = spec["image"], spec.get("text"), spec["id"]
    hashes = {"image": seed_weights(image["module"], f"{name}/image")}
    side = image["rule"]["sidePx"]
    module = image["module"].eval()
    vision = Output(module, image["attribute"], ["pixel_values"]) if image.get("attribute") else module
    open_axes = {"pixel_values": {0: "batch"}, image["output"]: {0: "batch"}}
    if image.get("open_size"):
        open_axes["pixel_values"] |= {2: "height", 3: "width"}
        open_axes[image["output"]] |= {1: "tokens"}
    export(vision, (torch.rand(1, 3, side, side),), folder / image["path"], ["pixel_values"],
           image["output"], open_axes)
    (folder / "config.json").write_text(json.dumps(spec["config"], indent=2) + "\n")
    (folder / "preprocessor_config.json").write_text(json.dumps(processor_config(image["rule"]), indent=2) + "\n")
    images = []
    for picture in PICTURES:
        pixels = by_torchvision(Image.open(HERE / "pixels" / picture).convert("RGB"), image["rule"])[1]
        with torch.no_grad():
            out = vision(torch.from_numpy(pixels)[None])[0]
        images.append({"file": f"tests/parity/pixels/{picture}", "vector": unit(out[0] if image.get("class_token") else out)})
    captions, text_card = [], None
    if text:
        hashes["text"] = seed_weights(text["module"], f"{name}/text")
        (folder / "tokenizer.json").write_bytes(text["tokenizer"])
        (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": text["rule"]["contextLength"]}) + "\n")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        inputs = ["input_ids", "attention_mask"] if text["rule"]["withAttentionMask"] else ["input_ids"]
        tower = Output(text["module"].eval(), text["output"], inputs)
        length = text["rule"]["padTo"] or 9
        args = tuple(torch.ones(1, length, dtype=torch.int64) for _ in inputs)
        axes = {i: {0: "batch"} if text["rule"]["padTo"] else {0: "batch", 1: "sequence"} for i in inputs}
        export(tower, args, folder / "onnx/text_model.onnx", inputs, text["output"], axes | {text["output"]: {0: "batch"}})
        all_captions = json.loads((HERE / "captions.json").read_text())
        for caption in (all_captions[i] for i in CAPTIONS):
            ids, cut = ids_of(tokenizer, caption, text["rule"])
            given = torch.tensor([ids])
            with torch.no_grad():
                out = tower(*([given, torch.ones_like(given)][: len(inputs)]))[0]
            captions.append({"text": caption, "ids": ids, "truncated": cut, "vector": unit(out)})
        text_card = {"inputName": "input_ids", "weights": {"fp32": weight_file(folder, "onnx/text_model.onnx")},
                     "preprocessing": text["rule"], "output": text["output"],
                     "tokenizer": weight_file(folder, "tokenizer.json")}
    head = {"output": image["output"]}
    heads = {"imageImage": head | {"pick": "class-token"}} if image.get("class_token") else {"textImage": head, "imageImage": head}
    card = {
        "id": name, "family": spec["family"], "title": spec["title"], "repo": None, "revision": "seeded",
        "licence": "MIT", "dimension": len(images[0]["vector"]),
        "image": {"inputName": "pixel_values", "weights": {"fp32": weight_file(folder, image["path"])},
                  "preprocessing": image["rule"], "heads": heads},
        "text": text_card, "defaultPrecision": "fp32", "blindSpot": "Its weights are random: it sees nothing.",
        "protocolName": None, "preview": True,
    }
    versions = {p: importlib.metadata.version(p).split("+")[0] for p in ("torch", "transformers", "torchvision", "pillow", "numpy")}
    return {"script": "tests/parity/random_towers.py", "versions": versions, "tolerance": 1e-4,
            "weightsSha256": hashes, "card": card, "images": images, "captions": captions}


def processor_config(r):
    """preprocessor_config.json as the hub writes it."""
    square = {"height": r["sidePx"], "width": r["sidePx"]}
    normalized = r["std"] != NONE[1]
    return {
        "do_resize": True, "size": square if r["fit"] == "squash" else {"shortest_edge": r["resizePx"]},
        "resample": 3 if r["filter"] == "bicubic" else 2, "do_center_crop": r["fit"] == "shortest",
        **({"crop_size": square} if r["fit"] == "shortest" else {}),
        "do_rescale": True, "rescale_factor": 1 / 255, "do_normalize": normalized,
        **({"image_mean": r["mean"], "image_std": r["std"]} if normalized else {}),
    }


def published_clip_tokenizer():
    return gzip.open(FIXTURES / "tokenizers/clip.tokenizer.json.gz").read()


def small_clip_tokenizer():
    """CLIP's vocabulary cut after 200 merges."""
    merges = json.loads(published_clip_tokenizer())["model"]["merges"][:200]
    return clip_tokenizer(merges)


def small_siglip_tokenizer():
    file = json.loads(gzip.open(FIXTURES / "tokenizers/siglip-like.tokenizer.json.gz").read())
    steps = file["normalizer"]["normalizers"]
    # The character map is 300 kB of tables; NFKC is most of what it does.
    file["normalizer"]["normalizers"] = steps[:-1] + [{"type": "NFKC"}]
    return file


def as_json(file):
    return json.dumps(file, ensure_ascii=False, separators=(",", ":")).encode()


SMALL = dict(hidden_size=24, intermediate_size=48, num_hidden_layers=2, num_attention_heads=2)


def clip_spec(name, title, vision, text, dimension, side_rule, tokenizer, end_id, **more):
    config = transformers.CLIPConfig(text_config=text, vision_config=vision, projection_dimension=dimension, projection_dim=dimension)
    for part in (config.text_config, config.vision_config):
        part.projection_dim = dimension
        part._attn_implementation = "eager"
    return {
        "id": name, "family": "clip", "title": title,
        "config": {"model_type": "clip", "projection_dim": dimension, "text_config": text, "vision_config": vision},
        "image": {"module": transformers.CLIPVisionModelWithProjection(config.vision_config), "attribute": "image_embeds",
                  "output": "image_embeds", "path": "onnx/vision_model.onnx", "rule": side_rule},
        "text": {"module": transformers.CLIPTextModelWithProjection(config.text_config), "output": "text_embeds",
                 "rule": text_rule(77, None, end_id, "none", end_id, True), "tokenizer": tokenizer},
    } | more


def dino_spec(name, title, shape, side_rule):
    config = transformers.Dinov2Config(**shape)
    config._attn_implementation = "eager"
    return {
        "id": name, "family": "dinov2", "title": title, "config": {"model_type": "dinov2", **shape},
        "image": {"module": transformers.Dinov2Model(config), "attribute": "last_hidden_state", "output": "last_hidden_state",
                  "path": "onnx/model.onnx", "rule": side_rule, "class_token": True, "open_size": True},
    }


def tiny_clip():
    file = small_clip_tokenizer()
    size = len(file["model"]["vocab"])
    text = SMALL | dict(vocab_size=size, max_position_embeddings=77, bos_token_id=size - 2, eos_token_id=size - 1)
    return clip_spec("tiny-clip", "Tiny random CLIP", SMALL | dict(image_size=32, patch_size=8), text, 24,
                     rule(32, 32, "shortest", "bicubic", CLIP), as_json(file), size - 1)


def tiny_dinov2():
    # Positions for 56 px, pictures of 28: the table is interpolated, as DINOv2's is from 518 to 224.
    shape = dict(hidden_size=24, mlp_ratio=2, num_hidden_layers=2, num_attention_heads=2, image_size=56, patch_size=7)
    return dino_spec("tiny-dinov2", "Tiny random DINOv2", shape, rule(28, 28, "shortest", "bilinear", IMAGENET))


def tiny_siglip():
    file = small_siglip_tokenizer()
    vision = transformers.SiglipVisionConfig(**SMALL, image_size=32, patch_size=8)
    text = transformers.SiglipTextConfig(**SMALL, vocab_size=len(file["model"]["vocab"]), max_position_embeddings=64,
                                         pad_token_id=1, bos_token_id=2, eos_token_id=1, projection_size=24)
    for part in (vision, text):
        part._attn_implementation = "eager"
    return {
        "id": "tiny-siglip", "family": "siglip", "title": "Tiny random SigLIP",
        "config": {"model_type": "siglip", "vision_config": SMALL | dict(image_size=32, patch_size=8),
                   "text_config": SMALL | dict(vocab_size=text.vocab_size, max_position_embeddings=64)},
        "image": {"module": transformers.SiglipVisionModel(vision), "attribute": "pooler_output", "output": "pooler_output",
                  "path": "onnx/vision_model.onnx", "rule": rule(32, 32, "squash", "bicubic", HALF)},
        "text": {"module": transformers.SiglipTextModel(text), "output": "pooler_output",
                 "rule": text_rule(64, 64, 1, "lower-no-punctuation", 1, False), "tokenizer": as_json(file)},
    }


def tiny_mobileclip():
    spec = tiny_clip()
    end = spec["text"]["rule"]["endId"]
    spec["text"]["rule"] = text_rule(77, 77, 0, "none", end, False)
    return spec | {
        "id": "tiny-mobileclip", "family": "mobileclip", "title": "Tiny random MobileCLIP",
        "config": {"model_type": "clip", "projection_dim": 24},
        "image": {"module": TinyConvTower(16, 24), "output": "image_embeds", "path": "onnx/vision_model.onnx",
                  "rule": rule(32, 32, "shortest", "bilinear", NONE)},
    }


def true_clip():
    vision = dict(hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12, image_size=224, patch_size=32)
    text = dict(hidden_size=512, intermediate_size=2048, num_hidden_layers=12, num_attention_heads=8, vocab_size=49408,
                max_position_embeddings=77, bos_token_id=49406, eos_token_id=49407)
    return clip_spec("random-clip-vit-base-patch32", "Random CLIP ViT-B/32", vision, text, 512,
                     rule(224, 224, "shortest", "bicubic", CLIP), published_clip_tokenizer(), 49407)


def true_dinov2():
    shape = dict(hidden_size=384, mlp_ratio=4, num_hidden_layers=12, num_attention_heads=6, image_size=518, patch_size=14)
    return dino_spec("random-dinov2-small", "Random DINOv2 ViT-S/14", shape, rule(224, 224, "shortest", "bilinear", IMAGENET))


def main(which, target=None):
    torch.set_num_threads(2)
    for make in {"tiny": [tiny_clip, tiny_dinov2, tiny_siglip, tiny_mobileclip], "true-shape": [true_clip, true_dinov2]}[which]:
        spec = make()
        folder = (FIXTURES / "encoders" if which == "tiny" else Path(target)) / spec["id"]
        vectors = build(folder, spec)
        committed = folder / "parity.json" if which == "tiny" else HERE / f"true-shape/{spec['id']}.json"
        committed.parent.mkdir(exist_ok=True)
        committed.write_text(json.dumps(vectors, ensure_ascii=False, separators=(",", ":")) + "\n")
        print(spec["id"], sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) // 1000, "kB")


if __name__ == "__main__":
    main(*sys.argv[1:])
