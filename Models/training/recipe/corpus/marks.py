"""All marks with a meaning of their own. Each is one user-defined symbol of the tokenizer.

The brackets ⟦ ⟧ and the broken bar ¦ do not occur in text that people type, so a mark cannot be met by accident.
"""

from __future__ import annotations

HINT_OPEN = "⟦"
"""Before the source term of a terminology hint."""
HINT_BETWEEN = "¦"
"""Between source term and wanted target."""
HINT_CLOSE = "⟧"
"""After the wanted target."""

DOMAINS = ("ui", "law", "meeting", "general", "technical", "patent")
"""What a text is about; `⟦law⟧` in front of the English asks for the way statutes are written."""

DOMAIN_MARKS = {domain: f"⟦{domain}⟧" for domain in DOMAINS}

ALL = (HINT_OPEN, HINT_BETWEEN, HINT_CLOSE, *DOMAIN_MARKS.values())
"""The complete list, to give to SentencePiece as `user_defined_symbols`."""

SOURCE_DOMAINS = {
    "debian_mo": "ui",
    "app_i18n": "ui",
    "taiwan_moj_law": "law",
    "law_prc": "law",
    "law_taiwan": "law",
    "tw_parliament_ly": "meeting",
    "tatoeba_cmn": "general",
    "3AM_captions": "general",
    "xquad": "general",
    "ud_pud": "general",
    "sdg": "meeting",
    "drcd_wikipedia": "general",
    "cmrc2018_wikipedia": "general",
    "ud_gsd_wikipedia": "general",
    "commonvoice_zh": "general",
    "howtocook": "general",
    "opensource_guide": "technical",
    "ms_cpp_docs": "technical",
    "ms_powershell_docs": "technical",
    "python_docs": "technical",
    "php_docs": "technical",
    "libreoffice_help": "technical",
    "debian_docs": "technical",
    "debian_ddtp": "technical",
    "gnome_help": "technical",
    "gimp_help": "technical",
    "tech_vs_docs": "technical",
    "tech_ms_dynamics_HT": "technical",
    "tech_pingcap": "technical",
    "template:numbers": "general",
    "template:meeting": "meeting",
    "template:law": "law",
    "template:patent": "patent",
    "template:spans": "general",
    "template:names": "general",
}
"""The domain of each source. Dictionary glosses and the bible have none: their style is not one to ask for."""


def domain_of(source: str) -> str | None:
    """The domain of a source, back-translated (`bt:`) or not."""
    return SOURCE_DOMAINS.get(source.removeprefix("bt:"))


def balanced(text: str) -> bool:
    """Whether each opened hint has its middle and its end, and nothing is nested."""
    for mark in DOMAIN_MARKS.values():
        text = text.replace(mark, "")
    state = 0
    for c in text:
        if c == HINT_OPEN:
            if state != 0:
                return False
            state = 1
        elif c == HINT_BETWEEN:
            if state != 1:
                return False
            state = 2
        elif c == HINT_CLOSE:
            if state != 2:
                return False
            state = 0
    return state == 0
