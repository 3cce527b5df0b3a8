"""Many connections, each asking as soon as it has its answer, and every answer compared with what it has to be."""
import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from statistics import quantiles

from .asks import PLAIN, WEIGHT
from .texts import number, sentences
from .wire import Failed, Shed

TROUBLE = (OSError, EOFError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)
PATIENCE = 300  # seconds, after which an answer is lost
FAULTS = ("lost", "swapped", "wrong", "errors")


@dataclass
class Book:
    """What each question was answered when it was asked alone."""
    answers: dict = field(default_factory=dict)

    def fault(self, ask, answer):
        """None where the answer is right; `swapped` where it is another question's."""
        if answer == self.answers[ask]:
            return None
        others = (given for other, given in self.answers.items() if other.kind == ask.kind)
        return "swapped" if answer in others else "wrong"

    def summary(self):
        """How far the answers can be told apart, and whether the protocols agree."""
        by_text = {}
        for ask, answer in self.answers.items():
            if ask.kind in PLAIN:
                by_text.setdefault(ask.texts[0], set()).add(answer)
        texts = {text: index for index, text in enumerate(sentences(len(by_text)))}
        first = {text: min(answers) for text, answers in by_text.items()}
        return dict(
            asked=len(self.answers), sentences=len(by_text), distinct=len(set(first.values())),
            withTheirNumber=sum(number(texts[text]) in answer.replace(",", "") for text, answer in first.items()),
            protocolsDisagree=sum(len(answers) > 1 for answers in by_text.values()))


@dataclass
class Tally:
    seconds: float = 0
    latencies: dict = field(default_factory=dict)  # of right and wrong answers alike, by kind
    requests: int = 0  # answered within the time
    sentences: int = 0
    characters: int = 0
    asked: int = 0
    shed: int = 0
    faults: Counter = field(default_factory=Counter)
    examples: list = field(default_factory=list)

    def blame(self, fault, ask, word):
        self.faults[fault] += 1
        if len(self.examples) < 20:
            self.examples.append(dict(fault=fault, kind=ask.kind, texts=ask.texts, answer=str(word)[:300]))

    def row(self):
        every = [latency for one in self.latencies.values() for latency in one]
        return dict(
            seconds=self.seconds, asked=self.asked, answered=len(every),
            requestsPerSecond=self.requests / self.seconds, sentencesPerSecond=self.sentences / self.seconds, charactersPerSecond=self.characters / self.seconds,
            latency=percentiles(every), shed=self.shed, **{fault: self.faults[fault] for fault in FAULTS},
            kinds={kind: dict(answered=len(one), **percentiles(one)) for kind, one in self.latencies.items()},
            examples=self.examples)


def percentiles(latencies):
    """In milliseconds."""
    cuts = quantiles(latencies, n=100, method="inclusive") if len(latencies) > 1 else [*latencies, 0] * 50
    return {f"p{cut}": round(cuts[cut - 1] * 1000) for cut in (50, 95, 99)}


async def asked_alone(clients):
    """Each question by itself, before there is any load. `clients`: a client and its questions."""
    book = Book()
    for client, asks in clients:
        for ask in asks:
            book.answers[ask] = await asyncio.wait_for(client.answer(ask), PATIENCE)
        await client.close()
    return book


async def load(server, clients, book, seconds):
    """Asks over all connections until the time is over, and waits for what is under way then.

    `clients`: each connection's client and its questions. Returns the tally and the process's usage meanwhile.
    """
    tally, start = Tally(seconds), time.monotonic()
    usage = [dict(at=0, **server.usage())]

    async def watch():
        pace = 60 if seconds > 120 else max(5, seconds / 6)
        while (now := time.monotonic() - start) + pace < seconds:
            await asyncio.sleep(pace)
            usage.append(dict(at=round(now + pace), **server.usage()))
        await asyncio.sleep(start + seconds - time.monotonic())
        usage.append(dict(at=round(seconds), **server.usage()))

    await asyncio.gather(
        watch(), *(connection(client, asks, book, tally, start + seconds, seed)
                   for seed, (client, asks) in enumerate(clients)))
    usage.append(dict(at=round(time.monotonic() - start), **server.usage()))
    return tally, usage


async def connection(client, asks, book, tally, end, seed):
    choice = random.Random(seed)
    weights = [WEIGHT.get(ask.kind, 1) * len(ask.texts) for ask in asks]
    while time.monotonic() < end:
        await ask_once(client, choice.choices(asks, weights)[0], book, tally, end)
    await client.close()


async def ask_once(client, ask, book, tally, end):
    """Until it is answered: what is refused for now is asked again."""
    start = time.monotonic()
    tally.asked += 1
    while True:
        try:
            answer = await asyncio.wait_for(client.answer(ask), PATIENCE)
            break
        except Shed:
            tally.shed += 1
            await asyncio.sleep(0.2)
        except Failed as failure:
            return tally.blame("errors", ask, failure)
        except (TimeoutError, asyncio.TimeoutError) as error:
            await client.abandon()
            return tally.blame("lost", ask, repr(error))
        except TROUBLE as error:
            await client.abandon()
            return tally.blame("lost", ask, repr(error))
    now = time.monotonic()
    tally.latencies.setdefault(ask.kind, []).append(now - start)
    if now <= end:
        tally.requests += 1
        tally.sentences += ask.sentences
        tally.characters += ask.characters
    if fault := book.fault(ask, answer):
        tally.blame(fault, ask, answer)


async def all_once(clients, asks):
    """Each question once, over all connections together; seconds, and the answers in order."""
    answers, waiting = [None] * len(asks), iter(enumerate(asks))

    async def work(client):
        for index, ask in waiting:
            answers[index] = await client.answer(ask)
        await client.close()

    start = time.monotonic()
    await asyncio.gather(*(work(client) for client in clients))
    return time.monotonic() - start, answers
