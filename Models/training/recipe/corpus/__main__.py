"""The command line: `python -m recipe.corpus STEP ...`."""

from __future__ import annotations

import argparse
import sys


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m recipe.corpus", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    parallel = steps.add_parser(
        "parallel",
        help="clean, filter, deduplicate pairs",
        description="Normalises and filters `en<TAB>zh<TAB>source` rows, drops duplicates and whatever overlaps the "
        "held-out text. The report counts each reason per source. Give the best sources first: of equal pairs the "
        "first read stays.",
    )
    parallel.add_argument("inputs", nargs="+", metavar="FILE", help="TSV, plain or .zst")
    parallel.add_argument("--back-translated", action="store_true", help="filter for English written by a model")
    parallel.add_argument(
        "--translations", type=int, default=3, metavar="N", help="keep at most N translations of one English (default 3)"
    )
    _common(parallel)
    mono = steps.add_parser(
        "monolingual",
        help="Chinese lines for back-translation",
        description="Cleans, deduplicates and selects Chinese lines. A source is named after its file; quotas and "
        "lengths per source stand in monolingual.py.",
    )
    mono.add_argument("inputs", nargs="+", metavar="FILE", help="a sentence or paragraph a line, plain or .zst")
    _common(mono)
    return parser


def _common(step: argparse.ArgumentParser) -> None:
    step.add_argument("--output", required=True, metavar="FILE", help="what to write")
    step.add_argument("--report", metavar="FILE", help="counts as JSON (default: OUTPUT.report.json)")
    step.add_argument("--held-out", nargs="*", default=[], metavar="FILE", help="evaluation text that must not leak")
    step.add_argument("--jobs", type=int, default=2, metavar="N", help="processes (default 2)")
    step.add_argument("--seed", type=int, default=1, metavar="N", help="seed of each random choice (default 1)")


def main(arguments: list[str] | None = None) -> int:
    """Runs one step."""
    options = _parser().parse_args(arguments)
    report = getattr(options, "report", None) or f"{options.output}.report.json"
    if options.step == "parallel":
        from . import parallel

        parallel.prepare(options.inputs, options.output, options.held_out, report, options.jobs,
                         options.back_translated, options.translations)
    elif options.step == "monolingual":
        from . import monolingual

        monolingual.prepare(options.inputs, options.output, options.held_out, report, options.jobs, options.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
