"""Build the site, a page for each notebook and an index of them: book.py NOTEBOOK… SITE"""

import sys
from pathlib import Path

from bs4 import BeautifulSoup
from exporter import files, notebook_page, shell


def index(entries):
    """The site's first page; `entries` are pairs of a file name and its `Page`."""
    content = BeautifulSoup(shell.fill("index.html.j2", entries=entries), "html.parser")
    title, description = map(shell.spoken, content.select("h1, h1 + p"))
    return shell.document(title, description, content)


def main(arguments):
    if len(arguments) < 2:
        sys.exit("usage: book.py NOTEBOOK… SITE")
    *notebooks, site = map(Path, arguments)
    entries = []
    for notebook in sorted(notebooks):
        try:
            page = notebook_page(notebook)
        except (ValueError, OSError) as error:
            sys.exit(f"book: {notebook}: {error}")
        name = f"{notebook.stem}.html"
        files.write(site / name, page.html.encode("utf-8"))
        entries.append((name, page))
    files.write(site / "index.html", index(entries).encode("utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])
