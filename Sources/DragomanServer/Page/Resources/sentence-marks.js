// Shows which sentence on one side belongs to which on the other, to the mouse and to the keyboard.

import { element } from "./dom.js";
import { locate } from "./sentences.js";

/**
 * A text area cannot have marks of its own, so a mirror with the same type lies behind it and has them. The
 * translation's sentences are one stop of the Tab key; the arrow keys go from one to the next.
 */
export class SentenceMarks {
  #field;
  #mirror;
  #target;
  #marked = null;

  constructor(field, mirror, target) {
    [this.#field, this.#mirror, this.#target] = [field, mirror, target];
    field.addEventListener("mousemove", (event) => this.#mark(this.#under(event.clientX, event.clientY)));
    field.addEventListener("mouseleave", () => this.#mark(null));
    field.addEventListener("blur", () => this.#mark(null));
    for (const type of ["keyup", "click"]) {
      field.addEventListener(type, () => this.#mark(this.#at(field.selectionStart)));
    }
    target.addEventListener("mouseover", (event) => this.#mark(event.target.dataset.sentence ?? null));
    target.addEventListener("mouseleave", () => this.#mark(null));
    target.addEventListener("focusin", (event) => this.#entered(event.target));
    target.addEventListener("focusout", () => this.#mark(null));
    target.addEventListener("keydown", (event) => this.#walk(event));
  }

  showSource(text, parts) {
    const nodes = [];
    let position = 0;
    parts.forEach((part, place) => {
      // While one types, paragraphs that were shown before may stand elsewhere.
      const start = text.startsWith(part.text, part.start) ? part.start : text.indexOf(part.text, position);
      if (start < position) return;
      nodes.push(text.slice(position, start), ...this.#spans(place, part, part.text, "source"));
      position = start + part.text.length;
    });
    // The last line's end makes no line of its own without a character behind it.
    this.#mirror.replaceChildren(...nodes, `${text.slice(position)}\u200b`);
    this.#showMarks();
  }

  showTarget(parts, gaps) {
    const focused = this.#target.contains(document.activeElement) ? document.activeElement.dataset.sentence : null;
    this.#target.replaceChildren(...parts.flatMap((part, place) => [gaps[place], ...this.#pieces(place, part)]));
    const sentences = this.#sentences();
    const current = sentences.find((node) => node.dataset.sentence === focused);
    if (current ?? sentences[0]) (current ?? sentences[0]).tabIndex = 0;
    current?.focus({ preventScroll: true });
    this.#showMarks();
  }

  visit(name) {
    const node = this.#sentences().find((sentence) => sentence.dataset.sentence === name);
    node?.scrollIntoView({ block: "nearest" });
    node?.focus();
  }

  #spans(place, part, text, side) {
    return locate(text, part.sentences.map((sentence) => sentence[side])).map((piece) =>
      piece.index === undefined
        ? piece.text : element("span", { "data-sentence": `${place}-${piece.index}` }, piece.text));
  }

  #pieces(place, part) {
    return part.pieces.map((piece) => {
      if (piece.index === undefined) return piece.text;
      const warnings = part.sentences[piece.index]?.warnings ?? [];
      return element("span", {
        "data-sentence": `${place}-${piece.index}`, tabindex: "-1",
        class: piece.stale ? "stale" : warnings.length ? "doubtful" : null,
        title: warnings.map((warning) => warning.message).join("\n") || null,
      }, piece.text);
    });
  }

  #sentences() {
    return [...this.#target.querySelectorAll("[data-sentence]")];
  }

  #entered(node) {
    if (node.dataset.sentence === undefined) return;
    for (const sentence of this.#sentences()) sentence.tabIndex = sentence === node ? 0 : -1;
    this.#mark(node.dataset.sentence);
  }

  #walk(event) {
    const sentences = this.#sentences();
    const place = sentences.indexOf(document.activeElement);
    const steps = { ArrowDown: place + 1, ArrowRight: place + 1, ArrowUp: place - 1, ArrowLeft: place - 1, Home: 0, End: sentences.length - 1 };
    const next = sentences[steps[event.key]];
    if (place < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  #under(x, y) {
    for (const node of this.#mirror.querySelectorAll("[data-sentence]")) {
      for (const box of node.getClientRects()) {
        if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return node.dataset.sentence;
      }
    }
    return null;
  }

  #at(offset) {
    let position = 0;
    for (const node of this.#mirror.childNodes) {
      position += node.textContent.length;
      if (offset <= position) return node.dataset?.sentence ?? null;
    }
    return null;
  }

  #mark(name) {
    if (name === this.#marked) return;
    this.#marked = name;
    this.#showMarks();
  }

  #showMarks() {
    for (const side of [this.#mirror, this.#target]) {
      for (const node of side.querySelectorAll("[data-sentence]")) {
        node.classList.toggle("marked", node.dataset.sentence === this.#marked);
      }
    }
  }
}
