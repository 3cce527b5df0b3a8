// Plays a transcript as if it were being spoken.

import { spokenPart } from "./transcript.js";

const step = 250;

export class LivePlayer {
  position = 0;
  speed = 1;
  #lines;
  #options;
  #timer = null;
  #before = 0;
  #next = 0;
  #current = new Map();

  /**
   * @param lines what `readTranscript` has read
   * @param options `say(line, index, text, isFinal)`, `keepsUp()`, `moved(position)`, `finished()`
   */
  constructor(lines, options) {
    this.#lines = lines.toSorted((one, other) => one.start - other.start);
    this.#options = options;
  }

  get length() {
    return Math.max(0, ...this.#lines.map((line) => line.end));
  }

  get isPlaying() {
    return this.#timer !== null;
  }

  play() {
    if (this.isPlaying) return;
    this.#before = performance.now();
    this.#timer = setInterval(() => this.#tick(), step);
  }

  pause() {
    clearInterval(this.#timer);
    this.#timer = null;
  }

  #tick() {
    const now = performance.now();
    const passed = ((now - this.#before) / 1000) * this.speed;
    this.#before = now;
    if (!this.#options.keepsUp()) return;
    this.position += passed;
    while (this.#next < this.#lines.length && this.#lines[this.#next].start <= this.position) {
      this.#current.set(this.#next, "");
      this.#next += 1;
    }
    for (const index of this.#current.keys()) this.#speak(index);
    this.#options.moved(this.position);
    if (this.#next === this.#lines.length && this.#current.size === 0) {
      this.pause();
      this.#options.finished();
    }
  }

  #speak(index) {
    const line = this.#lines[index];
    const isFinal = this.position >= line.end;
    const text = isFinal ? line.text : spokenPart(line.text, (this.position - line.start) / Math.max(0.1, line.end - line.start));
    if (isFinal) this.#current.delete(index);
    if (!text || (!isFinal && text === this.#current.get(index))) return;
    if (!isFinal) this.#current.set(index, text);
    this.#options.say(line, index, text, isFinal);
  }
}
