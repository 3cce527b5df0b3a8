"""BLEU and chrF2 by sacrebleu."""
import sacrebleu


def read_lines(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def score(output, text, every):
    """Scores of `output` against each Nth line of the reference; where they mean nothing, only its length."""
    if text.reference is None:
        return {}
    hypotheses = read_lines(output)
    references = read_lines(text.reference)[::every]
    if len(hypotheses) != len(references):
        raise SystemExit(f"{output} has {len(hypotheses)} lines, {text.reference} {len(references)}")
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    result = bleu.corpus_score(hypotheses, [references])
    scores = {"lengthRatio": result.sys_len / result.ref_len}
    if text.claimed:
        scores.update(bleu=result.score, chrf2=chrf.corpus_score(hypotheses, [references]).score,
                      bleuSignature=str(bleu.get_signature()), chrfSignature=str(chrf.get_signature()))
    return scores


def identical(first, second):
    """The share of lines that two outputs have in common."""
    a, b = read_lines(first), read_lines(second)
    return sum(x == y for x, y in zip(a, b)) / max(1, len(a))
