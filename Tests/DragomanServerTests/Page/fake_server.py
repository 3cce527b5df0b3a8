"""A server without models, for tests of the page alone: it speaks the server's API and "translates" by a small table.

    fake_server.py [PORT]

Writes its address on a line. POST /fake/drop breaks all live connections, as a bad network would;
POST /fake/forget forgets the sessions, too, as a server that was started again;
POST /fake/lock?key=K asks texts for a key from then on.
"""

import asyncio
import io
import json
import re
import sys
import time
import uuid
from pathlib import Path

import docx
from aiohttp import WSMsgType, web

PAGE = Path(__file__).parents[3] / "Sources/DragomanServer/Page/Resources"
CSP = "default-src 'self'; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
LANGUAGES = [
    ("zh", "Chinese", "中文", "ltr", ["en", "fr", "ar"]),
    ("en", "English", "English", "ltr", ["zh", "fr", "ar"]),
    ("fr", "French", "français", "ltr", ["en"]),
    ("ar", "Arabic", "العربية", "rtl", ["en"]),
]
TABLE = {
    "各位代表，早上好。": ("Good morning, delegates.", "Bonjour, Mesdames et Messieurs les délégués.", "صباح الخير أيها المندوبون."),
    "我们现在开始第二十一次会议。": ("We now open the twenty-first meeting.", "Nous ouvrons maintenant la vingt et unième séance.", "نفتتح الآن الجلسة الحادية والعشرين."),
    "今天的议程有三个项目。": ("There are three items on today’s agenda.", "L’ordre du jour comporte trois points.", "يتضمن جدول أعمال اليوم ثلاثة بنود."),
    "第一项是二〇二七年的预算草案。": ("The first is the draft budget for 2027.", "Le premier est le projet de budget pour 2027.", "البند الأول هو مشروع ميزانية عام 2027."),
    "秘书处已经分发了修订后的文件，请各位查看第14段。": ("The Secretariat has distributed the revised document; please turn to paragraph 40.", "Le Secrétariat a distribué le document révisé ; veuillez vous reporter au paragraphe 14.", "وزعت الأمانة الوثيقة المنقحة، ويرجى الرجوع إلى الفقرة 14."),
    "有没有代表团希望发言？": ("Does any delegation wish to take the floor?", "Une délégation souhaite-t-elle prendre la parole ?", "هل يرغب أي وفد في أخذ الكلمة؟"),
    "会议纪要": ("Minutes of the meeting", "Procès-verbal de la séance", "محضر الجلسة"),
    "谢谢主席。": ("Thank you, Chair.", "Merci, Madame la Présidente.", "شكراً السيدة الرئيسة."),
    "我国代表团支持这份草案，但希望在培训方面增加投入。": ("My delegation supports this draft, but would like to see more investment in training.", "Ma délégation soutient ce projet, mais souhaite davantage d’investissements dans la formation.", "يؤيد وفد بلدي هذا المشروع، لكنه يأمل في زيادة الاستثمار في التدريب."),
}
COLUMNS = {"en": 0, "fr": 1, "ar": 2}
sockets, sessions, documents, keys = set(), {}, {}, set()


def sentences(text):
    return [part.strip() for part in re.findall(r"[^。？！.?!\n]+[。？！.?!]?", text) if part.strip()]


def translate(sentence, target):
    for source, row in TABLE.items():
        if target in COLUMNS and source.startswith(sentence):
            whole = row[COLUMNS[target]]
            return whole if sentence == source else whole[: len(whole) * len(sentence) // len(source)]
    for source, row in TABLE.items():
        if target == "zh" and sentence in row:
            return source
    return f"[{target}] {sentence}"


def translation(text, source, target):
    parts = sentences(text)
    detected = None
    if not source:
        source = "zh" if re.search(r"[\u4e00-\u9fff]", text) else "en"
        detected = {"language": source, "confidence": 0.98}
    made = text
    rows = []
    for part in parts:
        result = translate(part, target)
        made = made.replace(part, result + " ", 1)
        warnings = [{"kind": "number", "message": "14 in the source is 40 here"}] if "14" in part and "40" in result else []
        rows.append({"source": part, "text": result, "score": -0.3, "alternatives": [], "warnings": warnings})
    made = re.sub(r" +(\n|$)", r"\1", made)
    return {"text": made, "from": source, "to": target, "route": [f"{source}-{target}"], "sentences": rows,
            **({"detected": detected} if detected else {})}


def sse(event, data):
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


async def stream(request):
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    return response


def refusal(request):
    if not keys or request.headers.get("Authorization", "").removeprefix("Bearer ") in keys:
        return None
    return web.json_response({"error": {"code": "key_missing", "message": "a key is needed"}}, status=401)


async def lock(request):
    keys.add(request.query["key"])
    return web.Response(status=204)


async def post_translate(request):
    if refused := refusal(request):
        return refused
    body = await request.json()
    texts = [body["text"]] if isinstance(body["text"], str) else body["text"]
    begun = time.monotonic()
    results = [translation(text, body.get("from"), body["to"]) for text in texts]
    if "text/event-stream" not in request.headers.get("Accept", ""):
        return web.json_response({"translations": results, "seconds": 0.01})
    response = await stream(request)
    try:
        for number, result in enumerate(results):
            for index, row in enumerate(result["sentences"]):
                await asyncio.sleep(0.04)
                await response.write(sse("sentence", {"text": number, "index": index, "source": row["source"], "translation": row["text"]}))
        await response.write(sse("done", {"translations": results, "seconds": time.monotonic() - begun}))
    except ConnectionError:
        pass
    return response


def status(document):
    return {key: document[key] for key in ("id", "name", "state", "completed_units", "total_units", "output_name", "error") if document.get(key) is not None}


async def work(document):
    try:
        file = docx.Document(io.BytesIO(document["bytes"]))
    except Exception:
        document.update(state="failed", error={"code": "unreadable", "message": "the document is no Word document"})
        return
    document.update(state="translating", total_units=max(1, len(file.paragraphs)))
    for paragraph in file.paragraphs:
        await asyncio.sleep(0.15)
        text = translation(paragraph.text, "zh", document["to"])["text"]
        for run in paragraph.runs[1:]:
            run.text = ""
        if paragraph.runs:
            paragraph.runs[0].text = text
        document["completed_units"] += 1
    buffer = io.BytesIO()
    file.save(buffer)
    document.update(state="done", result=buffer.getvalue())


async def post_document(request):
    form = await request.post()
    name = form["file"].filename
    document = {"id": uuid.uuid4().hex, "name": name, "to": form["to"], "state": "queued", "completed_units": 0, "total_units": 0,
                "output_name": re.sub(r"(\.\w+)$", rf".{form['to']}\1", name), "bytes": form["file"].file.read()}
    documents[document["id"]] = document
    document["task"] = asyncio.create_task(work(document))
    return web.json_response({"id": document["id"], "state": "queued"}, status=202)


def find(request):
    document = documents.get(request.match_info["id"])
    if not document:
        raise web.HTTPNotFound(text=json.dumps({"error": {"code": "not_found", "message": "no such document"}}), content_type="application/json")
    return document


async def get_events(request):
    document = find(request)
    response = await stream(request)
    while True:
        try:
            await response.write(sse("progress", status(document)))
        except ConnectionError:
            return response
        if document["state"] in ("done", "failed", "cancelled"):
            return response
        await asyncio.sleep(0.1)


async def get_result(request):
    document = find(request)
    return web.Response(body=document["result"], headers={"Content-Disposition": f"attachment; filename*=UTF-8''{document['output_name']}"})


async def delete_document(request):
    document = find(request)
    document["task"].cancel()
    del documents[document["id"]]
    return web.Response(status=204)


class Session:
    def __init__(self):
        self.id, self.token, self.sequence, self.ring = uuid.uuid4().hex, uuid.uuid4().hex, 0, []
        self.config, self.seen, self.finals, self.rows = {}, {}, set(), []

    def say(self, **message):
        self.sequence += 1
        self.ring.append({"seq": self.sequence, **message})
        return self.ring[-1]


async def live(request):
    socket = web.WebSocketResponse(heartbeat=30)
    await socket.prepare(request)
    sockets.add(socket)
    session = None
    try:
        async for frame in socket:
            if frame.type != WSMsgType.TEXT:
                break
            message = json.loads(frame.data)
            if message["type"] == "hello":
                known = sessions.get(message.get("session"))
                session = known if known and known.token == message.get("resume_token") else Session()
                sessions[session.id] = session
                await socket.send_json({"type": "ready", "session": session.id, "resume_token": session.token, "resumed": session is known,
                    "final_segs": sorted(session.finals), "models": ["zh-en"],
                    "limits": {"line_bytes": 65536, "segment_chars": 4000, "open_segments": 4, "targets": 4}})
                for old in session.ring if session is known else []:
                    if old["seq"] > message.get("last_seq", 0) and old["type"] != "partial":
                        await socket.send_json(old)
            elif message["type"] == "config":
                session.config = message
            elif message["type"] == "ping":
                await socket.send_json({"type": "pong", "t": message["t"]})
            elif message["type"] == "source":
                await revise(socket, session, message)
            elif message["type"] == "correct":
                await socket.send_json(session.say(type="revise", seg=message["seg"], rev=99, target=message["target"], text=message["text"], reason="human"))
            elif message["type"] == "end":
                await socket.send_json({"type": "done", "summary": {"segments": len(session.finals), "finals": len(session.rows), "partials": 0,
                    "statistics": {"queue": 0, "lag_p50": 210, "lag_p95": 480, "ne": 0.1}}})
                await socket.close()
    finally:
        sockets.discard(socket)
    return socket


async def revise(socket, session, message):
    seg = message["seg"]
    seen = session.seen.get(seg, 0)
    if message["rev"] < seen or message["rev"] == seen and not message["final"] or seg in session.finals:
        return
    session.seen[seg] = message["rev"]
    if message["final"]:
        session.finals.add(seg)
    for target in session.config["targets"]:
        await asyncio.sleep(0.03)
        parts = [translate(part, target) for part in sentences(message["text"])]
        text = " ".join(parts)
        common = {"seg": seg, "rev": message["rev"], "target": target}
        if not message["final"]:
            cut = text.rfind(" ", 0, max(0, len(text) - 8)) + 1
            await socket.send_json(session.say(type="partial", src_rev=message["rev"], stable=text[:cut], tail=text[cut:], **common))
            continue
        checks = ["14 in the source is 40 here"] if "14" in message["text"] and "40" in text else []
        session.rows.append((seg, target, message["text"], text))
        await socket.send_json(session.say(type="final", text=text, src=message["text"], lang="zh", speaker=message.get("speaker"),
            t0=message.get("t0"), t1=message.get("t1"), terms=[], checks=checks, lag_ms=240, **common))
    if message["final"]:
        await socket.send_json({"type": "stats", "queue": 0, "lag_p50": 210, "lag_p95": 480, "ne": 0.1})


async def export(request):
    session = sessions.get(request.match_info["id"])
    if not session or request.query.get("token") != session.token:
        return web.json_response({"error": {"code": "not_found", "message": "no such session"}}, status=404)
    target = request.query["target"]
    cues = [f"{number}\n00:00:{number:02},000 --> 00:00:{number + 1:02},000\n{text}\n"
            for number, (_, to, _, text) in enumerate(session.rows, 1) if to == target]
    return web.Response(text="\n".join(cues), headers={"Content-Disposition": f'attachment; filename="captions.{target}.{request.query["format"]}"'})


async def drop(request):
    for socket in list(sockets):
        # Without a close frame, as when a cable is pulled.
        socket._req.transport.abort()
    return web.Response(status=204)


async def forget(request):
    sessions.clear()
    return await drop(request)


async def page(request):
    name = request.match_info.get("name", "index.html")
    file = PAGE / name
    if file.parent != PAGE or not file.is_file():
        return web.Response(status=404)
    kinds = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
    return web.Response(body=file.read_bytes(), content_type=kinds[file.suffix], charset="utf-8",
                        headers={"Content-Security-Policy": CSP, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"})


def application():
    app = web.Application()
    languages = [dict(zip(("code", "name", "native_name", "direction", "targets"), row)) for row in LANGUAGES]
    formats = [{"name": "Word", "extensions": ["docx"]}, {"name": "Plain text", "extensions": ["txt"]}, {"name": "SubRip", "extensions": ["srt"]}]
    app.add_routes([
        web.get("/", page), web.get("/page/{name}", page),
        web.get("/v1/languages", lambda _: _json({"languages": languages})), web.get("/v1/formats", lambda _: _json({"formats": formats})),
        web.post("/v1/translate", post_translate), web.post("/v1/documents", post_document),
        web.get("/v1/documents/{id}", lambda request: _json(status(find(request)))), web.get("/v1/documents/{id}/events", get_events),
        web.get("/v1/documents/{id}/result", get_result), web.delete("/v1/documents/{id}", delete_document),
        web.get("/v1/live", live), web.get("/v1/sessions/{id}/export", export), web.post("/fake/drop", drop),
        web.post("/fake/forget", forget), web.post("/fake/lock", lock),
    ])
    return app


async def _json(data):
    return web.json_response(data)


async def main(port):
    runner = web.AppRunner(application())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    print("http://127.0.0.1:%d/" % site._server.sockets[0].getsockname()[1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    try:
        asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
    except KeyboardInterrupt:
        pass
