"""What of a notebook's HTML a page shows: an allow-list, applied by nh3 (ammonia).

A tag that is not on the list goes and its text stays; scripts, styles and comments go with what is
in them. A notebook that wants to show markup writes it as code, and what cells print is escaped.
"""

import re

import nh3

from . import images

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
    "*": {"class", "style", "title"},
    "a": {"href", "id"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "iframe": {"height", "srcdoc", "width"},
}

# Classes that have a meaning inside a cell; all others are the page's own.
CLASSES = re.compile(r"highlight|tex|display|dataframe|interactive|ansi-[a-z-]+|[a-z][a-z0-9]?")
# Of highlighted code: names, punctuation and blanks have no colour; their spans are two thirds of it.
PLAIN = re.compile(r'<span class="(?:nx|p|w)">([^<]*)</span>')
# Of a style, only what can't take anything out of its place.
STYLES = {"text-align"}
# What an id in the page may not be: its own.
OWN = "page-"

SCHEMES = {"http", "https", "mailto"}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers ignore these before they look for a link's scheme.
IGNORED = re.compile(r"^[\x00-\x20]+|[\t\n\r]")


def safe_link(address):
    """Whether a link leads where one may look for it: to the web, a mailbox or a file beside."""
    scheme = SCHEME.match(IGNORED.sub("", address))
    return scheme is None or scheme[1].lower() in SCHEMES


def _attribute(tag, name, value):
    """The value that an attribute keeps, or None if the attribute goes."""
    if name == "class":
        return " ".join(filter(CLASSES.fullmatch, value.split())) or None
    if name == "href":
        return value if safe_link(value) else None
    if name == "src":
        return value if images.is_image(value) else None
    if name == "id":
        return None if value.startswith(OWN) else value
    if name in ("colspan", "rowspan"):
        return value if re.fullmatch(r"\d{1,3}", value) else None
    return value


def clean(html, tags=frozenset(TAGS)):
    """The HTML without anything that could run, be fetched, or be laid over the page."""
    cleaned = nh3.clean(
        str(html),
        tags=set(tags),
        attributes={tag: names for tag, names in ATTRIBUTES.items() if tag == "*" or tag in tags},
        attribute_filter=_attribute,
        filter_style_properties=STYLES,
        link_rel=None,
        url_schemes={*SCHEMES, "data"},
    )
    return PLAIN.sub(r"\1", cleaned)


def clean_output(html):
    """As `clean`, for HTML that a code cell displayed: <iframe srcdoc> stays, for `frames`."""
    return clean(html, TAGS | {"iframe"})
