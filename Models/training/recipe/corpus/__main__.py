"""The command line: `python -m recipe.corpus STEP ...`."""

from __future__ import annotations

import argparse
import collections
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
    made = steps.add_parser(
        "templates",
        help="generated pairs for numbers, dates, meetings, patents, spans",
        description="Writes distinct pairs made from the sentences and values in templates/.",
    )
    made.add_argument("--share", type=float, default=1.0, metavar="X", help="times the usual amounts (default 1)")
    _common(made, inputs=False)
    augmented = steps.add_parser(
        "augment",
        help="each pair once, changed at the shares of augment/defaults.toml",
        description="Writes each pair once, in order, at times changed, and some joined ones. For a look at what the "
        "augmentation does; `mix` does the same while it mixes.",
    )
    augmented.add_argument("inputs", nargs="+", metavar="FILE", help="`en<TAB>zh<TAB>source` files")
    augmented.add_argument("--config", metavar="TOML", help="other shares, in the form of augment/defaults.toml")
    _common(augmented, held_out=False)
    mixed = steps.add_parser(
        "mix",
        help="one shuffled training file",
        description="Takes each source at its weight, augments each copy anew, shuffles, and writes one file. "
        "Memory stays bounded: lines are spread over temporary files beside the output.",
    )
    mixed.add_argument("inputs", nargs="+", metavar="FILE", help="`en<TAB>zh<TAB>source` files")
    mixed.add_argument("--weights", metavar="TOML", help="other weights, in the form of mix.toml")
    mixed.add_argument("--config", metavar="TOML", help="other shares, in the form of augment/defaults.toml")
    mixed.add_argument("--plain", action="store_true", help="without augmentation")
    _common(mixed, held_out=False)
    listed = steps.add_parser("marks", help="print the user-defined symbols, one a line")
    listed.set_defaults(report=None)
    return parser


def _common(step: argparse.ArgumentParser, inputs: bool = True, held_out: bool = True) -> None:
    step.add_argument("--output", required=True, metavar="FILE", help="what to write")
    step.add_argument("--report", metavar="FILE", help="counts as JSON (default: OUTPUT.report.json)")
    if held_out:
        step.add_argument("--held-out", nargs="*", default=[], metavar="FILE", help="evaluation text that must not leak")
    if inputs:
        step.add_argument("--jobs", type=int, default=2, metavar="N", help="processes (default 2)")
    step.add_argument("--seed", type=int, default=1, metavar="N", help="seed of each random choice (default 1)")


def main(arguments: list[str] | None = None) -> int:
    """Runs one step."""
    options = _parser().parse_args(arguments)
    if options.step == "marks":
        from . import marks

        print("\n".join(marks.ALL))
        return 0
    report = getattr(options, "report", None) or f"{options.output}.report.json"
    if options.step == "parallel":
        from . import parallel

        parallel.prepare(options.inputs, options.output, options.held_out, report, options.jobs,
                         options.back_translated, options.translations)
    elif options.step == "monolingual":
        from . import monolingual

        monolingual.prepare(options.inputs, options.output, options.held_out, report, options.jobs, options.seed)
    elif options.step == "templates":
        _write_templates(options, report)
    elif options.step == "augment":
        from . import mix

        mix.prepare(options.inputs, options.output, report, options.jobs, options.seed,
                    weights=collections.defaultdict(lambda: 1.0), config=options.config, shuffle=False)
    elif options.step == "mix":
        from . import mix

        mix.prepare(options.inputs, options.output, report, options.jobs, options.seed,
                    weights=mix.load_weights(options.weights), config=options.config, augment=not options.plain)
    return 0


def _write_templates(options: argparse.Namespace, report_path: str) -> None:
    from . import decontaminate, templates, textio
    from .report import Report

    held_out = decontaminate.HeldOut.from_files(options.held_out)
    report = Report()
    with textio.open_output(options.output) as target:
        for en, zh, source in templates.generate(options.seed, options.share):
            if held_out.has_english(en) or held_out.has_chinese(zh):
                report.add(source, "held out")
                continue
            report.add(source, "kept")
            target.write(f"{en}\t{zh}\t{source}\n")
    report.write(report_path)


if __name__ == "__main__":
    sys.exit(main())
