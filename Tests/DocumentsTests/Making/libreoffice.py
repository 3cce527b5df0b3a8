"""LibreOffice without a window, with one family of fonts: heights of rows, breaks of pages and what fits on a slide
depend on the fonts, and those on what else is installed."""

import os
import pathlib
import shutil
import subprocess
import tempfile

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
FONTS = "/usr/share/fonts/truetype/dejavu"
# It does not live through hundreds of documents.
AT_ONCE = 60


def convert(kind, sources, folder, check=True):
    """Writes the sources as `kind` (an ending, or an ending and a filter) into the folder.

    check: whether one that fails ends the program.
    """
    if PROGRAM is None:
        raise ImportError("LibreOffice")
    sources = list(sources)
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        fonts = work / "fonts.conf"
        fonts.write_text(
            '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
            f"<fontconfig><dir>{FONTS}</dir><cachedir>{work}/fonts</cachedir></fontconfig>\n"
        )
        for start in range(0, len(sources), AT_ONCE):
            subprocess.run(
                [PROGRAM, f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", kind]
                + ["--outdir", folder]
                + sources[start : start + AT_ONCE],
                check=check,
                env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
                stdout=subprocess.DEVNULL,
                stderr=None if check else subprocess.DEVNULL,
            )
