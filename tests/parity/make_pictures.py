"""Writes ../fixtures/pictures/* and pictures.json: files of every kind, and what Pillow decodes of them.

    python tests/parity/make_pictures.py

`Image.open(path).convert("RGB")` is how the official code opens a reference: no rotation by EXIF, no
colour profile. Where there is transparency the ground is white, as it is under a drawing.
"""

import hashlib
import json
import struct
from pathlib import Path

import numpy as np
import PIL
from PIL import Image

HERE = Path(__file__).parent
FOLDER = HERE.parent / "fixtures" / "pictures"
WIDTH, HEIGHT = 67, 45  # odd, so that subsampled colours do not come out even


def photo():
    """Soft gradients with noise, which is what JPEG's steps are tried by."""
    rng = np.random.default_rng(5)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    rows = np.stack([x * 3.5, y * 5, 128 + 100 * np.sin(x / 6) * np.cos(y / 5)], -1)
    return Image.fromarray(np.clip(rows + rng.normal(0, 12, rows.shape), 0, 255).astype(np.uint8))


def with_alpha(image):
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    alpha = Image.fromarray(((x * 4 + y) % 256).astype(np.uint8))
    image = image.copy()
    image.putalpha(alpha)
    return image


def rotated_exif():
    """Orientation 6: viewers turn it, Pillow's `open` does not."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


def swapped_profile():
    """An sRGB profile whose red and green primaries are swapped: who applies profiles is found out."""
    from PIL import ImageCms

    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", data[128:132])[0]
    tags = {}
    for index in range(count):
        at = 132 + 12 * index
        tags[bytes(data[at : at + 4])] = at
    red, green = tags[b"rXYZ"] + 4, tags[b"gXYZ"] + 4
    data[red : red + 8], data[green : green + 8] = data[green : green + 8], data[red : red + 8]
    return bytes(data)


def on_white(image):
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    image = image.convert("RGBA")
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def main():
    FOLDER.mkdir(exist_ok=True)
    plain = photo()
    files = {
        "photo.jpg": lambda p: plain.save(p, quality=90),
        "progressive.jpg": lambda p: plain.save(p, quality=75, progressive=True),
        "full-colour.jpg": lambda p: plain.save(p, quality=95, subsampling=0),
        "grey.jpg": lambda p: plain.convert("L").save(p, quality=90),
        "turned.jpg": lambda p: plain.save(p, quality=90, exif=rotated_exif()),
        "profile.jpg": lambda p: plain.save(p, quality=90, icc_profile=swapped_profile()),
        "plain.png": lambda p: plain.save(p),
        "grey.png": lambda p: plain.convert("L").save(p),
        "alpha.png": lambda p: with_alpha(plain).save(p),
        "palette.png": lambda p: plain.quantize(64).save(p, transparency=3),
        "lossless.webp": lambda p: plain.save(p, lossless=True),
        "lossy.webp": lambda p: plain.save(p, quality=80),
    }
    decoded = {}
    for name, save in files.items():
        path = FOLDER / name
        save(path)
        pixels = np.asarray(on_white(Image.open(path)))
        decoded[name] = hashlib.sha256(np.ascontiguousarray(pixels).tobytes()).hexdigest()
    broken = (FOLDER / "photo.jpg").read_bytes()
    (FOLDER / "cut.jpg").write_bytes(broken[: len(broken) // 2])
    vectors = {"pillow": PIL.__version__, "size": [WIDTH, HEIGHT], "decoded": decoded}
    (HERE / "pictures.json").write_text(json.dumps(vectors, indent=2) + "\n")


main()
