"""Writes pixels.json and pixels/*.png: what the reference libraries make of a few pictures.

    python tests/parity/make_pixels.py

Composite and resize come from Pillow; preprocessing from torchvision on Pillow images (the
pipeline behind the published CLIP and DINO numbers) and from the hub's image processors.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import PIL
import torchvision
import transformers
from PIL import Image, ImageDraw
from torchvision.transforms import CenterCrop, InterpolationMode, Normalize, Resize, ToTensor
from transformers.models.bit.image_processing_pil_bit import BitImageProcessorPil
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil

HERE = Path(__file__).parent
FILTERS = {"bilinear": Image.Resampling.BILINEAR, "bicubic": Image.Resampling.BICUBIC}
CLIP = ([0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711])
IMAGENET = ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
HALF = ([0.5] * 3, [0.5] * 3)
NONE = ([0.0] * 3, [1.0] * 3)
# A prime, so that samples walk through channels, rows and columns.
STRIDE = 997


def digest(array):
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


def hashed_picture(width, height):
    """Bytes by formula, the same in pixels.test.ts: every size without a file."""
    index = np.arange(width * height * 3, dtype=np.uint64)
    bytes_ = ((index * 2654435761) % 2**32) >> 24
    return Image.fromarray(bytes_.astype(np.uint8).reshape(height, width, 3))


def drawing(width, height, seed):
    """Flat shapes, thin lines and a gradient: what programs draw, with hard edges to ring at."""
    rng = np.random.default_rng(seed)
    ramp = np.linspace(60, 255, width).astype(np.uint8)
    rows = np.repeat(ramp[None, :, None], height, 0).repeat(3, 2)
    rows[..., 0] = 255 - rows[..., 0] // 2
    image = Image.fromarray(rows)
    pen = ImageDraw.Draw(image)
    for _ in range(9):
        x, y = rng.integers(0, width), rng.integers(0, height)
        r = int(rng.integers(2, max(3, min(width, height) // 3)))
        fill = tuple(int(c) for c in rng.integers(0, 256, 3))
        if rng.random() < 0.5:
            pen.ellipse([x - r, y - r, x + r, y + r], fill=fill)
        else:
            pen.rectangle([x - r, y - r, x + r, y + r // 2], fill=fill)
    for _ in range(6):
        ends = [int(v) for v in (rng.integers(0, width), 0, rng.integers(0, width), height)]
        pen.line(ends, fill=(0, 0, 0), width=1)
    return image


def noise(width, height, seed):
    """Every pixel at random: overshoot and clipping everywhere."""
    return Image.fromarray(np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8))


def composite_vector():
    """All 65,536 pairs of a channel value and an alpha, on white."""
    value, alpha = np.meshgrid(np.arange(256), np.arange(256))
    rgba = np.stack([value, value, value, alpha], 2).astype(np.uint8)
    picture = Image.fromarray(rgba)
    pasted = Image.new("RGB", picture.size, (255, 255, 255))
    pasted.paste(picture, mask=picture.getchannel("A"))
    ground = Image.new("RGBA", picture.size, (255, 255, 255, 255))
    over = Image.alpha_composite(ground, picture).convert("RGB")
    assert np.array_equal(np.asarray(pasted), np.asarray(over)), "paste and alpha_composite differ"
    return {"sha256": digest(np.asarray(pasted)[..., 0])}


def resize_digests():
    rng = np.random.default_rng(7)
    sizes = [((1, 1), (5, 3)), ((5, 3), (1, 1)), ((224, 224), (224, 224)), ((300, 150), (300, 75)),
             ((300, 150), (100, 150)), ((2, 900), (224, 2)), ((1000, 30), (31, 224))]
    for _ in range(53):
        pick = [int(v) for v in np.exp(rng.uniform(0, np.log(360), 4))]
        sizes.append(((pick[0], pick[1]), (pick[2], pick[3])))
    cases = []
    for source, target in sizes:
        for name, resample in FILTERS.items():
            out = hashed_picture(*source).resize(target, resample)
            cases.append({"from": source, "to": target, "filter": name, "sha256": digest(np.asarray(out))})
    return cases


def resize_pictures(pictures):
    cases = []
    for key, (width, height), name in [
        ("drawing-wide", (224, 121), "bicubic"), ("drawing-wide", (61, 200), "bilinear"),
        ("drawing-tall", (160, 224), "bilinear"), ("noise", (23, 17), "bicubic"),
        ("noise", (90, 110), "bicubic"), ("noise", (90, 110), "bilinear"), ("icon", (224, 224), "bicubic"),
        ("icon", (96, 96), "bilinear"),
    ]:
        file = f"pixels/{key}-{width}x{height}-{name}.png"
        pictures[key].resize((width, height), FILTERS[name]).save(HERE / file, optimize=True)
        cases.append({"input": f"pixels/{key}.png", "expected": file, "filter": name})
    return cases


def rule(side, resize, fit, filter_, mean_std):
    return {"sidePx": side, "resizePx": resize, "fit": fit, "filter": filter_,
            "mean": mean_std[0], "std": mean_std[1]}


def torchvision_steps(r):
    mode = InterpolationMode.BICUBIC if r["filter"] == "bicubic" else InterpolationMode.BILINEAR
    if r["fit"] == "squash":
        return Resize((r["sidePx"], r["sidePx"]), mode), (lambda image: image)
    return Resize(r["resizePx"], mode), CenterCrop(r["sidePx"])


def by_torchvision(picture, r):
    resize, crop = torchvision_steps(r)
    fitted = crop(resize(picture))
    tensor = Normalize(r["mean"], r["std"])(ToTensor()(fitted)).numpy()
    return np.asarray(fitted), tensor


def by_hub(processor, picture, r):
    tensor = processor(picture, return_tensors="np")["pixel_values"][0]
    mean, std = (np.array(r[k])[:, None, None] for k in ("mean", "std"))
    pixels = np.rint((tensor * std + mean) * 255).clip(0, 255).astype(np.uint8)
    return pixels.transpose(1, 2, 0), tensor


def preprocess_vectors(pictures):
    rules = {
        "clip": rule(224, 224, "shortest", "bicubic", CLIP),
        "dino-sgp": rule(224, 224, "shortest", "bilinear", IMAGENET),
        "dino-hub": rule(224, 256, "shortest", "bicubic", IMAGENET),
        "siglip-384": rule(384, 384, "squash", "bicubic", HALF),
        "siglip2": rule(224, 224, "squash", "bilinear", HALF),
        "mobileclip": rule(256, 256, "shortest", "bilinear", NONE),
        "sgp-seed": rule(96, 96, "squash", "bilinear", HALF),
    }
    hub = {
        "clip": CLIPImageProcessorPil(),
        "dino-hub": BitImageProcessorPil(size={"shortest_edge": 256}, image_mean=IMAGENET[0], image_std=IMAGENET[1]),
        "siglip-384": SiglipImageProcessorPil(size={"height": 384, "width": 384}),
        "siglip2": SiglipImageProcessorPil(resample=Image.Resampling.BILINEAR),
        "mobileclip": CLIPImageProcessorPil(size={"shortest_edge": 256}, crop_size={"height": 256, "width": 256},
                                            resample=Image.Resampling.BILINEAR, do_normalize=False),
    }
    cases = []

    def add(key, name, source, pixels, tensor):
        cases.append({
            "input": f"pixels/{key}.png", "encoder": name, "rule": rules[name], "source": source,
            "pixels": digest(pixels), "stride": STRIDE,
            "values": [round(float(v), 6) for v in tensor.ravel()[::STRIDE]],
        })

    for name, r in rules.items():
        for key in ("drawing-wide", "drawing-tall", "drawing-odd", "icon"):
            add(key, name, "torchvision", *by_torchvision(pictures[key], r))
            if name not in hub:
                continue
            pixels, tensor = by_hub(hub[name], pictures[key], r)
            if not np.array_equal(pixels, by_torchvision(pictures[key], r)[0]):
                # Only the crop's rounding may differ: floor here, half to even there.
                assert r["fit"] == "shortest", (name, key)
                cases.append({"input": f"pixels/{key}.png", "encoder": name, "rule": r,
                              "source": "hub processor, other crop", "pixels": digest(pixels)})
                continue
            add(key, name, "hub processor", pixels, tensor)
    return cases


def main():
    (HERE / "pixels").mkdir(exist_ok=True)
    pictures = {
        "drawing-wide": drawing(331, 179, 1),
        "drawing-tall": drawing(150, 401, 2),
        "noise": noise(53, 71, 3),
        "icon": drawing(40, 40, 4),
        # 227 - 224 = 3 px to crop: where torchvision and the hub round to different sides.
        "drawing-odd": drawing(203, 200, 5),
    }
    for key, picture in pictures.items():
        picture.save(HERE / f"pixels/{key}.png", optimize=True)
    vectors = {
        "script": "tests/parity/make_pixels.py",
        "versions": {"pillow": PIL.__version__, "torchvision": torchvision.__version__.split("+")[0],
                     "transformers": transformers.__version__, "numpy": np.__version__},
        "tolerance": {"pixels": "equal (1/255 allowed by the issue)", "values": 1e-5},
        "compositeOnWhite": composite_vector(),
        "resizeDigests": resize_digests(),
        "resizePictures": resize_pictures(pictures),
        "preprocess": preprocess_vectors(pictures),
    }
    (HERE / "pixels.json").write_text(json.dumps(vectors, indent=None, separators=(",", ":")) + "\n")
    for case in vectors["preprocess"]:
        print(case["encoder"], case["input"], case["source"])


if __name__ == "__main__":
    main()
