// The text panel: translates while one types, and shows which sentence became which.

import { APIError, call, events, messageOf } from "./api.js";
import { byId, copy, debounced, element } from "./dom.js";
import { LanguagePair, nameOf, setLanguage, targetsOf } from "./languages.js";
import { locate, paragraphs, provisional } from "./sentences.js";
import { SentenceMarks } from "./sentence-marks.js";
import { say } from "./strings.js";

const pause = 350;
const remembered = 400;

export class TextPanel {
  #source = byId("text-source");
  #target = byId("text-target");
  #status = byId("text-status");
  /** Paragraphs that were translated, by languages and text; the oldest go first. */
  #known = new Map();
  /** What has come of paragraphs that are being translated. */
  #coming = new Map();
  /** What is shown: paragraphs with their translations. */
  #shown = [];
  #request = null;
  #detected = null;
  #pair = new LanguagePair({
    from: byId("text-from"), to: byId("text-to"), memory: "text", detects: true,
    onChange: () => this.#languagesChanged(),
  });
  #later = debounced(pause, () => this.#translate());
  #marks = new SentenceMarks(this.#source, byId("text-mirror"), this.#target);

  constructor() {
    this.#source.addEventListener("input", (event) => this.#edited(event.isComposing));
    this.#source.addEventListener("compositionend", () => this.#edited());
    byId("text-clear").addEventListener("click", () => this.#replace(""));
    byId("text-swap").addEventListener("click", () => this.#swap());
    byId("text-copy").addEventListener("click", () => this.#copy());
    this.#edited();
  }

  languagesLoaded() {
    this.#pair.fill();
    this.#languagesChanged();
  }

  #languagesChanged() {
    this.#detected = null;
    this.#showDetected();
    if (this.#pair.values.from) setLanguage(this.#source, this.#pair.values.from);
    else setLanguage(this.#source, "");
    setLanguage(this.#target, this.#pair.values.to);
    this.#coming.clear();
    this.#translate();
  }

  /** @param isComposing whether an input method is at work: what it has not finished is no text yet */
  #edited(isComposing = false) {
    const text = this.#source.value;
    byId("text-count").textContent = text ? say("characters", { count: [...text].length }) : "";
    byId("text-clear").hidden = text === "";
    this.#marks.showSource(text, this.#shown);
    if (isComposing) this.#later.cancel();
    else if (text.trim()) this.#later();
    else this.#translate();
  }

  #replace(text) {
    this.#source.value = text;
    this.#source.focus();
    this.#edited();
    this.#translate();
  }

  #swap() {
    const { from, to } = this.#pair.values;
    const spoken = from || this.#detected;
    if (!spoken) return;
    // A script that was detected may be the language's usual one, and not named in the list.
    const codes = targetsOf(to).map((language) => language.code);
    const back = [spoken, spoken.split("-")[0]].find((code) => codes.includes(code));
    if (!back) return;
    const translation = this.#translation();
    this.#later.cancel();
    if (translation) this.#source.value = translation;
    this.#pair.set(to, back);
    this.#edited();
  }

  async #copy() {
    this.#status.textContent = say((await copy(this.#translation())) ? "copied" : "copyFailed");
  }

  #keyOf(text) {
    const { from, to } = this.#pair.values;
    return `${from}>${to}\n${text}`;
  }

  /** Text whose language is to be detected goes as a whole: a short paragraph alone may say too little. */
  #parts(text) {
    if (this.#pair.values.from) return paragraphs(text);
    return text.trim() ? [{ start: 0, text }] : [];
  }

  async #translate() {
    this.#later.cancel();
    this.#request?.abort();
    this.#request = null;
    const parts = this.#parts(this.#source.value);
    const missing = [...new Set(parts.map((part) => part.text))].filter((text) => !this.#known.has(this.#keyOf(text)));
    if (missing.length === 0 || !this.#pair.values.to) {
      this.#status.textContent = "";
      this.#target.removeAttribute("aria-busy");
      this.#show();
      return;
    }
    this.#keepOld(missing);
    this.#status.textContent = say("translating");
    this.#target.setAttribute("aria-busy", "true");
    const request = (this.#request = new AbortController());
    try {
      await this.#receive(missing, request.signal);
    } catch (error) {
      if (this.#request === request) this.#failed(error);
    }
  }

  async #receive(texts, signal) {
    const { from, to } = this.#pair.values;
    const response = await call("translate", {
      method: "POST", json: { text: texts, to, ...(from ? { from } : {}) }, accept: "text/event-stream", signal,
    });
    if (!response.headers.get("Content-Type")?.startsWith("text/event-stream")) {
      return this.#done(texts, await response.json());
    }
    for await (const { event, data } of events(response)) {
      if (signal.aborted) return;
      if (event === "sentence") this.#arrived(texts[data.text], data);
      else if (event === "done") return this.#done(texts, data);
      else if (event === "error") throw new APIError(0, data.error?.code, data.error?.message ?? data.message);
    }
    if (!signal.aborted) throw new APIError(0, "unreachable", say("offline"));
  }

  /** Until new sentences come, those of the paragraph in the same place stay, dimmed. */
  #keepOld(texts) {
    const parts = this.#parts(this.#source.value);
    this.#coming = new Map(texts.map((text) => {
      const place = parts.findIndex((part) => part.text === text);
      const old = this.#shown[place]?.sentences ?? [];
      return [text, old.map((sentence) => ({ ...sentence, stale: true }))];
    }));
  }

  #arrived(text, { index, source, translation }) {
    const sentences = this.#coming.get(text);
    if (!sentences) return;
    sentences[index] = { source, text: typeof translation === "string" ? translation : translation.text };
    this.#show();
  }

  #done(texts, reply) {
    reply.translations.forEach((translation, index) => {
      this.#known.set(this.#keyOf(texts[index]), translation);
      if (!this.#pair.values.from) this.#detected = translation.detected?.language ?? translation.from;
    });
    while (this.#known.size > remembered) this.#known.delete(this.#known.keys().next().value);
    this.#coming.clear();
    this.#request = null;
    this.#target.removeAttribute("aria-busy");
    this.#status.textContent = reply.seconds === undefined
      ? say("translated") : say("seconds", { seconds: reply.seconds.toFixed(reply.seconds < 10 ? 1 : 0) });
    this.#showDetected(reply.translations.at(-1)?.detected);
    this.#show();
  }

  #failed(error) {
    if (error.name === "AbortError") return;
    this.#request = null;
    this.#target.removeAttribute("aria-busy");
    if (error.retryAfter && error.status !== 401) {
      const seconds = Math.min(60, Math.max(1, Math.ceil(error.retryAfter)));
      this.#status.textContent = say("busy", { seconds });
      const text = this.#source.value;
      setTimeout(() => {
        if (!this.#request && this.#source.value === text) this.#translate();
      }, seconds * 1000);
    } else {
      this.#status.textContent = messageOf(error);
    }
  }

  #showDetected(detected) {
    const option = byId("text-from").options[0];
    if (option?.value !== "") return;
    option.textContent = this.#detected && !this.#pair.values.from
      ? say("detectedAs", { language: nameOf(this.#detected) }) : say("detect");
    if (this.#detected) setLanguage(this.#source, this.#detected);
    byId("text-from").title = detected?.confidence === undefined ? "" : say("detected", {
      language: nameOf(detected.language),
      percent: Math.round(detected.confidence * (detected.confidence <= 1 ? 100 : 1)),
    });
  }

  #translation() {
    return this.#target.dataset.text ?? "";
  }

  /** Shows each paragraph as far as it is translated. */
  #show() {
    const text = this.#source.value;
    const to = this.#pair.values.to;
    const parts = this.#parts(text);
    this.#shown = parts.map((part) => {
      const known = this.#known.get(this.#keyOf(part.text));
      const sentences = known?.sentences ?? this.#coming.get(part.text)?.filter(Boolean) ?? [];
      const pieces = known
        ? locate(known.text, sentences.map((sentence) => sentence.text)) : provisional(part.text, sentences, to);
      return { ...part, sentences, pieces };
    });
    let position = 0;
    const gaps = parts.map((part) => {
      const gap = text.slice(position, part.start);
      position = part.start + part.text.length;
      return gap;
    });
    this.#marks.showSource(text, this.#shown);
    this.#marks.showTarget(this.#shown, gaps);
    this.#target.dataset.text = this.#shown
      .map((part, index) => gaps[index] + part.pieces.map((piece) => piece.text).join("")).join("");
    byId("text-copy").disabled = this.#target.dataset.text.trim() === "";
    this.#showWarnings();
  }

  #showWarnings() {
    const items = this.#shown.flatMap((part, place) =>
      part.sentences.flatMap(({ text, warnings = [] }, index) => (warnings.length ? [{ name: `${place}-${index}`, text, warnings }] : [])));
    const section = byId("text-warnings");
    section.hidden = items.length === 0;
    byId("text-warnings-title").textContent = say("warnings", { count: items.length });
    section.querySelector("ul").replaceChildren(...items.map(({ name, text, warnings }) =>
      element("li", {},
        element("button", { class: "link", lang: this.#target.lang, dir: this.#target.dir, onclick: () => this.#marks.visit(name) },
          text),
        ...warnings.map((warning) => element("span", {}, warning.message)))));
  }
}
