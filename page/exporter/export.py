"""The cells of a notebook as clean HTML: nbconvert, with a template and a sanitiser of our own.

A notebook prints what it finds (file names, git's output), so nothing in it is trusted. Markdown
and HTML pass `clean`; raw cells and what cells print are shown as text. Only an <iframe srcdoc> in
a code cell's output may carry scripts, and is put in a sandbox for that (`frames`).
"""

import json
import re
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
from bs4 import BeautifulSoup
from jinja2 import pass_context
from nbconvert import HTMLExporter
from nbconvert.filters.ansi import ansi2html
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from . import images
from .clean import clean, clean_output

TEMPLATES = Path(__file__).parent.parent / "template"

# What ansi2html leaves of a terminal's codes that are not colours, such as those of links.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# Of longer output a page shows the beginning and the end; all of it is in the notebook.
LINES = 2_000
CHARACTERS = 200_000


def clean_text(text):
    """Printed text as HTML: colours stay, other control characters show that they were there."""
    lines = text.splitlines(keepends=True)
    if len(lines) > LINES:
        head, tail = lines[: LINES // 2], lines[-LINES // 2 :]
        left = f"{len(lines) - LINES} lines"
        text, rest = "".join(head), "".join(tail)
    else:
        left, rest = "", ""
    if len(text) + len(rest) > CHARACTERS:
        whole = text + rest
        left = f"{left} and some characters".removeprefix(" and some ")
        text, rest = whole[: CHARACTERS // 2], whole[-CHARACTERS // 2 :]
    if not left:
        return _coloured(text)
    note = f"\n… {left} are left out here; the notebook has them …\n"
    return f"{_coloured(text)}{note}{_coloured(rest)}"


def _coloured(text):
    return CONTROL.sub("\ufffd", ansi2html(text))


class PageRenderer(IPythonRenderer):
    """Marks formulas up for `typeset.mathematics`, instead of leaving them to MathJax."""

    # nbconvert would parse each tag on its own, and so close it at once.
    def block_html(self, html):
        return html

    def inline_html(self, html):
        return html

    def image(self, text, url, title=None):
        address = images.embedded(url, self.attachments, self.path)
        titled = f' title="{escape(title)}"' if title else ""
        return f'<img src="{escape(address)}" alt="{escape(text)}"{titled}>'

    def inline_math(self, body):
        return f'<span class="tex">{escape(body)}</span>'

    def block_math(self, body):
        return f'<span class="tex display">{escape(body)}</span>'

    def latex_environment(self, name, body):
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")


class PageExporter(HTMLExporter):
    """Exports a notebook's cells as an HTML fragment, formulas still in TeX."""

    def __init__(self, **settings):
        super().__init__(
            template_name="notebook", extra_template_basedirs=[str(TEMPLATES)], **settings
        )

    def default_filters(self):
        yield from super().default_filters()
        yield "clean_html", clean
        yield "clean_output", clean_output
        yield "ansi2html", clean_text
        yield "picture", images.picture

    @pass_context
    def markdown2html(self, context, source):
        """Markdown to HTML; images beside the notebook are embedded."""
        cell = context["cell"]
        renderer = PageRenderer(
            escape=False,
            attachments=cell.get("attachments", {}),
            exclude_anchor_links=True,
            path=context["resources"]["metadata"]["path"],
        )
        try:
            return MarkdownWithMath(renderer=renderer).render(source)
        except ValueError as error:
            number = next(i for i, one in enumerate(context["nb"].cells, 1) if one is cell)
            raise ValueError(f"cell {number}: {error}") from error


@cache
def _exporter():
    """One for all pages: it compiles its templates when it is first used."""
    return PageExporter()


def read(notebook):
    """The notebook file, checked; ValueError, in one line, if it is not one."""
    try:
        content = json.loads(Path(notebook).read_text(encoding="utf-8"))
        if not isinstance(content, dict) or "nbformat" not in content:
            raise ValueError("it has no nbformat")
        parsed = nbformat.reads(json.dumps(content), as_version=4)
        nbformat.validate(parsed)
    except nbformat.ValidationError as error:
        where = "".join(f"[{part!r}]" for part in error.absolute_path)
        raise ValueError(
            f"is not a valid notebook: {where} {images.short(error.message)}"
        ) from error
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"is not a valid notebook: {images.short(str(error))}") from error
    return parsed


def cells(notebook):
    """The cells of the notebook file as HTML; ValueError if it is not valid, or not complete."""
    parsed = read(notebook)
    resources = {"metadata": {"name": Path(notebook).stem, "path": str(Path(notebook).parent)}}
    html, _ = _exporter().from_notebook_node(parsed, resources)
    soup = BeautifulSoup(html, "html.parser")
    if image := soup.select_one(".cell.text img:not([src])"):
        number = image.find_parent(class_="cell")["data-cell"]
        raise ValueError(f"cell {number}: an image in HTML has no data: of an image as its source")
    for image in soup.select("img:not([src])"):
        image.decompose()
    for link in soup.select("a[href*='.ipynb']"):
        url = urlsplit(link["href"])
        if not url.scheme and url.path.endswith(".ipynb"):
            link["href"] = url._replace(path=url.path.removesuffix("ipynb") + "html").geturl()
    return soup
