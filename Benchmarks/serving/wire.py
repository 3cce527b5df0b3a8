"""Clients of few words: HTTP, WebSocket frames and live lines, each with one question at a time."""
import asyncio
import base64
import json
import os
import struct

from .asks import CONTENT


class Shed(Exception):
    """Refused for now, with a clear word: nothing is lost, the client asks again."""


class Failed(Exception):
    """Answered with an error."""


class Client:
    def __init__(self, port):
        self.port = port
        self.reader = self.writer = None

    async def connect(self):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 22)

    async def close(self):
        writer, self.reader, self.writer = self.writer, None, None
        if writer:
            writer.close()
            try:
                await writer.wait_closed()
            except OSError:
                pass

    async def abandon(self):
        """Closes without a word: of what is on its way nobody knows whose it is."""
        await Client.close(self)

    async def head(self):
        """Status and headers of a reply."""
        status, *lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        fields = dict(line.split(":", 1) for line in lines if ":" in line)
        return int(status.split()[1]), {name.lower(): value.strip() for name, value in fields.items()}


class HTTPClient(Client):
    """`keeps` is whether all requests go over one connection."""

    def __init__(self, port, keeps=True):
        super().__init__(port)
        self.keeps = keeps

    async def answer(self, ask):
        if self.writer is None:
            await self.connect()
        method, path, body, headers = ask.said
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost", f"Content-Length: {len(body)}", *headers]
        if not self.keeps:
            lines.append("Connection: close")
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        status, fields = await self.head()
        if fields.get("transfer-encoding", "").lower() == "chunked":
            data = await self.chunks()
        else:
            data = await self.reader.readexactly(int(fields["content-length"]))
        if not self.keeps or fields.get("connection", "").lower() == "close":
            await self.close()
        if status in (429, 503):
            raise Shed(status)
        if status != 200:
            raise Failed(f"{status}: {data[:200].decode(errors='replace')}")
        return CONTENT[ask.kind](json.loads(data))

    async def chunks(self):
        parts = []
        while size := int((await self.reader.readline()).split(b";")[0], 16):
            parts.append(await self.reader.readexactly(size))
            await self.reader.readline()
        await self.reader.readuntil(b"\r\n")
        return b"".join(parts)


class FrameClient(Client):
    """OPUS-MT's WebSocket."""

    async def connect(self):
        await super().connect()
        key = base64.b64encode(os.urandom(16)).decode()
        self.writer.write(
            "GET /translate HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        status, _ = await self.head()
        if status in (429, 503):
            await self.close()
            raise Shed(status)
        if status != 101:
            raise Failed(f"{status} instead of a WebSocket")

    async def answer(self, ask):
        if self.writer is None:
            await self.connect()
        self.send(1, json.dumps(ask.said, ensure_ascii=False).encode())
        while True:
            code, data = await self.frame()
            if code == 9:
                self.send(10, data)
            elif code == 8:
                raise ConnectionError("the WebSocket was closed")
            elif code == 1:
                break
        reply = json.loads(data)
        if reply.get("error"):
            raise Failed(reply["error"])
        return CONTENT[ask.kind](reply)

    def send(self, code, data):
        mask = os.urandom(4)
        size = len(data)
        head = bytes([0x80 | code, 0x80 | (size if size < 126 else 126)])
        if size >= 126:
            head += struct.pack(">H", size)
        self.writer.write(head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(data)))

    async def frame(self):
        first, size = await self.reader.readexactly(2)
        if size == 126:
            size, = struct.unpack(">H", await self.reader.readexactly(2))
        elif size == 127:
            size, = struct.unpack(">Q", await self.reader.readexactly(8))
        return first & 15, await self.reader.readexactly(size)


class LiveClient(Client):
    """A live session of final segments; after `segments` of them it ends, and the next question begins another."""

    def __init__(self, port, segments=100):
        super().__init__(port)
        self.segments, self.asked = segments, 0

    async def connect(self):
        await super().connect()
        self.asked = 0
        self.send(type="hello", v=1)
        self.send(type="config", source="zh", targets=["en"], stability="sentence")

    async def answer(self, ask):
        if self.writer is None:
            await self.connect()
        self.asked += 1
        self.send(type="source", seg=self.asked, rev=1, text=ask.said, final=True)
        while True:
            message = await self.message()
            if message["type"] == "final":
                if message["seg"] != self.asked:
                    raise Failed(f"a final of segment {message['seg']} instead of {self.asked}")
                break
            if message["type"] == "error":
                raise (Shed if message.get("retry_after") else Failed)(message["code"])
        self.send(type="ack", seq=message["seq"])
        if self.asked == self.segments:
            await self.end()
        return message["text"]

    async def close(self):
        if self.writer:
            await self.end()

    async def end(self):
        """Ends the session, which would else be kept for a client that comes back."""
        try:
            self.send(type="end")
            while (await self.message())["type"] != "done":
                pass
        except OSError:
            pass
        await super().close()

    def send(self, **message):
        self.writer.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")

    async def message(self):
        line = await self.reader.readline()
        if not line:
            raise ConnectionError("the session's connection was closed")
        return json.loads(line)
