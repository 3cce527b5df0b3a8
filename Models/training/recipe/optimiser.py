"""Muon for the matrices of the layers, Adam for embeddings, norms and biases.

Muon (Jordan et al. 2024) makes the step of a matrix from its momentum's nearest orthogonal matrix, so that all
directions of it learn, and needs about a third fewer steps than Adam here. Steps have the size that Adam's have
(Liu et al. 2025), so one learning rate serves both.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def orthogonalise(batch: Tensor, steps: int = 5) -> Tensor:
    """The nearest orthogonal matrices, nearly, by a Newton-Schulz iteration. [n, rows, columns]"""
    x = batch.bfloat16() if batch.is_cuda else batch.float()
    tall = x.size(1) > x.size(2)
    if tall:
        x = x.transpose(1, 2)
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(steps):
        gram = x @ x.transpose(1, 2)
        x = 3.4445 * x + (-4.7750 * gram + 2.0315 * (gram @ gram)) @ x
    return x.transpose(1, 2) if tall else x


def copy_all(targets: list[Tensor], sources: list[Tensor]) -> None:
    """Copies each source to its target, in whatever precision that has."""
    if hasattr(torch, "_foreach_copy_"):
        torch._foreach_copy_(targets, sources)
    else:
        for target, source in zip(targets, sources):
            target.copy_(source)


def blocks_of(matrix: Tensor, name: str) -> list[Tensor]:
    """Queries, keys and values stand in one matrix of attention and are learned as three."""
    rows, columns = matrix.shape
    return list(matrix.split(columns)) if "attention" in name and rows % columns == 0 else [matrix]


class Muon:
    """Matrices of one shape are stacked, so that a step is a few large products."""

    def __init__(self, names: list[str], weights: list[Tensor], momentum: float = 0.95, decay: float = 0.01):
        self.names = names
        self.momentum = momentum
        self.decay = decay
        self.blocks = self.stacks(weights)
        self.memory = {
            shape: torch.zeros(len(blocks), *shape, device=blocks[0].device) for shape, blocks in self.blocks.items()
        }

    def stacks(self, matrices: list[Tensor]) -> dict[tuple[int, int], list[Tensor]]:
        groups: dict[tuple[int, int], list[Tensor]] = {}
        for name, matrix in zip(self.names, matrices):
            for block in blocks_of(matrix, name):
                groups.setdefault((block.size(0), block.size(1)), []).append(block)
        return groups

    def step(self, gradients: list[Tensor], rate: float) -> None:
        for shape, stack in self.stacks(gradients).items():
            memory, blocks = self.memory[shape], self.blocks[shape]
            gradient = torch.stack(stack).float()
            memory.lerp_(gradient, 1 - self.momentum)
            change = orthogonalise(gradient.lerp_(memory, self.momentum)).float()
            torch._foreach_mul_(blocks, 1 - rate * self.decay)
            torch._foreach_add_(blocks, list(change.unbind(0)), alpha=-rate * 0.2 * max(shape) ** 0.5)


class Optimiser:
    """Both, over weights in single precision; the model computes with copies of them in its own precision.

    `averaged` is the moving average of the weights, which is what is kept in the end.
    """

    def __init__(self, model: nn.Module, precision: torch.dtype, adam_rate: float, muon_rate: float, average: float):
        self.adam_rate, self.muon_rate, self.average = adam_rate, muon_rate, average
        self.names = [name for name, _ in model.named_parameters()]
        self.weights = [parameter.detach().float().clone() for parameter in model.parameters()]
        self.averaged = [weight.clone() for weight in self.weights]
        self.model = model.to(precision)
        by_muon = [
            muon_rate > 0 and weight.dim() == 2 and name.startswith(("encoder.", "decoder."))
            for name, weight in zip(self.names, self.weights)
        ]
        self.matrices = [i for i, yes in enumerate(by_muon) if yes]
        self.others = [i for i, yes in enumerate(by_muon) if not yes]
        self.muon = Muon([self.names[i] for i in self.matrices], [self.weights[i] for i in self.matrices])
        fused = {"fused": True} if self.weights[0].is_cuda else {}
        for i in self.others:
            self.weights[i].grad = torch.zeros_like(self.weights[i])
        self.adam = torch.optim.Adam([self.weights[i] for i in self.others], betas=(0.9, 0.98), eps=1e-8, **fused)
        self.steps = 0

    @torch.no_grad()
    def step(self, share: float) -> None:
        """One step at this share of the highest rates."""
        parameters = list(self.model.parameters())
        copy_all([self.weights[i].grad for i in self.others], [parameters[i].grad for i in self.others])
        torch.nn.utils.clip_grad_norm_([self.weights[i] for i in self.others], 1.0)
        self.adam.param_groups[0]["lr"] = self.adam_rate * share
        self.adam.step()
        if self.matrices:
            self.muon.step([parameters[i].grad for i in self.matrices], self.muon_rate * share)
        self.model.zero_grad(set_to_none=True)
        self.steps += 1
        # A young average forgets faster, or it would hold the random beginning.
        weight = 1 - min(self.average, self.steps / (self.steps + 10))
        torch._foreach_mul_(self.averaged, 1 - weight)
        torch._foreach_add_(self.averaged, self.weights, alpha=weight)
        self.load(self.weights)

    @torch.no_grad()
    def load(self, weights: list[Tensor]) -> None:
        """Gives the model these weights: `weights` or `averaged`."""
        copy_all([parameter.data for parameter in self.model.parameters()], weights)
