#!/usr/bin/env python3
"""Terms in translations: whether they are there, where they belong, once, and what they cost.

    terms.py --from zh --to en --sentences SENTENCES.tsv --glossary FILE...
    terms.py --from zh --to en --source flores.zh --reference flores.en --glossary FILE...

SENTENCES has a source in each line and, behind a tab, its terms as SOURCE=TARGET|OTHER, with ";" between them. With a
reference, terms are those of the glossaries whose translation stands in the reference, too, and BLEU and chrF2 are told
for sentences with and without terms. Everything is translated twice, with and without the glossaries. With --drawn, each
sentence has a glossary of its own, of the terms that its reference has, all required. With --model, translations are aligned
once more by the attention of the model in that folder, which knows nothing of terms: `linked` are the terms that it links to
their source, of those that are there.
"""

import argparse
import csv
import json
import pathlib
import re
import subprocess
import sys
import time


def translate(options, source, glossaries):
    """The sentences of a file, as the program tells them in JSON, one for each line, and how long it took."""
    command = [options.binary, "translate", "--from", options.source_language, "--to", options.target_language]
    command += ["--beam-size", str(options.beam), "--json", "--alignments", source]
    for glossary in glossaries:
        command += ["--glossary", glossary]
    start = time.monotonic()
    output = subprocess.run(command, check=True, capture_output=True).stdout
    seconds = time.monotonic() - start
    result = json.loads(output)
    return result, seconds


def by_line(lines, sentences):
    """For each line its sentences: a line may hold several."""
    groups, rest = [], list(sentences)
    for line in lines:
        group, left = [], re.sub(r"\s", "", line)
        while rest and left and left.find(re.sub(r"\s", "", rest[0]["source"])) >= 0:
            sentence = rest.pop(0)
            group.append(sentence)
            found = re.sub(r"\s", "", sentence["source"])
            left = left[left.find(found) + len(found) :]
        groups.append(group)
    return groups


def places(form, text):
    """Where a form stands in a text, as whole words where it has letters with spaces between them."""
    pattern = re.escape(form).replace(r"\ ", r"\s+").replace("'", "['’]")
    if re.match(r"\w", form) and not re.match(r"[\u3400-\u9fff]", form):
        pattern = r"(?<!\w)" + pattern + r"(?:s|es|x)?(?!\w)"
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]


def is_placed(source_span, target_span, alignment):
    """Whether some word of a term's translation is linked to the term."""
    return any(
        link["source"]["start"] < source_span[1]
        and link["source"]["end"] > source_span[0]
        and link["target"]["start"] < target_span[1]
        and link["target"]["end"] > target_span[0]
        for link in alignment
    )


def required_forms(options):
    """The first target of every entry that is required."""
    forms = set()
    for path in options.glossary:
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row.get("status") == "required":
                    forms.add((row.get(options.target_language) or "").split("|")[0].strip())
    return forms


def drawn(options, lines, terms, work):
    """The sentences with terms, each translated with a glossary of its own."""
    groups = []
    for line, wanted in zip(lines, terms):
        if not wanted:
            groups.append([])
            continue
        with open(work / "drawn.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([options.source_language, options.target_language, "status"])
            for form, targets in {form: targets for form, targets in wanted}.items():
                writer.writerow([form, " | ".join(targets), "required"])
        (work / "drawn.txt").write_text(line + "\n")
        groups.append(translate(options, str(work / "drawn.txt"), [str(work / "drawn.csv")])[0]["sentences"])
    return groups


def measure(lines, terms, groups):
    """Counts: wanted, there, in their place, doubled; and what is missing. A term that a sentence has twice is wanted twice,
    though a translation may say it once: `terms` and `said` count each once a sentence."""
    counts = {"terms": 0, "said": 0, "wanted": 0, "there": 0, "placed": 0, "doubled": 0}
    missing = []
    for line, wanted, group in zip(lines, terms, groups):
        text = " ".join(sentence["text"] for sentence in group)
        for form, targets in {source: targets for source, targets in wanted}.items():
            number = sum(1 for source, _ in wanted if source == form)
            counts["wanted"] += number
            found = max(len(places(target, text)) for target in targets)
            counts["there"] += min(found, number)
            counts["terms"] += 1
            counts["said"] += found > 0
            # The same words may be there for another term.
            others = sum(1 for source, other in wanted if source != form and set(other) & set(targets))
            if found > number + others and not any(
                target.lower() in other.lower() for target in targets for source, names in wanted if source != form for other in names
            ):
                counts["doubled"] += 1
            if found < number:
                missing.append((form, targets, line, text))
            counts["placed"] += min(number, sum(placed(form, targets, sentence) for sentence in group))
    return counts, missing


def placed(form, targets, sentence):
    """How many of a form's occurrences in a sentence have their translation linked to them."""
    count = 0
    sources = [match.span() for match in re.finditer(re.escape(form), sentence["source"])]
    for target in targets:
        for span in places(target, sentence["text"]):
            if any(is_placed(source, span, sentence.get("alignment") or []) for source in sources):
                count += 1
    return min(count, len(sources))


def linked(options, lines, terms, groups, work):
    """How many terms are linked to their source by attention alone; and the others, as they stand."""
    pairs = []
    for wanted, group in zip(terms, groups):
        for sentence in group if wanted else []:
            pairs.append((wanted, sentence["source"].replace("\t", " "), sentence["text"].replace("\t", " ")))
    file = work / "pairs.tsv"
    file.write_text("".join(f"{source}\t{text}\n" for _, source, text in pairs))
    output = subprocess.run(
        [options.bench, "align", "--model", options.model, "--pairs", file], check=True, capture_output=True, text=True).stdout
    count, others = 0, []
    for (wanted, source, text), line in zip(pairs, output.splitlines(), strict=True):
        in_source, in_text = characters(source), characters(text)
        alignment = [
            {"source": {"start": in_source[a], "end": in_source[b]}, "target": {"start": in_text[c], "end": in_text[d]}}
            for a, b, c, d in json.loads(line)
        ]
        for form, targets in {source: targets for source, targets in wanted}.items():
            there = min(source.count(form), max(len(places(target, text)) for target in targets))
            found = min(there, placed(form, targets, {"source": source, "text": text, "alignment": alignment}))
            count += found
            others += [(form, targets, source, text)] * (there - found)
    return count, others


def characters(text):
    """The number of the character at each byte."""
    numbers = []
    for number, character in enumerate(text):
        numbers += [number] * len(character.encode())
    return numbers + [len(text)]


def glossary_terms(options, lines, references):
    """For each line the terms that it and its reference have."""
    entries = []
    for path in options.glossary:
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                source = [form.strip() for form in (row.get(options.source_language) or "").split("|") if form.strip()]
                target = [form.strip() for form in (row.get(options.target_language) or "").split("|") if form.strip()]
                if source and target and row.get("status") != "forbidden":
                    entries += [(form, target) for form in source]
    entries.sort(key=lambda entry: -len(entry[0]))
    result = []
    for line, reference in zip(lines, references):
        taken, found = [], []
        for form, targets in entries:
            for span in places(form, line):
                if any(a < span[1] and span[0] < b for a, b in taken):
                    continue
                taken.append(span)
                if any(places(target, reference) for target in targets):
                    found.append((line[span[0] : span[1]], targets))
        result.append(found)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--binary", default=".build/release/dragoman")
    parser.add_argument("--from", dest="source_language", required=True)
    parser.add_argument("--to", dest="target_language", required=True)
    parser.add_argument("--sentences")
    parser.add_argument("--source")
    parser.add_argument("--reference")
    parser.add_argument("--glossary", action="append", required=True)
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--show", type=int, default=0, help="missing terms to show")
    parser.add_argument("--drawn", action="store_true")
    parser.add_argument("--model", help="a model's folder")
    parser.add_argument("--bench", default=".build/release/dragoman-bench")
    options = parser.parse_args()
    work = pathlib.Path(".build/terms")
    work.mkdir(parents=True, exist_ok=True)
    source = work / f"{options.source_language}-{options.target_language}.txt"
    references = None
    if options.sentences:
        rows = [row.split("\t") for row in pathlib.Path(options.sentences).read_text().splitlines() if row and row[0] != "#"]
        lines = [row[0] for row in rows]
        terms = [
            [(pair.split("=", 1)[0], pair.split("=", 1)[1].split("|")) for pair in row[1].split(";")]
            if len(row) > 1 and row[1]
            else []
            for row in rows
        ]
    else:
        lines = pathlib.Path(options.source).read_text().splitlines()
        references = pathlib.Path(options.reference).read_text().splitlines()
        terms = glossary_terms(options, lines, references)
    source.write_text("\n".join(lines) + "\n")
    result = {"sentences": len(lines), "beam": options.beam}
    texts = {}
    for name, glossaries in [("without", []), ("with", options.glossary)]:
        best = None
        for _ in range(1 if options.show else 2):
            translated, seconds = translate(options, str(source), glossaries)
            best = seconds if best is None else min(best, seconds)
        groups = by_line(lines, translated["sentences"])
        counts, missing = measure(lines, terms, groups)
        if name == "with" and options.drawn:
            groups = drawn(options, lines, terms, work)
            counts, missing = measure(lines, terms, groups)
        required = required_forms(options)
        demanded = [[pair for pair in wanted if required & set(pair[1])] for wanted in terms]
        counts["required"] = measure(lines, demanded, groups)[0]
        if name == "with" and options.model:
            counts["required"]["linked"], others = linked(options, lines, demanded, groups, work)
            for form, targets, line, text in others[: options.show]:
                print(f"not linked {form} = {'|'.join(targets)}\n  {line}\n  {text}", file=sys.stderr)
        texts[name] = [" ".join(sentence["text"] for sentence in group) for group in groups]
        counts["seconds"] = round(best, 2)
        result[name] = counts
        if name == "with":
            for form, targets, line, text in missing[: options.show]:
                print(f"missing {form} = {'|'.join(targets)}\n  {line}\n  {text}", file=sys.stderr)
    plain = [place for place, wanted in enumerate(terms) if not wanted]
    result["unchanged without terms"] = sum(texts["with"][place] == texts["without"][place] for place in plain) / max(len(plain), 1)
    result["speed"] = round(result["without"]["seconds"] / result["with"]["seconds"], 3)
    if references:
        import sacrebleu

        tokenize = "zh" if options.target_language.startswith("zh") else "13a"
        for name, chosen in [("with terms", [p for p, w in enumerate(terms) if w]), ("without terms", plain), ("all", range(len(lines)))]:
            for kind in ["without", "with"]:
                hypotheses, wanted = [texts[kind][p] for p in chosen], [references[p] for p in chosen]
                bleu = sacrebleu.corpus_bleu(hypotheses, [wanted], tokenize=tokenize).score
                chrf = sacrebleu.corpus_chrf(hypotheses, [wanted]).score
                result[f"{name}, {kind} glossary"] = {"lines": len(hypotheses), "bleu": round(bleu, 2), "chrf2": round(chrf, 2)}
    print(json.dumps(result, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
