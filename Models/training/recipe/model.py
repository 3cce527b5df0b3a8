"""The transformer, with the parts and the names of CTranslate2's layout, so that export is a renaming."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

PAD = 0
BEGIN = 1
END = 2
UNKNOWN = 3


@dataclass(frozen=True)
class ModelConfig:
    """Sizes and choices of a model; `pre_norm=False` with swish is what OPUS-MT models are."""

    vocabulary: int = 32_000
    dimension: int = 512
    hidden: int = 1536
    heads: int = 8
    encoder_layers: int = 12
    decoder_layers: int = 3
    pre_norm: bool = True
    activation: str = "relu"
    dropout: float = 0.0
    starts_from_zero: bool = True
    positions: int = 1024

    def as_dict(self) -> dict:
        return asdict(self)


def sinusoids(positions: int, dimension: int) -> Tensor:
    """Positions as Marian and tensor2tensor write them: sines, then cosines. [positions, dimension]"""
    half = dimension // 2
    rates = torch.exp(torch.arange(half) * -(math.log(10_000.0) / (half - 1)))
    angles = torch.arange(positions)[:, None] * rates[None, :]
    return torch.cat([angles.sin(), angles.cos()], dim=1)


def avoid_plans() -> None:
    """cuDNN's attention plans anew for each shape, a fifth of a second each time, and every batch has its own shape."""
    if hasattr(torch.backends.cuda, "enable_cudnn_sdp"):
        torch.backends.cuda.enable_cudnn_sdp(False)


def attend(query: Tensor, key: Tensor, value: Tensor, causal: bool = False, mask: Tensor | None = None) -> Tensor:
    """Scaled dot-product attention. query [B, H, T, d], key and value [B, H, S, d] -> [B, H, T, d]"""
    if query.size(2) == 1:
        # Decoding: a product for each key costs less than half of the fused kernel's tiles.
        scores = (query * key).sum(-1) / math.sqrt(query.size(-1))
        if mask is not None:
            scores = scores.masked_fill(~mask[:, :, 0], float("-inf"))
        return (scores.softmax(-1)[..., None] * value).sum(2, keepdim=True)
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=causal)
    # PyTorch 1, which Debian has.
    scores = query @ key.transpose(-1, -2) / math.sqrt(query.size(-1))
    if causal:
        later = torch.ones(scores.shape[-2:], dtype=torch.bool, device=scores.device).triu(1)
        scores = scores.masked_fill(later, float("-inf"))
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    return scores.softmax(-1) @ value


class Attention(nn.Module):
    """Multi-head attention; self-attention has one product for queries, keys and values."""

    def __init__(self, config: ModelConfig, crosses: bool):
        super().__init__()
        size = config.dimension
        self.heads = config.heads
        self.crosses = crosses
        self.layer_norm = nn.LayerNorm(size, eps=1e-5)
        if crosses:
            self.linear_0 = nn.Linear(size, size)
            self.linear_1 = nn.Linear(size, 2 * size)
            self.linear_2 = nn.Linear(size, size)
        else:
            self.linear_0 = nn.Linear(size, 3 * size)
            self.linear_1 = nn.Linear(size, size)

    @property
    def output(self) -> nn.Linear:
        return self.linear_2 if self.crosses else self.linear_1

    def split(self, x: Tensor, parts: int) -> list[Tensor]:
        """[B, T, parts * D] -> parts times [B, H, T, d]"""
        batch, time, width = x.shape
        shaped = x.view(batch, time, parts, self.heads, width // parts // self.heads)
        return [part.transpose(1, 2) for part in shaped.unbind(2)]

    def join(self, x: Tensor) -> Tensor:
        """[B, H, T, d] -> [B, T, D]"""
        return self.output(x.transpose(1, 2).flatten(2))

    def within(self, x: Tensor, causal: bool, mask: Tensor | None = None) -> Tensor:
        query, key, value = self.split(self.linear_0(x), 3)
        return self.join(attend(query, key, value, causal, mask))

    def memory(self, encoded: Tensor) -> tuple[Tensor, Tensor]:
        """Keys and values of what the encoder made, each [B, H, S, d]."""
        key, value = self.split(self.linear_1(encoded), 2)
        return key, value

    def across(self, x: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.join(attend(self.split(self.linear_0(x), 1)[0], key, value, mask=mask))


class FeedForward(nn.Module):
    def __init__(self, config: ModelConfig):
        super().__init__()
        self.layer_norm = nn.LayerNorm(config.dimension, eps=1e-5)
        self.linear_0 = nn.Linear(config.dimension, config.hidden)
        self.linear_1 = nn.Linear(config.hidden, config.dimension)
        self.activation = {"relu": F.relu, "swish": F.silu}[config.activation]

    def forward(self, x: Tensor) -> Tensor:
        return self.linear_1(self.activation(self.linear_0(x)))


class Layer(nn.Module):
    """Sublayers with their residual connections, in either order of the norm."""

    def __init__(self, config: ModelConfig):
        super().__init__()
        self.pre_norm = config.pre_norm
        self.dropout = config.dropout

    def sublayer(self, module: nn.Module, x: Tensor, compute) -> Tensor:
        made = compute(module.layer_norm(x) if self.pre_norm else x)
        if self.training and self.dropout > 0:
            made = F.dropout(made, self.dropout)
        return x + made if self.pre_norm else module.layer_norm(x + made)


class EncoderLayer(Layer):
    def __init__(self, config: ModelConfig):
        super().__init__(config)
        self.self_attention = Attention(config, crosses=False)
        self.ffn = FeedForward(config)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """[B, S, D] -> [B, S, D]. In training a batch's sources have one length, so nothing is masked."""
        x = self.sublayer(self.self_attention, x, lambda y: self.self_attention.within(y, False, mask))
        return self.sublayer(self.ffn, x, self.ffn)


class DecoderLayer(Layer):
    def __init__(self, config: ModelConfig):
        super().__init__(config)
        self.self_attention = Attention(config, crosses=False)
        self.attention = Attention(config, crosses=True)
        self.ffn = FeedForward(config)

    def forward(self, x: Tensor, encoded: Tensor) -> Tensor:
        """x [B, T, D], encoded [B, S, D] -> [B, T, D]. Padding stands behind, where no word looks."""
        x = self.sublayer(self.self_attention, x, lambda y: self.self_attention.within(y, causal=True))
        x = self.sublayer(self.attention, x, lambda y: self.attention.across(y, *self.attention.memory(encoded)))
        return self.sublayer(self.ffn, x, self.ffn)


class Transformer(nn.Module):
    """Encoder and decoder over one embedding matrix, which is the output layer too."""

    def __init__(self, config: ModelConfig):
        super().__init__()
        self.config = config
        self.embedding = nn.Parameter(torch.empty(config.vocabulary, config.dimension))
        self.output_bias = nn.Parameter(torch.zeros(config.vocabulary))
        # No buffer, since it stays in single precision whatever the weights are in.
        self.encodings = sinusoids(config.positions, config.dimension)
        self.encoder = nn.ModuleList(EncoderLayer(config) for _ in range(config.encoder_layers))
        self.decoder = nn.ModuleList(DecoderLayer(config) for _ in range(config.decoder_layers))
        if config.pre_norm:
            self.encoder_norm = nn.LayerNorm(config.dimension, eps=1e-5)
            self.decoder_norm = nn.LayerNorm(config.dimension, eps=1e-5)
        self.reset()

    def reset(self) -> None:
        """Xavier everywhere; what enters the residual stream is smaller the deeper the stack is."""
        nn.init.normal_(self.embedding, std=self.config.dimension**-0.5)
        for stack in (self.encoder, self.decoder):
            for layer in stack:
                for name, parameter in layer.named_parameters():
                    if parameter.dim() == 2:
                        nn.init.xavier_uniform_(parameter)
                    elif name.endswith("bias") and "norm" not in name:
                        nn.init.zeros_(parameter)
                for module in layer.modules():
                    if isinstance(module, Attention):
                        module.output.weight.data.mul_((2 * len(stack)) ** -0.5)
                    if isinstance(module, FeedForward):
                        module.linear_1.weight.data.mul_((2 * len(stack)) ** -0.5)

    def embed(self, ids: Tensor, start: int = 0) -> Tensor:
        """[B, T] -> [B, T, D], the first at position `start`."""
        if self.encodings.device != ids.device:
            self.encodings = self.encodings.to(ids.device)
        scaled = F.embedding(ids, self.embedding).float() * math.sqrt(self.config.dimension)
        return (scaled + self.encodings[start : start + ids.size(1)]).to(self.embedding.dtype)

    def embed_target(self, ids: Tensor, start: int = 0) -> Tensor:
        """As `embed`, for the decoder: some models begin with a position and no word."""
        x = self.embed(ids, start)
        if self.config.starts_from_zero and start == 0:
            first = self.encodings[:1].to(x.dtype).expand(ids.size(0), 1, -1)
            x = torch.cat([first, x[:, 1:]], dim=1)
        return x

    def encode(self, source: Tensor, mask: Tensor | None = None) -> Tensor:
        """source [B, S], mask [B, 1, 1, S] of what is no padding -> [B, S, D]"""
        x = self.embed(source)
        for layer in self.encoder:
            x = layer(x, mask)
        return self.encoder_norm(x) if self.config.pre_norm else x

    def hidden(self, source: Tensor, target: Tensor) -> Tensor:
        """What the output layer reads at each place. source [B, S], target [B, T] -> [B, T, D]"""
        encoded = self.encode(source)
        x = self.embed_target(target)
        for layer in self.decoder:
            x = layer(x, encoded)
        return self.decoder_norm(x) if self.config.pre_norm else x

    def logits(self, hidden: Tensor) -> Tensor:
        """[..., D] -> [..., V]"""
        return F.linear(hidden, self.embedding, self.output_bias)
