"""The two towers: a picture or a caption becomes a unit vector of 192 numbers.

Image: 96 px, convolutions to a 6 x 6 grid of 192, four transformer blocks, attention pooling:
2.3 M parameters, 122 M multiply-adds. Text: WordPiece, three transformer blocks over at most
24 tokens, attention pooling: 1.4 M parameters.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

HEAD_WIDTH = 32
# Softmax over masked places: far below any score, and finite, so that a row of nothing but
# padding is no NaN.
MASKED = -1e4


@dataclass(frozen=True)
class ImageConfig:
    size_px: int = 96
    stem_channels: tuple[int, int, int] = (24, 48, 96)
    width: int = 192
    depth: int = 4
    pooled: int = 4
    embedding: int = 192
    similarity: int = 128


@dataclass(frozen=True)
class TextConfig:
    vocabulary: int
    width: int = 160
    depth: int = 3
    tokens: int = 24
    pooled: int = 2
    embedding: int = 192


class ConvNorm(nn.Sequential):
    def __init__(self, channels_in: int, channels_out: int, stride: int = 1, relu: bool = True):
        layers: list[nn.Module] = [
            nn.Conv2d(channels_in, channels_out, 3, stride, 1, bias=False),
            nn.BatchNorm2d(channels_out),
        ]
        super().__init__(*layers, *([nn.ReLU()] if relu else []))


class Residual(nn.Module):
    def __init__(self, channels: int):
        super().__init__()
        self.a = ConvNorm(channels, channels)
        self.b = ConvNorm(channels, channels, relu=False)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.b(self.a(x)))


class Block(nn.Module):
    """A transformer block, normalised before each part."""

    def __init__(self, width: int):
        super().__init__()
        self.heads = width // HEAD_WIDTH
        self.n1 = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.o = nn.Linear(width, width)
        self.n2 = nn.LayerNorm(width)
        self.f1 = nn.Linear(width, 3 * width)
        self.f2 = nn.Linear(3 * width, width)

    def forward(self, x: Tensor, bias: Tensor | None = None) -> Tensor:
        """x [batch, places, width]; bias is added to the attention's logits."""
        batch, places, width = x.shape
        split = self.qkv(self.n1(x)).reshape(batch, places, 3, self.heads, HEAD_WIDTH)
        q, k, v = split.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(batch, places, width)
        x = x + self.o(mixed)
        return x + self.f2(F.relu(self.f1(self.n2(x))))


class ImageTower(nn.Module):
    def __init__(self, config: ImageConfig = ImageConfig()):
        super().__init__()
        self.config = config
        a, b, c = config.stem_channels
        width = config.width
        self.stem = nn.Sequential(
            ConvNorm(3, a, 2),
            ConvNorm(a, b, 2),
            Residual(b),
            ConvNorm(b, c, 2),
            Residual(c),
            ConvNorm(c, width, 2, relu=False),
        )
        side = config.size_px // 16
        self.pos = nn.Parameter(position_embedding(side, width))
        self.blocks = nn.ModuleList([Block(width) for _ in range(config.depth)])
        self.n = nn.LayerNorm(width)
        self.q = nn.Linear(width, config.pooled)
        self.proj = nn.Linear(config.pooled * width, config.embedding)
        # Without BatchNorm in this head the picture-picture loss collapses to one point.
        self.sim = nn.Sequential(
            nn.Linear(config.pooled * width, 256, bias=False),
            nn.BatchNorm1d(256),
            nn.ReLU(),
            nn.Linear(256, config.similarity),
        )

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        """pixels [batch, 3, 96, 96] in -1..1 -> text-image [batch, 192], image-image [batch, 128]."""
        x = self.stem(pixels).flatten(2).transpose(1, 2) + self.pos
        for block in self.blocks:
            x = block(x)
        pooled = attention_pool(self.n(x), self.q)
        return F.normalize(self.proj(pooled), dim=-1), F.normalize(self.sim(pooled), dim=-1)


class TextTower(nn.Module):
    def __init__(self, config: TextConfig):
        super().__init__()
        self.config = config
        self.e = nn.Embedding(config.vocabulary, config.width)
        nn.init.normal_(self.e.weight, std=0.04)
        self.pos = nn.Parameter(torch.randn(1, config.tokens, config.width) * 0.02)
        self.blocks = nn.ModuleList([Block(config.width) for _ in range(config.depth)])
        self.n = nn.LayerNorm(config.width)
        self.q = nn.Linear(config.width, config.pooled)
        self.proj = nn.Linear(config.pooled * config.width, config.embedding)

    def forward(self, ids: Tensor) -> Tensor:
        """ids [batch, up to 24], 0 is padding -> [batch, 192]."""
        padding = (ids == 0).to(self.pos.dtype) * MASKED
        x = self.e(ids) + self.pos[:, : ids.shape[1]]
        for block in self.blocks:
            x = block(x, padding[:, None, None, :])
        x = self.n(x)
        return F.normalize(self.proj(attention_pool(x, self.q, padding[:, :, None])), dim=-1)


def attention_pool(x: Tensor, query: nn.Linear, bias: Tensor | float = 0.0) -> Tensor:
    """[batch, places, width] -> [batch, queries * width]: each learnt query's weighted mean."""
    weights = (query(x) + bias).softmax(1)
    return (weights.transpose(1, 2) @ x).flatten(1)


def position_embedding(side: int, width: int) -> Tensor:
    """Noise plus two fixed directions for the coordinates: left and right are told apart sooner."""
    generator = torch.Generator().manual_seed(3)
    place = torch.arange(side * side)
    half = (side - 1) / 2
    x, y = (place % side - half) / half, (place // side - half) / half
    directions = torch.randn(2, width, generator=generator) * 0.3
    noise = torch.randn(side * side, width, generator=generator) * 0.02
    return (noise + x[:, None] * directions[0] + y[:, None] * directions[1])[None]
