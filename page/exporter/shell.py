"""The page around the content: head, styles, table of contents, and what it is allowed to do."""

from functools import cache
from itertools import chain, count
from pathlib import Path
from urllib.parse import quote

from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader
from pygments.formatters import HtmlFormatter

from . import footer, frames, typeset

TEMPLATES = Path(__file__).parent.parent / "template"
# It compiles each template once, for all pages.
ENVIRONMENT = Environment(loader=FileSystemLoader(TEMPLATES), trim_blocks=True, autoescape=True)
# Those of the template, which no heading may take; a cell's own can't begin so, see `clean`.
OWN_IDS = ["page-content", "page-fold", "page-run", "page-live", "page-download"]
HEADINGS = ["h1", "h2", "h3", "h4"]
# What the page does for interactive figures; npm run build makes it.
HOST = Path(__file__).parent.parent.parent / "lib" / "dist" / "interactive" / "host.js"


def document(title, description, content, sections=(), live=None, notebook=None):
    """A whole HTML document. `content` is a BeautifulSoup of clean HTML, see `export`."""
    confined, libraries = frames.confine(content)
    host = [HOST.read_text(encoding="utf-8")] if libraries or live else []
    scripts = [_read("fold.js"), _read("download.js"), *host]
    if live:
        scripts.append(_read("run.js"))
        confined += live.scripts
        # Frames may have brought the same already.
        if live.library_name not in libraries:
            libraries[live.library_name] = live.library
            confined.append(live.library_script)
    end = fill("footer.html.j2", **footer.facts(notebook, content, libraries))
    text = f"{content.get_text()} {title} {BeautifulSoup(end, 'html.parser').get_text()}"
    return fill(
        "page.html.j2",
        title=title,
        description=description,
        policy=_policy([*scripts, *confined], runs_cells=live is not None),
        styles=[typeset.fonts(text), *_highlighting(), _read("style.css")],
        libraries=libraries,
        scripts=scripts,
        live=live,
        footer=end,
        sections=sections,
        content=content,
    )


def fill(template, **values):
    """The template filled in; values are escaped unless it says that they are safe."""
    return ENVIRONMENT.get_template(template).render(values)


def link_sections(content):
    """Give each heading an id and a link to itself; return the tree of them, for the contents.

    The ids are those that JupyterLab makes, so that links from section to section work in both.
    """
    root = {"level": 0, "children": []}
    # The page's own ids are not for headings.
    path, taken = [root], {element["id"] for element in content.select("[id]")} | set(OWN_IDS)
    for heading in content.find_all(HEADINGS):
        plain = "-".join(spoken(heading).split())
        numbered = (f"{plain}-{number}" for number in count(2))
        unique = next(name for name in chain([plain], numbered) if name not in taken)
        taken.add(unique)
        level = int(heading.name[1])
        while path[-1]["level"] >= level:
            path.pop()
        section = {
            "level": level,
            "href": "#" + quote(unique),
            "name": spoken(heading),
            "html": heading.decode_contents(),
            "children": [],
        }
        path[-1]["children"].append(section)
        path.append(section)
        heading["id"] = unique
        link = content.new_tag("a", href=section["href"], attrs={"class": "anchor"})
        link["aria-label"] = f"Link to the section {section['name']}"
        link.string = "¶"
        heading.append(link)
    return root["children"]


def spoken(element):
    """The element's text; formulas as Unicode, without their TeX."""
    copy = BeautifulSoup(str(element), "html.parser")
    for extra in copy.select("annotation, a.anchor"):
        extra.decompose()
    return " ".join(copy.get_text().replace("˙", "\u0307").split())


def _policy(scripts, runs_cells=False):
    """The Content-Security-Policy: nothing is fetched, and only these scripts run, also as workers.

    A frame and its workers may do no more than the page. So it is the page that must allow
    'unsafe-eval' for its kernel to run what a reader writes; its own scripts never use it.
    """
    hashes = sorted({f"'{frames.digest(script)}'" for script in scripts})
    allowed = [*hashes, "'unsafe-eval'"] if runs_cells else hashes
    return "; ".join(
        [
            "default-src 'none'",
            "img-src data:",
            "font-src data:",
            "style-src 'unsafe-inline'",
            f"script-src {' '.join(allowed)}",
            "connect-src 'none'",
            "worker-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


@cache
def _highlighting():
    """CSS of highlighted code, for light and for dark pages."""
    light = HtmlFormatter(style="xcode").get_style_defs(".highlight")
    dark = HtmlFormatter(style="github-dark").get_style_defs(".highlight")
    return [light, f"@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}"]


def _read(name):
    return (TEMPLATES / name).read_text(encoding="utf-8")
