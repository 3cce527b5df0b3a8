// A live session's connection: keeps what the server has not finished, and takes the session up again when it breaks.

import { address } from "./api.js";
import { currentKey } from "./key.js";

const pingEvery = 15_000;
const silentFor = 45_000;
const longestWait = 15_000;

/**
 * Sends `state` events (`connecting`, `open`, `waiting`, `ending`, `ended`, `failed`) and `message` events with what
 * the server says.
 *
 * A session that has ended stays connected until `leave`: the server forgets one that is told `end`, and what was said
 * is still to be corrected and exported.
 */
export class LiveConnection extends EventTarget {
  state = "connecting";
  session = null;
  token = null;
  #socket = null;
  #config;
  #lastSequence = 0;
  #acknowledged = 0;
  /** Segments without all their finals, in order: the newest revision, whether it was sent, and targets to come. */
  #open = new Map();
  #corrections = [];
  #limit = Infinity;
  #ending = false;
  /** Whether the server has said `ready` on this connection. */
  #isGreeted = false;
  #attempts = 0;
  #heard = 0;
  #timers = [];

  constructor(config) {
    super();
    this.#config = config;
    this.#connect();
  }

  get config() {
    return this.#config;
  }

  configure(config) {
    this.#config = config;
    if (this.#ready) this.#send({ type: "config", ...config });
  }

  /** A segment's text as it is now. It is kept until its translations are final, and sent again if it must be. */
  source(segment) {
    const known = this.#open.get(segment.seg);
    if (known?.message.final) return;
    this.#open.set(segment.seg, {
      message: segment, begun: known?.begun ?? false, sent: false, missing: known?.missing ?? new Set(),
    });
    this.#flush();
  }

  /** Whether the server takes corrections, now or when it is reached again. */
  get corrects() {
    return !this.#finished || this.#ready;
  }

  correct(seg, target, text) {
    this.#corrections.push({ type: "correct", seg, target, text, lock: true });
    this.#flush();
  }

  /** What is being spoken counts as final; with the last translation the session has ended. */
  end() {
    if (this.#finished) return;
    this.#ending = true;
    for (const segment of this.#open.values()) {
      if (!segment.message.final) Object.assign(segment, { message: { ...segment.message, final: true }, sent: false });
    }
    this.#move("ending");
    this.#flush();
  }

  get isEnding() {
    return this.#ending;
  }

  /** Whether all that was said could be handed over: a player waits while this is false. */
  get keepsUp() {
    const segments = [...this.#open.values()];
    // Where all that is begun is still being spoken, only going on ends any of it.
    return segments.every((segment) => segment.begun) || !segments.some((segment) => segment.begun && segment.message.final);
  }

  get #ready() {
    return this.#socket?.readyState === WebSocket.OPEN && this.#isGreeted;
  }

  get #finished() {
    return this.state === "ended" || this.state === "failed";
  }

  #connect() {
    const place = address("live");
    place.protocol = place.protocol.replace("http", "ws");
    const socket = (this.#socket = new WebSocket(place));
    this.#isGreeted = false;
    this.#heard = performance.now();
    socket.addEventListener("open", () => this.#greet());
    socket.addEventListener("message", (event) => {
      if (socket === this.#socket) this.#receive(event.data);
    });
    socket.addEventListener("close", () => {
      if (socket === this.#socket) this.#lost();
    });
    this.#timers = [
      setInterval(() => this.#watch(), 5_000),
      setInterval(() => this.#ready && this.#send({ type: "ping", t: Date.now() }), pingEvery),
    ];
  }

  #greet() {
    const hello = { type: "hello", v: 1 };
    if (currentKey()) hello.auth = currentKey();
    if (this.session) Object.assign(hello, { session: this.session, resume_token: this.token, last_seq: this.#lastSequence });
    this.#send(hello);
  }

  #send(message) {
    this.#socket.send(JSON.stringify(message));
  }

  #receive(data) {
    this.#heard = performance.now();
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      return;
    }
    if (typeof message.seq === "number") {
      // After a resume, some may come twice.
      if (message.seq <= this.#lastSequence) return;
      this.#lastSequence = message.seq;
    }
    if (message.type === "ready") this.#welcomed(message);
    else if (message.type === "final") this.#finalised(message);
    else if (message.type === "flow") this.#limit = this.#begun + message.credits;
    else if (message.type === "error" && message.fatal && this.#refused(message)) return;
    this.dispatchEvent(new CustomEvent("message", { detail: message }));
    // A server that is stopping ends its sessions itself.
    if (message.type === "done") this.#move("ended");
    else this.#flush();
  }

  #welcomed(message) {
    const isNew = this.session !== null && (message.session !== this.session || message.resumed === false);
    if (isNew) {
      [this.#lastSequence, this.#acknowledged] = [0, 0];
      this.dispatchEvent(new CustomEvent("message", { detail: { type: "renewed" } }));
    }
    const resumed = this.session !== null && !isNew;
    [this.session, this.token] = [message.session, message.resume_token];
    this.#limit = message.limits?.open_segments ?? Infinity;
    this.#isGreeted = true;
    this.#attempts = 0;
    const taken = new Set((message.final_segs ?? []).map(String));
    for (const [seg, segment] of this.#open) {
      segment.sent = resumed && taken.has(seg);
      segment.begun = segment.sent;
    }
    this.#send({ type: "config", ...this.#config });
    if (!this.#finished) this.#move(this.#ending ? "ending" : "open");
  }

  #finalised({ seg, target, seq }) {
    const segment = this.#open.get(String(seg));
    segment?.missing.delete(target);
    if (segment?.message.final && segment.missing.size === 0) this.#open.delete(String(seg));
    if (seq - this.#acknowledged >= 20) {
      this.#acknowledged = seq;
      this.#send({ type: "ack", seq });
    }
  }

  /** A session that the server no longer has is begun again, with what was not translated yet. */
  #refused(message) {
    if (!this.#isGreeted && this.session) {
      [this.session, this.token] = ["", null];
      this.#socket.close();
      return true;
    }
    if (message.retry_after === undefined) this.#close("failed");
    return false;
  }

  get #begun() {
    return [...this.#open.values()].filter((segment) => segment.begun).length;
  }

  #flush() {
    if (!this.#ready) return;
    let begun = this.#begun;
    for (const segment of this.#open.values()) {
      if (segment.sent || (!segment.begun && begun >= this.#limit)) continue;
      if (!segment.begun) {
        begun += 1;
        segment.missing = new Set(this.#config.targets);
      }
      segment.begun = segment.sent = true;
      this.#send({ type: "source", ...segment.message });
    }
    for (const correction of this.#corrections.splice(0)) this.#send(correction);
    if (this.#ending && this.#open.size === 0 && !this.#finished) this.#move("ended");
  }

  /** A connection can be gone without a word. */
  #watch() {
    if (performance.now() - this.#heard > silentFor) {
      this.#socket.close();
      this.#lost();
    }
  }

  #lost() {
    this.#timers.forEach(clearInterval);
    this.#socket = null;
    if (this.#finished) return this.#tell();
    this.#move("waiting");
    const delay = Math.min(longestWait, 400 * 2 ** this.#attempts) * (0.75 + Math.random() / 2);
    this.#attempts += 1;
    setTimeout(() => {
      if (!this.#finished) this.#connect();
    }, delay);
  }

  #close(state) {
    this.#move(state);
    this.#timers.forEach(clearInterval);
    this.#socket?.close();
  }

  #move(state) {
    if (this.state === state) return;
    this.state = state;
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new CustomEvent("state", { detail: this.state }));
  }

  /** Ends without waiting for what is still to come. */
  abandon() {
    this.#move("ended");
  }

  leave() {
    this.#close("ended");
  }
}
