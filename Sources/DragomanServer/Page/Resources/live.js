// The live panel: where speech comes from, its session, and its captions.

import { call, messageOf } from "./api.js";
import { Captions } from "./captions.js";
import { byId, clock, download, element, notify } from "./dom.js";
import { askForKey } from "./key.js";
import { nameOf, offer, recall, remember, setLanguage, sources, targetsOf } from "./languages.js";
import { LiveConnection } from "./live-connection.js";
import { LivePlayer } from "./live-player.js";
import { Stage } from "./stage.js";
import { say } from "./strings.js";
import { readTranscript } from "./transcript.js";
import { TypedSource } from "./typed-source.js";

const stabilities = ["append", "balanced", "fast", "sentence"];
const speeds = [0.5, 1, 1.5, 2, 4, 8];

export class LivePanel {
  #from = byId("live-from");
  #targets = [];
  #connection = null;
  #player = null;
  #lines = null;
  #file = "";
  #statistics = {};
  /** What exports are called. */
  #stem = "captions";
  #captions = new Captions({
    changed: () => this.#stage?.show(),
    correct: (seg, target, text) => this.#connection?.correct(seg, target, text),
  });
  #stage = new Stage(this.#captions);
  #typed = new TypedSource(byId("live-source"), byId("live-speaker"), (segment) => this.#said(segment));

  constructor() {
    byId("live-stability").append(...stabilities.map((name) => element("option", { value: name }, say(name))));
    byId("live-stability").value = "balanced";
    byId("live-speed").append(...speeds.map((speed) => element("option", { value: speed }, `${speed}×`)));
    byId("live-speed").value = "1";
    this.#from.addEventListener("change", () => this.#languagesChanged());
    byId("live-add").addEventListener("change", (event) => this.#add(event.target.value));
    byId("live-stability").addEventListener("change", () => this.#configure());
    for (const radio of document.getElementsByName("live-kind")) radio.addEventListener("change", () => this.#showKind());
    byId("live-files").addEventListener("change", (event) => this.#read(event.target.files[0]));
    byId("live-play").addEventListener("click", () => this.#playOrPause());
    byId("live-speed").addEventListener("change", () => this.#setSpeed());
    byId("live-start").addEventListener("click", () => this.#start());
    byId("live-end").addEventListener("click", () => this.#end());
    byId("live-show-source").addEventListener("change", (event) => byId("live-list").classList.toggle("without-source", !event.target.checked));
    byId("live-export").addEventListener("submit", (event) => this.#export(event));
    window.addEventListener("beforeunload", (event) => this.#isRunning && event.preventDefault());
    this.#showKind();
    this.#showStability();
  }

  languagesLoaded() {
    const memory = recall("live") ?? {};
    offer(this.#from, sources(), { wanted: this.#from.value || memory.from, first: say("detect") });
    this.#targets = this.#targets.length ? this.#targets : memory.targets ?? [];
    this.#languagesChanged();
  }

  // Languages

  #languagesChanged() {
    const possible = targetsOf(this.#from.value).map((language) => language.code);
    this.#targets = this.#targets.filter((code) => possible.includes(code));
    if (this.#targets.length === 0 && possible.length) this.#targets = [possible.includes("en") ? "en" : possible[0]];
    this.#showTargets();
    setLanguage(byId("live-source"), this.#from.value);
    this.#configure();
  }

  #add(code) {
    if (!code) return;
    this.#targets.push(code);
    this.#languagesChanged();
    byId("live-add").focus();
  }

  #removeTarget(code) {
    if (this.#targets.length === 1) return notify(say("needTargets"));
    notify(null);
    this.#targets = this.#targets.filter((target) => target !== code);
    this.#languagesChanged();
    byId("live-add").focus();
  }

  #showTargets() {
    byId("live-targets").replaceChildren(...this.#targets.map((code) => element("li", { class: "chip" }, nameOf(code),
      element("button", { "aria-label": say("removeLanguage", { language: nameOf(code) }), onclick: () => this.#removeTarget(code) }, "×"))));
    const add = byId("live-add");
    const more = targetsOf(this.#from.value).filter((language) => !this.#targets.includes(language.code));
    offer(add, more, { first: say("addLanguageOption"), wanted: "" });
    add.hidden = more.length === 0;
  }

  get #settings() {
    return { source: this.#from.value || "auto", targets: [...this.#targets], stability: byId("live-stability").value };
  }

  #configure() {
    remember("live", { from: this.#from.value, targets: this.#targets });
    this.#showStability();
    this.#captions.configure(this.#from.value, this.#targets);
    if (this.#isRunning) this.#connection.configure(this.#settings);
    this.#showExports();
  }

  #showStability() {
    byId("live-stability-hint").textContent = say(`${byId("live-stability").value}Hint`);
  }

  // Session

  get #isRunning() {
    return this.#connection !== null && !["ended", "failed"].includes(this.#connection.state);
  }

  #start() {
    if (this.#targets.length === 0) return notify(say("needTargets"));
    notify(null);
    this.#connection?.leave();
    this.#statistics = {};
    this.#captions.begin(this.#from.value, [...this.#targets]);
    const connection = (this.#connection = new LiveConnection(this.#settings));
    connection.addEventListener("state", () => {
      if (connection === this.#connection) this.#showState();
    });
    connection.addEventListener("message", ({ detail }) => {
      if (connection === this.#connection) this.#receive(detail);
    });
    this.#stem = (this.#kind === "file" && this.#file.replace(/\.[^.]*$/, "")) || "captions";
    this.#typed.begin();
    this.#showState();
    if (this.#kind === "file") {
      this.#play();
      // On a narrow page the captions are below everything else.
      document.querySelector(".captions").scrollIntoView({ block: "nearest" });
    } else {
      byId("live-source").focus();
    }
  }

  #end() {
    this.#player?.pause();
    this.#player = null;
    this.#typed.finish();
    // Someone who does not want to wait for the last words presses again.
    if (this.#connection.isEnding) this.#connection.abandon();
    else this.#connection.end();
    this.#showPlayer();
  }

  #said(segment) {
    if (!this.#isRunning) return;
    this.#captions.said(segment);
    this.#connection.source(segment);
  }

  #receive(message) {
    const act = {
      partial: () => this.#captions.partial(message),
      final: () => this.#captions.final(message),
      revise: () => this.#captions.revise(message),
      detected: () => this.#captions.detected(message),
      stats: () => this.#showStatistics(this.#isRunning ? message : { ...message, queue: 0 }),
      warn: () => notify(message.message ?? message.code),
      error: () => this.#receiveError(message),
      renewed: () => notify(say("newSession")),
      done: () => this.#showStatistics(message.summary?.statistics ?? message.summary ?? {}),
    }[message.type];
    act?.();
    if (message.type === "ready") this.#showExports();
  }

  #receiveError({ code, message }) {
    notify(message ?? code);
    if (/key|auth/i.test(code ?? "")) askForKey();
  }

  #showState() {
    const state = this.#connection?.state;
    const names = { connecting: "stateConnecting", open: "stateOpen", waiting: "stateWaiting", ending: "stateEnding", ended: "stateEnded", failed: "stateFailed" };
    byId("live-state").textContent = state ? say(names[state]) : "";
    byId("live-state").dataset.state = state ?? "";
    if (!this.#isRunning) {
      this.#player?.pause();
      this.#typed.stop();
      this.#showStatistics({ ...this.#statistics, queue: 0 });
    }
    const focused = [byId("live-start"), byId("live-end")].includes(document.activeElement);
    byId("live-start").hidden = this.#isRunning;
    byId("live-end").hidden = !this.#isRunning;
    byId("live-start").disabled = this.#kind === "file" && !this.#lines;
    if (focused) (this.#isRunning ? byId("live-end") : byId("live-start")).focus();
    byId("live-list").classList.toggle("closed", this.#connection?.corrects === false);
    this.#showPlayer();
    this.#showExports();
  }

  #showStatistics(statistics) {
    this.#statistics = statistics;
    const { lag_p50: median, lag_p95: most, queue } = statistics;
    const parts = [];
    const short = (milliseconds) => (milliseconds / 1000).toFixed(1);
    if (typeof median === "number") parts.push(say("stats", { p50: short(median), p95: short(most ?? median) }));
    if (queue > 0) parts.push(say("queue", { count: queue }));
    byId("live-stats").textContent = parts.join(" · ");
    byId("live-stats").hidden = parts.length === 0;
  }

  // Transcript files

  get #kind() {
    return document.querySelector("[name=live-kind]:checked").value;
  }

  #showKind() {
    byId("live-type").hidden = this.#kind !== "type";
    byId("live-file").hidden = this.#kind !== "file";
    this.#showState();
  }

  async #read(file) {
    if (!file) return;
    const lines = readTranscript(await file.text());
    this.#player?.pause();
    this.#player = null;
    this.#lines = lines.length ? lines : null;
    this.#file = file.name;
    byId("live-file-name").textContent = lines.length
      ? say("transcriptOf", { name: file.name, count: lines.length, length: clock(Math.max(...lines.map((line) => line.end))) })
      : say("transcriptEmpty", { name: file.name });
    this.#showState();
  }

  #play() {
    const connection = this.#connection;
    const run = this.#typed.nextRun();
    const player = (this.#player = new LivePlayer(this.#lines, {
      say: (line, index, text, isFinal) => this.#said({
        seg: `${run}-${index + 1}`, rev: this.#typed.revision(`${run}-${index + 1}`), text, final: isFinal,
        ...(line.speaker ? { speaker: line.speaker } : {}), t0: line.start, t1: line.end,
      }),
      keepsUp: () => connection.keepsUp && connection.state === "open",
      moved: () => this.#showPosition(),
      finished: () => this.#showPlayer(),
    }));
    this.#setSpeed();
    player.play();
    this.#showPlayer();
  }

  #playOrPause() {
    if (!this.#isRunning) return this.#lines && this.#start();
    if (!this.#player || (!this.#player.isPlaying && this.#player.position >= this.#player.length)) this.#play();
    else if (this.#player.isPlaying) this.#player.pause();
    else this.#player.play();
    this.#showPlayer();
  }

  #setSpeed() {
    if (this.#player) this.#player.speed = Number(byId("live-speed").value);
  }

  #showPlayer() {
    byId("live-player").hidden = !this.#lines;
    const isPlaying = this.#player?.isPlaying ?? false;
    byId("live-play").setAttribute("aria-label", say(isPlaying ? "pause" : "play"));
    byId("live-play").classList.toggle("playing", isPlaying);
    this.#showPosition();
  }

  #showPosition() {
    const length = this.#player?.length ?? 1;
    const position = Math.min(length, this.#player?.position ?? 0);
    [byId("live-position").max, byId("live-position").value] = [length || 1, position];
    byId("live-clock").textContent = clock(position);
  }

  // Exports

  #showExports() {
    byId("live-export").hidden = !this.#connection?.session;
    const select = byId("live-export-target");
    const before = select.value;
    const targets = this.#connection?.config.targets ?? [];
    if ([...select.options].map((option) => option.value).join() === targets.join()) return;
    select.replaceChildren(...targets.map((code) => element("option", { value: code }, nameOf(code))));
    if (targets.includes(before)) select.value = before;
  }

  async #export(event) {
    event.preventDefault();
    const format = event.submitter?.value ?? "srt";
    const target = byId("live-export-target").value;
    const { session, token } = this.#connection;
    const query = new URLSearchParams({ format, target, token });
    try {
      const response = await call(`sessions/${encodeURIComponent(session)}/export?${query}`, { accept: "*/*" });
      download(await response.blob(), `${this.#stem}.${target}.${format}`);
    } catch (error) {
      notify(messageOf(error));
    }
  }
}
