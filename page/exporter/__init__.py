"""Turns a notebook into one HTML file that needs nothing else: no network, no other file.

export    a notebook's cells as clean HTML (nbconvert)
typeset   formulas as MathML (Temml), fonts cut down to what the page needs (fontTools)
live      what the page needs to run its cells
footer    the notebook to download, its source, how to cite and to run it
shell     the document around it: contents, styles, Content-Security-Policy
"""

from dataclasses import dataclass

from . import export, live, shell, typeset


@dataclass
class Page:
    """An HTML document and, for the index of a site, what it shows: pieces of HTML."""

    html: str
    heading: str
    introduction: str
    figure: str | None


def notebook_page(notebook):
    """The page of a notebook file, from the outputs it has.

    Raises ValueError, with a line that says why, if the notebook is not valid, a formula can't be
    typeset, or an image would have to be fetched.
    """
    content = export.cells(notebook)
    heading = content.find("h1")
    introduction = heading.find_next_siblings("p") if heading else []
    if not introduction:
        raise ValueError("needs a heading of level 1 and, in that cell, what the notebook shows")
    for table in content.find_all("table"):
        table.wrap(content.new_tag("div", attrs={"class": "table"}))
    typeset.mathematics(content)
    for element in content.select("pre, .table, .equation"):
        element["tabindex"] = "0"  # What is wider than the page scrolls, by keyboard too.
    title, heading_html = shell.spoken(heading), heading.decode_contents()
    sections = shell.link_sections(content)
    figure = content.select_one("figure img")
    return Page(
        html=shell.document(
            title, shell.spoken(introduction[0]), content, sections, live.pack(notebook), notebook
        ),
        heading=heading_html,
        introduction="".join(map(str, introduction)),
        figure=str(figure) if figure else None,
    )
