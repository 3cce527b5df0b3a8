// Reads SRT, VTT and plain text into lines with times: `[{ text, speaker, start, end }]`, in seconds.

const times = /(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s*-->\s*(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3})/;
const entities = { amp: "&", lt: "<", gt: ">", nbsp: "\u00a0", lrm: "\u200e", rlm: "\u200f" };

export function readTranscript(text) {
  const clean = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const lines = times.test(clean) ? readCues(clean) : readLines(clean);
  return withSpeakers(lines);
}

function readCues(text) {
  return text.split(/\n[ \t]*\n/).flatMap((block) => {
    const rows = block.trim().split("\n");
    const place = rows.findIndex((row) => times.test(row));
    if (place < 0) return [];
    const [, ...parts] = times.exec(rows[place]);
    const content = rows.slice(place + 1).join("\n").trim();
    const voice = /<v(?:\.[^ >]*)?[ \t]+([^>]+)>/.exec(content)?.[1].trim();
    const spoken = plain(content);
    if (!spoken) return [];
    return [{ text: spoken, speaker: voice, start: seconds(parts.slice(0, 4)), end: seconds(parts.slice(4)) }];
  });
}

const seconds = ([hours, minutes, whole, part]) =>
  Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(whole) + Number(`0.${part}`);

function plain(content) {
  return content
    .replace(/<[^>]*>/g, "").replace(/\{\\[^}]*\}/g, "")
    .replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name) => entities[name])
    .split("\n").map((row) => row.trim()).filter(Boolean)
    .reduce((line, row) => line + (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。、？！]$/u.test(line) ? "" : " ") + row, "")
    .trim();
}

/** Lines without times take as long as it takes to say them. */
function readLines(text) {
  let start = 0;
  return text.split("\n").map((row) => row.trim()).filter(Boolean).map((row) => {
    const stamp = /^\[?(?:(\d+):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?\]?\s+/.exec(row);
    if (stamp) start = Math.max(start, seconds([stamp[1], stamp[2], stamp[3], stamp[4] ?? "0"]));
    const spoken = stamp ? row.slice(stamp[0].length) : row;
    const line = { text: spoken, start, end: start + spokenFor(spoken) };
    start = line.end + 0.3;
    return line;
  });
}

function spokenFor(text) {
  const signs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return Math.max(1, signs * 0.22 + (signs ? 0 : words * 0.36));
}

/** `Name: text` tells the speaker where that is how the whole file is written, not where one line has a colon. */
function withSpeakers(lines) {
  const prefix = /^(?:\[([^\]]{1,40})\]|((?:[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N} .’'-]{0,30})))[:：]\s*(?=\S)/u;
  const matches = lines.map((line) => (line.speaker ? null : prefix.exec(line.text)));
  const named = matches.filter(Boolean).length;
  if (named < Math.max(1, lines.length / 3)) return lines;
  return lines.map((line, index) => {
    const match = matches[index];
    return match ? { ...line, speaker: match[1] ?? match[2], text: line.text.slice(match[0].length) } : line;
  });
}

/** A line as a recogniser would have it after a part of its time: word by word. */
export function spokenPart(text, part) {
  if (part >= 1) return text;
  const words = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|\s+/gu) ?? [];
  return words.slice(0, Math.floor(words.length * part)).join("").trim();
}
