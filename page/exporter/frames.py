"""Frames that cells displayed: in a sandbox, with only the scripts that came with them.

A frame inherits the page's policy, so that policy names the hashes of its scripts. No policy that
browsers know forbids WebRTC, which could send packets; so each script that may run begins by taking
its constructors away, also in a frame within the frame, which has no others that may run.

What remains: when a frame navigates, Chromium looks its address up and opens a connection, over
which nothing is sent, before the policy stops it.
"""

import base64
import gzip
import hashlib
import re
import zlib

# Objects that a script of another frame has are out of reach: no two frames share an origin.
GUARD = (
    "for (const name of Object.getOwnPropertyNames(self)) "
    "if (/RTC|WebTransport/.test(name)) "
    "Object.defineProperty(self, name, { value: undefined });\n"
)
# What else browsers take for a script has no hash in the policy, and does not run.
SCRIPT = re.compile(r"(<script\b[^>]*>)(.*?)(?=</script)", re.DOTALL | re.IGNORECASE)
# Not data, such as application/json.
RUNS = re.compile(
    r"""<script(?!.*\btype=)|.*\btype=["']?(module|(text|application)/javascript)\b""", re.DOTALL
)
DIRECTIVE = re.compile(r"""\s*["']use strict["'];?""")


# The library that a figure with controls takes along: a script too, once it is unpacked.
PACKED = re.compile(r'(<script type="text/plain" id="library")>([A-Za-z0-9+/=]+)(?=</script>)')


def confine(content):
    """Sandbox the <iframe srcdoc>s in the page; return the scripts that may run in them, and libraries.

    Figures with controls take this project's library along, packed. The page keeps one for all of
    them, by the name for which they ask.
    """
    scripts, libraries = [], {}
    for frame in content.find_all("iframe"):
        frame["sandbox"] = "allow-scripts"
        # Each starts workers: not before it comes near the screen.
        frame["loading"] = "lazy"
        document, guarded = _guard(frame.get("srcdoc", "").replace("\r\n", "\n"), libraries)
        frame["srcdoc"] = document
        scripts += guarded
    return scripts, libraries


def unpacked(packed):
    """The script that is packed, gzipped, in base64; None if there is none."""
    try:
        return gzip.decompress(base64.b64decode(packed)).decode("utf-8")
    except (OSError, EOFError, ValueError, zlib.error):
        return None


def digest(script):
    """The script's hash, as a policy has it."""
    hashed = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(hashed).decode('ascii')}"


def library_name(source):
    """The id of a library in the page."""
    return f"page-library-{hashlib.sha256(source.encode('utf-8')).hexdigest()[:16]}"


def _guard(document, libraries):
    """The frame's document with a guard in each script, and those scripts; adds to the libraries."""
    changes = {}

    def guard(source):
        strict = DIRECTIVE.match(source)
        start = strict.end() if strict else 0
        changes[source] = source[:start] + GUARD + source[start:]
        return changes[source]

    def guard_script(match):
        tag, source = match[1], match[2]
        return tag + guard(source) if source.strip() and RUNS.match(tag) else match[0]

    def guard_library(match):
        source = unpacked(match[2])
        if source is None:
            return match[0]  # It has no script to unpack, and so runs none.
        packed = gzip.compress(guard(source).encode("utf-8"), 9, mtime=0)
        name = library_name(source)
        libraries[name] = base64.b64encode(packed).decode("ascii")
        return f'{match[1]} data-from="{name}">'

    document = PACKED.sub(guard_library, SCRIPT.sub(guard_script, document))
    # The frame's own policy may name the hashes of the scripts as they were.
    for before, after in changes.items():
        document = document.replace(digest(before), digest(after))
    return document, list(changes.values())
