"""Trains both towers: `python -m sgp_training.train`. Stops at any time and goes on where it was.

Each process makes and learns from batches of its own, on one thread; gradients are averaged once a
step. On a shared machine that loses far less than threads that wait for each other in every layer.

The learning rate rises, stays, and falls over the last `--decay` steps, so that a run can be made
longer before its fall. One line of figures every 20 steps in work/<run>/log.jsonl.
"""

import argparse
import copy
import json
import signal
import time
from pathlib import Path

import torch
import torch.distributed as dist
from torch import Tensor, nn

from .bank import Bank
from .batch import Batches, Mix, Vocabulary
from .losses import Attributes, Places, contrastive, naming, twins, views
from .model import ImageTower, TextConfig, TextTower
from .tokenizer import Tokenizer
from .vocabulary_words import all_words
from .warm_start import start_image, start_text

HERE = Path(__file__).resolve().parent.parent
WARM_UP, KEEP_EVERY, LOG_EVERY = 100, 100, 20
NAME_PATTERNS = ["{n}", "{n}", "a {n}", "{n} icon", "an image of a {n}", "a drawing of a {n}"]
SHARE_OF_LOSS = dict(contrastive=1.0, twins=1.0, naming=1.0, views=0.6, places=0.5, attributes=0.8)


class Learner(nn.Module):
    """All that learns: the towers that are kept, and the heads that are not."""

    def __init__(self, vocabulary_size: int, concepts: int):
        super().__init__()
        self.image = ImageTower()
        self.text = TextTower(TextConfig(vocabulary_size))
        self.scale = nn.Parameter(torch.tensor(2.9))
        self.concepts = nn.Parameter(torch.randn(concepts, 192) * 0.05)
        self.places = Places()
        self.attributes = Attributes()

    def losses(self, batch: dict[str, Tensor], names: Tensor, mix: Mix) -> tuple[dict[str, Tensor], dict[str, float]]:
        """Each loss before its share, and what to watch. names: token ids of every concept."""
        pictures, similarity = self.image(normalised(batch["pixels"]))
        captions = self.text(batch["ids"])
        scale = self.scale.exp().clamp(max=60)
        logits = pictures @ captions.t() * scale
        twin_loss, twins_right = twins(logits, mix.plain)
        naming_loss, named = naming(pictures @ self.text(names).t() * scale, batch["shown"][:, :, 0], mix.plain)
        both = lambda head, shown, said: head(pictures, batch[shown], self.concepts) + head(captions, batch[said], self.concepts)
        losses = dict(
            contrastive=contrastive(logits, batch, mix.plain), twins=twin_loss, naming=naming_loss,
            views=views(similarity, batch, mix), places=both(self.places, "slots_shown", "slots_said"),
            attributes=both(self.attributes, "shown", "said"),
        )
        return losses, dict(twins_right=float(twins_right), named=float(named))


def to_device(batch: dict[str, Tensor], device: torch.device) -> dict[str, Tensor]:
    return {name: tensor.to(device, non_blocking=True) for name, tensor in batch.items()}


def normalised(pixels: Tensor) -> Tensor:
    """uint8 [batch, 96, 96, 3] -> -1..1 [batch, 3, 96, 96], laid out as convolutions like it."""
    planes = pixels.permute(0, 3, 1, 2).float().div(127.5).sub(1)
    return planes.contiguous(memory_format=torch.channels_last)


def main() -> None:
    options = parse()
    asked = torch.multiprocessing.get_context("spawn").Event()
    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, lambda *_: asked.set())
    torch.multiprocessing.start_processes(work, (options, asked), options.processes, start_method="spawn")


def work(rank: int, options: argparse.Namespace, asked) -> None:
    """One of the processes; the first one keeps the run's state and log."""
    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, signal.SIG_IGN)
    dist.init_process_group("gloo", f"tcp://127.0.0.1:{options.port}", rank=rank, world_size=options.processes)
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    folder = HERE / "work" / options.run
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = Vocabulary.of(Bank(HERE / "work"), HERE / "data")
    old = Tokenizer.load(HERE / "seed" / "tokenizer.json")
    tokenizer = old.extended(all_words(vocabulary))
    held = set(json.loads((HERE / "work" / "held-from-scenes.json").read_text()))
    learner = Learner(len(tokenizer.vocabulary), len(vocabulary.concepts))
    device = torch.device(options.device)
    learner.to(device, memory_format=torch.channels_last)
    average = None
    optimiser = torch.optim.AdamW(groups(learner), lr=options.rate, betas=(0.9, 0.98), fused=True)
    step = seen_s = 0
    state_file = folder / "state.pt"
    if state_file.exists():
        state = torch.load(state_file, weights_only=False, map_location=device)
        assert state["concepts"] == vocabulary.concepts, "the bank has other concepts than this run began with"
        learner.load_state_dict(state["learner"])
        optimiser.load_state_dict(state["optimiser"])
        average, step, seen_s = state["average"], state["step"], state["seconds"]
    seed = options.seed + 7919 * step + 104729 * rank
    mix = Mix.times(options.batch // 128)
    batches = Batches(HERE / "work", HERE / "data", tokenizer, vocabulary, seed, held, mix)
    stream = iter(torch.utils.data.DataLoader(batches, batch_size=None, num_workers=options.loaders, prefetch_factor=4))
    if step == 0:
        begin(learner, to_device(next(stream), device), old, tokenizer, vocabulary, options.from_scratch)
        agree(learner)
    average = average or copy.deepcopy(learner.state_dict())
    (folder / "vocabulary.json").write_text(json.dumps(dict(words=tokenizer.vocabulary, concepts=vocabulary.concepts)))

    name_ids = [torch.tensor([tokenizer.encode(p.format(n=c), 10) for c in vocabulary.concepts]) for p in NAME_PATTERNS]
    name_ids = [ids[:, : int((ids != 0).sum(1).max())].to(device) for ids in name_ids]
    ending = False
    started = time.monotonic() - seen_s
    log = (folder / "log.jsonl").open("a")
    sums: dict[str, float] = {}
    summed = 0
    learner.train()
    while step < options.steps and not ending:
        batch = to_device(next(stream), device)
        rate = options.rate * rate_share(step, options.steps, options.decay)
        for group in optimiser.param_groups:
            group["lr"] = rate
        losses, watched = learner.losses(batch, name_ids[step % len(name_ids)], mix)
        total = sum(SHARE_OF_LOSS[name] * loss for name, loss in losses.items())
        optimiser.zero_grad()
        total.backward()
        ending = mean_gradients(learner, asked.is_set())
        nn.utils.clip_grad_norm_(learner.parameters(), 2.0)
        optimiser.step()
        step += 1
        if rank > 0:
            continue
        follow(average, learner, min(0.998, step / (step + 20)))
        for name, value in {**{k: float(v) for k, v in losses.items()}, **watched}.items():
            sums[name] = sums.get(name, 0.0) + value
        summed += 1
        if step % LOG_EVERY == 0:
            row = dict(step=step, seconds=round(time.monotonic() - started), rate=round(rate, 6))
            log.write(json.dumps({**row, **{k: round(v / summed, 4) for k, v in sums.items()}}) + "\n")
            log.flush()
            sums, summed = {}, 0
        if step % KEEP_EVERY == 0 or ending or step == options.steps:
            kept = dict(
                learner=learner.state_dict(), average=average, optimiser=optimiser.state_dict(), step=step,
                seconds=time.monotonic() - started, concepts=vocabulary.concepts, words=tokenizer.vocabulary,
            )
            torch.save(kept, state_file.with_suffix(".new"))
            state_file.with_suffix(".new").replace(state_file)


def begin(learner: Learner, batch, old: Tokenizer, new: Tokenizer, vocabulary: Vocabulary, from_scratch: bool) -> None:
    """From the seed encoder's weights unless told otherwise; concepts begin as their names read."""
    if not from_scratch:
        onnx = HERE / "seed" / "onnx"
        start_image(learner.image, onnx / "vision_model_fp16.onnx", normalised(batch["pixels"]))
        start_text(learner.text, onnx / "text_model_fp16.onnx", old, new)
    with torch.no_grad():
        learner.concepts.copy_(learner.text(torch.tensor([new.encode(c, 10) for c in vocabulary.concepts], device=learner.concepts.device)))


def groups(learner: Learner) -> list[dict]:
    """Matrices shrink a little; vectors, embeddings and positions do not."""
    decaying, others = [], []
    for name, parameter in learner.named_parameters():
        plain = parameter.ndim < 2 or ".e." in name or name.endswith("pos") or name.startswith(("concepts", "places"))
        (others if plain else decaying).append(parameter)
    return [dict(params=decaying, weight_decay=0.05), dict(params=others, weight_decay=0.0)]


def rate_share(step: int, steps: int, decay: int) -> float:
    left = (steps - step) / max(decay, 1)
    return min(1.0, (step + 1) / WARM_UP, max(0.01, left))


@torch.no_grad()
def follow(average: dict[str, Tensor], learner: nn.Module, keep: float) -> None:
    """The mean of the last few hundred steps is what is shipped."""
    for name, value in learner.state_dict().items():
        if value.dtype.is_floating_point:
            average[name].lerp_(value, 1 - keep)
        else:
            average[name].copy_(value)


def agree(learner: nn.Module) -> None:
    """Every process begins with the first one's weights."""
    for tensor in learner.state_dict().values():
        dist.broadcast(tensor, 0)


def mean_gradients(learner: nn.Module, asked: bool) -> bool:
    """Averages in place -> whether any process was asked to end: all end after the same step."""
    parameters = [parameter for parameter in learner.parameters() if parameter.grad is not None]
    flat = torch.cat([*(parameter.grad.flatten() for parameter in parameters), parameters[0].new_tensor([float(asked)])])
    dist.all_reduce(flat)
    at = 0
    for parameter in parameters:
        size = parameter.numel()
        parameter.grad.copy_(flat[at : at + size].view_as(parameter)).div_(dist.get_world_size())
        at += size
    return bool(flat[-1] > 0)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", default="run", help="name of the folder under work/")
    parser.add_argument("--steps", type=int, default=5000, help="of a batch a process")
    parser.add_argument("--decay", type=int, default=1200, help="steps over which the learning rate falls")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2, help="one a core; 1 on a GPU")
    parser.add_argument("--batch", type=int, default=128, help="pictures and captions a process; a multiple of 128")
    parser.add_argument("--loaders", type=int, default=1, help="processes that paint pictures for each of these")
    parser.add_argument("--device", default="cpu", help="cuda: the towers on the card, pictures painted on the CPU")
    parser.add_argument("--port", type=int, default=29511, help="where the processes meet on this machine")
    parser.add_argument("--from-scratch", action="store_true", help="not from the seed encoder's weights")
    return parser.parse_args()


if __name__ == "__main__":
    main()
