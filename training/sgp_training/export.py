"""From a run to what the app ships: `python -m sgp_training.export --run NAME --to FOLDER`.

Hugging Face layout: config, preprocessor, tokenizer, and both towers as ONNX in two precisions:
fp16 (weights kept in half, computed in single) and quantised (int8 weights, one scale a channel).
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from .model import ImageConfig, ImageTower, TextConfig, TextTower
from .tokenizer import CONTEXT, Tokenizer

HERE = Path(__file__).resolve().parent.parent
OPSET = 17
# Smaller tensors stay single precision: they weigh nothing, and norms are sensitive.
FEWEST_VALUES = 2048


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", default="run")
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    state = torch.load(HERE / "work" / options.run / "state.pt", weights_only=False)
    image, text = towers(state)
    folder = options.to
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    write_onnx(image, text, folder)
    Tokenizer(state["words"]).save(folder)
    write_configs(folder, state)
    for file in sorted((folder / "onnx").glob("*.onnx")):
        print(file.name, file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest())


def towers(state: dict) -> tuple[ImageTower, TextTower]:
    """With the averaged weights, ready to be measured."""
    image, text = ImageTower(), TextTower(TextConfig(len(state["words"])))
    for tower, prefix in ((image, "image."), (text, "text.")):
        tower.load_state_dict({k[len(prefix):]: v for k, v in state["average"].items() if k.startswith(prefix)})
        tower.eval()
    return image, text


def write_onnx(image: ImageTower, text: TextTower, folder: Path) -> None:
    pixels = torch.randn(2, 3, 96, 96)
    ids = torch.randint(3, 1000, (2, CONTEXT))
    ids[0, 9:] = 0
    export = lambda model, example, name, inputs, outputs, axes: torch.onnx.export(
        model, (example,), str(folder / "onnx" / f"{name}.onnx"), input_names=inputs, output_names=outputs,
        dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )
    batch = {0: "batch"}
    with torch.no_grad():
        export(image, pixels, "vision_model", ["pixel_values"], ["image_embeds", "sim_embeds"],
               {"pixel_values": batch, "image_embeds": batch, "sim_embeds": batch})
        export(text, ids, "text_model", ["input_ids"], ["text_embeds"],
               {"input_ids": {0: "batch", 1: "sequence"}, "text_embeds": batch})
    for name in ("vision_model", "text_model"):
        full = folder / "onnx" / f"{name}.onnx"
        for suffix, shrink in (("_fp16", to_half), ("_quantized", to_int8)):
            model = onnx.load(full)
            shrink_weights(model.graph, shrink)
            model.producer_name, model.doc_string = "sgp-playground", ""
            onnx.save(model, full.with_name(f"{name}{suffix}.onnx"))
        full.unlink()


def shrink_weights(graph: onnx.GraphProto, shrink) -> None:
    """Replaces every large tensor by a smaller one and the node that gives it back."""
    kept, nodes = [], []
    for tensor in graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < FEWEST_VALUES:
            kept.append(tensor)
            continue
        tensors, node = shrink(tensor.name, values, channel_axis(graph, tensor.name, values.ndim))
        kept += tensors
        nodes.append(node)
    old = list(graph.node)
    for node in old:
        node.doc_string = ""
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes + old)


def channel_axis(graph: onnx.GraphProto, name: str, dimensions: int) -> int:
    """Which axis of a weight is its output channels, by the operator that reads it."""
    reader = next(node for node in graph.node if name in node.input)
    transposed = reader.op_type == "Gemm" and any(a.name == "transB" and a.i for a in reader.attribute)
    return 0 if reader.op_type in ("Conv", "Gather") or transposed else dimensions - 1


def to_half(name: str, values: np.ndarray, axis: int):
    half = numpy_helper.from_array(values.astype(np.float16), f"{name}_h")
    return [half], helper.make_node("Cast", [half.name], [name], to=TensorProto.FLOAT)


def to_int8(name: str, values: np.ndarray, axis: int):
    others = tuple(i for i in range(values.ndim) if i != axis)
    scale = np.maximum(np.abs(values).max(others), 1e-8) / 127.0
    shape = [1] * values.ndim
    shape[axis] = -1
    whole = np.clip(np.round(values / scale.reshape(shape)), -127, 127).astype(np.int8)
    tensors = [
        numpy_helper.from_array(whole, f"{name}_q"),
        numpy_helper.from_array(scale.astype(np.float32), f"{name}_s"),
        numpy_helper.from_array(np.zeros(len(scale), np.int8), f"{name}_z"),
    ]
    return tensors, helper.make_node("DequantizeLinear", [each.name for each in tensors], [name], axis=axis)


def write_configs(folder: Path, state: dict) -> None:
    image, text = ImageConfig(), TextConfig(len(state["words"]))
    config = dict(
        model_type="sgp-dual-encoder", architectures=["SgpDualEncoder"], projection_dim=image.embedding,
        sim_dim=image.similarity, image_size=image.size_px, max_position_embeddings=text.tokens,
        vocab_size=text.vocabulary, pad_token_id=0, unk_token_id=1, cls_token_id=2, normalized_outputs=True,
        logit_scale=round(float(state["learner"]["scale"].exp()), 4), trained_steps=state["step"],
        vision_config=dict(hidden_size=image.width, num_hidden_layers=image.depth, stem_channels=image.stem_channels),
        text_config=dict(hidden_size=text.width, num_hidden_layers=text.depth),
        concepts=state["concepts"],
    )
    (folder / "config.json").write_text(json.dumps(config, indent=1))
    prepare = dict(
        image_processor_type="CLIPImageProcessor", do_convert_rgb=True, do_resize=True,
        size=dict(height=image.size_px, width=image.size_px), resample=2, do_center_crop=False, do_rescale=True,
        rescale_factor=1 / 255, do_normalize=True, image_mean=[0.5] * 3, image_std=[0.5] * 3,
    )
    (folder / "preprocessor_config.json").write_text(json.dumps(prepare, indent=1))


if __name__ == "__main__":
    main()
