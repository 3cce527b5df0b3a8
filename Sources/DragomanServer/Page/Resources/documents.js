// The documents panel: sends files, follows their translation, hands them out.

import { callJSON, messageOf } from "./api.js";
import { byId, element, notify } from "./dom.js";
import { DocumentItem } from "./document-item.js";
import { LanguagePair } from "./languages.js";
import { say } from "./strings.js";

const sendingAtOnce = 2;

export class DocumentsPanel {
  #items = [];
  #pair = new LanguagePair({ from: byId("documents-from"), to: byId("documents-to"), memory: "documents", detects: true });

  constructor() {
    const files = byId("documents-files");
    files.addEventListener("change", () => {
      this.#add([...files.files]);
      files.value = "";
    });
    this.#acceptDrops(byId("drop"));
    window.addEventListener("beforeunload", (event) => {
      if (this.#items.some((item) => item.busy)) event.preventDefault();
    });
  }

  languagesLoaded() {
    this.#pair.fill();
    this.#showFormats();
  }

  async #showFormats() {
    try {
      const { formats } = await callJSON("formats");
      byId("documents-formats").replaceChildren(...formats.map(({ name, extensions }) =>
        element("li", {}, element("span", {}, name), element("span", { class: "hint" },
          extensions.map((extension) => `.${extension.replace(/^\./, "")}`).join(" ")))));
    } catch (error) {
      notify(messageOf(error));
    }
  }

  #acceptDrops(zone) {
    // The browser would open a file that misses the zone.
    for (const type of ["dragover", "drop"]) window.addEventListener(type, (event) => event.preventDefault());
    zone.addEventListener("dragover", () => zone.classList.add("over"));
    zone.addEventListener("dragleave", (event) => {
      if (!zone.contains(event.relatedTarget)) zone.classList.remove("over");
    });
    zone.addEventListener("drop", (event) => {
      zone.classList.remove("over");
      this.#add([...event.dataTransfer.files]);
    });
  }

  #add(files) {
    const { from, to } = this.#pair.values;
    if (!to) return;
    for (const file of files) {
      const item = new DocumentItem({ file, from, to, changed: () => this.#next(), removed: (gone) => this.#remove(gone) });
      this.#items.push(item);
      byId("documents-list").append(item.node);
    }
    this.#next();
  }

  /** Sends what waits, few at a time; the server has a queue of its own for what was sent. */
  #next() {
    byId("documents-title").hidden = this.#items.length === 0;
    let sending = this.#items.filter((item) => item.state === "sending").length;
    for (const item of this.#items) {
      if (sending >= sendingAtOnce) return;
      if (item.state === "new") {
        sending += 1;
        item.send();
      }
    }
  }

  #remove(item) {
    const place = this.#items.indexOf(item);
    this.#items.splice(place, 1);
    item.node.remove();
    const next = this.#items[place] ?? this.#items[place - 1];
    (next?.node.querySelector("button") ?? byId("documents-files")).focus();
    byId("documents-status").textContent = "";
    this.#next();
  }
}
