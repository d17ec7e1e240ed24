"""Writes src/adapters/encoder/self-test-seed.json: a picture, a caption and the vectors to expect.

Run with the reference Python (see tests/parity/requirements.txt) plus onnxruntime. The picture is
16 x 16, so that the app's own resize is tested along with the weights.
"""
import base64, hashlib, json
from pathlib import Path

import numpy as np
import onnxruntime as ort
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "public/encoders/sgp-seed"
CAPTION = "a red circle on the left of a blue square"

pixels = np.full((16, 16, 3), 255, np.uint8)
for y in range(16):
    for x in range(16):
        if (x - 3.5) ** 2 + (y - 7.5) ** 2 <= 3.2**2:
            pixels[y, x] = (220, 30, 30)
        if 9 <= x < 15 and 5 <= y < 11:
            pixels[y, x] = (30, 60, 220)

side = 96
resized = np.asarray(Image.fromarray(pixels).resize((side, side), Image.BILINEAR), np.float32)
tensor = ((resized / 255 - 0.5) / 0.5).transpose(2, 0, 1)[None]

vocabulary = json.loads((FOLDER / "tokenizer.json").read_text())["model"]["vocab"]
ids = [2] + [vocabulary[word] for word in CAPTION.split()]
ids = np.array([ids + [0] * (24 - len(ids))], np.int64)


def run(name, feeds):
    session = ort.InferenceSession(FOLDER / "onnx" / name, providers=["CPUExecutionProvider"])
    return {out.name: value[0] for out, value in zip(session.get_outputs(), session.run(None, feeds))}


def rounded(vector):
    return [round(float(value), 6) for value in vector]


image = run("vision_model_fp16.onnx", {"pixel_values": tensor})
text = run("text_model_fp16.onnx", {"input_ids": ids})
out = {
    "madeBy": f"tests/encoders/make_self_test.py, onnxruntime {ort.__version__}, Pillow {Image.__version__}",
    "caption": CAPTION,
    "sidePx": 16,
    "rgb": base64.b64encode(pixels.tobytes()).decode(),
    "textImage": rounded(image["image_embeds"]),
    "imageImage": rounded(image["sim_embeds"]),
    "text": rounded(text["text_embeds"]),
}
target = ROOT / "src/adapters/encoder/self-test-seed.json"
target.write_text(json.dumps(out) + "\n")
print(target.stat().st_size, float(image["image_embeds"] @ text["text_embeds"]))
for name in ("vision_model_quantized.onnx",):
    quantized = run(name, {"pixel_values": tensor})
    print("q8", float(quantized["image_embeds"] @ image["image_embeds"]), float(quantized["sim_embeds"] @ image["sim_embeds"]))
