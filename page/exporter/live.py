"""What a page needs to run its cells, packed so that nothing of it is read before a reader asks."""

import base64
import gzip
import json
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat

from . import frames

ROOT = Path(__file__).parent.parent.parent
DIST = ROOT / "lib" / "dist"


@dataclass
class Live:
    """The pack and the library, gzipped, as base64; and the scripts in them, which the page's policy
    has to name. The library's name is that by which `frames` calls the same."""

    packed: str
    scripts: list[str]
    library: str
    library_script: str
    library_name: str


def pack(notebook):
    """All that the page of a notebook file needs to run it."""
    cells = nbformat.read(str(notebook), as_version=4)
    scripts = {
        "live": _read(DIST / "page" / "live.js"),
        "frame": _read(DIST / "page" / "frame.js"),
    }
    # As figures with controls bring them, which the notebook may have none of.
    parts = {
        "loader": _read(DIST / "interactive" / "loader.js").strip(),
        "host": _read(DIST / "interactive" / "host.js").strip(),
        "style": _read(DIST / "interactive" / "style.css").strip(),
    }
    library = _read(DIST / "browser" / "library.js")
    content = {
        **scripts,
        "kernel": _read(DIST / "page" / "kernel.js"),
        "style": _read(DIST / "page" / "live-style.css"),
        "descriptions": json.loads(_read(DIST / "page" / "descriptions.json")),
        "parts": parts,
        "libraryId": frames.library_name(library),
        "guard": frames.GUARD,
        "built": _facts(),
        "notebook": {
            "name": Path(notebook).stem,
            "metadata": cells.metadata,
            "cells": [
                {key: cell[key] for key in ("id", "cell_type", "source", "metadata")}
                for cell in cells.cells
            ],
        },
    }
    zipped = gzip.compress(json.dumps(content, ensure_ascii=False).encode("utf-8"), mtime=0)
    return Live(
        packed=base64.b64encode(zipped).decode("ascii"),
        scripts=[*scripts.values(), parts["loader"]],
        library=_read(DIST / "browser" / "library.txt"),
        library_script=library,
        library_name=frames.library_name(library),
    )


@cache
def _facts():
    """What printReproducibilityInfo says of this clone, at whatever time."""
    node = shutil.which("node")
    if node is None:
        raise FileNotFoundError("node is not on the PATH, and is needed to say what is installed")
    program = """
        const { when, ...facts } = require("./lib").reproducibilityInfo();
        process.stdout.write(JSON.stringify(facts));
    """
    run = subprocess.run(
        [node, "-e", program], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    return json.loads(run.stdout)


def _read(file):
    return file.read_text(encoding="utf-8")
