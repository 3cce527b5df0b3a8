// Starts the page: tabs, languages, panels.

import { messageOf } from "./api.js";
import { byId, notify } from "./dom.js";
import { DocumentsPanel } from "./documents.js";
import { onKeyChange, setUpKey } from "./key.js";
import { loadLanguages } from "./languages.js";
import { LivePanel } from "./live.js";
import { fillStrings } from "./strings.js";
import { Tabs } from "./tabs.js";
import { TextPanel } from "./text.js";

fillStrings(document);
setUpKey();
new Tabs(["text", "documents", "live"]);
const panels = [new TextPanel(), new DocumentsPanel(), new LivePanel()];

async function load() {
  try {
    await loadLanguages();
    notify(null);
    panels.forEach((panel) => panel.languagesLoaded());
    return true;
  } catch (error) {
    notify(messageOf(error));
    return false;
  }
}

onKeyChange(load);

// A server that is just starting is there a moment later.
for (let wait = 1000; !(await load()); wait = Math.min(15_000, wait * 1.6)) {
  if (!byId("key-form").hidden) break;
  await new Promise((resolve) => setTimeout(resolve, wait));
}
