"""The cells of a notebook as clean HTML: nbconvert, with a template and a sanitiser of our own.

A notebook prints what it finds (file names, git's output), so nothing in it is trusted. Markdown
and HTML pass bleach, which shows what it does not allow as text. Only an <iframe srcdoc> in a
cell's output may carry scripts, and is put in a sandbox for that.
"""

import re
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import bleach
import nbformat
from bleach.css_sanitizer import CSSSanitizer
from bs4 import BeautifulSoup
from jinja2 import pass_context
from nbconvert import HTMLExporter
from nbconvert.filters.ansi import ansi2html
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TEMPLATES = Path(__file__).parent.parent / "template"

# fmt: off
TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd",
    "del", "details", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp",
    "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "u", "ul", "var",
}
# fmt: on
ATTRIBUTES = {
    "*": ["class", "style", "title"],
    "a": lambda tag, name, value: (
        name == "id" or (name == "href" and not value.startswith("data:"))
    ),
    "img": lambda tag, name, value: (
        name in ("alt", "width", "height") or (name == "src" and value.startswith("data:image/"))
    ),
    "ol": ["start"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
}
CSS = CSSSanitizer(allowed_css_properties=["text-align", "width", "height", "max-width"])


# What ansi2html leaves of a terminal's codes that are not colours, such as those of links.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def clean(html, tags=TAGS, attributes=ATTRIBUTES):
    """The HTML without anything that could run, be fetched, or be laid over the page."""
    protocols = ["http", "https", "mailto", "data"]
    return bleach.clean(
        str(html), tags=tags, attributes=attributes, protocols=protocols, css_sanitizer=CSS
    )


def clean_output(html):
    """As `clean`, for HTML that a cell displayed: <iframe srcdoc> stays, for `shell` to confine."""
    frame = {"iframe": ["srcdoc", "title", "width", "height"]}
    return clean(html, TAGS | {"iframe"}, {**ATTRIBUTES, **frame})


def clean_text(text):
    """Printed text as HTML: colours stay, other control characters show that they were there."""
    return CONTROL.sub("\ufffd", ansi2html(text))


class PageRenderer(IPythonRenderer):
    """Marks formulas up for `typeset.mathematics`, instead of leaving them to MathJax."""

    # To embed images, nbconvert parses each tag on its own, and so would close it at once.
    def block_html(self, html):
        return html

    def inline_html(self, html):
        return html

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

    @pass_context
    def markdown2html(self, context, source):
        """Markdown to HTML; images beside the notebook are embedded."""
        renderer = PageRenderer(
            escape=False,
            attachments=context["cell"].get("attachments", {}),
            embed_images=True,
            exclude_anchor_links=True,
            path=context["resources"]["metadata"]["path"],
        )
        return MarkdownWithMath(renderer=renderer).render(source)


def cells(notebook):
    """The cells of the notebook file as HTML; ValueError if it is not valid, or not complete."""
    try:
        nbformat.validate(nbformat.read(str(notebook), as_version=nbformat.NO_CONVERT))
    except nbformat.ValidationError as error:
        raise ValueError(f"is not a valid notebook: {error.message}") from error
    html, _ = PageExporter().from_filename(str(notebook))
    soup = BeautifulSoup(html, "html.parser")
    if image := soup.select_one(".cell.text img:not([src])"):
        raise ValueError(f"an image would have to be fetched: {image}")
    for image in soup.select("img:not([src])"):
        image.decompose()
    for link in soup.select("a[href*='.ipynb']"):
        url = urlsplit(link["href"])
        if not url.scheme and url.path.endswith(".ipynb"):
            link["href"] = url._replace(path=url.path.removesuffix("ipynb") + "html").geturl()
    return soup
