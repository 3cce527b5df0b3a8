"""Does to a running server what happens to servers: kills, stops under load, clients that break the rules.

    python3 Tests/DragomanServerTests/Faults/faults.py --binary .build/release/dragoman

Needs the model from Chinese to English, and nothing but Python. Prints a line for each check and ends with 1 where one
has failed. The moments of the kills are random: --seed does the same ones again.
"""

import argparse
import json
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

import served

LINE_LIMIT = 65_536
CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


def sentence(number):
    """A sentence whose translation has to have its number."""
    return f"工作组在第{number}号文件中提出了新的建议。"


class Server(served.Server):
    def terminate(self):
        self.process.send_signal(signal.SIGTERM)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def ended_within(self, seconds):
        """The exit code."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the server is still there after {seconds} seconds") from None

    def resident(self):
        """MiB."""
        status = Path("/proc", str(self.process.pid), "status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def connect(self, seconds=20, receive_buffer=None):
        connection = socket.socket()
        if receive_buffer:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        connection.settimeout(seconds)
        connection.connect(("127.0.0.1", self.port))
        return connection


# MARK: HTTP


def request(number):
    """A translation, as bytes."""
    body = json.dumps({"q": sentence(number), "source": "zh", "target": "en"}).encode()
    return (b"POST /translate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n" % len(body)) + body


def reply(stream):
    """Status and body of the next reply; None where the connection was closed before it began."""
    first = stream.readline()
    if not first:
        return None
    assert first.startswith(b"HTTP/1.1 ") and first.endswith(b"\r\n"), f"half a status line: {first!r}"
    size = None
    while (line := stream.readline()) != b"\r\n":
        assert line.endswith(b"\r\n"), f"half a head: {line!r}"
        name, value = line.split(b":", 1)
        if name.lower() == b"content-length":
            size = int(value)
    assert size is not None, "no Content-Length"
    body = stream.read(size)
    assert len(body) == size, f"{len(body)} bytes of {size}"
    return int(first.split()[1]), body


def check_answer(answer, number):
    status, body = answer
    assert status == 200, (status, body)
    text = json.loads(body)["translatedText"]
    assert str(number) in text, f"{number} was asked, {text!r} was answered"


# MARK: Live sessions


class Live:
    """A client of a live session."""

    def __init__(self, server, session=None, token=None, last=None, receive_buffer=None):
        self.connection = server.connect(receive_buffer=receive_buffer)
        self.stream = self.connection.makefile("rb")
        hello = {"session": session, "resume_token": token, "last_seq": last} if session else {}
        self.say("hello", v=1, **hello)
        self.ready = self.hear("ready")

    def say(self, type, **message):
        self.send(json.dumps({"type": type, **message}, ensure_ascii=False).encode() + b"\n")

    def send(self, data):
        self.connection.sendall(data)

    def message(self):
        line = self.stream.readline()
        return json.loads(line) if line else None

    def hear(self, type):
        """The next message of that type; the others are passed over."""
        while message := self.message():
            if message["type"] == type:
                return message
            assert not (message["type"] == "error" and message.get("fatal")), message
        raise AssertionError(f"the connection ended before {type}")

    def configure(self, stability="sentence"):
        self.say("config", source="zh", targets=["en"], stability=stability)
        return self

    def final(self, segment, number):
        self.say("source", seg=segment, rev=9, text=sentence(number), final=True)

    def finals(self, count):
        """The next ones, by segment."""
        found = [self.hear("final") for _ in range(count)]
        return {message["seg"]: message["text"] for message in found}

    def close(self):
        self.stream.close()
        self.connection.close()


class Notes:
    """What a client has heard of its session, over all connections."""

    def __init__(self):
        self.texts, self.last, self.again = {}, 0, 0
        self.failure = None

    def take(self, message):
        if message["type"] == "error":
            raise AssertionError(message)
        self.last = max(self.last, message.get("seq", 0))
        if message["type"] == "final":
            segment, text = message["seg"], message["text"]
            self.again += segment in self.texts
            known = self.texts.setdefault(segment, text)
            assert known == text, f"segment {segment} was {known!r} and became {text!r}"

    def listen(self, live):
        """Until the connection ends, however it does."""
        try:
            while message := live.message():
                self.take(message)
        except (OSError, json.JSONDecodeError):
            # A line that the kill has cut.
            pass
        except AssertionError as failure:
            self.failure = failure

    def listen_for(self, live, segments):
        while missing := segments - set(self.texts):
            message = live.message()
            assert message, f"the connection ended without the finals of {sorted(missing)}"
            self.take(message)


def speak(live, numbers):
    """Each segment growing, then final. The numbers are the segments' names, too."""
    try:
        for number in numbers:
            text = sentence(number)
            for revision, length in enumerate((8, len(text) - 5), 1):
                live.say("source", seg=number, rev=revision, text=text[:length])
                time.sleep(0.02)
            live.final(number, number)
            time.sleep(0.03)
    except OSError:
        pass


@check
def killed_sessions_lose_no_final(binary, chance):
    kills, segments, notes, heard = 5, 12, Notes(), []
    session = token = None
    with tempfile.TemporaryDirectory() as folder:
        journal = ("--journal", str(Path(folder, "journal.sqlite")))
        for round in range(kills + 1):
            with Server(binary, *journal) as server:
                live = Live(server, session, token, notes.last)
                said = range(100, 100 + round * segments)
                if session:
                    assert live.ready["resumed"], live.ready
                    known = set(live.ready["final_segs"])
                    assert set(notes.texts) <= known, "a segment that the client has in full is not known any more"
                    speak(live, [number for number in said if number not in known])
                else:
                    live.configure("balanced")
                    session, token = live.ready["session"], live.ready["resume_token"]
                notes.listen_for(live, set(said))
                if round == kills:
                    live.say("end")
                    live.hear("done")
                    continue
                numbers = range(100 + round * segments, 100 + (round + 1) * segments)
                ears = threading.Thread(target=notes.listen, args=[live])
                mouth = threading.Thread(target=speak, args=[live, numbers])
                ears.start(), mouth.start()
                time.sleep(chance.uniform(0.05, 1.2))
                server.kill()
                mouth.join(), ears.join()
                live.close()
                assert not notes.failure, notes.failure
                heard.append(len(set(notes.texts) & set(numbers)))
    assert len(notes.texts) == kills * segments
    for number, text in notes.texts.items():
        assert str(number) in text, (number, text)
    return f"of {segments} segments {', '.join(map(str, heard))} were heard before the kills, {notes.again} twice"


@check
def finals_made_while_a_client_is_away_after_a_kill_are_not_lost(binary, chance):
    """It has heard partials, whose numbers no journal keeps; after the kill it comes, goes, and comes again."""
    notes = Notes()
    with tempfile.TemporaryDirectory() as folder:
        journal = ("--journal", str(Path(folder, "journal.sqlite")))
        with Server(binary, *journal) as server:
            live = Live(server).configure("fast")
            text = sentence(700)
            for revision in range(1, 6):
                live.say("source", seg=700, rev=revision, text=text[:6 + 2 * revision])
                notes.take(live.hear("partial"))
            server.kill()
        session = live.ready["session"], live.ready["resume_token"]
        with Server(binary, *journal) as server:
            back = Live(server, *session, notes.last)
            back.final(700, 700)
            # What comes behind the segment has been obeyed after it.
            back.say("ping")
            back.hear("pong")
            back.close()
            time.sleep(1.5)
            again = Live(server, *session, notes.last)
            again.say("end")
            while message := again.message():
                notes.take(message)
        assert 700 in notes.texts, f"the final is missing, after partials up to number {notes.last}"


# MARK: Stopping


class Asking(threading.Thread):
    """One connection with a request after the other, until the server wants no more."""

    def __init__(self, server, first):
        super().__init__()
        self.server, self.number, self.answered, self.refused = server, first, 0, 0
        self.sent, self.failure = None, None

    def run(self):
        try:
            with self.server.connect() as connection, connection.makefile("rb") as stream:
                while True:
                    try:
                        connection.sendall(request(self.number))
                        self.sent = time.monotonic()
                        answer = reply(stream)
                    except ConnectionError:
                        answer = None
                    if answer is None:
                        return
                    if answer[0] == 503:
                        self.refused += 1
                        json.loads(answer[1])
                        return
                    check_answer(answer, self.number)
                    self.answered += 1
                    self.sent = None
                    self.number += 1
        except Exception as failure:
            self.failure = failure


@check
def sigterm_under_load_loses_nothing(binary, chance):
    grace = 15
    with Server(binary, "--grace", str(grace)) as server:
        clients = [Asking(server, 1000 + 100 * index) for index in range(20)]
        for client in clients:
            client.start()
        live = Live(server).configure()
        time.sleep(chance.uniform(1.0, 2.0))
        for number in range(10, 18):
            live.final(number, number)
        live.say("source", seg=18, rev=1, text="大会")
        live.say("ping")
        live.hear("pong")
        stopped = time.monotonic()
        server.terminate()
        notes = Notes()
        while message := live.message():
            notes.take(message)
        code = server.ended_within(grace)
        took = time.monotonic() - stopped
        for client in clients:
            client.join(20)
            assert not client.failure, client.failure
            # What was on its way when the signal came may be lost; what had arrived may not.
            assert client.sent is None or client.refused or client.sent > stopped - 0.05, (
                f"a request sent {stopped - client.sent:.2f} s before the signal was not answered")
        assert code == 0, f"exit code {code}"
        assert set(range(10, 18)) <= set(notes.texts), f"only {sorted(notes.texts)} became final"
    answered, refused = (sum(getattr(client, name) for client in clients) for name in ("answered", "refused"))
    return f"{answered} answered, {refused} refused with 503, ended after {took:.1f} s"


@check
def a_second_sigterm_ends_at_once(binary, chance):
    with Server(binary) as server, server.connect() as connection:
        body = json.dumps({"q": [sentence(n) for n in range(900)], "source": "zh", "target": "en"}).encode()
        connection.sendall(
            b"POST /translate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n" % len(body) + body)
        time.sleep(0.5)
        server.terminate()
        time.sleep(0.7)
        assert server.process.poll() is None, "the first signal did not wait for what was begun"
        start = time.monotonic()
        server.terminate()
        code = server.ended_within(2)
        return f"exit code {code} after {time.monotonic() - start:.2f} s"


# MARK: Clients


@check
def half_closed_sessions_get_all_their_finals(binary, chance):
    with Server(binary) as server:
        for says_end in (True, False):
            live = Live(server).configure()
            for number in range(20, 26):
                live.final(number, number)
            if says_end:
                live.say("end")
            live.connection.shutdown(socket.SHUT_WR)
            found = live.finals(6)
            assert all(str(number) in found[number] for number in range(20, 26)), found
            if says_end:
                assert live.hear("done")["summary"]["finals"] == 6
                assert live.message() is None
            live.close()


@check
def lines_that_are_too_long_are_named_and_passed_over(binary, chance):
    count = 200
    with Server(binary) as server:
        live = Live(server).configure()
        before = server.resident()
        flood = threading.Thread(target=lambda: live.send((b"x" * (LINE_LIMIT + 1) + b"\n") * count))
        flood.start()
        for _ in range(count):
            error = live.hear("error")
            assert error["code"] == "line_too_long" and str(LINE_LIMIT + 1) in error["message"], error
        flood.join()
        live.final(1, 55)
        assert "55" in live.hear("final")["text"]
        # One byte less is a line like any other.
        ping = json.dumps({"type": "ping", "t": 1}).encode()
        live.send(ping + b" " * (LINE_LIMIT - len(ping)) + b"\n")
        live.hear("pong")
        grown = server.resident() - before
        # Most of it is the model, which the one translation has loaded.
        assert grown < 250, f"{grown:.0f} MiB more"


@check
def faulty_lines_are_named_by_byte(binary, chance):
    # What is sound of each line, and what is not.
    lines = [
        (b'{"type":"ping","t":', b"\xff}"), ('{"type":"source","seg":1,"text":"会'.encode(), b"\xe8\xae"),
        (b'{"type":"ping","t":1,', b"}"), (b"", b"nonsense"), ('{"type":"source","text":"会议"'.encode(), b""),
        (b"", b"\x01{}")]
    with Server(binary) as server:
        live = Live(server).configure()
        for sound, faulty in lines:
            live.send(sound + faulty + b"\n")
            error = live.hear("error")
            assert error["code"] == "invalid" and not error["fatal"], error
            assert f"byte {len(sound)}:" in error["message"], f"{sound + faulty}: {error['message']}"
        live.say("source", seg=1, rev=1)
        assert "text: is missing" in live.hear("error")["message"]
        live.final(2, 77)
        assert "77" in live.hear("final")["text"]


@check
def slow_readers_hold_up_nobody_and_miss_nothing(binary, chance):
    count = 400
    with Server(binary) as server:
        with server.connect() as warm, warm.makefile("rb") as stream:
            warm.sendall(request(1))
            reply(stream)
        before = server.resident()
        live = Live(server, receive_buffer=4096).configure("fast")
        for number in range(30, 50):
            live.final(number, number)
        with server.connect(receive_buffer=4096) as slow, slow.makefile("rb") as stream:
            ask = threading.Thread(
                target=slow.sendall, args=[b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * count])
            ask.start()
            time.sleep(1)
            with server.connect() as other, other.makefile("rb") as answers:
                start = time.monotonic()
                other.sendall(request(88))
                check_answer(reply(answers), 88)
                waited = time.monotonic() - start
            time.sleep(1)
            grown = server.resident() - before
            size = 0
            for _ in range(count):
                status, body = reply(stream)
                assert status == 200 and json.loads(body)["openapi"]
                size += len(body)
            ask.join()
        found = live.finals(20)
        assert list(found) == list(range(30, 50)), f"in the order {list(found)}"
        assert waited < 5, f"another client waited {waited:.1f} s"
        assert grown < 40, f"{grown:.0f} MiB are held for a client that does not read"
    return f"{size / 2**20:.0f} MiB read late, {max(0, grown):.0f} MiB held; another client waited {waited:.1f} s"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=".build/release/dragoman")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    parser.add_argument("--only", help="checks whose name has this")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    failed = 0
    for function in CHECKS:
        if options.only and options.only not in function.__name__:
            continue
        begin = time.monotonic()
        try:
            told = function(options.binary, random.Random(options.seed))
            words = [f"{time.monotonic() - begin:.1f} s"] + ([told] if told else [])
            print(f"ok      {function.__name__} ({'; '.join(words)})", flush=True)
        except Exception:
            failed += 1
            print(f"FAILED  {function.__name__}", flush=True)
            traceback.print_exc()
    print(f"{failed} failed" if failed else "all passed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
