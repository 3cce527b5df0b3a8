#!/usr/bin/env python3
"""Writes parts of packages, or small packages, as seeds for the fuzzer.

    packages.py epub|opendocument|xml|zip FOLDER
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

FAMILY = "urn:oasis:names:tc:opendocument:xmlns"
FLAT = (
    f'<office:document xmlns:office="{FAMILY}:office:1.0" xmlns:text="{FAMILY}:text:1.0"'
    f' xmlns:table="{FAMILY}:table:1.0" xmlns:style="{FAMILY}:style:1.0" xmlns:draw="{FAMILY}:drawing:1.0"'
    f' xmlns:fo="{FAMILY}:xsl-fo-compatible:1.0" office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>'
    '<style:default-style style:family="paragraph"><style:text-properties fo:language="en" fo:country="GB"/>'
    '</style:default-style></office:styles><office:automatic-styles><style:style style:name="B"'
    ' style:family="text"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'
    "<office:body><office:text><text:h>One</text:h><text:p>Two <text:span text:style-name='B'>three<text:a>four"
    "</text:a></text:span><text:s text:c='2'/>five<text:tab/>six<text:note><text:note-citation>1</text:note-citation>"
    "<text:note-body><text:p>seven</text:p></text:note-body></text:note> <text:page-number>8</text:page-number>"
    "<text:ruby><text:ruby-base>nine</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby></text:p><table:table"
    " table:name='T'><table:table-row><table:table-cell office:value-type='string' office:string-value='ten'><text:p>ten"
    "</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document>"
)
PAGES = [
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>One</title></head><body>'
    '<p><a id="a"/>Two <b>three <i>four</i></b><br/>five&#160;<ruby>six<rt>x</rt></ruby><a epub:type="noteref">1</a></p>'
    '<div>Seven <a href="x">and <i>more <p>eight</p> nine</i></a> ten</div><svg:svg><p>x</p></svg:svg></body></html>',
    "<html><body><p>One <span>two<p/>three</span><img alt='four'/></body></html>",
]

kind, folder = sys.argv[1], pathlib.Path(sys.argv[2])
if kind == "opendocument":
    (folder / "flat").write_text(FLAT)
elif kind == "epub":
    for number, page in enumerate(PAGES):
        (folder / f"page-{number}").write_text(page)
elif kind == "xml":
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
