"""Makes what the page is driven with: minutes in Chinese as a Word document and as WebVTT."""

from pathlib import Path

import docx

PARAGRAPHS = [
    "各位代表，早上好。我们现在开始第二十一次会议。", "今天的议程有三个项目。", "第一项是二〇二七年的预算草案。", "有没有代表团希望发言？",
]
SPOKEN = [
    ("主席", "各位代表，早上好。我们现在开始第二十一次会议。"),
    ("主席", "今天的议程有三个项目。第一项是二〇二七年的预算草案。"),
    ("秘书", "秘书处已经分发了修订后的文件，请各位查看第14段。"),
    ("主席", "有没有代表团希望发言？"),
    ("巴西代表", "谢谢主席。我国代表团支持这份草案，但希望在培训方面增加投入。"),
]


def document(path: Path) -> Path:
    made = docx.Document()
    made.add_heading("会议纪要", 1)
    for text in PARAGRAPHS:
        made.add_paragraph(text)
    made.save(str(path))
    return path


def transcript(path: Path) -> Path:
    lines, start = ["WEBVTT", ""], 0.0
    for speaker, text in SPOKEN:
        end = start + 0.6 + 0.16 * len(text)
        lines += [f"00:{start // 60:02.0f}:{start % 60:06.3f} --> 00:{end // 60:02.0f}:{end % 60:06.3f}", f"<v {speaker}>{text}", ""]
        start = end + 0.2
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
