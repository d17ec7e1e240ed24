"""What is measured: a run's weights, or any folder of ONNX files in the Hugging Face layout."""

import json
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from PIL import Image

HERE = Path(__file__).resolve().parent.parent
BATCH = 64


class Encoder(Protocol):
    name: str

    def pictures(self, rgb: np.ndarray) -> np.ndarray:
        """uint8 [n, 96, 96, 3] -> unit vectors that are compared with captions."""

    def likenesses(self, rgb: np.ndarray) -> np.ndarray:
        """uint8 [n, 96, 96, 3] -> unit vectors that are compared with each other."""

    def captions(self, texts: list[str]) -> np.ndarray: ...


class OnnxEncoder:
    """A folder with onnx/vision_model*.onnx, onnx/text_model*.onnx and tokenizer.json; one thread."""

    def __init__(self, folder: Path, precision: str = "fp16"):
        self.name = f"{folder.name}/{precision}"
        suffix = {"fp32": "", "fp16": "_fp16", "q8": "_quantized"}[precision]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        open_ = lambda part: onnxruntime.InferenceSession(str(folder / f"onnx/{part}{suffix}.onnx"), options)
        self._vision, self._text = open_("vision_model"), open_("text_model")
        self._prepare = json.loads((folder / "preprocessor_config.json").read_text())
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._cache: dict[str, np.ndarray] = {}

    def _run(self, rgb: np.ndarray) -> dict[str, np.ndarray]:
        outputs = [out.name for out in self._vision.get_outputs()]
        found = []
        for at in range(0, len(rgb), BATCH):
            values = self._vision.run(None, {"pixel_values": self._prepared(rgb[at : at + BATCH])})
            found.append(dict(zip(outputs, values)))
        return {name: np.concatenate([each[name] for each in found]) for name in outputs}

    def _prepared(self, rgb: np.ndarray) -> np.ndarray:
        size = self._prepare["size"]
        side = size.get("height") or size["shortest_edge"]
        if rgb.shape[1] != side:
            method = Image.Resampling(self._prepare.get("resample", 2))
            rgb = np.stack([np.asarray(Image.fromarray(each).resize((side, side), method)) for each in rgb])
        mean, deviation = (np.array(self._prepare[key], np.float32) for key in ("image_mean", "image_std"))
        return ((rgb.astype(np.float32) / 255 - mean) / deviation).transpose(0, 3, 1, 2).copy()

    def pictures(self, rgb: np.ndarray) -> np.ndarray:
        return unit(self._run(rgb)["image_embeds"])

    def likenesses(self, rgb: np.ndarray) -> np.ndarray:
        out = self._run(rgb)
        return unit(out.get("sim_embeds", out["image_embeds"]))

    def captions(self, texts: list[str]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if text not in self._cache]
        for at in range(0, len(new), BATCH):
            part = new[at : at + BATCH]
            ids = np.array([encoding.ids for encoding in self._tokenizer.encode_batch(part)], np.int64)
            wanted = {each.name for each in self._text.get_inputs()}
            feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
            embedded = self._text.run(["text_embeds"], {k: v for k, v in feeds.items() if k in wanted})[0]
            self._cache.update(zip(part, unit(embedded)))
        return np.stack([self._cache[text] for text in texts])


class RunEncoder:
    """The averaged weights of a run under work/, as far as it has come."""

    def __init__(self, run: str):
        import torch

        from sgp_training.model import ImageTower, TextConfig, TextTower
        from sgp_training.tokenizer import Tokenizer

        self._torch = torch
        state = torch.load(HERE / "work" / run / "state.pt", weights_only=False, mmap=True)
        self.name = f"{run} at step {state['step']}"
        part = lambda prefix: {k[len(prefix):]: v for k, v in state["average"].items() if k.startswith(prefix)}
        self._image, self._text = ImageTower(), TextTower(TextConfig(len(state["words"])))
        self._image.load_state_dict(part("image."))
        self._text.load_state_dict(part("text."))
        self._image.eval(), self._text.eval()
        self._tokenizer = Tokenizer(state["words"])
        self._cache: dict[str, np.ndarray] = {}

    def _run(self, rgb: np.ndarray):
        from sgp_training.train import normalised

        with self._torch.no_grad():
            parts = [self._image(normalised(self._torch.from_numpy(rgb[at : at + BATCH].copy()))) for at in range(0, len(rgb), BATCH)]
        return [np.concatenate([part[which].numpy() for part in parts]) for which in (0, 1)]

    def pictures(self, rgb: np.ndarray) -> np.ndarray:
        return self._run(rgb)[0]

    def likenesses(self, rgb: np.ndarray) -> np.ndarray:
        return self._run(rgb)[1]

    def captions(self, texts: list[str]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if text not in self._cache]
        with self._torch.no_grad():
            for at in range(0, len(new), 256):
                part = new[at : at + 256]
                ids = self._torch.tensor([self._tokenizer.encode(text) for text in part])
                self._cache.update(zip(part, self._text(ids).numpy()))
        return np.stack([self._cache[text] for text in texts])


class BagOfWords:
    """The same pictures, and captions as the mean of their words: knows what is there, not how."""

    def __init__(self, encoder: Encoder):
        self.name = f"{encoder.name}, bag of words"
        self._encoder = encoder
        self.pictures, self.likenesses = encoder.pictures, encoder.likenesses

    def captions(self, texts: list[str]) -> np.ndarray:
        words = [sorted(set(text.split()) - {"a", "an", "the"}) or [text] for text in texts]
        return unit(np.stack([self._encoder.captions(each).mean(0) for each in words]))


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)
