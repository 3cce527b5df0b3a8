#!/usr/bin/env python3
"""Writes subtitle files by webvtt-py, pysubs2, ffmpeg and the writers of Whisper.

    transcripts.py FOLDER
"""

import pathlib
import subprocess
import sys

import imageio_ffmpeg
import pysubs2
import webvtt
from whisper_ctranslate2 import writers

TEXTS = [
    "The committee has received",
    "the report of the working group",
    "and would like to thank all its members.",
    "{\\i1}Is there any objection?{\\i0}",
    "- No.\\N- Not from us, but please",
    "[applause]",
    "♪ sing with us ♪",
    "会议现在开始，",
    "请各位代表就座。",
    "Fish & chips < 3 euros",
]

folder = pathlib.Path(sys.argv[1])


def subtitles(shift: int) -> pysubs2.SSAFile:
    subs = pysubs2.SSAFile()
    for index, text in enumerate(TEXTS[shift:] + TEXTS[:shift]):
        subs.append(pysubs2.SSAEvent(start=index * 3000 + shift, end=index * 3000 + 2900, text=text))
    return subs


for shift in range(10):
    subs = subtitles(shift)
    srt = folder / f"pysubs2-{shift}.srt"
    subs.save(str(srt), format_="srt", encoding="utf-8-sig" if shift % 2 else "utf-8")
    subs.save(str(folder / f"pysubs2-{shift}.vtt"), format_="vtt")
    try:
        subs.save(str(folder / f"pysubs2-{shift}.ttml"), format_="ttml")
    except pysubs2.exceptions.Pysubs2Error:
        pass  # older versions have no TTML
    captions = webvtt.WebVTT()
    for event in subs:
        captions.captions.append(
            webvtt.Caption(f"00:00:{event.start // 1000:02}.000", f"00:00:{event.end // 1000:02}.900", event.plaintext)
        )
    captions.save(str(folder / f"webvtt-py-{shift}.vtt"))
    (folder / f"webvtt-py-{shift}.sbv").write_text(
        "\n".join(
            f"0:00:{e.start // 1000:02}.000,0:00:{e.end // 1000:02}.900\n{e.plaintext}\n" for e in subs
        )
    )
    for ending in ("srt", "vtt", "ttml"):
        # The program's own writers, from the same source.
        subprocess.run(
            [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-i", str(srt), str(folder / f"ffmpeg-{shift}.{ending}")],
            check=True,
        )


def recognised(shift: int) -> dict:
    """What a recogniser hands its writers: segments, with a time for each word and the speaker if it was told apart."""
    spoken = ["We have received the report", "of the working group, and", "we thank its members.", "Is there any objection?"]
    segments = []
    for index, text in enumerate(spoken[shift % 4 :] + spoken[: shift % 4]):
        start, words = index * 3.0 + shift / 10, text.split()
        segment = {"id": index, "seek": 0, "start": start, "end": start + 2.9, "text": " " + text, "temperature": 0.0}
        if shift % 2:
            segment["words"] = [
                {"word": " " + word, "start": round(start + at * 0.4, 2), "end": round(start + at * 0.4 + 0.38, 2), "probability": 0.9}
                for at, word in enumerate(words)
            ]
        if shift % 3 == 0:
            segment["speaker"] = f"SPEAKER_0{index // 3}"
        segments.append(segment)
    return {"text": "".join(s["text"] for s in segments), "segments": segments, "language": "en"}


def write(kind: str, name: str, result: dict, **options) -> None:
    writers.get_writer(kind, str(folder))(result, name + ".wav", options)


for shift in range(12):
    result = recognised(shift)
    for kind in ("json", "srt", "vtt", "tsv"):
        write(kind, f"whisper-{shift}", result, pretty_json=shift % 4 < 2, max_line_width=20, max_line_count=2)
    # As text they are minutes, if the speakers are there.
    for index, segment in enumerate(result["segments"]):
        segment["speaker"] = f"SPEAKER_0{index // 3}"
    write("txt", f"whisper-{shift}", result)
