// Which languages there are, and fields to choose them in.

import { callJSON } from "./api.js";
import { element } from "./dom.js";
import { say } from "./strings.js";

let list = [];

export async function loadLanguages() {
  ({ languages: list } = await callJSON("languages"));
}

const find = (code) => list.find((language) => language.code === code);
export const nameOf = (code) => find(code)?.name ?? code;
export const directionOf = (code) => find(code)?.direction ?? "auto";

export const sources = () => list.filter((language) => language.targets.length > 0);

/** Languages that a language can be translated into; of an unknown one, all there are. */
export function targetsOf(code) {
  const codes = code ? find(code)?.targets ?? [] : list.flatMap((language) => language.targets);
  return list.filter((language) => codes.includes(language.code));
}

/** Sets an element's language and direction, which fonts, hyphens and screen readers go by. */
export function setLanguage(node, code) {
  if (code) node.lang = code;
  else node.removeAttribute("lang");
  node.dir = code ? directionOf(code) : "auto";
}

const label = ({ name, native_name: native }) => (native && native !== name ? `${name} · ${native}` : name);

/** Fills a select and keeps its choice where that is still there. */
export function offer(select, languages, { first, wanted } = {}) {
  const before = wanted ?? select.value;
  const options = languages
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map((language) => element("option", { value: language.code }, label(language)));
  if (first) options.unshift(element("option", { value: "" }, first));
  select.replaceChildren(...options);
  if (options.some((option) => option.value === before)) select.value = before;
}

/** Two selects of which the second offers what the first one leads to; remembers the choice. */
export class LanguagePair {
  constructor({ from, to, memory, detects, onChange }) {
    Object.assign(this, { from, to, memory, detects, onChange });
    from.addEventListener("change", () => this.#changed());
    to.addEventListener("change", () => this.#changed());
  }

  /** Fills both, with what was chosen last time, or what this server does best. */
  fill() {
    const remembered = recall(this.memory) ?? {};
    const first = sources()[0]?.code ?? "";
    this.#offer(this.from.value || (remembered.from ?? (this.detects ? "" : first)),
      this.to.value || remembered.to || "en");
  }

  get values() {
    return { from: this.from.value, to: this.to.value };
  }

  set(from, to) {
    this.#offer(from, to);
    this.#changed();
  }

  #offer(from, to) {
    offer(this.from, sources(), { first: this.detects ? say("detect") : undefined, wanted: from });
    offer(this.to, targetsOf(this.from.value), { wanted: to });
  }

  #changed() {
    const { from, to } = this.values;
    this.#offer(from, to);
    remember(this.memory, this.values);
    this.onChange?.();
  }
}

/** Languages are the only thing that outlives the page, and nothing else is written here. */
export function remember(name, value) {
  try {
    localStorage.setItem(`dragoman.languages.${name}`, JSON.stringify(value));
  } catch {
    // A browser without storage forgets them.
  }
}

export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(`dragoman.languages.${name}`));
  } catch {
    return null;
  }
}
