"""Images inside a page: data that is what it says it is."""

import base64
import binascii
import re
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote

from . import dark

DATA = re.compile(r"data:(image/[a-z+]+);base64,(.*)", re.DOTALL)

SIGNATURES = {
    "image/png": rb"\x89PNG\r\n\x1a\n",
    "image/jpeg": rb"\xff\xd8\xff",
    "image/gif": rb"GIF8[79]a",
    "image/webp": rb"RIFF....WEBP",
    # An XML declaration, comments and a document type may come first.
    "image/svg+xml": rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<svg[\s>]",
}


def is_image(address):
    """Whether it is a data: URL of an image, with the content that its type promises."""
    parts = DATA.fullmatch(address)
    if not parts or parts[1] not in SIGNATURES:
        return False
    try:
        content = base64.b64decode(parts[2], validate=False)
    except binascii.Error:
        return False
    return re.match(SIGNATURES[parts[1]], content, re.DOTALL) is not None


def picture(data):
    """Of an output's formats, the best that is an image, as a data: URL; None if there is none."""
    for mime_type in ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"):
        content = data.get(mime_type)
        if not isinstance(content, str):
            continue
        if mime_type == "image/svg+xml":
            content = base64.b64encode(dark.follows_page(content).encode("utf-8")).decode("ascii")
        address = f"data:{mime_type};base64,{''.join(content.split())}"
        if is_image(address):
            return address
    return None


def held(address):
    """What a notebook has of the image of a data: URL: an SVG as text, without the page's colours."""
    head, content = address.split(",", 1)
    if not head.startswith("data:image/svg+xml"):
        return content
    return dark.as_it_was(base64.b64decode(content).decode("utf-8", "replace"))


def embedded(source, attachments, folder):
    """The image as a data: URL: an attachment of its cell, or a file beside the notebook.

    Raises ValueError, with the address, if it is neither, or not an image.
    """
    if source.startswith("attachment:"):
        name = unquote(source.removeprefix("attachment:"))
        found = attachments.get(name)
        if not found:
            raise ValueError(f"the cell has no attachment {short(name)}")
        mime_type = next((known for known in SIGNATURES if known in found), next(iter(found)))
        address = f"data:{mime_type};base64,{found[mime_type]}"
    elif source.startswith("data:"):
        address = source
    elif re.match(r"[a-zA-Z][\w+.-]*:|//|\\\\", source):
        raise ValueError(f"the image {short(source)} would have to be fetched: put it beside it")
    else:
        file = Path(folder) / unquote(source)
        mime_type = guess_type(file.name)[0]
        try:
            content = base64.b64encode(file.read_bytes()).decode("ascii")
        except (OSError, ValueError) as error:
            raise ValueError(f"there is no image {short(source)} beside the notebook") from error
        address = f"data:{mime_type};base64,{content}"
    if not is_image(address):
        raise ValueError(f"{short(source)} is not an image that a page can show")
    return address


def short(text, length=80):
    """On one line, and shortened, for a message."""
    line = " ".join(text.split())
    return f'"{line if len(line) <= length else line[: length - 1] + "…"}"'
