"""Starts the towers from published ONNX weights of the same shape.

The file holds convolutions with their BatchNorm folded in. Norms are set up again so that, on the
statistics of real pictures, each layer gives what the folded one gave.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from .model import ConvNorm, ImageTower, TextTower
from .tokenizer import Tokenizer


def weights_of(path: Path) -> tuple[dict[str, Tensor], list[Tensor]]:
    """Named tensors, and the unnamed ones (folded convolutions, matrices) in the graph's order."""
    graph = onnx.load(path).graph
    held = {t.name: numpy_helper.to_array(t).astype(np.float32) for t in graph.initializer}
    for node in graph.node:
        if node.op_type == "Cast" and node.input[0] in held:
            held[node.output[0]] = held.pop(node.input[0])
    tensors = {name: torch.from_numpy(values.copy()) for name, values in held.items()}
    order = [name for node in graph.node for name in node.input if name in tensors and name.startswith("onnx::")]
    return tensors, [tensors[name] for name in order]


@torch.no_grad()
def start_image(tower: ImageTower, path: Path, pixels: Tensor) -> None:
    """pixels: a batch of real pictures, as the tower takes them."""
    named, unnamed = weights_of(path)
    state = tower.state_dict()
    for name in state:
        if name in named:
            state[name].copy_(named[name])
    queue = iter(unnamed)
    convolutions = [module for module in tower.stem.modules() if isinstance(module, ConvNorm)]
    folded = [(next(queue), next(queue)) for _ in convolutions]
    _linears([*_block_linears(tower.blocks), tower.q, tower.sim[0]], queue)
    hooks = [
        module[0].register_forward_hook(lambda conv, _, out, norm=module[1], bias=bias: _match(norm, out, bias))
        for module, (_, bias) in zip(convolutions, folded)
    ]
    for module, (weight, _) in zip(convolutions, folded):
        module[0].weight.copy_(weight)
    tower.eval()
    tower(pixels)
    for hook in hooks:
        hook.remove()


def _match(norm: nn.BatchNorm2d, out: Tensor, bias: Tensor) -> None:
    mean, variance = out.mean((0, 2, 3)), out.var((0, 2, 3), unbiased=False)
    norm.running_mean.copy_(mean)
    norm.running_var.copy_(variance)
    norm.weight.copy_((variance + norm.eps).sqrt())
    norm.bias.copy_(mean + bias)


@torch.no_grad()
def start_text(tower: TextTower, path: Path, old: Tokenizer, new: Tokenizer) -> None:
    """Words that are new begin as the mean of the pieces that the old vocabulary cuts them into."""
    named, unnamed = weights_of(path)
    state = tower.state_dict()
    embeddings = named.pop("e.weight")
    for name in state:
        if name in named:
            state[name].copy_(named[name])
    _linears([*_block_linears(tower.blocks), tower.q], iter(unnamed))
    tower.e.weight[: len(embeddings)] = embeddings
    for index in range(len(embeddings), len(new.vocabulary)):
        pieces = [piece for piece in old.encode(new.vocabulary[index])[1:] if piece > 2]
        tower.e.weight[index] = embeddings[pieces].mean(0)


def _block_linears(blocks: nn.ModuleList) -> list[nn.Linear]:
    return [layer for block in blocks for layer in (block.qkv, block.o, block.f1, block.f2)]


def _linears(layers: list[nn.Linear], queue) -> None:
    for layer in layers:
        layer.weight.copy_(next(queue).t())
