"""Drives the page in a headless browser as a person would, and takes pictures of it.

    drive.py FOLDER --binary PATH [--from zh] [--to en] [-- ARGUMENTS OF dragoman serve]
    drive.py FOLDER --fake
    drive.py FOLDER URL [--docx FILE] [--transcript FILE] [--from zh] [--to en]

With `--binary` the server is `dragoman serve` on a free port, and has to end well, too; with `--fake` it is
fake_server.py, and lost connections, a key and Arabic are tested as well; otherwise it is one that runs at URL.
The document and the transcript are in the language `--from`, and made where none is given.
Pictures and downloads go into FOLDER. Needs Debian's chromium and chromium-driver.
"""

import argparse
import re
import sys
import time
import urllib.request
from pathlib import Path

import checks
import docx
import exports
import inputs
import servers
from browser import Page
from checks import check_contrast, check_modules, check_order, walk
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

TEXT = "各位代表，早上好。我们现在开始第二十一次会议。今天的议程有三个项目。\n\n第一项是二〇二七年的预算草案。秘书处已经分发了修订后的文件，请各位查看第14段。"
LINE = "我国代表团支持这份草案，但希望在培训方面增加投入。"
HAN = re.compile(r"[\u4e00-\u9fff]{4}")


def drive_text(page, source, target):
    page.choose("#text-from", source)
    page.choose("#text-to", target)
    field = page.css("#text-source")
    field.send_keys(TEXT)
    page.until("translation", lambda: page.css("#text-target").get_attribute("aria-busy") is None and len(page.all("#text-target [data-sentence]")) >= 5)
    shown = page.text("#text-target")
    assert not HAN.search(shown), shown
    assert page.css("#text-target").get_attribute("lang") == target
    assert "\n\n" in page.css("#text-target").get_property("textContent"), "the blank line is lost"

    # Sentences and their partners.
    sentence = page.all("#text-target [data-sentence]")[1]
    webdriver.ActionChains(page.driver).move_to_element(sentence).perform()
    page.until("marks", lambda: len(page.all(".marked")) == 2)
    assert page.css("#text-mirror .marked").get_property("textContent").startswith("我们现在开始"), "the wrong partner is marked"
    page.looks("text")
    check_contrast(page, "text")

    # What was translated already is not asked for again, and what is overtaken is given up.
    page.driver.execute_script("""
      window.asked = []; const real = window.fetch;
      window.fetch = (address, options) => {
        if (String(address).includes("translate")) {
          asked.push(JSON.parse(options.body).text);
          options.signal.addEventListener("abort", () => asked.aborted = (asked.aborted ?? 0) + 1);
        }
        return real(address, options);
      };""")
    field.send_keys(Keys.END + "有没有代表团希望发言？")
    page.until("second translation", lambda: len(page.all("#text-target [data-sentence]")) >= 6 and page.css("#text-target").get_attribute("aria-busy") is None)
    asked = page.driver.execute_script("return asked")
    assert all(len(texts) == 1 and not texts[0].startswith("各位代表") for texts in asked), asked

    page.driver.execute_script("""
      const field = document.getElementById("text-source"), text = field.value;
      const set = (value) => { field.value = value; field.dispatchEvent(new InputEvent("input")); };
      asked.aborted = 0;
      // Sentences that differ: what is the same is translated once, and no request would last long enough.
      set(Array.from({ length: 60 }, (_, number) => text.replaceAll("\\n", "").replaceAll("。", `${number}。`)).join(""));
      setTimeout(() => set(text), 420);""")
    page.until("the overtaken request's end", lambda: page.driver.execute_script("return asked.aborted") == 1)
    page.until("text", lambda: page.value("#text-source").startswith("各位") and page.css("#text-target").get_attribute("aria-busy") is None)

    page.css("#text-copy").click()
    page.until("copied", lambda: "Copied" in page.text("#text-status"))
    page.choose("#text-from", "")
    page.until("detection", lambda: "Detected" in page.text("#text-from option:checked"))
    page.css("#text-swap").click()
    page.until("swap", lambda: page.value("#text-from") == target and page.value("#text-to") == source and page.value("#text-source") != TEXT)
    settled = lambda: page.text("#text-target") and page.css("#text-target").get_attribute("aria-busy") is None
    page.until("the way back", lambda: HAN.search(page.text("#text-target")) and settled())
    page.css("#text-swap").click()
    page.until("the first way", lambda: page.value("#text-to") == target and settled() and not HAN.search(page.text("#text-target")))
    stored = page.driver.execute_script("return Object.entries(localStorage)")
    assert all(name.startswith("dragoman.languages.") and "代表" not in value for name, value in stored), stored
    page.css("#text-clear").click()
    page.until("cleared", lambda: page.text("#text-target") == "")


def drive_arabic(page):
    """A text from right to left."""
    page.css("#tab-text").click()
    page.css("#text-clear").click()
    page.choose("#text-from", "zh")
    page.choose("#text-to", "ar")
    page.css("#text-source").send_keys(TEXT)
    page.until("Arabic", lambda: len(page.all("#text-target [data-sentence]:not(.stale)")) >= 5)
    assert page.css("#text-target").get_attribute("dir") == "rtl"
    page.looks("text-rtl")


def drive_documents(page, source, target, file):
    page.css("#tab-documents").click()
    page.choose("#documents-from", source)
    page.choose("#documents-to", target)
    page.until("formats", lambda: page.all("#documents-formats li"))
    page.looks("documents-empty")
    page.css("#documents-files").send_keys(str(file))
    page.until("progress", lambda: page.all(".document"))
    page.shoot("documents-progress")
    page.until("document", lambda: page.css(".document").get_attribute("data-state") in ("done", "failed"))
    assert page.css(".document").get_attribute("data-state") == "done", page.text(".document .words")
    assert "is translated" in page.text("#documents-status"), "nobody is told that the document is there"

    # Something that is no document fails with a reason.
    bad = page.folder / "broken.docx"
    bad.write_bytes(b"PK\x03\x04 this is no document")
    page.css("#documents-files").send_keys(str(bad))
    page.until("failure", lambda: page.all('.document[data-state="failed"]'))
    assert len(page.text('.document[data-state="failed"] .words')) > 25, "no reason is given"
    page.looks("documents")
    check_contrast(page, "documents")
    bad.unlink()
    page.css('.document[data-state="done"] .primary').click()
    check_document(file, page.downloaded("*.docx"))

    # Cancel, and remove from the list.
    page.css("#documents-files").send_keys(str(file))
    page.until("third document", lambda: len(page.all(".document")) == 3)
    third = page.all(".document")[2]
    if third.get_attribute("data-state") not in ("done",):
        third.find_element(By.TAG_NAME, "button").click()
        page.until("cancelled", lambda: third.get_attribute("data-state") in ("cancelled", "done"))
    for _ in range(3):
        page.all(".document .buttons button:last-child")[0].click()
    page.until("removed", lambda: not page.all(".document"))


def check_document(source, result):
    before, after = docx.Document(str(source)).paragraphs, docx.Document(str(result)).paragraphs
    assert len(before) == len(after), "the translation has other paragraphs"
    for one, two in zip(before, after):
        assert one.style.name == two.style.name, f"the style has changed: {one.style.name}, {two.style.name}"
        assert not HAN.search(two.text) and bool(one.text.strip()) == bool(two.text.strip()), f"{one.text!r} became {two.text!r}"


# Keeps each caption as it grows, with the colours of what stays and of what may still change.
WATCH = r"""
window.seen = [];
new MutationObserver(() => {
  for (const node of document.querySelectorAll(".caption:not(.final)")) {
    const [stable, tail] = [".stable", ".tail"].map((name) => node.querySelector(name));
    const row = [...document.getElementById("live-list").children].indexOf(node.closest("li"));
    const last = seen.at(-1);
    if (last?.row === row && last.stable === stable.textContent && last.tail === tail.textContent) continue;
    const look = (one) => getComputedStyle(one).color;
    seen.push({ row, stable: stable.textContent, tail: tail.textContent, differs: look(stable) !== look(tail) });
  }
}).observe(document.getElementById("live-list"), { subtree: true, childList: true, characterData: true });
"""
GOING = "if (![...document.querySelectorAll('.caption:not(.final) .tail')].some((node) => node.textContent)) return null;"


def drive_live(page, source, target, transcript, fake):
    page.css("#tab-live").click()
    page.choose("#live-from", source)
    if target not in page.driver.execute_script("return JSON.parse(localStorage.getItem('dragoman.languages.live')).targets"):
        page.choose("#live-add", target)
    if fake:
        page.choose("#live-add", "ar")
    page.driver.execute_script("document.querySelector('[name=live-kind][value=file]').click()")
    page.css("#live-files").send_keys(str(transcript))
    page.until("transcript", lambda: "line" in page.text("#live-file-name"))
    page.looks("live-empty")
    page.choose("#live-speed", "2")
    page.call(WATCH)
    page.css("#live-start").click()
    page.until("a final", lambda: page.all(".caption.final"))
    if fake:
        post(page, "fake/drop")
        page.until("reconnecting", lambda: page.css("#live-state").get_attribute("data-state") == "waiting")
        page.until("reconnected", lambda: page.css("#live-state").get_attribute("data-state") == "open")
    page.until("more finals", lambda: len(page.all(f'.caption.final[data-target="{target}"]')) >= 3)
    low = page.until("words that may change", lambda: page.call(GOING + "const low = (() => {" + checks.CONTRAST + "})(); return { low };"))["low"]
    assert not low, f"live: contrast too low: {low}"
    page.shoot("live-going")
    page.css("#live-stage").send_keys(Keys.ENTER)
    page.until("caption mode", lambda: page.css("#stage").is_displayed() and page.all("#stage-lines p span"))
    assert page.focused() == "stage-leave", page.focused()
    page.choose("#stage-target", target)
    size = page.driver.execute_script("return getComputedStyle(document.getElementById('stage-lines')).fontSize")
    page.press("+")
    page.until("larger type", lambda: page.driver.execute_script("return getComputedStyle(document.getElementById('stage-lines')).fontSize") != size)
    time.sleep(1)
    page.shoot("stage")
    page.size(360, 780)
    page.shoot("stage-narrow")
    page.size(1440)
    if fake:
        page.choose("#stage-target", "ar")
        page.shoot("stage-rtl")
    page.css("#stage-leave").send_keys(Keys.ENTER)
    page.until("back", lambda: not page.css("#stage").is_displayed() and page.focused() == "live-stage")
    lines = int(re.search(r": (\d+|one) lines?", page.text("#live-file-name")).group(1))
    page.until("all finals", lambda: len(page.all(f'.caption.final[data-target="{target}"]')) >= lines)
    check_partials(page.call("return seen"))
    assert len(page.all("#live-log p")) == lines, "a caption is not read out"
    page.css("#live-end").click()
    page.until("end", lambda: page.css("#live-state").get_attribute("data-state") == "ended")
    assert not page.all(".caption:not(.final)"), "a caption has not settled"
    finals = page.call("return [...document.querySelectorAll(arguments[0])].map((node) => node.textContent)",
                       f'.caption.final[data-target="{target}"] .text')
    assert len(finals) == lines and not any(HAN.search(text) for text in finals), finals
    page.looks("live")
    end = "const node = document.getElementById('live-scroll'); return node.scrollHeight - node.scrollTop - node.clientHeight"
    assert page.call(end) < 2, "the newest caption is out of sight after the window has become narrow and wide again"
    check_contrast(page, "live")
    page.choose("#live-export-target", target)
    for form in ("srt",) if fake else ("srt", "vtt", "docx", "tmx", "json"):
        page.css(f'#live-export [value="{form}"]').click()
        exports.check(page.downloaded(f"{transcript.stem}.{target}.{form}"), finals)


def check_partials(seen):
    """Words came over time, and what may still change was told from what stays."""
    growing = [sum(len(one["stable"] + one["tail"]) > 0 for one in seen if one["row"] == row) for row in {one["row"] for one in seen}]
    assert max(growing, default=0) >= 3, seen
    both = [one for one in seen if one["stable"] and one["tail"]]
    assert both and all(one["differs"] for one in both), seen


def post(page, path):
    urllib.request.urlopen(urllib.request.Request(page.url + path, method="POST"))


def drive_typing(page, target, fake):
    page.driver.execute_script("document.querySelector('[name=live-kind][value=type]').click()")
    page.css("#live-speaker").send_keys("主席")
    page.css("#live-start").click()
    page.until("session", lambda: page.css("#live-state").get_attribute("data-state") == "open")
    for start in range(0, len(LINE), 3):
        page.css("#live-source").send_keys(LINE[start:start + 3])
        time.sleep(0.3)
    page.until("partial", lambda: page.all(f'.caption[data-target="{target}"] .text') and page.text(f'.caption[data-target="{target}"] .text'))
    page.css("#live-source").send_keys(Keys.ENTER)
    page.until("final", lambda: page.all(f'.caption.final[data-target="{target}"]'))
    assert page.value("#live-source") == ""
    correct(page, "Many thanks.")
    page.shoot("live-corrected")
    if fake:
        # A server that was started again: what it had not finished is said again in a new session.
        post(page, "fake/forget")
        page.css("#live-source").send_keys("有没有代表团希望发言？", Keys.ENTER)
        page.until("new session", lambda: "new one" in page.text("#notice"))
        page.until("final of the new session", lambda: len(page.all(f'.caption.final[data-target="{target}"]')) == 2)
    page.css("#live-end").click()
    page.until("end", lambda: page.css("#live-state").get_attribute("data-state") == "ended")
    # What has ended is still to be corrected, and exported so.
    correct(page, "We thank the Chair.")
    if not fake:
        page.css('#live-export [value="json"]').click()
        exports.check(page.downloaded(f"captions.{target}.json"), ["We thank the Chair."])


def correct(page, text):
    webdriver.ActionChains(page.driver).move_to_element(page.css(".caption.final")).perform()
    page.css(".caption.final .edit").click()
    field = page.css(".editing textarea")
    field.clear()
    field.send_keys(text, Keys.ENTER)
    page.until("correction", lambda: page.all(".caption .mark:not(.doubt)") and page.text(".caption.final .stable") == text)


def drive_keyboard(page, source, target):
    """From the head of the page to the end of each panel without a mouse."""
    page.driver.get(page.url)
    page.until("languages", lambda: len(Select(page.css("#text-to")).options) > 1)
    page.driver.execute_script("document.activeElement.blur(); window.scrollTo(0, 0)")
    page.driver.execute_script("document.querySelector('.brand').focus()")
    page.press(Keys.TAB)
    assert page.focused() == "tab-text", page.focused()
    for key, name in ((Keys.ARROW_RIGHT, "documents"), (Keys.ARROW_RIGHT, "live"), (Keys.ARROW_RIGHT, "text"), (Keys.END, "live"), (Keys.HOME, "text")):
        page.press(key)
        assert page.focused() == f"tab-{name}" and page.css(f"#panel-{name}").is_displayed(), name
    page.shoot("keyboard-focus")
    wanted = {
        "text": ["key-toggle", "text-from", "text-swap", "text-to", "text-source"],
        "documents": ["documents-from", "documents-to", "documents-files"],
        "live": ["live-from", "live-stability", "live-source", "live-start", "live-show-source", "live-stage", "live-scroll"],
    }
    for name in wanted:
        page.driver.execute_script(f"document.getElementById('tab-{name}').click(); document.getElementById('tab-{name}').focus()")
        check_order(walk(page, 20), wanted[name])
    # The key's field opens, takes a key and gives the focus back.
    page.css("#key-toggle").send_keys(Keys.ENTER)
    assert page.focused() == "key-field"
    page.press("secret", Keys.ENTER)
    assert page.focused() == "key-toggle"
    assert page.driver.execute_script("return [sessionStorage.getItem('dragoman.key'), JSON.stringify(localStorage).includes('secret')]") == ["secret", False]
    page.css("#key-toggle").send_keys(Keys.ENTER)
    page.looks("key")
    page.css("#key-forget").click()
    # Sentences by arrow keys.
    page.css("#tab-text").click()
    page.choose("#text-from", source)
    page.choose("#text-to", target)
    page.css("#text-source").send_keys("谢谢主席。有没有代表团希望发言？")
    page.until("sentences", lambda: len(page.all("#text-target [data-sentence]:not(.stale)")) == 2 and page.css("#text-target").get_attribute("aria-busy") is None)
    page.css('#text-target [tabindex="0"]').send_keys(Keys.ARROW_DOWN)
    page.until("walk", lambda: page.focused() == "0-1" and len(page.all(".marked")) == 2)
    page.shoot("keyboard-sentence")
    page.emulate(motion="reduce")
    moves = "return document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 1).length"
    page.css("#tab-documents").click()
    assert page.call(moves) == 0, "something moves although it should not"
    page.emulate()


def drive_key(page, source, target):
    """A server that asks for a key gets one, and the text that waited for it is translated."""
    post(page, "fake/lock?key=open")
    page.choose("#text-from", source)
    page.choose("#text-to", target)
    page.css("#text-clear").click()
    page.css("#text-source").send_keys("今天的议程有三个项目。")
    page.until("the key's field", lambda: page.css("#key-field").is_displayed())
    page.css("#key-field").send_keys("open", Keys.ENTER)
    page.until("translation", lambda: "agenda" in page.text("#text-target"))


def drive_without_server(page):
    """What is asked of a server that has gone is answered by the page."""
    page.css("#tab-text").click()
    page.css("#text-clear").click()
    page.css("#text-source").send_keys("谢谢主席。")
    page.until("the reason", lambda: "cannot be reached" in page.text("#text-status"))


def drive(page, options, document, transcript):
    source, target, fake = options.source, options.target, options.fake
    page.driver.get(page.url)
    page.size(1440)
    page.emulate()
    parts = {
        "start": lambda: (page.looks("start"), check_modules(page)),
        "text": lambda: drive_text(page, source, target),
        "documents": lambda: drive_documents(page, source, target, document),
        "live": lambda: drive_live(page, source, target, transcript, fake),
        "typing": lambda: drive_typing(page, target, fake),
        "keyboard": lambda: drive_keyboard(page, source, target),
        **({"Arabic": lambda: drive_arabic(page), "key": lambda: drive_key(page, source, target)} if fake else {}),
    }
    for name, part in parts.items():
        begun = time.monotonic()
        part()
        print(f"{name}: {time.monotonic() - begun:.1f} s", flush=True)
    checks.check_addresses(page)
    # The browser itself reports what is refused: a document that is none and, on purpose, connections and texts.
    checks.check_console(page, ["WebSocket", "401"] if fake else ["/v1/documents - Failed to load resource: the server responded with a status of 400"])


def arguments():
    own, of_server = sys.argv[1:], []
    if "--" in own:
        own, of_server = own[:own.index("--")], own[own.index("--") + 1:]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("url", nargs="?")
    which.add_argument("--binary")
    which.add_argument("--fake", action="store_true")
    parser.add_argument("--docx", type=Path)
    parser.add_argument("--transcript", type=Path)
    parser.add_argument("--from", dest="source", default="zh")
    parser.add_argument("--to", dest="target", default="en")
    parser.add_argument("--wait", type=float, default=60)
    return parser.parse_args(own), of_server


def prepare(folder):
    """An empty folder: Chromium would call a second download by another name."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in ("docx", "srt", "vtt", "tmx", "json", "png"):
        for old in folder.glob(f"*.{kind}"):
            old.unlink()
    (folder / "inputs").mkdir(exist_ok=True)
    return folder / "inputs"


def start(options, of_server, folder):
    if options.fake:
        return servers.fake(folder / "server.log")
    return servers.real(options.binary, of_server, folder / "server.log") if options.binary else None


def main():
    options, of_server = arguments()
    folder = options.folder.resolve()
    made = prepare(folder)
    document = (options.docx or inputs.document(made / "minutes.docx")).resolve()
    transcript = (options.transcript or inputs.transcript(made / "session.vtt")).resolve()
    begun = time.monotonic()
    server, page = start(options, of_server, folder), None
    try:
        page = Page((server.url if server else options.url).rstrip("/") + "/", folder, options.wait)
        drive(page, options, document, transcript)
        if options.binary:
            # With the browser still there: a page that is open must not hold the server up.
            code = server.stop()
            assert code == 0, f"the server ended with {code}: {server.log.read_text()}"
            drive_without_server(page)
    finally:
        if page:
            page.driver.quit()
        if server and server.process.poll() is None:
            server.kill()
    print(f"The page works ({time.monotonic() - begun:.0f} s); pictures are in {folder}")


if __name__ == "__main__":
    main()
