// Caption mode: the last lines in large type on the whole screen, for a meeting room.

import { byId, element } from "./dom.js";
import { nameOf, setLanguage } from "./languages.js";
import { say } from "./strings.js";

const smallest = 24;
const largest = 160;

export class Stage {
  #dialog = byId("stage");
  #lines = byId("stage-lines");
  #target = byId("stage-target");
  #captions;
  #size = Math.min(88, Math.max(32, Math.round(window.innerWidth / 22)));
  #count = 3;
  #idle;
  #wakeLock = null;

  constructor(captions) {
    this.#captions = captions;
    byId("live-stage").addEventListener("click", () => this.open());
    byId("stage-leave").addEventListener("click", () => this.#dialog.close());
    byId("stage-smaller").addEventListener("click", () => this.#resize(1 / 1.15));
    byId("stage-larger").addEventListener("click", () => this.#resize(1.15));
    byId("stage-fewer").addEventListener("click", () => this.#recount(-1));
    byId("stage-more").addEventListener("click", () => this.#recount(1));
    this.#target.addEventListener("change", () => this.show());
    this.#dialog.addEventListener("close", () => this.#closed());
    this.#dialog.addEventListener("keydown", (event) => this.#key(event));
    for (const type of ["pointermove", "keydown", "focusin"]) this.#dialog.addEventListener(type, () => this.#awake());
    // The Escape key ends the full screen without telling the page of the key.
    document.addEventListener("fullscreenchange", () => {
      if (!document.fullscreenElement && this.#dialog.open) this.#dialog.close();
    });
  }

  open() {
    this.#dialog.showModal();
    this.#dialog.requestFullscreen?.().catch(() => {});
    // A screen in a meeting room is touched by nobody.
    navigator.wakeLock?.request("screen").then((lock) => (this.#wakeLock = lock)).catch(() => {});
    this.#offerTargets();
    this.#resize(1);
    this.#awake();
    byId("stage-leave").focus();
  }

  /** Shows the captions as they are now. */
  show() {
    if (!this.#dialog.open) return;
    this.#offerTargets();
    const last = this.#captions.last(this.#count, this.#target.value);
    let speaker;
    const lines = last.map(({ speaker: who, caption }) => {
      const line = element("p", { class: caption.isFinal ? null : "going" },
        who && who !== speaker ? element("b", {}, who) : null,
        element("span", {}, caption.stable), element("span", { class: "tail" }, caption.tail));
      speaker = who;
      setLanguage(line, caption.target);
      return line;
    });
    if (lines.length === 0) lines.push(element("p", { class: "tail" }, say("stageWaiting")));
    this.#lines.replaceChildren(...lines);
  }

  #offerTargets() {
    const { targets } = this.#captions;
    if ([...this.#target.options].map((option) => option.value).join() === targets.join()) return;
    const before = this.#target.value;
    this.#target.replaceChildren(...targets.map((code) => element("option", { value: code }, nameOf(code))));
    if (targets.includes(before)) this.#target.value = before;
  }

  #resize(factor) {
    this.#size = Math.min(largest, Math.max(smallest, this.#size * factor));
    this.#dialog.style.setProperty("--stage-size", `${Math.round(this.#size)}px`);
    this.show();
  }

  #recount(step) {
    this.#count = Math.min(8, Math.max(1, this.#count + step));
    this.show();
  }

  #key(event) {
    if (event.target === this.#target || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") this.#resize(1.15);
    else if (event.key === "-") this.#resize(1 / 1.15);
    else return;
    event.preventDefault();
  }

  /** The bar fades while nobody touches anything. */
  #awake() {
    this.#dialog.classList.remove("idle");
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#dialog.classList.add("idle"), 4000);
  }

  #closed() {
    clearTimeout(this.#idle);
    this.#wakeLock?.release().catch(() => {});
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    byId("live-stage").focus();
  }
}
