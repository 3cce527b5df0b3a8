#!/usr/bin/env python3
"""Writes glossaries, memories and tables of words as seeds for the fuzzer.

    knowledge.py FORMAT FOLDER       glossaries, memoryunits, tables
"""

import pathlib
import sys

HAN = "# comment\nfloor\t1700\nmargin\t150\nterm\t1400\nname\t500\nletter\t500\nrare\t1200\ncontext\t12\nletters\t马尔科夫\nsuffixes\t家\nprefixes\t东\n"
SEEDS = {
    "glossaries": [
        "en,zh,status,case,en+,note\nchair|chairs,主席,required,exact,the Chair,a note\n\"a, b\",甲,forbidden,,,\n",
        "en\tzh\nchair\t主席\nboat house\t船库\n",
        'plain,二\nother,"三 ""四"""\n',
        '<martif type="TBX-Basic" xml:lang="en"><text><body><termEntry><langSet xml:lang="en"><tig><term>chair</term></tig></langSet>'
        '<langSet xml:lang="zh"><ntig><termGrp><term>主席</term></termGrp></ntig></langSet></termEntry></body></text></martif>',
        '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry><langSec xml:lang="en">'
        "<termSec><term>chair</term></termSec></langSec></conceptEntry></body></text></tbx>",
        '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>chair</seg></tuv><tuv xml:lang="zh"><seg>主席</seg></tuv></tu></body></tmx>',
    ],
    "memoryunits": [
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n<header srclang="*all*"/><body>\n<tu srclang="en"><prop type="x-project">p</prop>'
        '<tuv xml:lang="en"><seg>One <bpt i="1">x</bpt>two</seg></tuv>\n<tuv xml:lang="zh" creationid="MT!" creationdate="20260102T030405Z"><seg>一&amp;二</seg>'
        "</tuv></tu>\n<!-- <tu> --><tu><![CDATA[</tu>]]></tu></body></tmx>",
        "<tmx><header srclang='en'/><body><tu><tuv lang='en'><seg>a</seg></tuv><tuv lang='fr'><seg>b</seg></tuv><tuv lang='es'><seg>c</seg></tuv></tu>",
    ],
    "tables": [
        HAN + "条约\t900\n解释\t910\n措辞\t1100\n",
        "# c\nclasses\tA\tmeetings\nprior\t-69\t-69\ntemperature\t1\nalpha\t0.5\n5\t10\t-10\n7\t-3\t4\n",
    ],
}

folder = pathlib.Path(sys.argv[2])
for number, text in enumerate(SEEDS[sys.argv[1]]):
    (folder / f"{sys.argv[1]}-{number}").write_bytes(text.encode())
