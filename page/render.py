"""Render a notebook and its outputs as one HTML file: render.py INPUT.ipynb OUTPUT.html

Without arguments, many: a line of JSON, ["INPUT.ipynb", "OUTPUT.html"], is answered by a line that
is null, or a string that says why there is no page.
"""

import json
import sys
from pathlib import Path

from exporter import files, notebook_page


def render(notebook, output):
    """Render a notebook file; what is wrong with it, or None."""
    try:
        files.write(Path(output), notebook_page(Path(notebook)).html.encode("utf-8"))
    except (ValueError, OSError) as error:
        return f"render: {notebook}: {error}"


def main(arguments):
    match arguments:
        case []:
            for line in sys.stdin:
                print(json.dumps(render(*json.loads(line))), flush=True)
        case [notebook, output]:
            sys.exit(render(notebook, output))
        case _:
            sys.exit("usage: render.py [INPUT.ipynb OUTPUT.html]")


if __name__ == "__main__":
    main(sys.argv[1:])
