// Where paragraphs and sentences are in a text.

/**
 * A text in paragraphs, each with where it begins; between them stand blank lines.
 * Paragraphs are translated one by one, so that typing in one leaves the others as they are.
 */
export function paragraphs(text) {
  const found = [];
  let start = 0;
  for (const gap of text.matchAll(/\n[ \t\u3000]*(?:\n[ \t\u3000]*)+/g)) {
    add(start, gap.index);
    start = gap.index + gap[0].length;
  }
  add(start, text.length);
  return found;

  function add(from, to) {
    const part = text.slice(from, to);
    if (part.trim()) found.push({ start: from, text: part });
  }
}

/**
 * Cuts a text at its sentences, in order: `[{ text, index }]`, where `index` is undefined for what lies between.
 * A sentence that is not found in the text as it stands is passed over.
 */
export function locate(text, sentences) {
  const pieces = [];
  let position = 0;
  sentences.forEach((sentence, index) => {
    const wanted = sentence?.trim();
    const at = wanted ? text.indexOf(wanted, position) : -1;
    if (at < 0) return;
    if (at > position) pieces.push({ text: text.slice(position, at) });
    pieces.push({ text: text.slice(at, at + wanted.length), index });
    position = at + wanted.length;
  });
  if (position < text.length) pieces.push({ text: text.slice(position) });
  return pieces;
}

/** Translations that have come so far, laid out as their sources are. */
export function provisional(source, sentences, language) {
  const space = /^(zh|ja|th|lo|km|my)\b/.test(language) ? "" : " ";
  const shown = ({ text, stale }, index) => ({ text, stale, index });
  const pieces = locate(source, sentences.map((sentence) => sentence.source));
  if (pieces.every((piece) => piece.index === undefined)) {
    return sentences.flatMap((sentence, index) => [...(index ? [{ text: space }] : []), shown(sentence, index)]);
  }
  return pieces.flatMap(({ text, index }, place) => {
    if (index === undefined) return [{ text: text.includes("\n") ? text.replace(/\S/g, "") : space }];
    // In a writing without spaces nothing lies between two sentences.
    const gap = pieces[place - 1]?.index === undefined ? [] : [{ text: space }];
    return [...gap, shown(sentences[index], index)];
  });
}
