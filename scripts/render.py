"""Render an executed notebook as one HTML page: render.py INPUT.ipynb OUTPUT.html"""

import sys
from pathlib import Path

from nbconvert import HTMLExporter


def main():
    source, target = map(Path, sys.argv[1:])
    page, _ = HTMLExporter().from_filename(source)
    target.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
