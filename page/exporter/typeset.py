"""Formulas as MathML and fonts as data, so that a page looks the same wherever it is opened."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import fontTools
from bs4 import BeautifulSoup, NavigableString, Tag
from fontTools import subset

from . import files, images

ROOT = Path(__file__).parent.parent.parent
MODULES = ROOT / "node_modules"
KEPT = ROOT / "build" / "fonts"
FONTS = [
    MODULES / "@fontsource-variable/stix-two-text/index.css",
    MODULES / "@fontsource-variable/stix-two-text/wght-italic.css",
    MODULES / "temml/dist/Temml-STIX2.css",
]
STIX_MATH = MODULES / "@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff"

# What a browser draws though no text has it: what a reader may write, <mi>V</mi> as mathematical
# italic, <msqrt>'s radical.
IMPLIED = {*range(0x20, 0x7F), 0x210E, *range(0x1D434, 0x1D468), *range(0x1D6A4, 0x1D71C), 0x221A}


def mathematics(soup):
    """Replace each formula that `export` marked by MathML, in place; Temml typesets them."""
    marked = soup.select("span.tex")
    if not marked:
        return
    formulas = [{"tex": f.get_text(), "display": "display" in f["class"]} for f in marked]
    node = shutil.which("node")
    if node is None:
        raise FileNotFoundError("node is not on the PATH, and is needed to typeset formulas")
    run = subprocess.run(
        [node, ROOT / "page" / "typeset.mjs"],
        input=json.dumps(formulas),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if run.returncode != 0:
        raise ValueError(run.stderr.strip())
    for span, typeset in zip(marked, json.loads(run.stdout), strict=True):
        if "error" in typeset:
            number = span.find_parent(class_="cell")["data-cell"]
            formula = images.short(span.get_text(), 60)
            raise ValueError(f"cell {number}: can't typeset {formula}: {typeset['error']}")
        paragraph = span.parent
        if "display" in span["class"] and paragraph.name == "p" and len(paragraph.contents) == 1:
            paragraph.name, paragraph["class"] = "div", "equation"
        _keep_with_neighbours(span)
        span.replace_with(BeautifulSoup(typeset["mathml"], "html.parser"))


def _keep_with_neighbours(formula):
    """Forbid a line break between a formula and the bracket or comma that touches it."""
    before, after = formula.previous_sibling, formula.next_sibling
    left = re.search(r"\S*$", before)[0] if isinstance(before, NavigableString) else ""
    right = re.match(r"\S*", after)[0] if isinstance(after, NavigableString) else ""
    if left or right:
        group = formula.wrap(Tag(name="span", attrs={"class": "together"}))
        if left:
            before.replace_with(before[: -len(left)])
            group.insert(0, left)
        if right:
            after.replace_with(after[len(right) :])
            group.append(right)


def fonts(text):
    """CSS with the @font-face rules of the page's fonts, cut down to the characters of `text`."""
    characters = {ord(c) for c in text} | IMPLIED
    return "\n".join(_inline(css, characters) for css in FONTS)


def _inline(css, characters):
    """The style sheet with its fonts inside, without the faces that none of the characters use."""

    def face(rule):
        unicodes = re.search(r"unicode-range: (.+);", rule[0])
        wanted = characters & set(subset.parse_unicodes(unicodes[1])) if unicodes else characters
        if not wanted:
            return ""
        url = re.search(r"url\(['\"]?(.+?\.woff2)['\"]?\)", rule[0])
        file = STIX_MATH if "STIXTwoMath" in url[1] else css.parent / url[1]
        return rule[0].replace(url[0], f"url(data:font/woff2;base64,{_subset(file, wanted)})")

    return re.sub(r"@font-face \{.*?\}", face, css.read_text(encoding="utf-8"), flags=re.DOTALL)


def _subset(file, characters):
    """The font with only the glyphs that these characters need, as woff2 in base64.

    Kept in `build/` by what it is made from: of a page's half second that fonts take, little is left.
    """
    wanted = ",".join(map(str, sorted(characters)))
    made_from = [file.read_bytes(), wanted.encode(), fontTools.version.encode()]
    kept = KEPT / f"{hashlib.sha256(b'|'.join(made_from)).hexdigest()}.woff2"
    if not kept.exists():
        files.write(kept, _without_other_glyphs(file, characters))
    return base64.b64encode(kept.read_bytes()).decode("ascii")


def _without_other_glyphs(file, characters):
    options = subset.Options(flavor="woff2", layout_features=["*"])
    font = subset.load_font(str(file), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    out = BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()
