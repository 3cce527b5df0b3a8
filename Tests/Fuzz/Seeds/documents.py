#!/usr/bin/env python3
"""Writes small documents as seeds for the fuzzer.

    documents.py FORMAT FOLDER       html, latex, markdown, poppler ...: the names of the targets, in lower case
"""

import pathlib
import sys

SEEDS = {
    "html": [
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A &amp; b</title></head>'
        '<body><p>One <b>two <i>three</i></b>,<br>four <img src="x" alt="five">.</p></body></html>',
        '<ul><li translate="no">kept<li>item <code>x()</code> <a href=y title="t">z</a></ul><!-- c --><script>a<b</script>',
        '<meta name="description" content="words here"><input placeholder=word><svg><text>no</text></svg>会<wbr>议',
    ],
    "latex": [
        "\\documentclass[english]{article}\n\\usepackage[latin1]{inputenc}\n\\title{A \\emph{b}}\n\\begin{document}\n"
        "\\section[s]{One two}\\label{x}\nText {\\bf bold} $a$ \\[x\\] more~\\cite{k}, \\'e \\c{c} -- ``q''\\footnote{a note}. % c\n\n"
        "\\begin{itemize}\n\\item[l m] one\n\\end{itemize}\n\\end{document}\n",
        "\\begin{tabular}{l|r}\nA b & c \\\\ \\hline\n\\multicolumn{2}{c}{d e} \\\\\n\\end{tabular}\n\\begin{verbatim}\n{ %\n\\end{verbatim}\n"
        "\\verb|x| \\href{u}{words} \\foo{two words}[x]{a b} \\newcommand{\\t}[1]{\\emph{#1}} \\t{x} \\def\\y#1{z}\n$$x$$ \\ldots{} 5\\,\\%\n",
    ],
    "markdown": [
        "---\na: b\n---\n# Head *em* #\n\nText **bold _both_** `code` [link](to \"t\")\n> quote\n> - [ ] item[^1]\n",
        "| a | b |\n|---|:-:|\n| c | d\\| |\n\n```\ncode\n```\n\n[r]: x\n[^1]: note\n\n![pic *x*](p) [r] <b>x</b> <http://e.org>\n",
        "Setext\n===\n1. one\n   more  \n   break\\\n   x\n\n       code\n$$\nx\n$$\n<div>\nraw\n</div>\n~~gone~~ &amp;\n",
    ],
    "poppler": [
        '<doc><page width="595" height="842"><flow><block><line><word xMin="72" yMin="70" xMax="90" yMax="81">A</word>'
        '<word xMin="95" yMin="70" xMax="130" yMax="81">b-</word></line><line><word xMin="72" yMin="83" xMax="90" yMax="94">c&amp;</word>'
        "</line></block></flow></page></doc>\0"
        '<pdf2xml><page number="1"><fontspec id="0" size="10"/><text top="70" left="72" width="60" height="11" font="0">A <b>b-</b></text>'
        '<text top="83" left="72" width="20" height="11" font="0"><a href="http://e.org">c&amp;</a></text></page></pdf2xml>',
        '<page width="100" height="100">'
        + "".join(
            f'<block><line><word xMin="{x}" yMin="{y}" xMax="{x + 9}" yMax="{y + 9}">{w}</word></line></block>'
            for x, y, w in [(5, 40, "1."), (50, 40, "x"), (5, 52, "y"), (50, 52, "•"), (5, 90, "2"), (5, 1, "Page")]
        )
        + "</page>\0",
    ],
    "subrip": [
        "1\n00:00:01,000 --> 00:00:02,000 X1:1\n{\\an8}<i>We are</i>\n\n2\n00:00:02,100 --> 00:00:03,000\n- late. [music]\n- <b>No\n",
        "00:01.5-->00:02.5\r\n♪ sing ♪\r\n3\r\n00:00:03.000 -> 00:00:04,000\r\nCHAIR: 我们（笑声）在<font color=\"x\">这里</font>\r\n",
    ],
    "webvtt": [
        "WEBVTT\nLanguage: en\n\nNOTE x\n\nid\n00:01.000 --> 00:02.000 line:0\n<v Anna>We &amp; you <c.a>go\n\n00:02.000 --> 00:03.000\n<00:02.100>on <00:02.500>now</c>.\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n- Yes\n- <i>No [x] ♪\n00:02.000 --> 00:03.000\n会议</i>开始\n",
    ],
    "ttml": [
        '<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xmlns:m="http://www.w3.org/ns/ttml#metadata" xml:lang="en"'
        ' m:frameRate="25"><body><div begin="1s"><p begin="00:00:01.000" end="00:00:02.500" xml:id="a">We <span>are<br/>late'
        '</span></p>\n<p begin="2.5s" dur="900ms"><![CDATA[Go & see]]> &amp; on.</p></div></body></tt>\n',
        '<tt xmlns="http://www.w3.org/2006/10/ttaf1"><body><div><p begin="00:00:01:12" end="62t">会议<br/>- 开始 [x]</p>'
        '<p begin="3s" end="2s"/><p>no time</p></div></body></tt>',
    ],
    "sbv": [
        "0:00:01.000,0:00:02.500\nWe are\n\n0:00:02.500,0:00:03.000\nlate. [music]\n- Yes\n",
        "0:00:01.0,0:00:02.0\r\n>> ANNA: 会议[br]开始\r\n\r\n\r\n1:2:3.4,1:2:3.5\r\n",
    ],
    "minutes": [
        "[00:00:01] Chair: We are\nlate.\n\n00:12 Ms. Li (China): 会议开始（笑声）。\n\nItem 1\nSecretary: \n",
        "主席：我们\n开始。\n\n(00:01:02,500) A B: Yes.\r\n[Applause]\r\nC: No\n",
    ],
    "plaintext": [
        "A title\n\n  1. One line that\n     goes on.\n\t- x\r\n\r\n（一）会议 http://a.b/c X1 {0} 30%\n",
        "\ufeffone\u2028two\u0085three\x0c\n\u3000会议。开始！\n\n\n***\n",
    ],
    "whisper": [
        '{"text": " a b", "segments": [{"start": 0.0, "end": 1.5, "text": " a \\u00e9", "words": [{"word": " a", "start": 0.0, "end": 1.0}]},'
        ' {"start": 1.5, "end": 2e0, "text": "\\ud83d\\ude00 b."}], "language": "en"}',
        '[{"offsets": {"from": 0, "to": 900}, "text": "one\\ntwo", "speaker": "A"}, {"text": "three [x]", "words": []}]',
    ],
    "json": [
        '{"en": {"a": "One <b>two</b>", "n": "{n, plural, one {# x} other {it\'\'s {y}}}", "l": ["A &amp; b", 2, null, "\\u00e9"]}}',
        '{"@@locale": "en", "k": "Some {name} text", "@k": {"description": "about"}, "m": {"message": "Red $A$ boat", "description": "d"}}',
    ],
    "yaml": [
        "# c\nen:\n  a: &x Some text # c\n  b: 'It''s one'\n  c: \"d\\te\\u00e9\"\n  d: [a b, {e: f g}]\n  e: *x\n  f: !!str Two words\n",
        "a: |\n  First line\n    second\n\nb: >-\n  Folded text\n  goes on\n\n  more\n- x\n? y z\n: |2+\n    in\n\n...\n---\nmore text\n",
    ],
    "properties": [
        "# c\na=Some text {0} it''s\nb\\ c : more \\\n  words \\u00e9\\n\n! d\nd {0,choice,0#none|1#{0} <b>x</b>}\n",
        "a=l'eau\r\nb=Un \\ud83d\\ude00 {1,number,#.##}\r\n",
    ],
    "applestrings": [
        '/* c */ "a" = "Some \\"text\\" %@";\n// d\nbare = "x y";\n"Short one";\n"l" = "a\nb \\U00e9 %#@n@";\n',
    ],
    "xcstrings": [
        '{"sourceLanguage" : "en",\n  "strings" : {\n    "Good day" : {\n\n    },\n    "f" : {"comment": "c", "localizations" : {"en" : {"variations" : {"plural" : {'
        '"one" : {"stringUnit" : {"state" : "new", "value" : "%lld file"}}, "other" : {"stringUnit" : {"value" : "%lld files"}}}}}, "zh-Hant" : {}}}\n  }, "version" : "1.0"}',
    ],
    "table": [
        'id,text\n1,"Some ""good"" text, here"\n2,more of it\n',
        "sep=;\r\na;Name;Text\r\n1;Anna Smith;One, two\r\n",
        "a\tb c\nthe \"x\" boat\tall of it\n",
    ],
    "gettext": [
        '# c\nmsgid ""\nmsgstr "Language: fr\\nPlural-Forms: nplurals=2; plural=(n>1);\\n"\n\n#, c-format\n#| msgid "x"\n'
        'msgctxt "m"\nmsgid "%d boat of %s"\nmsgid_plural "%d boats of %s"\nmsgstr[0] ""\nmsgstr[1] "y"\n\n#~ msgid "o"\n',
        'msgid ""\r\nmsgstr ""\r\n"Content-Type: text/plain; charset=ISO-8859-1\\n"\r\n#, fuzzy\r\nmsgid ""\r\n'
        '"one \\"two\\"\\n"\r\n"\\tthree\\n"\r\nmsgstr ""\r\n',
    ],
    "resx": [
        '<?xml version="1.0"?><root><resheader name="v"><value>2</value></resheader><data name="a.b" xml:space="preserve">'
        '<value>Open {0}\n &lt;b&gt;</value><comment>c</comment></data><data name="$this.Text"><value><![CDATA[x y]]></value></data></root>',
    ],
    "tmx": [
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en">\n <seg>a <bpt i="1">'
        '<sub>in it</sub></bpt>word<ept i="1"/> <hi>here</hi><ph/></seg></tuv></tu><tu><tuv lang="EN"><seg>b c</seg></tuv>'
        '<tuv lang="ZH"><seg/></tuv></tu></body></tmx>',
    ],
    "xliff": [
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en"><body><trans-unit id="a" approved="yes">'
        '<source>A <g id="1">b <x id="2"/></g><bx id="3"/>c<mrk mtype="protected">d</mrk><ex id="3"/></source><target state="new"/></trans-unit>'
        '<trans-unit id="b"><source>x y</source><seg-source><mrk mtype="seg" mid="0">x <it id="1" pos="open">z</it></mrk> '
        '<mrk mtype="seg" mid="1">y</mrk></seg-source><target><mrk mtype="seg" mid="0">q</mrk></target></trans-unit></body></file></xliff>',
        '<xliff version="2.0" srcLang="en" trgLang="fr"><file><unit id="u" xml:space="preserve"><segment state="initial"><source>a <pc id="1">b'
        '</pc><sc id="2"/>c<ec startRef="2"/> <sm id="3" translate="no"/>d<em startRef="3"/></source><target>x</target></segment></unit></file></xliff>',
    ],
}

kind, folder = sys.argv[1], pathlib.Path(sys.argv[2])
for number, text in enumerate(SEEDS[kind]):
    (folder / f"{kind}-{number}").write_text(text)
