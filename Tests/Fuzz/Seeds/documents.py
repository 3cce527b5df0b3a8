#!/usr/bin/env python3
"""Writes small documents as seeds for the fuzzer.

    documents.py html|markdown FOLDER
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
    "markdown": [
        "---\na: b\n---\n# Head *em* #\n\nText **bold _both_** `code` [link](to \"t\")\n> quote\n> - [ ] item[^1]\n",
        "| a | b |\n|---|:-:|\n| c | d\\| |\n\n```\ncode\n```\n\n[r]: x\n[^1]: note\n\n![pic *x*](p) [r] <b>x</b> <http://e.org>\n",
        "Setext\n===\n1. one\n   more  \n   break\\\n   x\n\n       code\n$$\nx\n$$\n<div>\nraw\n</div>\n~~gone~~ &amp;\n",
    ],
}

kind, folder = sys.argv[1], pathlib.Path(sys.argv[2])
for number, text in enumerate(SEEDS[kind]):
    (folder / f"{kind}-{number}").write_text(text)
