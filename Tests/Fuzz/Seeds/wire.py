#!/usr/bin/env python3
"""Writes what clients send as seeds for the fuzzer.

    wire.py forms|multipart|requestjson|livelines FOLDER
"""

import pathlib
import sys

SEEDS = {
    "forms": [
        "q=one%20two&source=en&target=zh&q=%E4%BD%A0",
        "text[]=a+b&text=&=c&d",
        "form-data; name=\"file\"; filename*=UTF-8''%e4%bd%a0.docx; filename=\"a\\\"b%22.docx\"",
        "multipart/form-data; boundary=mark; charset=utf-8",
    ],
    "multipart": [
        '--mark\r\nContent-Disposition: form-data; name="q"\r\n\r\none\r\ntwo\r\n--mark\r\nContent-Disposition: form-data;'
        ' name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nthree\n--mark--\r\n',
        '--mark \ncontent-disposition:form-data;name=a\n\n--mark--',
    ],
    "requestjson": [
        '{"text":["one","t\\u00e9\\ud83d\\ude42"],"n":[1,-2.5e-3,0,1e400],"t":true,"f":false,"z":null,"o":{"a":{}}}',
        "\ufeff[]",
        '"\\"\\\\\\/\\b\\f\\n\\r\\t"',
    ],
    "livelines": [
        '{"type":"hello","client":"a","auth":"k","session":"s","resume_token":"t","last_seq":7}\n'
        '{"type":"config","source":"zh","targets":["en","fr"],"stability":"balanced","mode":"clean","max_lag_ms":500}\r\n'
        '{"type":"source","seg":1,"rev":2,"text":"one two","final":true,"speaker":"A","t0":0.5,"t1":2}\n'
        '{"type":"term","op":"add","source":"a","target":"b","lang":"en"}\n'
        '{"type":"correct","seg":"s1","target":"en","text":"c","lock":true}\n'
        '{"type":"flush","seg":1}\n\n{"type":"ping","t":1.5}\n{"type":"ack","seq":3}\n{"type":"end"}',
        '{"type":"partial","seq":1,"seg":1,"rev":1,"src_rev":2,"target":"en","stable":"a","tail":" b"}\n'
        '{"type":"final","seq":2,"seg":1,"rev":2,"target":"en","text":"a b","src":"c","terms":[],"checks":[],"lag_ms":12}\n'
        '{"type":"revise","seq":3,"seg":1,"rev":3,"target":"en","text":"d","reason":"human"}\n'
        '{"type":"error","code":"flow","message":"m","fatal":false,"retry_after":1}\n{"type":"flow","credits":4}\n'
        '{"type":"pong","t":1}\n{"type":"stats","queue":0}\n',
    ],
}

kind, folder = sys.argv[1], pathlib.Path(sys.argv[2])
for number, seed in enumerate(SEEDS[kind]):
    (folder / f"seed-{number}").write_text(seed, newline="")
