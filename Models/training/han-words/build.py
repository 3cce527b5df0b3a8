"""Makes the word model: python build.py CORPUS-FOLDER [words.tsv]"""

import math
import sys
from pathlib import Path

import corpus
import evaluate
import train

#: Characters that add their own meaning to the word before them (专利+法, 投票+率, 法国+人) or after them (副+主席,
#: 古+罗马): such words are left out, so that the word is found in them.
SUFFIXES = set("法权局号期费率站人队案量额地处院省市县区州部类型们国籍厅税产语文史后前内外时日者党军费方")
PREFIXES = set("副总老各前原非古新东西南北旧全多去反次届")

#: Words that would take the end of a country's name: 中国+籍, 法国+人.
CUT = {"国人", "国籍", "国产", "国史", "国军"}

#: What a character of SUFFIXES costs at most.
SUFFIX_COST = 700

#: Single characters that, after a term, make another word of it: 化学+家, 主席+团, 算法+化, 说明+书.
BOUND = "家员性化团书"

HERE = Path(__file__).resolve().parent
DEFAULT = HERE.parents[1] / "han-words" / "words.tsv"
PARAMETERS = {"floor": 1700, "margin": 150, "term": 1400, "name": 500, "letter": 500, "rare": 1200, "context": 12}


def composed(word, uses, headwords):
    """Whether a word is made of words that live by themselves, or of one and a character that adds its meaning.

    Of the words that were only found in the text those are, too, that are much rarer than their parts.
    """
    def free(part, times):
        return uses[part] >= max(20, times * uses[word]) or len(part) > 3 and composed(part, uses, headwords)

    if len(word) == 2:
        return word in CUT
    if word[-1] in SUFFIXES and free(word[:-1], 0) or word[0] in PREFIXES and free(word[1:], 0):
        return True
    if word not in headwords and (free(word[1:], 10) or word[-1] not in BOUND and free(word[:-1], 10)):
        return True
    if word not in headwords and word[0] in SUFFIXES and free(word[1:], 0):
        return True
    return any(min(uses[word[:cut]], uses[word[cut:]]) >= max(5, 3 * uses[word])
               for cut in range(2, len(word) - 1))


def main(folder, output):
    """Reads the text, finds words, learns, and writes the model."""
    text = list(corpus.sentences(folder))
    runs = [run for line in text for run in corpus.RUN.findall(line)]
    print(f"{len(text)} lines, {sum(map(len, runs))} ideographs", flush=True)
    headwords = corpus.dictionary(folder)
    letters, names = corpus.names(folder, text)
    found = train.found_words(runs, headwords)
    print(f"{len(headwords)} headwords, {len(names)} names, {len(found)} words found", flush=True)
    words = headwords | names | found

    def prior(word):
        return 0.5 if word in headwords or word in names else 0.0

    uses, _ = train.learn(runs[::2], words, prior)
    words = {word for word in words if not composed(word, uses, headwords | names)}
    uses, total = train.learn(runs[::2], words, prior, uses)
    kept = {word: round(-100 * math.log(count / total)) for word, count in uses.items()
            if count >= 0.4 and (len(word) == 1 or word in headwords or word in names or count >= 4)}
    for character in SUFFIXES:
        kept[character] = min(kept[character], SUFFIX_COST)
    parameters = dict(PARAMETERS, letters="".join(sorted(letters)), suffixes=BOUND, prefixes="".join(sorted(PREFIXES)))
    with open(output, "w", encoding="utf-8") as file:
        file.write("# parameters, then words: word, round(-100 ln p)\n")
        for key, value in parameters.items():
            file.write(f"{key}\t{value}\n")
        for word in sorted(kept):
            file.write(f"{word}\t{kept[word]}\n")
    print(f"{len(kept)} words, {Path(output).stat().st_size} bytes", flush=True)
    evaluate.main(folder, output)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else DEFAULT)
