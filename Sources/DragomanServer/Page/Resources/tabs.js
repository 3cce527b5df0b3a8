// The three panels as tabs: arrow keys go from one to the next, and the address names the one that is open.

import { byId } from "./dom.js";

export class Tabs {
  #names;

  constructor(names) {
    this.#names = names;
    for (const name of names) {
      byId(`tab-${name}`).addEventListener("click", () => this.#open(name));
      byId(`tab-${name}`).addEventListener("keydown", (event) => this.#walk(event, name));
    }
    window.addEventListener("hashchange", () => this.#show());
    this.#show();
  }

  #open(name) {
    history.replaceState(null, "", `#${name}`);
    this.#show();
  }

  #show() {
    const wanted = location.hash.slice(1);
    const open = this.#names.includes(wanted) ? wanted : this.#names[0];
    for (const name of this.#names) {
      const tab = byId(`tab-${name}`);
      tab.setAttribute("aria-selected", String(name === open));
      tab.tabIndex = name === open ? 0 : -1;
      byId(`panel-${name}`).hidden = name !== open;
    }
    document.title = `${byId(`tab-${open}`).textContent} – Dragoman`;
  }

  #walk(event, name) {
    const place = this.#names.indexOf(name);
    const count = this.#names.length;
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1 + count, Home: 0, End: count - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const chosen = this.#names[next % count];
    this.#open(chosen);
    byId(`tab-${chosen}`).focus();
  }
}
