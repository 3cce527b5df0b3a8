"""One way to write what the sources write in several.

A model that sees `，` and `,` after Han at random learns to choose at random; so the target side is made
consistent: full-width marks between Han, paired curly quotes, no space between Han and Latin letters or digits.
The English side is only cleaned, since the engine's input is as people type it.
"""

from __future__ import annotations

import re
import unicodedata

from .scripts import HAN

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffd\ue000-\uf8ff]"
)
"""Control and direction marks, soft hyphens, byte order marks, variation selectors and private characters."""
_SPACES = re.compile(r"[\s\u3000]+")
_FULL_WIDTH_WORD = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0b\uff0f\uff1d\uff20\uff3f]+")

# Menu accelerators: `_File`, `&File`, `~File`; `(&F)`, `(_F)`, `(~F)` after a Chinese label.
_ACCELERATOR_IN_BRACKETS = re.compile(r"\s*[(（]\s*[_&~]\s*[A-Za-z0-9]\s*[)）]")
_ACCELERATOR_IN_WORD = re.compile(r"(?<![A-Za-z0-9_&~/%$@.\-\\])[_&~](?=[A-Za-z]{2,})(?![A-Za-z0-9]*_)")
_ACCELERATOR_INSIDE = re.compile(r"(?<=[A-Za-z])[_&](?=[a-z]+\b(?!_))(?<![a-z]_[a-z])")
_AMPERSAND_ENTITY = re.compile(r"&(?:[A-Za-z]+|#\d+);")
_INTERFACE_SOURCES = frozenset({"debian_mo", "app_i18n", "libreoffice_help", "gnome_help", "gimp_help", "debian_ddtp"})
_GNU_QUOTES = re.compile(r"`([^`'\n]{1,80})'")

_H = f"[{HAN}]"
_CJK = f"[{HAN}，。？！：；、（）“”‘’《》……—]"
_SPACE_NEXT_TO_HAN = re.compile(rf"(?<={_CJK}) +(?=\S)|(?<=\S)(?<!\d\.) +(?={_CJK})")
"""But `8. 附录` keeps the space after its number."""
_DOUBLE_COLON = re.compile("：：|(?<=[A-Za-z])：(?=[A-Za-z])")
_COMMA = re.compile(rf"(?<={_H}) ?, ?(?=\S|$)|(?<=[”’）》]) ?, ?(?={_H})|(?<=[A-Za-z0-9%)]) ?, ?(?={_H})")
_SEMICOLON = re.compile(rf"(?<=[{HAN}”’）》]) ?; ?|(?<=[A-Za-z0-9%)]) ?; ?(?={_H})")
_COLON = re.compile(rf"(?<=[{HAN}”’）》]) ?: ?(?![/:])(?<!::)|(?<=[A-Za-z0-9%)]) ?: ?(?={_H})")
_QUESTION = re.compile(rf"(?<=[{HAN}”’）》]) ?\?")
_EXCLAMATION = re.compile(rf"(?<=[{HAN}”’）》]) ?!(?!=)")
_FULL_STOP = re.compile(rf"(?<={_H}) ?\.(?=$|[”’）]|{_H})|(?<={_H})[．｡](?=$|[”’）]|{_H})")
_FULL_WIDTH_STOP_IN_NUMBER = re.compile(r"(?<=\d)．(?=\d)")
_ELLIPSIS = re.compile(rf"(?<=[{HAN}，。”]) ?(?:\.{{3,}}|…{{1,}}|。{{2,}})(?=.|$)|(?<!…)…(?!…)(?={_H})")
_DASHES = re.compile(rf"(?<=[{HAN}”）]) ?(?:-{{2,}}|―+|—+|─+) ?(?=.)")
_BRACKETS = re.compile(r"(?P<before>.?) ?[(（](?P<inside>[^()（）]{1,200})[)）] ?(?P<after>.?)")
_DIGITS = re.compile(r"\s*\d{1,4}\s*")
_STRAIGHT_QUOTES = re.compile(r'"([^"]*)"')
_CORNER = str.maketrans({"「": "“", "」": "”", "『": "‘", "』": "’", "﹁": "“", "﹂": "”", "丶": "、", "‧": "·", "・": "·",
                         "•": "·", "﹐": "，", "﹑": "、", "､": "、", "﹒": "·", "〝": "“", "〞": "”", "＂": '"', "～": "～",
                         "－": "-", "＇": "'", "＜": "<", "＞": ">", "＆": "&", "＃": "#", "＊": "*", "［": "[", "］": "]"})
_ARTICLE_HEAD = re.compile(rf"^(第[〇零一二三四五六七八九十百千]+条)(?=[{HAN}])(?![的之和至规所第中])")
_STATUTES = frozenset({"law_prc", "law_taiwan"})
_AS_PARTICLE = re.compile("(?<![显原名专论编土卓昭巨译遗合所拙新旧近撰共大])著(?![名作者有称录书述])")
_TAIWAN_SOURCES = frozenset({"bible", "taiwan_moj_law", "law_taiwan", "tw_parliament_ly", "drcd_wikipedia"})


def _common(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", text)
    return _INVISIBLE.sub("", text).strip()


def strip_accelerators(text: str) -> str:
    """`_File` and `文件(_F)` without the marks of their access keys."""
    if "_" not in text and "&" not in text and "~" not in text:
        return text
    text = _ACCELERATOR_IN_BRACKETS.sub("", text)
    if _AMPERSAND_ENTITY.search(text):
        return text
    text = _ACCELERATOR_IN_WORD.sub("", text)
    if len(text) < 40 and text.count("_") + text.count("&") == 1:
        text = _ACCELERATOR_INSIDE.sub("", text)
    return text


def normalise_english(text: str, source: str = "") -> str:
    """Clean English: NFC, single spaces, no invisible characters, no access keys."""
    text = _common(text)
    text = _FULL_WIDTH_WORD.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    if source in _INTERFACE_SOURCES:
        text = strip_accelerators(text)
    text = text.replace("``", "“").replace("''", "”") if "``" in text and "''" in text else text
    return text


def _bracket(match: re.Match[str]) -> str:
    before, inside, after = match["before"], match["inside"], match["after"]
    inside = inside.strip()
    if _DIGITS.fullmatch(inside):
        # (1) and the engine's marks (71) look the same on both sides.
        return f"{before}({inside}){after}"
    text = match[0]
    has_han_inside = re.search(_H, inside) is not None
    call = before and (before.isalnum() or before == "_") and before.isascii() and not text[1:2].isspace()
    if call and "（" not in text:
        return text
    if has_han_inside or (before and re.match(_CJK, before)) or (after and re.match(_CJK, after)):
        return f"{before}（{inside}）{after}"
    return text


def _quotes(text: str) -> str:
    if text.count('"') % 2 or re.search(r'[=<]\s*"|"\s*>', text):
        return text
    return _STRAIGHT_QUOTES.sub(r"“\1”", text)


def normalise_chinese(text: str, source: str = "") -> str:
    """Chinese written one way; see the module's comment."""
    text = _common(text)
    if not text:
        return text
    text = text.translate(_CORNER)
    text = _FULL_WIDTH_STOP_IN_NUMBER.sub(".", text)
    text = _FULL_WIDTH_WORD.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    if source in _INTERFACE_SOURCES:
        text = strip_accelerators(text)
    if text.isascii():
        return text
    if '"' in text:
        text = _quotes(text)
    if "(" in text or "（" in text:
        text = _BRACKETS.sub(_bracket, text)
    if "：" in text:
        text = _DOUBLE_COLON.sub(lambda m: "::" if len(m[0]) == 2 else ":", text)
    if "," in text:
        text = _COMMA.sub("，", text)
    if ";" in text:
        text = _SEMICOLON.sub("；", text)
    if ":" in text:
        text = _COLON.sub("：", text)
    if "?" in text:
        text = _QUESTION.sub("？", text)
    if "!" in text:
        text = _EXCLAMATION.sub("！", text)
    if "..." in text or "…" in text or "。。" in text:
        text = _ELLIPSIS.sub("……", text)
    if "." in text or "．" in text or "｡" in text:
        text = _FULL_STOP.sub("。", text)
    if "-" in text or "―" in text or "—" in text or "─" in text:
        text = _DASHES.sub("——", text)
    if " " in text and not text.startswith("-"):
        # Option lists (`-n NAME ...`) keep their columns.
        text = _SPACE_NEXT_TO_HAN.sub("", text)
    if "著" in text and source in _TAIWAN_SOURCES:
        text = _AS_PARTICLE.sub("着", text)
    if source in _STATUTES:
        # The number of an article stands apart from its text.
        text = _ARTICLE_HEAD.sub(r"\1 ", text)
    return text.strip()
