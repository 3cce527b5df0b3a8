// Requests to the server's own API.

import { askForKey, currentKey } from "./key.js";
import { say } from "./strings.js";

/** What the server has refused, or that it was not reached (`status` 0). */
export class APIError extends Error {
  constructor(status, code, message, retryAfter) {
    super(message);
    Object.assign(this, { status, code, retryAfter });
  }
}

/** Addresses are relative to the page, so that it works behind a proxy's prefix, too. */
export function address(path) {
  return new URL(`v1/${path}`, document.baseURI);
}

/** Sends a request; its response is good, or this throws an `APIError` or, when `signal` ended it, an `AbortError`. */
export async function call(path, { method = "GET", json, form, accept = "application/json", signal } = {}) {
  const headers = { Accept: accept };
  if (currentKey()) headers.Authorization = `Bearer ${currentKey()}`;
  if (json) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(address(path), {
      method, headers, signal, body: json ? JSON.stringify(json) : form, credentials: "same-origin",
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new APIError(0, "unreachable", say("offline"));
  }
  if (response.ok) return response;
  throw await refusal(response);
}

async function refusal(response) {
  if (response.status === 401 || response.status === 403) askForKey();
  const retryAfter = Number(response.headers.get("Retry-After")) || undefined;
  try {
    const { error } = await response.json();
    return new APIError(response.status, error.code, error.message, retryAfter);
  } catch {
    return new APIError(response.status, "http", `${response.status} ${response.statusText}`, retryAfter);
  }
}

export const callJSON = async (path, options) => (await call(path, options)).json();

/** The server-sent events of a response, as `{ event, data }` with `data` read from JSON. */
export async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      waiting += value;
      // An end of line may be cut between its two characters, so a last \r waits for what follows.
      const blocks = waiting.split(/\r\n\r\n|\n\n|\r\r(?!$)/);
      waiting = blocks.pop();
      for (const block of blocks) {
        const event = parse(block);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parse(block) {
  let event = "message";
  const data = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === "event") event = value ?? "";
    else if (field === "data") data.push(value ?? "");
  }
  return data.length ? { event, data: JSON.parse(data.join("\n")) } : null;
}

/** The name that a response gives its file. */
export function fileName(response, otherwise) {
  const header = response.headers.get("Content-Disposition") ?? "";
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  try {
    if (encoded) return decodeURIComponent(encoded);
  } catch {
    // Falls through to the plain name.
  }
  return /filename="([^"]+)"/i.exec(header)?.[1] ?? otherwise;
}

/** What to tell a person of an error. */
export function messageOf(error) {
  return error instanceof APIError ? error.message : say("failure", { message: error.message });
}
