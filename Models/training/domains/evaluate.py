"""Figures on a test set, as Markdown.

    python evaluate.py MODEL_FOLDER [TEST_SET] [--errors]

TEST_SET is held-out.tsv unless given.
"""
import collections
import sys

import bayes
from common import CLASSES, LANGUAGES, SECTIONS, held_out


def main():
    """Print accuracy by language and class, confusions and calibration."""
    model = bayes.load(sys.argv[1])
    names = [a for a in sys.argv[2:] if not a.startswith("--")]
    results = []
    for label, language, text in held_out(*names):
        posterior = model.posterior(text)
        results.append((label, language, CLASSES[posterior.argmax()], posterior, text))

    def share(rows, hit=lambda r: r[0] == r[2]):
        return f"{100 * sum(map(hit, rows)) / len(rows):.0f}" if rows else "-"

    def second(r):
        return r[0] in [CLASSES[i] for i in r[3].argsort()[-2:]]

    print("| language | texts A-H | A-H right, % | among first two, % | all texts | all right, % | mean confidence, % |")
    print("|---|---|---|---|---|---|---|")
    for language in LANGUAGES + ["all"]:
        rows = [r for r in results if language in (r[1], "all")]
        if not rows:
            continue
        ipc = [r for r in rows if r[0] in SECTIONS]
        confidence = 100 * sum(r[3].max() for r in rows) / len(rows)
        print(f"| {language} | {len(ipc)} | {share(ipc)} | {share(ipc, second)} "
              f"| {len(rows)} | {share(rows)} | {confidence:.0f} |")
    print("\n| class | texts | right, % | taken for |\n|---|---|---|---|")
    for label in CLASSES:
        rows = [r for r in results if r[0] == label]
        wrong = collections.Counter(r[2] for r in rows if r[2] != label)
        print(f"| {label} | {len(rows)} | {share(rows)} | {', '.join(f'{c} {n}' for c, n in wrong.most_common())} |")
    print("\n| confidence | texts | mean confidence, % | right, % |\n|---|---|---|---|")
    for low, high in [(0, .3), (.3, .5), (.5, .7), (.7, .9), (.9, 1.01)]:
        rows = [r for r in results if low <= r[3].max() < high]
        if rows:
            confidence = 100 * sum(r[3].max() for r in rows) / len(rows)
            print(f"| {low:.1f} to {min(high, 1.0):.1f} | {len(rows)} | {confidence:.0f} | {share(rows)} |")
    if "--errors" in sys.argv:
        for label, language, guess, posterior, text in results:
            if guess != label:
                print(label, "->", guess, f"{posterior.max():.2f}", language, text[:150])


if __name__ == "__main__":
    main()
