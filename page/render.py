"""Render a notebook and its outputs as one HTML file: render.py INPUT.ipynb OUTPUT.html"""

import os
import sys
from pathlib import Path

from exporter import notebook_page


def write(path, text):
    """Write the file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def main(arguments):
    if len(arguments) != 2:
        sys.exit("usage: render.py INPUT.ipynb OUTPUT.html")
    notebook, output = map(Path, arguments)
    try:
        write(output, notebook_page(notebook).html)
    except (ValueError, OSError) as error:
        sys.exit(f"render: {notebook}: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
