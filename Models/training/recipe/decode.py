"""Batched decoding, greedy or by sampling."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from .model import Transformer, attend


class Decoding:
    """The state of a batch: caches for the sentences that go on, results of those that ended."""

    def __init__(self, model: Transformer, source: Tensor, mask: Tensor | None, limit: int):
        self.model = model
        self.mask = mask
        encoded = model.encode(source, mask)
        # Keys and values of the source, for each layer [B, H, S, d].
        self.memories = [layer.attention.memory(encoded) for layer in model.decoder]
        batch, heads = source.size(0), model.config.heads
        shape = (batch, heads, limit, model.config.dimension // heads)
        make = lambda: torch.empty(shape, dtype=encoded.dtype, device=source.device)
        # Keys and values of the target so far, for each layer [B, H, limit, d].
        self.caches = [(make(), make()) for _ in model.decoder]

    def step(self, ids: Tensor, time: int) -> Tensor:
        """ids [B] at place `time` -> logits [B, V]"""
        model = self.model
        x = model.embed_target(ids[:, None], time)
        for layer, (keys, values), memory in zip(model.decoder, self.caches, self.memories):
            x = layer.sublayer(layer.self_attention, x, lambda y: self.recall(layer, y, keys, values, time))
            x = layer.sublayer(layer.attention, x, lambda y: layer.attention.across(y, *memory, self.mask))
            x = layer.sublayer(layer.ffn, x, layer.ffn)
        if model.config.pre_norm:
            x = model.decoder_norm(x)
        return model.logits(x[:, 0])

    @staticmethod
    def recall(layer, x: Tensor, keys: Tensor, values: Tensor, time: int) -> Tensor:
        attention = layer.self_attention
        query, key, value = attention.split(attention.linear_0(x), 3)
        keys[:, :, time] = key[:, :, 0]
        values[:, :, time] = value[:, :, 0]
        return attention.join(attend(query, keys[:, :, : time + 1], values[:, :, : time + 1]))

    def keep(self, rows: Tensor) -> None:
        """Goes on with these rows only."""
        self.memories = [(key[rows], value[rows]) for key, value in self.memories]
        self.caches = [(key[rows], value[rows]) for key, value in self.caches]
        self.mask = None if self.mask is None else self.mask[rows]


def choose(logits: Tensor, temperature: float) -> Tensor:
    """The likeliest word, or one drawn from the distribution sharpened by a temperature below one."""
    if temperature <= 0:
        return logits.argmax(-1)
    noise = torch.empty_like(logits, dtype=torch.float32).exponential_().log_().neg_()
    return (logits.float() / temperature + noise).argmax(-1)


def longest_translation(source: int, model: Transformer) -> int:
    return min(2 * source + 16, model.config.positions)


@torch.inference_mode()
def decode(
    model: Transformer,
    source: Tensor,
    *,
    begin: int,
    end: int,
    mask: Tensor | None = None,
    temperature: float = 0.0,
    banned: tuple[int, ...] = (),
    check_every: int = 8,
) -> Tensor:
    """Translates source [B, S] to ids [B, limit], filled with `end` behind the end.

    Where sources differ in length, mask [B, 1, 1, S] is false on the padding.
    """
    batch, length = source.shape
    limit = longest_translation(length, model)
    state = Decoding(model, source, mask, limit)
    rows = torch.arange(batch, device=source.device)
    written = torch.full((batch, limit), end, dtype=torch.long, device=source.device)
    ids = torch.full((batch,), begin, dtype=torch.long, device=source.device)
    ended = torch.zeros(batch, dtype=torch.bool, device=source.device)
    for time in range(limit):
        logits = state.step(ids, time)
        for word in banned:
            logits[:, word] = -math.inf
        ids = choose(logits, temperature).masked_fill(ended, end)
        written[rows, time] = ids
        ended = ended | (ids == end)
        # Looking at the flags waits for the device, so it is not done at each step.
        if (time + 1) % check_every == 0:
            going = int((~ended).sum())
            if going == 0:
                break
            if going < 0.75 * len(rows):
                kept = (~ended).nonzero()[:, 0]
                state.keep(kept)
                rows, ids, ended = rows[kept], ids[kept], ended[kept]
    return written


def batches_by_length(lengths: list[int], tokens: int, most: int) -> list[list[int]]:
    """Indices in batches of one length, longest first, with at most `tokens` and `most` sentences in each."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    batches: list[list[int]] = []
    for index in order:
        last = batches[-1] if batches else None
        length = lengths[index]
        if last and lengths[last[0]] == length and len(last) < min(most, max(1, tokens // length)):
            last.append(index)
        else:
            batches.append([index])
    return batches
