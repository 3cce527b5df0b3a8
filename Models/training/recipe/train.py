"""Trains a model until the time or the steps are used up; the learning rate falls to nothing at that moment.

    python -m recipe.train --data train.npz --seconds 540 --output run/
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from .batches import PairSet, stream
from .decode import decode, longest_translation
from .model import BEGIN, END, PAD, UNKNOWN, ModelConfig, Transformer, avoid_plans
from .optimiser import Optimiser


def smoothed_loss(hidden: Tensor, matrix: Tensor, bias: Tensor, wanted: Tensor, smoothing: float) -> tuple[Tensor, Tensor]:
    """Sums over the words of the smoothed loss and of the plain one. hidden [B, T, D], wanted [B, T]"""
    logits = F.linear(hidden, matrix, bias).float()
    inside = (wanted != PAD).float()
    normaliser = logits.logsumexp(-1)
    plain = normaliser - logits.gather(-1, wanted[..., None])[..., 0]
    smooth = normaliser - logits.mean(-1)
    return (((1 - smoothing) * plain + smoothing * smooth) * inside).sum(), (plain * inside).sum()


def share_of_rate(steps: int, progress: float, warm_up: int, hold: float) -> float:
    """Of the highest learning rate: up over the first steps, level for a while, then straight down to nothing."""
    down = 1.0 if progress < hold else max(0.0, (1 - progress) / (1 - hold))
    return min(1.0, (steps + 1) / warm_up) * down


def save(model: Transformer, optimiser: Optimiser, path: Path, about: dict) -> None:
    """The averaged weights, in IEEE half precision so that they travel, and what the model is."""
    weights = {name: value.half().cpu() for name, value in zip(optimiser.names, optimiser.averaged)}
    # As text, since the careful reader of PyTorch 1 knows no floating-point numbers.
    torch.save({"config": json.dumps(model.config.as_dict()), "about": json.dumps(about), "weights": weights}, path)


def translate_lines(model: Transformer, lines: list[list[int]], device: str, most: int = 512) -> list[list[int]]:
    """Greedy translations of sources with their end marks, in their order."""
    order = sorted(range(len(lines)), key=lambda i: len(lines[i]))
    results: list[list[int]] = [[] for _ in lines]
    for start in range(0, len(order), most):
        part = order[start : start + most]
        width = max(len(lines[i]) for i in part)
        source = torch.tensor([lines[i] + [PAD] * (width - len(lines[i])) for i in part], device=device)
        written = decode(
            model,
            source,
            begin=BEGIN,
            end=END,
            mask=(source != PAD)[:, None, None, :],
            banned=(PAD, BEGIN, UNKNOWN),
        )
        for index, row in zip(part, written.tolist()):
            # Beside a longer line there would be room for more.
            row = row[: longest_translation(len(lines[index]), model)]
            results[index] = row[: row.index(END)] if END in row else row
    return results


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="tokenised pairs")
    parser.add_argument("--final-without", help="origins (a regular expression) that the last part leaves out")
    parser.add_argument("--final-from", type=float, default=0.75, help="where the last part begins")
    parser.add_argument("--held-out", type=Path, help="tokenised sources to translate now and then, ids one line each")
    parser.add_argument("--output", type=Path, required=True, help="folder for checkpoints, log and translations")
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--steps", type=int, default=10**9)
    parser.add_argument("--tokens", type=int, default=32_000, help="tokens of a side in a batch, padding included")
    parser.add_argument("--rate", type=float, default=1e-3, help="highest learning rate of Adam")
    parser.add_argument("--muon-rate", type=float, default=1.5e-3, help="highest learning rate of Muon; 0: all by Adam")
    parser.add_argument("--warm-up", type=int, default=400)
    parser.add_argument("--hold", type=float, default=0.3, help="share of the run at the highest rate")
    parser.add_argument("--smoothing", type=float, default=0.1)
    parser.add_argument("--average", type=float, default=0.9995, help="how much a step keeps of the weights' average")
    parser.add_argument("--marks", type=float, nargs="*", default=[0.1, 0.25, 0.5, 0.75, 0.9], help="when to translate --held-out")
    parser.add_argument("--compile", action="store_true", help="compile the loss, which is a third of the work")
    parser.add_argument("--report-every", type=int, default=100, help="steps")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    for name, value in ModelConfig().as_dict().items():
        if isinstance(value, int) and not isinstance(value, bool):
            parser.add_argument("--" + name.replace("_", "-"), type=int, default=value)
    parser.add_argument("--dropout", type=float, default=ModelConfig().dropout)
    return parser.parse_args()


def main() -> None:
    started = time.monotonic()
    options = arguments()
    options.output.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_float32_matmul_precision("high")
    avoid_plans()
    device = options.device
    fields = {name: getattr(options, name) for name in ModelConfig().as_dict() if hasattr(options, name)}
    model = Transformer(ModelConfig(**fields)).to(device)
    precision = torch.bfloat16 if device.startswith("cuda") else torch.float32
    optimiser = Optimiser(model, precision, options.rate, options.muon_rate, options.average)
    held_out = [[int(i) for i in line.split()] for line in options.held_out.open()] if options.held_out else []
    stages = [stream(PairSet.load(options.data), options.tokens, device, options.seed)]
    if options.final_without:
        final = PairSet.load(options.data, options.final_without)
        stages.append(stream(final, options.tokens, device, options.seed + 1))
    loss_of = torch.compile(smoothed_loss, dynamic=True) if options.compile else smoothed_loss
    log = (options.output / "log.jsonl").open("w")
    marks = sorted(options.marks)
    words = 0
    seen = torch.zeros(2, device=device, dtype=torch.float64)
    print(f"{sum(p.numel() for p in model.parameters()):,} weights, ready after {time.monotonic() - started:.1f} s", file=sys.stderr)
    training = time.monotonic()

    def report(epoch: int, progress: float, rate: float) -> None:
        plain, count = seen.tolist()
        entry = {
            "step": optimiser.steps,
            "seconds": round(time.monotonic() - training, 1),
            "words": words,
            "epoch": epoch,
            "progress": round(progress, 4),
            "rate": round(rate, 4),
            "loss": round(plain / max(1, count), 4),
        }
        log.write(json.dumps(entry) + "\n")
        log.flush()
        print(entry, file=sys.stderr, flush=True)
        seen.zero_()

    def look(progress: float) -> None:
        """Translates the held-out lines with the averaged weights."""
        if not held_out:
            return
        optimiser.load(optimiser.averaged)
        model.eval()
        lines = translate_lines(model, held_out, device)
        model.train()
        optimiser.load(optimiser.weights)
        path = options.output / f"held-out.{progress:.2f}.ids"
        path.write_text("\n".join(" ".join(map(str, ids)) for ids in lines) + "\n")

    model.train()
    progress, epoch, rate = 0.0, 0, 0.0
    while progress < 1 and optimiser.steps < options.steps:
        stage = stages[-1] if progress >= options.final_from else stages[0]
        epoch, batch = next(stage)
        hidden = model.hidden(batch.source, batch.given)
        loss, plain = loss_of(hidden, model.embedding, model.output_bias, batch.wanted, options.smoothing)
        # Small batches, those of rare lengths, weigh less.
        (loss / options.tokens).backward()
        rate = share_of_rate(optimiser.steps, progress, options.warm_up, options.hold)
        optimiser.step(rate)
        words += batch.words
        seen[0] += plain.detach()
        seen[1] += batch.words
        progress = max((time.monotonic() - training) / options.seconds, optimiser.steps / options.steps)
        if optimiser.steps % options.report_every == 0:
            report(epoch, progress, rate)
        if marks and progress >= marks[0]:
            look(marks.pop(0))
    report(epoch, 1.0, rate)
    look(1.0)
    about = {"words": words, "steps": optimiser.steps, "seconds": time.monotonic() - training}
    save(model, optimiser, options.output / "averaged.pt", about)
    print(f"saved after {time.monotonic() - started:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
