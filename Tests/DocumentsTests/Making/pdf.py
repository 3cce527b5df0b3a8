#!/usr/bin/env python3
"""Writes PDFs by reportlab, fpdf2, matplotlib, groff, and weasyprint where it runs, and protected ones by pikepdf.

    pdf.py FOLDER
"""

import pathlib
import subprocess
import sys

import fpdf
import matplotlib
import matplotlib.backends.backend_pdf
import matplotlib.figure
import pikepdf
from reportlab.lib import colors, pagesizes, styles
from reportlab.platypus import (
    BaseDocTemplate, Frame, ListFlowable, ListItem, PageBreak, PageTemplate, Paragraph, SimpleDocTemplate, Table,
)

folder = pathlib.Path(sys.argv[1])
TEXT = (
    "The committee has received the report of the working group and would like to thank all its members for the "
    "considerations that they have put before it. "
)
sheet = styles.getSampleStyleSheet()


def story():
    return [
        Paragraph("A report on rivers", sheet["Title"]),
        Paragraph("First part", sheet["Heading1"]),
        Paragraph(TEXT * 4 + "Some words are <b>quite bold</b> and some <i>lean over</i> here.", sheet["Normal"]),
        ListFlowable([ListItem(Paragraph(f"Thing number {n}", sheet["Normal"])) for n in range(3)], bulletType="bullet"),
        Table([["Name", "Height"], ["Long river", "12"], ["Short river", "2"]], style=[("GRID", (0, 0), (-1, -1), 1, colors.black)]),
        PageBreak(),
        Paragraph("Second part", sheet["Heading2"]),
        Paragraph(TEXT * 9, sheet["Normal"]),
    ]


def furniture(canvas, document):
    canvas.setFont("Helvetica", 8)
    canvas.drawString(72, 815, "Rivers of the north")
    canvas.drawString(280, 20, f"Page {document.page}")


SimpleDocTemplate(str(folder / "reportlab-plain.pdf"), pagesize=pagesizes.A4).build(story())
SimpleDocTemplate(str(folder / "reportlab-heads.pdf"), pagesize=pagesizes.A4).build(
    story() + [PageBreak()] + story(), onFirstPage=furniture, onLaterPages=furniture
)
SimpleDocTemplate(str(folder / "reportlab-letter.pdf"), pagesize=pagesizes.landscape(pagesizes.LETTER)).build(story())
columns = BaseDocTemplate(str(folder / "reportlab-columns.pdf"), pagesize=pagesizes.A4)
columns.addPageTemplates(
    PageTemplate(frames=[Frame(40, 40, 250, 760), Frame(305, 40, 250, 760)], onPage=furniture)
)
columns.build([Paragraph(f"Part {n}: " + TEXT * 5, sheet["Normal"]) for n in range(12)])

for family in ("Helvetica", "Times", "Courier"):
    page = fpdf.FPDF()
    page.add_page()
    page.set_font(family, style="B", size=18)
    page.cell(text="A report on rivers", new_x="LMARGIN", new_y="NEXT")
    page.set_font(family, size=11)
    page.multi_cell(0, text=TEXT * 5 + "\n\n" + TEXT * 2)
    page.ln()
    page.write_html("<p>See <a href='https://example.org/page'>the page</a> for <b>more</b>.</p><ul><li>One thing</li><li>Other thing</li></ul>")
    page.output(str(folder / f"fpdf2-{family}.pdf"))

matplotlib.rcParams["pdf.fonttype"] = 42
figure = matplotlib.figure.Figure(figsize=(8, 6))
figure.text(0.1, 0.9, "Heights of the rivers", size=18)
figure.text(0.1, 0.8, "The committee has received the report.", size=10)
matplotlib.backends.backend_pdf.FigureCanvasPdf(figure).print_pdf(str(folder / "matplotlib.pdf"))

ROFF = f""".TL
A report on rivers
.NH
First part
.PP
{TEXT * 4}
Some words are \\fBquite bold\\fP here.
.PP
{TEXT * 3}
.IP \\(bu
One thing
.IP \\(bu
Another thing
"""
for name, option in {"wide": "-rLL=6.5i", "narrow": "-rLL=3i"}.items():
    made = subprocess.run(["groff", "-ms", "-Tpdf", option], input=ROFF.encode(), capture_output=True)
    if made.stdout.startswith(b"%PDF"):
        (folder / f"groff-{name}.pdf").write_bytes(made.stdout)

try:
    import weasyprint

    weasyprint.HTML(
        string=f"<h1>A report on rivers</h1><p>{TEXT * 4}<b>quite bold</b> <a href='https://example.org/w'>the page</a></p>"
        f"<ul><li>One thing</li></ul><table><tr><td>Name</td><td>Height</td></tr><tr><td>River</td><td>twelve</td></tr></table>"
    ).write_pdf(str(folder / "weasyprint.pdf"))
except OSError as error:
    print(f"weasyprint does not run here: {error}", file=sys.stderr)

for name, password in {"owner": "", "user": "secret"}.items():
    with pikepdf.open(folder / "reportlab-plain.pdf") as source:
        source.save(folder / f"protected-{name}.pdf", encryption=pikepdf.Encryption(owner="other", user=password))
