// Small helpers for the page's elements.

export const byId = (id) => document.getElementById(id);

/** `element("button", { class: "quiet", onclick: act }, "Text")`; attributes that are null or false are left out. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Shows what went wrong above the panels; nothing hides it. */
export function notify(text) {
  const notice = byId("notice");
  notice.textContent = text ?? "";
  notice.hidden = !text;
}

export function debounced(milliseconds, action) {
  let timer;
  const run = () => {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds);
  };
  run.cancel = () => clearTimeout(timer);
  return run;
}

/** Hands bytes to the browser's downloads. */
export function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers read the bytes only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The clipboard is closed to pages of plain http on other machines; a selection still works there. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", { class: "unseen", "aria-hidden": "true" });
    field.value = text;
    const focused = document.activeElement;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    focused?.focus();
    return done;
  }
}

/** Seconds as 1:02 or 1:00:02. */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
