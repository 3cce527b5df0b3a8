// The captions of a session: what is known of each segment, and its row on the page.

import { byId, clock, element } from "./dom.js";
import { nameOf, setLanguage } from "./languages.js";
import { has, say } from "./strings.js";

const longest = 1000;

export class Captions {
  targets = [];
  #segments = new Map();
  #list = byId("live-list");
  #scroll = byId("live-scroll");
  #newest = byId("live-newest");
  #log = byId("live-log");
  #language = "";
  #changed;
  #correct;
  #follows = true;

  /** @param options `changed()` after each change; `correct(seg, target, text)` when a person has corrected a caption */
  constructor({ changed, correct }) {
    this.#changed = changed;
    this.#correct = correct;
    this.#scroll.addEventListener("scroll", () => this.#scrolled());
    this.#newest.addEventListener("click", () => this.#toEnd());
    // A window that is turned or made narrower breaks lines anew.
    const resized = new ResizeObserver(() => this.#follows && this.#toEnd());
    for (const node of [this.#scroll, this.#list]) resized.observe(node);
  }

  begin(source, targets) {
    this.#segments.clear();
    this.#list.replaceChildren();
    this.#log.replaceChildren();
    this.configure(source, targets);
    this.#show();
  }

  configure(source, targets) {
    this.#language = source;
    this.targets = targets;
  }

  /** What was said, as it is sent. */
  said({ seg, text, speaker, t0 }) {
    const segment = this.#segment(seg);
    Object.assign(segment, { source: text, speaker, start: t0 });
    this.#showSegment(segment);
  }

  partial({ seg, target, stable, tail }) {
    const caption = this.#caption(seg, target);
    if (caption.isFinal) return;
    Object.assign(caption, { stable, tail });
    this.#showCaption(this.#segment(seg), caption);
  }

  final({ seg, target, text, src, speaker, t0, lang, checks }) {
    const segment = this.#segment(seg);
    const caption = this.#caption(seg, target);
    Object.assign(segment, { source: src ?? segment.source, speaker: speaker ?? segment.speaker, start: t0 ?? segment.start });
    segment.language = lang ?? segment.language;
    Object.assign(caption, { stable: text, tail: "", isFinal: true, checks: checks ?? [] });
    this.#showSegment(segment);
    this.#showCaption(segment, caption);
    if (target === this.targets[0]) this.#announce(segment, caption);
  }

  revise({ seg, target, text, reason }) {
    const segment = this.#segment(seg);
    const caption = this.#caption(seg, target);
    Object.assign(caption, { before: caption.before ?? caption.stable, stable: text, tail: "", isFinal: true, reason });
    this.#showCaption(segment, caption);
  }

  detected({ seg, lang }) {
    const segment = this.#segment(seg);
    segment.language = lang;
    this.#showSegment(segment);
  }

  /** The last captions in a language, oldest first. */
  last(count, target) {
    return [...this.#segments.values()]
      .map((segment) => ({ speaker: segment.speaker, caption: segment.captions.get(target) }))
      .filter(({ caption }) => caption && (caption.stable || caption.tail)).slice(-count);
  }

  #segment(id) {
    const seg = String(id);
    let segment = this.#segments.get(seg);
    if (!segment) {
      const meta = element("p", { class: "meta" });
      const source = element("p", { class: "said" });
      const columns = element("div", { class: "columns" });
      segment = { seg, captions: new Map(), nodes: { meta, source, columns, row: element("li", {}, meta, source, columns) } };
      this.#segments.set(seg, segment);
      this.#list.append(segment.nodes.row);
      while (this.#list.children.length > longest) this.#list.firstChild.remove();
      while (this.#segments.size > longest) this.#segments.delete(this.#segments.keys().next().value);
      byId("live-empty").hidden = true;
    }
    return segment;
  }

  #caption(seg, target) {
    const segment = this.#segment(seg);
    let caption = segment.captions.get(target);
    if (!caption) {
      const nodes = {
        stable: element("span", { class: "stable" }), tail: element("span", { class: "tail" }), marks: element("span", { class: "marks" }),
      };
      nodes.text = element("span", { class: "text" }, nodes.stable, nodes.tail);
      setLanguage(nodes.text, target);
      nodes.node = element("div", { class: "caption", "data-target": target, dir: nodes.text.dir },
        element("span", { class: "language-name" }, nameOf(target)), nodes.text, nodes.marks);
      caption = { target, stable: "", tail: "", isFinal: false, checks: [], nodes };
      segment.captions.set(target, caption);
      segment.nodes.columns.append(nodes.node);
      segment.nodes.row.classList.toggle("several", segment.captions.size > 1);
    }
    return caption;
  }

  #showSegment({ nodes, source, speaker, start, language }) {
    nodes.meta.replaceChildren(
      ...(start === undefined || start === null ? [] : [element("time", {}, clock(start))]),
      ...(speaker ? [element("b", { dir: "auto" }, speaker)] : []));
    nodes.source.textContent = source ?? "";
    setLanguage(nodes.source, language ?? this.#language);
    this.#show();
  }

  #showCaption(segment, caption) {
    const { nodes, stable, tail, isFinal } = caption;
    if (nodes.stable.textContent !== stable) nodes.stable.textContent = stable;
    if (nodes.tail.textContent !== tail) nodes.tail.textContent = tail;
    nodes.node.classList.toggle("final", isFinal);
    if (isFinal) this.#showMarks(segment, caption);
    this.#show();
  }

  #showMarks(segment, caption) {
    const marks = caption.checks.length ? [this.#doubt(caption.checks.join("; "))] : [];
    if (caption.before !== undefined) {
      const name = `corrected${(caption.reason ?? "").replace(/^./, (first) => first.toUpperCase())}`;
      const title = say(has(name) ? name : "correctedContext", { text: caption.before });
      marks.push(element("span", { class: "mark", title }, say("corrected"), element("span", { class: "unseen" }, title)));
    }
    if (this.#correct) {
      marks.push(element("button", { class: "edit", "aria-label": say("edit"), title: say("edit"), onclick: () => this.#edit(segment, caption) }, "✎"));
    }
    caption.nodes.marks.replaceChildren(...marks);
  }

  /** Opens, since a title is shown to a mouse alone. */
  #doubt(message) {
    const title = say("check", { message });
    return element("details", { class: "checks" },
      element("summary", { class: "mark doubt", title, "aria-label": title }, "!"), element("span", { class: "hint" }, message));
  }

  #edit(segment, caption) {
    const { nodes } = caption;
    const field = element("textarea", { "aria-label": say("edit"), lang: caption.target, dir: nodes.text.dir, rows: "2" });
    field.value = caption.stable;
    const leave = () => {
      form.replaceWith(nodes.text);
      nodes.marks.hidden = false;
      nodes.marks.querySelector("button")?.focus();
    };
    const form = element("form", {
      class: "editing",
      onsubmit: (event) => {
        event.preventDefault();
        if (field.value.trim() && field.value !== caption.stable) this.#correct(segment.seg, caption.target, field.value.trim());
        leave();
      },
      onkeydown: (event) => {
        if (event.key === "Escape") leave();
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          form.requestSubmit();
        }
      },
    }, field, element("button", { class: "primary" }, say("save")), element("button", { type: "button", onclick: leave }, say("cancel")));
    nodes.text.replaceWith(form);
    nodes.marks.hidden = true;
    field.focus();
  }

  /** Screen readers hear finished captions only, in the first language. */
  #announce({ speaker }, { target, stable }) {
    const line = element("p", {}, speaker ? `${speaker}: ${stable}` : stable);
    setLanguage(line, target);
    this.#log.append(line);
    while (this.#log.children.length > 20) this.#log.firstChild.remove();
  }

  #show() {
    if (this.#follows) this.#toEnd();
    this.#changed();
  }

  #toEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  /** Whoever reads further up is left there. */
  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroll;
    this.#follows = scrollHeight - scrollTop - clientHeight < 48;
    this.#newest.hidden = this.#follows;
  }
}
