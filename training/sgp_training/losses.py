"""What the towers learn from. The heads of the last two losses are thrown away after training.

Left and right, front and behind, which colour and how many: a contrastive loss alone leaves them at
chance for a long time. Two heads, shared by both towers, must read from an embedding what stands
where (`Places`) and what a thing of the picture is like (`Attributes`).
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .batch import ATTRIBUTES, Mix
from .scenes import SLOTS

NEVER = -1e4


def contrastive(logits: Tensor, batch: dict[str, Tensor], plain: int) -> Tensor:
    """Picture to caption and back; equal captions are all right, captions that may be true are left out."""
    same = (batch["same"][:, None] == batch["same"][None, :]).float()
    # A single thing's bare caption is true of every picture of that thing, scenes included.
    concept = batch["said"][:plain, 0, 0]
    attribute = batch["attribute"]
    compatible = (attribute[None, :] < 0) | (attribute[:, None] < 0) | (attribute[None, :] == attribute[:, None])
    may = torch.zeros_like(same, dtype=torch.bool)
    may[:plain, :plain] = (concept[:, None] == concept[None, :]) & (concept >= 0)[:, None] & compatible
    shown = batch["shown"][plain:, :, 0]
    bare = (attribute < 0) & (concept >= 0)
    may[plain:, :plain] = (shown[:, :, None] == concept[None, None, :]).any(1) & bare[None, :]
    masked = logits + (may & (same == 0)).float() * NEVER
    share = same / same.sum(1, keepdim=True)
    to_caption = -(share * masked.log_softmax(1)).sum(1).mean()
    to_picture = -(share * masked.t().log_softmax(1)).sum(1).mean()
    return (to_caption + to_picture) / 2


def twins(logits: Tensor, plain: int) -> tuple[Tensor, Tensor]:
    """Right above wrong, for both halves of every pair and both ways -> loss, share that is right."""
    right = logits[plain::2, plain::2].diagonal(), logits[plain + 1 :: 2, plain + 1 :: 2].diagonal()
    wrong = logits[plain::2, plain + 1 :: 2].diagonal(), logits[plain + 1 :: 2, plain::2].diagonal()
    margins = torch.stack([r - w for r in right for w in wrong])
    return F.softplus(-margins).mean(), (margins > 0).float().mean()


def views(similarity: Tensor, batch: dict[str, Tensor], mix: Mix, scale: float = 15.0) -> Tensor:
    """The two views of a drawing find each other among all single pictures (SimCLR)."""
    plain = mix.plain
    logits = similarity[mix.singles:plain] @ similarity[:plain].t() * scale
    rows = torch.arange(2 * mix.views, device=logits.device)
    partner = mix.singles + (rows ^ 1)
    concept = batch["said"][:plain, 0, 0]
    others = (concept[mix.singles:, None] == concept[None, :]) & (torch.arange(plain, device=logits.device)[None, :] != partner[:, None])
    logits = logits + others.float() * NEVER
    logits[rows, mix.singles + rows] = NEVER
    return F.cross_entropy(logits, partner)


def naming(logits: Tensor, shown: Tensor, plain: int) -> tuple[Tensor, Tensor]:
    """Every concept on the picture above all that are not -> loss, share of single things named.

    logits [pictures, concepts]; shown [pictures, facts] of concepts, -1: none.
    """
    present = logits.new_zeros(len(logits), logits.shape[1] + 1)
    present.scatter_(1, torch.where(shown < 0, logits.shape[1], shown), 1.0)
    present = present[:, :-1]
    others = (logits + present * NEVER).logsumexp(1, keepdim=True)
    valid = (shown >= 0).float()
    right = logits.gather(1, shown.clamp(min=0))
    loss = (F.softplus(others - right) * valid).sum() / valid.sum().clamp(min=1)
    best = (logits + present * NEVER).amax(1)
    named = (right[:plain, 0] > best[:plain])[shown[:plain, 0] >= 0].float().mean()
    return loss, named


class Places(nn.Module):
    """One map a place (left, right, top, bottom, front, behind) that must point to what stands there."""

    def __init__(self, width: int = 192):
        super().__init__()
        self.maps = nn.Parameter(torch.eye(width)[None].repeat(len(SLOTS), 1, 1) + 0.05 * torch.randn(len(SLOTS), width, width))

    def forward(self, embedding: Tensor, slots: Tensor, concepts: Tensor) -> Tensor:
        """embedding [batch, 192], slots [batch, 6] of concepts or -1, concepts [n, 192] -> loss."""
        read = torch.einsum("bd,sde->bse", embedding, self.maps) * 12
        valid = slots >= 0
        there = concepts[slots.clamp(min=0)]
        own = (read * there).sum(2)
        opposite = [slot ^ 1 for slot in range(len(SLOTS))]
        elsewhere = (read[:, opposite] * there).sum(2)
        both = valid & valid[:, opposite]
        instead = (read * there[:, opposite]).sum(2)
        loss = (F.softplus(elsewhere - own) * valid).sum() + (F.softplus(instead - own) * both).sum()
        return loss / valid.sum().clamp(min=1)


class Attributes(nn.Module):
    """Asked with a concept, tells its colour, count, texture and shape from an embedding."""

    def __init__(self, width: int = 192, hidden: int = 256):
        super().__init__()
        self.read = nn.Linear(width, hidden)
        self.ask = nn.Linear(width, hidden)
        self.tell = nn.Linear(hidden, sum(map(len, ATTRIBUTES.values())))

    def forward(self, embedding: Tensor, facts: Tensor, concepts: Tensor) -> Tensor:
        """facts [batch, things, 5]: concept, then the place of each attribute's value; -1: none."""
        known = facts[:, :, 0] >= 0
        rows = known.nonzero()[:, 0]
        asked = facts[known]
        hidden = self.read(embedding[rows] * 8) * self.ask(concepts[asked[:, 0]])
        told = self.tell(hidden).split([len(values) for values in ATTRIBUTES.values()], 1)
        loss = embedding.new_zeros(())
        for column, logits in enumerate(told, 1):
            labelled = asked[:, column] >= 0
            if labelled.any():
                loss = loss + F.cross_entropy(logits[labelled], asked[labelled, column]) * labelled.float().mean().sqrt()
        return loss
