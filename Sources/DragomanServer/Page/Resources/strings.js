// Every word of the interface. To translate the page, translate this file and set <html lang>.

const strings = {
  tabs: "What to translate",
  tabText: "Text",
  tabDocuments: "Documents",
  tabLive: "Live",

  key: "Key",
  keyLabel: "Access key",
  keyUse: "Use",
  keyForget: "Forget",
  keyHint: "Only if this server asks for one. It is kept until this browser tab is closed.",
  keyWanted: "This server needs an access key.",
  keyWrong: "The server does not know this access key.",

  from: "From",
  to: "To",
  detect: "Detect language",
  detectedAs: "Detected: {language}",
  detected: "{language}, detected ({percent} %)",
  swap: "Swap languages",
  sourceText: "Text to translate",
  sourcePlaceholder: "Type or paste a text",
  translation: "Translation",
  translationPlaceholder: "The translation appears here, sentence by sentence",
  "characters.one": "{count} character",
  "characters.other": "{count} characters",
  clear: "Clear",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "The browser does not let the page copy.",
  translating: "Translating…",
  seconds: "Translated in {seconds} s",
  translated: "Translated",
  "warnings.one": "One sentence to look at",
  "warnings.other": "{count} sentences to look at",

  dropTitle: "Drop documents here",
  dropHint: "They are translated on this server and keep their layout.",
  chooseFiles: "Choose files",
  yourDocuments: "Your documents",
  formats: "Formats that can be translated",
  cancel: "Cancel",
  download: "Download",
  remove: "Remove from list",
  tryAgain: "Try again",
  uploading: "Sending…",
  queued: "Waiting for its turn",
  progress: "{done} of {total} segments",
  finished: "Done",
  failed: "Could not be translated",
  cancelled: "Cancelled",
  documentDone: "{name} is translated.",
  documentFailed: "{name} could not be translated.",
  progressOf: "Progress of {name}",
  cancelOf: "Cancel {name}",
  downloadOf: "Download the translation of {name}",
  removeOf: "Remove {name} from the list",
  againOf: "Try {name} again",

  spoken: "Spoken language",
  captionsIn: "Captions in",
  addLanguage: "Add a caption language",
  addLanguageOption: "Add a language…",
  removeLanguage: "Remove {language}",
  stability: "Captions may change",
  append: "Never: words stay",
  balanced: "A little",
  fast: "Freely: fastest",
  sentence: "Whole sentences only",
  appendHint: "Words that are shown are never taken back.",
  balancedHint: "The newest words wait a moment, so that little is taken back.",
  fastHint: "Everything is shown at once, and corrected as the sentence goes on.",
  sentenceHint: "A sentence is shown when it is complete.",
  sourceKind: "Where the speech comes from",
  kindType: "Type or paste",
  kindFile: "Transcript file",
  speaker: "Speaker",
  speakerPlaceholder: "Optional",
  lines: "Lines",
  linesPlaceholder: "Type; Enter ends a line. Pasted lines are sent one by one.",
  chooseTranscript: "Choose a transcript",
  transcriptHint: "SRT, VTT or plain text, played in its own timing",
  "transcriptOf.one": "{name}: one line, {length}",
  "transcriptOf.other": "{name}: {count} lines, {length}",
  transcriptEmpty: "There are no lines in {name}.",
  play: "Play",
  pause: "Pause",
  position: "Position",
  speed: "Speed",
  start: "Start",
  end: "End session",
  stateConnecting: "Connecting…",
  stateOpen: "Live",
  stateWaiting: "Connection lost; trying again…",
  stateEnding: "Translating the last words…",
  stateEnded: "Session ended",
  stateFailed: "Session stopped",
  newSession: "The server had lost the session, so a new one was begun. Exports hold what follows from here.",
  needTargets: "Choose at least one caption language.",
  stats: "Lag {p50} s, seldom above {p95} s",
  queue: "{count} waiting",
  captions: "Captions",
  showSource: "Show what was said",
  captionMode: "Caption mode",
  captionsEmpty: "Captions appear here. Words that may still change are dimmed.",
  captionLog: "Finished captions",
  newest: "Newest captions",
  corrected: "corrected",
  correctedTerm: "Corrected for a term. Before: {text}",
  correctedHuman: "Corrected by a person. Before: {text}",
  correctedContext: "Corrected by what followed. Before: {text}",
  edit: "Correct this caption",
  save: "Save",
  check: "Check this caption: {message}",
  export: "Export",
  exportTarget: "Language to export",
  smaller: "Smaller type",
  larger: "Larger type",
  fewerLines: "Fewer lines",
  moreLines: "More lines",
  leave: "Leave",
  stageWaiting: "Waiting for speech…",

  offline: "The server cannot be reached.",
  busy: "The server is busy. Trying again in {seconds} s.",
  failure: "That did not work: {message}",
};

const plurals = new Intl.PluralRules("en");
const numbers = new Intl.NumberFormat("en");

/** A string with its {values}; a `count` chooses between `.one` and `.other`. */
export function say(name, values = {}) {
  const form = "count" in values ? strings[`${name}.${plurals.select(values.count)}`] : undefined;
  return (form ?? strings[name] ?? name).replace(/\{(\w+)\}/g, (_, key) => {
    const value = values[key] ?? "";
    return typeof value === "number" ? numbers.format(value) : value;
  });
}

/** Whether there is such a string. */
export const has = (name) => Object.hasOwn(strings, name);

/** Puts strings where the page's elements ask for them. */
export function fillStrings(root) {
  for (const node of root.querySelectorAll("[data-text]")) node.textContent = say(node.dataset.text);
  for (const node of root.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
  for (const node of root.querySelectorAll("[data-title]")) node.title = say(node.dataset.title);
  for (const node of root.querySelectorAll("[data-placeholder]")) node.placeholder = say(node.dataset.placeholder);
  for (const node of root.querySelectorAll("[data-empty]")) node.dataset.empty = say(node.dataset.empty);
}
