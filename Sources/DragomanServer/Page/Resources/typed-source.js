// Lines that are typed or pasted, as segments: the line that is being typed grows, Enter ends it.

import { debounced } from "./dom.js";

const pause = 250;

export class TypedSource {
  #field;
  #speaker;
  #say;
  #run = 0;
  #line = 0;
  #began = 0;
  #start = null;
  #revisions = new Map();
  #later = debounced(pause, () => this.#grow());

  constructor(field, speaker, say) {
    [this.#field, this.#speaker, this.#say] = [field, speaker, say];
    // What an input method has not finished is no text yet, and touching the field would break it off.
    field.addEventListener("input", (event) => event.isComposing || this.#typed());
    field.addEventListener("compositionend", () => this.#typed());
  }

  /** A new session: times count from here. What stands in the field is said. */
  begin() {
    this.#began = performance.now();
    this.#revisions.clear();
    this.nextRun();
    this.#typed();
  }

  /** Names of segments are not used twice in a session. */
  nextRun() {
    this.#run += 1;
    this.#line = 0;
    return `r${this.#run}`;
  }

  revision(seg) {
    const next = (this.#revisions.get(seg) ?? 0) + 1;
    this.#revisions.set(seg, next);
    return next;
  }

  /** Ends the line that is being typed, and the session's typing. */
  finish() {
    if (this.#listens) {
      this.#send(this.#field.value, true);
      this.#field.value = "";
    }
    this.stop();
  }

  /** What is typed from now on stays in the field. */
  stop() {
    this.#later.cancel();
    this.#began = 0;
  }

  /** A field that is out of sight, since a file is played, says nothing. */
  get #listens() {
    return this.#began > 0 && this.#field.offsetParent !== null;
  }

  #typed() {
    if (!this.#listens) return;
    const lines = this.#field.value.split(/\r\n|\n|\r/);
    if (lines.length > 1) {
      for (const line of lines.slice(0, -1)) this.#send(line, true);
      this.#field.value = lines.at(-1);
    }
    this.#later();
  }

  #grow() {
    if (this.#listens) this.#send(this.#field.value, false);
  }

  #send(line, isFinal) {
    const text = line.trim();
    const seg = `t${this.#run}-${this.#line + 1}`;
    // A line whose words were deleted again must still end, or it would stay open.
    if (!text && !(this.#revisions.has(seg) && isFinal)) return;
    const now = Math.round(performance.now() - this.#began) / 1000;
    this.#start ??= now;
    const speaker = this.#speaker.value.trim();
    this.#say({ seg, rev: this.revision(seg), text, final: isFinal, ...(speaker ? { speaker } : {}), t0: this.#start, t1: now });
    if (isFinal) {
      this.#line += 1;
      this.#start = null;
    }
  }
}
