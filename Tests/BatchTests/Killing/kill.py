"""Kills a batch job at random and lets it go on: nothing may be lost, and next to nothing done twice.

    kill.py DRAGOMAN FOLDER [FILES [KILLS]]

Makes FILES documents of many formats, translates them without and with KILLS SIGKILLs at random times, and compares.
"""

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import docx
import openpyxl
import pptx

WHO = ["委员会", "秘书处", "主席", "代表团", "工作组", "专家组", "总干事", "成员国"]
DID = ["审议了", "通过了", "批准了", "讨论了", "注意到", "推迟审议", "提交了", "支持"]
WHAT = ["本年度预算", "议程草案", "关于水资源的报告", "专利合作的建议", "翻译服务的计划", "培训方案", "新的议事规则", "统计数据"]
WHEN = ["在第{}次会议上", "于2024年{}月", "在过去的{}天里", "在第{}段中"]


def sentence(choice: random.Random) -> str:
    when = choice.choice(WHEN).format(choice.randint(1, 12))
    return f"{choice.choice(WHO)}{when}{choice.choice(DID)}{choice.choice(WHAT)}。"


def clock(seconds: int, mark: str) -> str:
    return f"00:{seconds // 60:02}:{seconds % 60:02}{mark}000"


def cues(lines: list[str], mark: str, numbered: bool) -> str:
    blocks = []
    for number, line in enumerate(lines):
        times = f"{clock(4 * number, mark)} --> {clock(4 * number + 3, mark)}"
        blocks.append((f"{number + 1}\n" if numbered else "") + f"{times}\n{line}\n")
    return "\n".join(blocks)


def write_docx(path: Path, lines: list[str]) -> None:
    document = docx.Document()
    document.add_heading(lines[0], 1)
    for line in lines[1:]:
        paragraph = document.add_paragraph(line[:3])
        paragraph.add_run(line[3:6]).bold = True
        paragraph.add_run(line[6:])
    document.save(path)


def write_xlsx(path: Path, lines: list[str]) -> None:
    book = openpyxl.Workbook()
    for row, line in enumerate(lines, 1):
        book.active.cell(row, 1, line)
        book.active.cell(row, 2, row * 1.5)
    book.save(path)


def write_pptx(path: Path, lines: list[str]) -> None:
    show = pptx.Presentation()
    for line in lines:
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = line
    show.save(path)


TEXTS = {
    "txt": lambda lines: "\n\n".join(lines) + "\n",
    "md": lambda lines: f"# {lines[0]}\n\n" + "\n".join(f"- **{line[:2]}**{line[2:]}" for line in lines[1:]),
    "html": lambda lines: "<!doctype html><html lang=zh><body>"
    + "".join(f"<p>{line[:4]}<i>{line[4:]}</i></p>" for line in lines) + "</body></html>",
    "srt": lambda lines: cues(lines, ",", True),
    "vtt": lambda lines: "WEBVTT\n\n" + cues(lines, ".", False),
    "json": lambda lines: json.dumps(
        {"segments": [{"start": 4 * n, "end": 4 * n + 3, "text": line} for n, line in enumerate(lines)]},
        ensure_ascii=False),
}
FILES = {"docx": write_docx, "xlsx": write_xlsx, "pptx": write_pptx}


def make(folder: Path, count: int) -> None:
    choice = random.Random(7)
    kinds = list(TEXTS) + list(FILES)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        path = folder / f"part-{number % 5}" / f"{number:03}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [sentence(choice) for _ in range(choice.randint(3, 8))]
        if kind in TEXTS:
            path.write_text(TEXTS[kind](lines), "utf-8")
        else:
            FILES[kind](path, lines)


def contents(folder: Path) -> dict[str, bytes]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(".dragoman-job"):
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found


def main() -> None:
    dragoman, folder = sys.argv[1], Path(sys.argv[2])
    count, kills = (int(text) for text in (sys.argv[3:5] + ["300", "5"][len(sys.argv[3:5]):]))
    shutil.rmtree(folder, ignore_errors=True)
    source = folder / "in"
    make(source, count)
    base = [dragoman, "batch", str(source), "--from", "zh", "--to", "en", "--beam-size", "1"]

    begin = time.monotonic()
    subprocess.run([*base, "--output", str(folder / "whole")], check=True, stderr=subprocess.DEVNULL)
    whole = time.monotonic() - begin
    expected = contents(folder / "whole")
    assert len(expected) == count, f"{len(expected)} of {count} files came back"

    seed = time.time_ns()
    choice = random.Random(seed)
    print(f"kills at random, seed {seed}")
    killed, pace = 0, whole / (kills + 1)
    while killed < kills:
        process = subprocess.Popen([*base, "--output", str(folder / "killed")], stderr=subprocess.DEVNULL)
        time.sleep(0.3 + choice.random() * pace)
        if process.poll() is not None:
            # The machine has become faster: once more, with less time for each.
            assert pace > 0.2, "the job ends before it can be killed: give it more files"
            shutil.rmtree(folder / "killed")
            killed, pace = 0, pace / 2
            continue
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed += 1
    begin = time.monotonic()
    subprocess.run([*base, "--output", str(folder / "killed")], check=True, stderr=subprocess.DEVNULL)
    rest = time.monotonic() - begin

    found = contents(folder / "killed")
    assert found.keys() == expected.keys(), f"files differ: {found.keys() ^ expected.keys()}"
    different = [name for name in expected if found[name] != expected[name]]
    assert not different, f"{len(different)} files differ from the unkilled run: {different[:5]}"
    database = sqlite3.connect(folder / "killed" / ".dragoman-job.sqlite")
    units, most, again, undone = database.execute(
        "SELECT count(*), max(attempts), sum(attempts - 1), sum(state != 'done') FROM unit").fetchone()
    assert undone == 0 and most <= 1 + kills, f"{undone} units undone, one was tried {most} times"
    undone = database.execute("SELECT count(*) FROM file WHERE state != 'done'").fetchone()[0]
    assert undone == 0, f"{undone} files undone"
    print(
        f"{count} files, {units} distinct units, {kills} kills: all files as in the unkilled run ({whole:.1f} s; last part"
        f" {rest:.1f} s), {again} units translated again, none more than {most - 1} times")


if __name__ == "__main__":
    main()
