// One document on its way: sending, waiting, being translated, done.

import { APIError, call, callJSON, events, fileName, messageOf } from "./api.js";
import { byId, download, element } from "./dom.js";
import { nameOf } from "./languages.js";
import { say } from "./strings.js";

const endings = new Set(["done", "failed", "cancelled"]);
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class DocumentItem {
  /** `new`, `sending`, and then what the server says. */
  state = "new";
  #options;
  #id = null;
  #status = {};
  #problem = "";
  #stop = new AbortController();
  #progress;
  #words = element("span", { class: "words" });
  #buttons = element("span", { class: "buttons" });

  constructor(options) {
    this.#options = options;
    this.#progress = element("progress", { "aria-label": say("progressOf", { name: options.file.name }) });
    const way = options.from ? `${nameOf(options.from)} → ${nameOf(options.to)}` : `→ ${nameOf(options.to)}`;
    this.node = element("li", { class: "card document" },
      element("span", { class: "name", dir: "auto" }, options.file.name),
      element("span", { class: "hint" }, way), this.#buttons, this.#progress, this.#words);
    this.#show();
  }

  get busy() {
    return !endings.has(this.state);
  }

  async send() {
    const { file, from, to } = this.#options;
    this.#move("sending");
    const form = new FormData();
    form.append("to", to);
    if (from) form.append("from", from);
    form.append("file", file, file.name);
    try {
      const { id, state } = await callJSON("documents", { method: "POST", form, signal: this.#stop.signal });
      this.#id = id;
      // Cancelled in the moment when the reply came.
      if (this.state === "cancelled") return this.#discard();
      this.#move(state);
      await this.#follow();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Follows the server's events, and where those do not come, asks. */
  async #follow() {
    while (this.busy) {
      try {
        const response = await call(`documents/${this.#id}/events`, { accept: "text/event-stream", signal: this.#stop.signal });
        for await (const { data } of events(response)) this.#update(data);
      } catch (error) {
        if (error.name === "AbortError") return;
        if (error.status === 404 || error.status === 401) throw error;
      }
      if (!this.busy) return;
      await wait(1500);
      if (this.busy) {
        const status = await callJSON(`documents/${this.#id}`, { signal: this.#stop.signal }).catch((error) => {
          if (error instanceof APIError && error.status === 0) return {};
          throw error;
        });
        this.#update(status);
      }
    }
  }

  #update(status) {
    Object.assign(this.#status, status);
    if (status.error) this.#problem = status.error.message ?? status.error;
    this.#move(status.state ?? this.state);
  }

  #move(state) {
    const before = this.state;
    this.state = state;
    this.#show();
    if (before === state) return;
    const { name } = this.#options.file;
    if (state === "done") byId("documents-status").textContent = say("documentDone", { name });
    if (state === "failed") byId("documents-status").textContent = say("documentFailed", { name });
    this.#options.changed();
  }

  #fail(error) {
    if (error.name === "AbortError") return;
    this.#problem = messageOf(error);
    this.#move("failed");
  }

  #cancel() {
    this.#move("cancelled");
    this.#stop.abort();
    this.#discard();
  }

  /** Lets the server forget the document; when it cannot be reached it forgets by itself, later. */
  #discard() {
    if (this.#id) call(`documents/${this.#id}`, { method: "DELETE" }).catch(() => {});
    this.#id = null;
  }

  #again() {
    this.#discard();
    this.#status = {};
    this.#problem = "";
    this.#stop = new AbortController();
    this.#move("new");
  }

  #remove() {
    this.#discard();
    this.#options.removed(this);
  }

  async #download() {
    try {
      const response = await call(`documents/${this.#id}/result`, { accept: "*/*" });
      const name = fileName(response, this.#status.output_name ?? this.#options.file.name);
      download(await response.blob(), name);
    } catch (error) {
      this.#problem = messageOf(error);
      this.#show();
    }
  }

  #show() {
    const { completed_units: done = 0, total_units: total = 0 } = this.#status;
    const words = {
      new: say("queued"), sending: say("uploading"), queued: say("queued"), done: say("finished"),
      translating: total ? say("progress", { done, total }) : say("translating"),
      failed: say("failed"), cancelled: say("cancelled"),
    }[this.state] ?? this.state;
    this.#words.textContent = this.#problem ? `${words}: ${this.#problem}` : words;
    this.node.dataset.state = this.state;
    this.#progress.hidden = !this.busy;
    if (this.state === "translating" && total) [this.#progress.max, this.#progress.value] = [total, done];
    else this.#progress.removeAttribute("value");
    this.#showButtons();
  }

  #showButtons() {
    const kinds = this.busy ? ["cancel"] : this.state === "done" ? ["download", "remove"] : ["again", "remove"];
    if (this.#buttons.dataset.kinds === kinds.join()) return;
    const focused = this.#buttons.contains(document.activeElement);
    this.#buttons.dataset.kinds = kinds.join();
    const { name } = this.#options.file;
    const act = { cancel: () => this.#cancel(), download: () => this.#download(), remove: () => this.#remove(), again: () => this.#again() };
    const labels = { cancel: "cancel", download: "download", remove: "remove", again: "tryAgain" };
    this.#buttons.replaceChildren(...kinds.map((kind) => element("button", {
      class: kind === "download" ? "primary" : "quiet", "aria-label": say(`${kind}Of`, { name }), onclick: act[kind],
    }, say(labels[kind]))));
    if (focused) this.#buttons.querySelector("button").focus();
  }
}
