"""What holds for the page as a whole: contrast, focus, nothing from outside, and modules that compute."""

# Colours are drawn and read back, so that every notation is understood; texts on gradients or pictures are left out.
CONTRAST = r"""
const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const rgba = (colour) => {
  canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const over = (top, below) => top.slice(0, 3).map((value, place) => (value * top[3] + below[place] * (255 - top[3])) / 255);
const light = (colour) => colour.slice(0, 3).map((value) => value / 255)
  .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  .reduce((sum, value, place) => sum + value * [0.2126, 0.7152, 0.0722][place], 0);
const found = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node; (node = walker.nextNode());) {
  const parent = node.parentElement;
  if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
  if (parent.closest(".unseen, .mirror, :disabled, option, noscript")) continue;
  const chain = [];
  let opacity = 1;
  for (let up = parent; up; up = up.parentElement) {
    const style = getComputedStyle(up);
    chain.unshift(rgba(style.backgroundColor));
    opacity *= Number(style.opacity);
  }
  const behind = chain.reduce((below, top) => over(top, below), [255, 255, 255]);
  const style = getComputedStyle(parent);
  const ink = rgba(style.color);
  const front = over([...ink.slice(0, 3), ink[3] * opacity], behind);
  const [dark, bright] = [light(front), light(behind)].toSorted((one, other) => one - other);
  const ratio = (bright + 0.05) / (dark + 0.05);
  const size = parseFloat(style.fontSize);
  const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
  if (ratio < least) found.push(`${ratio.toFixed(2)} ${parent.tagName}.${parent.className} ${node.data.trim().slice(0, 30)}`);
}
return found;
"""


def check_contrast(page, where):
    for scheme in ("light", "dark"):
        page.emulate(scheme)
        page.settle()
        low = page.call(CONTRAST)
        assert not low, f"{where}, {scheme}: contrast too low: {low}"
    page.emulate()


# Modules that compute, asked in the browser. Each line has to give true.
MODULES = r"""
const [{ readTranscript, spokenPart }, { locate, paragraphs, provisional }] =
  await Promise.all(["transcript", "sentences"].map((name) => import(new URL(`page/${name}.js`, document.baseURI))));
const srt = readTranscript("\ufeff1\r\n00:00:01,500 --> 00:00:02,250\r\n<i>First</i>\r\nline &amp; more\r\n\r\n2\r\n01:00:03,000 --> 01:00:04,000\r\nSecond\r\n");
const vtt = readTranscript("WEBVTT\n\nNOTE nothing\n\n00:01.000 --> 00:02.000 align:start\n<v Ana María>你好，\n世界</v>\n");
const plain = readTranscript("Chair: Good morning.\n[00:01:00] Ms Li: Thank you.\nChair: At 10:30, then.");
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
return Object.entries({
  srtTimes: same(srt.map(({ start, end }) => [start, end]), [[1.5, 2.25], [3603, 3604]]),
  srtText: srt[0].text === "First line & more",
  vttSpeaker: vtt.length === 1 && vtt[0].speaker === "Ana María" && vtt[0].text === "你好，世界" && vtt[0].start === 1,
  plainSpeakers: same(plain.map((line) => line.speaker), ["Chair", "Ms Li", "Chair"]) && plain[2].text === "At 10:30, then.",
  plainTimes: plain[1].start === 60 && plain[0].end <= 60 && plain[2].start > plain[1].end,
  noSpeaker: readTranscript("One thing: it rains.\nNothing else.\nNothing more.\nThe end.")[0].speaker === undefined,
  empty: same(readTranscript(" \n\n"), []),
  growing: spokenPart("one two three", 0.4) === "one" && spokenPart("我们开始", 0.5) === "我们" && spokenPart("all", 1) === "all",
  paragraphs: same(paragraphs("a\nb\n \n\nc\n"), [{ start: 0, text: "a\nb" }, { start: 7, text: "c\n" }]),
  located: same(locate("A. A. B", ["A.", "A.", "C", "B"]).map((piece) => piece.index ?? piece.text), [0, " ", 1, " ", 3]),
  comingSpaced: provisional("一。二。\n三。", [{ source: "一。", text: "1." }, { source: "二。", text: "2." }, { source: "三。", text: "3." }], "en")
    .map((piece) => piece.text).join("") === "1. 2.\n3.",
  comingUnknown: provisional("x", [{ source: "y", text: "1." }, { source: "z", text: "2." }], "en").map((piece) => piece.text).join("") === "1. 2.",
}).filter(([, holds]) => !holds).map(([name]) => name);
"""


def check_modules(page):
    wrong = page.driver.execute_async_script(
        "const done = arguments[0]; (async () => {" + MODULES + "})().then(done, (error) => done([String(error)]))")
    assert not wrong, f"modules: {wrong}"


# The focused element, and whether it can be seen that it is: by its own outline, or by that of what stands for it.
FOCUS = r"""
const node = document.activeElement;
const outlined = (one) => one && getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) >= 2;
const proxies = [node, node.nextElementSibling, node.closest(".side")];
const shown = proxies.find(outlined) ?? node;
const box = shown.getBoundingClientRect();
return {
  name: node.id || node.dataset.sentence || node.getAttribute("for") || node.getAttribute("value") || node.tagName,
  outlined: proxies.some(outlined),
  inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
};
"""


def walk(page, steps):
    """Presses Tab; the names of what has got the focus, all of it seen to have it."""
    names = []
    for _ in range(steps):
        page.press("\ue004")
        page.settle()
        focus = page.call(FOCUS)
        if focus["name"] in ("BODY", "HTML"):
            break
        assert focus["outlined"] and focus["inView"], f"the focus is not seen: {focus}"
        names.append(focus["name"])
    return names


def check_order(names, wanted):
    rest = iter(names)
    missing = [name for name in wanted if name not in rest]
    assert not missing, f"the Tab key does not come to {missing} in this order: {names}"


def check_console(page, expected):
    """Whatever the browser complains of and is not expected is wrong."""
    wrong = [line for line in page.messages() if not any(part in line for part in expected)]
    assert not wrong, f"the console says: {wrong}"


def check_addresses(page):
    host = page.url.split("//")[1]
    outside = [address for address in page.asked()
               if not address.startswith((f"http://{host}", f"ws://{host}", f"blob:http://{host}", "data:"))]
    assert not outside, f"asked for from elsewhere: {outside}"
    assert len(page.addresses) > 20, page.addresses
