"""Drives a running server with other projects' own clients, as they come from PyPI.

    python3 -m venv .build/clients-venv
    .build/clients-venv/bin/pip install -r Tests/DragomanServerTests/Clients/requirements.txt
    .build/clients-venv/bin/python Tests/DragomanServerTests/Clients/clients.py

Starts `.build/release/dragoman serve` on a port that the system chooses, or uses the server at --url. Needs models from
Chinese to English and back. Prints a line for each check and ends with 1 where one has failed.
"""

import argparse
import asyncio
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.error
import urllib.parse
import urllib.request

SENTENCE = "会议在三点开始。"
CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


def ask(url, data=None, headers=None, method=None):
    request = urllib.request.Request(url, data=data, headers=headers or {}, method=method)
    with urllib.request.urlopen(request, timeout=60) as response:
        return response.read()


# MARK: libretranslatepy


@check
def libretranslatepy_translates(url):
    from libretranslatepy import LibreTranslateAPI

    client = LibreTranslateAPI(url + "/")
    assert "meeting" in client.translate(SENTENCE, "zh", "en").lower()
    assert "meeting" in client.translate(SENTENCE, "auto", "en").lower()


@check
def libretranslatepy_detects(url):
    from libretranslatepy import LibreTranslateAPI

    found = LibreTranslateAPI(url + "/").detect("This is plainly an English sentence.")
    assert found[0]["language"] == "en" and found[0]["confidence"] > 50, found


@check
def libretranslatepy_lists_languages(url):
    from libretranslatepy import LibreTranslateAPI

    # With a key, this client sends a body with its GET.
    for client in (LibreTranslateAPI(url + "/"), LibreTranslateAPI(url + "/", api_key="some-key")):
        codes = {language["code"]: language for language in client.languages()}
        assert "en" in codes["zh-Hans"]["targets"], codes


@check
def a_file_goes_as_browsers_send_it(url):
    # The client has no call for files.
    import requests

    reply = requests.post(
        f"{url}/translate_file", data={"source": "zh", "target": "en"},
        files={"file": ("会议.txt", (SENTENCE + "\n").encode(), "text/plain")}, timeout=60).json()
    assert "meeting" in ask(reply["translatedFileUrl"]).decode().lower(), reply


# MARK: deep-translator


@check
def deep_translator_translates(url):
    from deep_translator import LibreTranslator

    client = LibreTranslator(source="zh", target="en", custom_url=url + "/", api_key="none")
    assert "meeting" in client.translate(SENTENCE).lower()
    assert len(client.translate_batch([SENTENCE, SENTENCE])) == 2


# MARK: deepl


def deepl_client(url):
    import deepl

    return deepl.Translator("some-key", server_url=url)


@check
def deepl_translates(url):
    client = deepl_client(url)
    result = client.translate_text(SENTENCE, target_lang="EN-US")
    assert "meeting" in result.text.lower() and result.detected_source_lang == "ZH", result
    assert result.billed_characters == len(SENTENCE), result.billed_characters
    many = client.translate_text([SENTENCE, "谢谢大家。"], source_lang="ZH", target_lang="EN-GB", formality="prefer_more")
    assert len(many) == 2


@check
def deepl_keeps_tags(url):
    client = deepl_client(url)
    html = client.translate_text("<p>I bought a <b>red</b> umbrella.</p>", target_lang="ZH", tag_handling="html")
    assert "<b>" in html.text and "</p>" in html.text, html.text
    xml = client.translate_text(
        "<d><t>Tea is ready.</t><k>K-17 stays</k></d>", source_lang="EN", target_lang="ZH", tag_handling="xml",
        ignore_tags=["k"], splitting_tags="t", outline_detection=False)
    assert "<k>K-17 stays</k>" in xml.text and "<t>" in xml.text, xml.text


@check
def deepl_says_what_is_wrong(url):
    import deepl

    client = deepl_client(url)
    for arguments in (
        {"target_lang": "XQ"},
        {"target_lang": "ZH", "formality": "more"},
        {"target_lang": "ZH", "tag_handling": "xml"},
    ):
        try:
            client.translate_text("</damaged>", source_lang="EN", **arguments)
        except deepl.DeepLException as error:
            assert error.http_status_code == 400, error
        else:
            raise AssertionError(f"{arguments} was taken")


@check
def deepl_lists_languages_and_usage(url):
    client = deepl_client(url)
    assert "ZH" in [language.code for language in client.get_source_languages()]
    targets = {language.code: language for language in client.get_target_languages()}
    assert "EN-US" in targets and targets["EN-US"].supports_formality is False, targets
    assert client.get_usage().character.valid
    assert any(p.source_lang == "zh" and p.target_lang == "en" for p in client.get_glossary_languages())


@check
def deepl_translates_a_document(url):
    client = deepl_client(url)
    handle = client.translate_document_upload(
        io.BytesIO((SENTENCE + "\n").encode()), source_lang="ZH", target_lang="EN-US", filename="会议.txt")
    for _ in range(600):
        status = client.translate_document_get_status(handle)
        if status.done or not status.ok:
            break
        time.sleep(0.1)
    assert status.done and status.ok and status.billed_characters > 0, status
    result = io.BytesIO()
    client.translate_document_download(handle, result)
    assert b"meeting" in result.getvalue().lower()
    whole = io.BytesIO()
    client.translate_document(
        io.BytesIO((SENTENCE + "\n").encode()), whole, source_lang="ZH", target_lang="EN-US", filename="b.txt")
    assert b"meeting" in whole.getvalue().lower()


@check
def deepl_keeps_glossaries(url):
    import deepl

    client = deepl_client(url)
    glossary = client.create_glossary("Tea", "ZH", "EN", {"茶": "tea", "红茶": "black tea"})
    assert glossary.entry_count == 2 and glossary.ready
    assert client.get_glossary(glossary.glossary_id).name == "Tea"
    assert glossary.glossary_id in [one.glossary_id for one in client.list_glossaries()]
    assert client.get_glossary_entries(glossary) == {"茶": "tea", "红茶": "black tea"}
    assert client.translate_text("谢谢大家。", source_lang="ZH", target_lang="EN-US", glossary=glossary).text
    client.delete_glossary(glossary)
    try:
        client.get_glossary(glossary.glossary_id)
    except deepl.GlossaryNotFoundException:
        pass
    else:
        raise AssertionError("the glossary is still there")
    csv = client.create_glossary_from_csv("Tea", "ZH", "EN", csv_data="茶,tea,zh,en\n")
    assert client.get_glossary_entries(csv) == {"茶": "tea"}
    client.delete_glossary(csv)


# MARK: Apertium, MTUOC and OPUS-MT, whose clients are parts of other programs


@check
def apertium_answers(url):
    query = urllib.parse.urlencode({"langpair": "zho|eng", "q": SENTENCE, "markUnknown": "no"})
    reply = json.loads(ask(f"{url}/translate?{query}"))
    assert reply["responseStatus"] == 200 and "meeting" in reply["responseData"]["translatedText"].lower()
    pairs = json.loads(ask(f"{url}/listPairs"))["responseData"]
    assert {"sourceLanguage": "zh", "targetLanguage": "en"} in pairs, pairs


@check
def mtuoc_answers(url):
    body = json.dumps({"id": 3, "src": SENTENCE}).encode()
    reply = json.loads(
        ask(f"{url}/translate?source=zh&target=en", body, {"Content-Type": "application/json"}))
    assert reply["id"] == 3 and "meeting" in reply["tgt"].lower() and reply["alignment"], reply


@check
def opus_mt_answers(url):
    import websockets

    async def talk():
        async with websockets.connect(url.replace("http", "ws", 1) + "/translate") as connection:
            for source in ("zh", "DETECT"):
                await connection.send(json.dumps({"text": SENTENCE, "source": source, "target": "en"}))
                reply = json.loads(await asyncio.wait_for(connection.recv(), 60))
                assert "meeting" in reply["result"].lower() and re.match(r"\d+-\d+", reply["alignment"][0]), reply
            await connection.send("{")
            assert "error" in json.loads(await asyncio.wait_for(connection.recv(), 60))

    asyncio.run(talk())


# MARK: our own


@check
def own_events_come_one_by_one(url):
    body = json.dumps({"text": SENTENCE + "谢谢大家。", "to": "en"}).encode()
    reply = ask(
        f"{url}/v1/translate", body, {"Content-Type": "application/json", "Accept": "text/event-stream"}).decode()
    names = re.findall(r"^event: (\w+)$", reply, re.M)
    assert names == ["sentence", "sentence", "done"], reply


@check
def own_description_holds(url):
    """A bounded run of schemathesis: replies are as described, and nothing makes the server fail."""
    command = [
        os.path.join(os.path.dirname(os.path.abspath(sys.executable)), "schemathesis"), "run", f"{url}/openapi.json",
        "--max-examples", "15", "--seed", "1", "--generation-deterministic", "--request-timeout", "60",
        "--phases", "examples,coverage,fuzzing,stateful", "--workers", "1",
        "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,"
        "response_headers_conformance,response_schema_conformance,negative_data_rejection",
        "--no-color",
    ]
    # It leaves files where it runs.
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(command, capture_output=True, text=True, timeout=900, cwd=folder)
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]


# MARK: the server


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(binary, extra):
    port = free_port()
    process = subprocess.Popen([binary, "serve", "--host", "127.0.0.1", "--port", str(port), *extra])
    url = f"http://127.0.0.1:{port}"
    for _ in range(300):
        if process.poll() is not None:
            sys.exit(f"the server ended with {process.returncode}")
        try:
            ask(f"{url}/v1/languages")
            return process, url
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    process.kill()
    sys.exit("the server did not answer within 30 seconds")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=".build/release/dragoman")
    parser.add_argument("--url", help="of a server that runs already")
    parser.add_argument("--only", help="checks whose name has this")
    parser.add_argument("extra", nargs="*", help="further arguments of `dragoman serve`, behind --")
    options = parser.parse_args()
    process, url = (None, options.url.rstrip("/")) if options.url else start(options.binary, options.extra)
    failed = 0
    try:
        for function in CHECKS:
            if options.only and options.only not in function.__name__:
                continue
            begin = time.time()
            try:
                function(url)
                print(f"ok      {function.__name__} ({time.time() - begin:.1f} s)", flush=True)
            except Exception:
                failed += 1
                print(f"FAILED  {function.__name__}", flush=True)
                traceback.print_exc()
    finally:
        if process:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
    print(f"{failed} failed" if failed else "all passed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
