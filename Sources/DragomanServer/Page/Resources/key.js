// The access key: kept in sessionStorage, which ends with the tab.

import { byId } from "./dom.js";
import { say } from "./strings.js";

const place = "dragoman.key";
const listeners = new Set();
let key = read();

// Storage can be switched off, and then even looking throws.
function read() {
  try {
    return sessionStorage.getItem(place) ?? "";
  } catch {
    return "";
  }
}

export const currentKey = () => key;

export function onKeyChange(listener) {
  listeners.add(listener);
}

function use(next) {
  key = next.trim();
  try {
    if (key) sessionStorage.setItem(place, key);
    else sessionStorage.removeItem(place);
  } catch {
    // It is kept in memory then, for as long as the page is open.
  }
  show();
  for (const listener of listeners) listener();
}

function show() {
  byId("key-field").value = key;
  byId("key-toggle").classList.toggle("has-key", key !== "");
  byId("key-forget").hidden = key === "";
}

function open(visible) {
  byId("key-form").hidden = !visible;
  byId("key-toggle").setAttribute("aria-expanded", String(visible));
}

/** Opens the field and says why. */
export function askForKey() {
  byId("key-hint").textContent = say(key ? "keyWrong" : "keyWanted");
  open(true);
}

export function setUpKey() {
  show();
  byId("key-toggle").addEventListener("click", () => {
    const visible = byId("key-form").hidden;
    open(visible);
    if (visible) byId("key-field").focus();
  });
  byId("key-form").addEventListener("submit", (event) => {
    event.preventDefault();
    byId("key-hint").textContent = say("keyHint");
    open(false);
    byId("key-toggle").focus();
    use(byId("key-field").value);
  });
  byId("key-forget").addEventListener("click", () => use(""));
}
