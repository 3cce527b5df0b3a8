#!/usr/bin/env python3
"""Writes parts of packages, or small packages, as seeds for the fuzzer.

    packages.py xml|zip FOLDER
"""

import pathlib
import sys
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = (
    f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:pPr><w:jc/></w:pPr><w:r><w:t>One </w:t></w:r><w:hyperlink>'
    '<w:r><w:rPr><w:b/></w:rPr><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:hyperlink><w:r><w:fldChar'
    ' w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>7</w:t>'
    '<w:fldChar w:fldCharType="end"/></w:r><w:ins><w:r><w:t> four</w:t></w:r></w:ins></w:p></w:body></w:document>'
)
PARTS = [
    DOCUMENT,
    f'<a:x xmlns:a="{DRAWING}"><a:p><a:r><a:rPr lang="en" b="1"/><a:t>One&#9;two</a:t></a:r><a:br/><a:fld><a:t>3'
    "</a:t></a:fld><a:endParaRPr lang='en'/></a:p></a:x>",
    f'<sst xmlns="{SHEET}"><si><t>One</t></si><si><r><rPr><i/></rPr><t>two\n</t></r><r><t><![CDATA[three]]></t></r>'
    "</si></sst>",
]

kind, folder = sys.argv[1], pathlib.Path(sys.argv[2])
if kind == "xml":
    for number, part in enumerate(PARTS):
        (folder / f"part-{number}").write_text(part)
else:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override'
        ' PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    for method in [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]:
        with zipfile.ZipFile(folder / f"package-{method}", "w", method) as package:
            package.writestr("[Content_Types].xml", types)
            package.writestr("word/document.xml", DOCUMENT)
