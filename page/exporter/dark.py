"""Figures of lib/ in the colours of a dark page; what the notebook holds stays as it is."""

import json
import re
from pathlib import Path

# The colours that lib/plotting draws with, and what stands for each on a dark page: paper, ink and
# grid as page/template/style.css has them, and matplotlib's ten hues, lighter where they need it.
DARK = Path(__file__).parent.parent.parent / "lib" / "plotting" / "dark.json"
COLOURS = json.loads(DARK.read_text(encoding="utf-8"))
# A figure of lib/ brings a white ground of its own size, after what it says to screen readers.
OURS = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" width="(\d+)" height="(\d+)"[^>]*>'
    r'(<title>[^<]*</title>)?(<desc>[^<]*</desc>)?<rect width="\1" height="\2" fill="#fff"/>'
)
# What is added to a figure.
ADDED = re.compile(r"<style>@media \(prefers-color-scheme:dark\)[^<]*</style>(?=</svg>\s*$)")


def follows_page(svg):
    """The picture, with the page's colours where the page is dark, if it is a figure of lib/."""
    if not OURS.match(svg):
        return svg
    rules = "".join(
        f"{selector}{{{attribute}:{dark}}}"
        for light, dark in COLOURS.items()
        for attribute in ("fill", "stroke")
        # Only for the colours that are in it: a page has many figures.
        if (selector := f'[{attribute}="{light}"]')[1:-1] in svg
    )
    end = svg.rindex("</svg>")
    ink = f":root{{fill:{COLOURS['#000']}}}"
    return (
        f"{svg[:end]}<style>@media (prefers-color-scheme:dark){{{ink}{rules}}}</style>{svg[end:]}"
    )


def as_it_was(svg):
    """The picture without what `follows_page` added."""
    return ADDED.sub("", svg)
