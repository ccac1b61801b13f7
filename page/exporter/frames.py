"""Frames that cells displayed: in a sandbox, with only the scripts that came with them.

A frame inherits the page's policy, so that policy names the hashes of its scripts. No policy that
browsers know forbids WebRTC, which could send packets; so each script that may run begins by taking
its constructors away, also in a frame within the frame, which has no others that may run.

What remains: when a frame navigates, Chromium looks its address up and opens a connection, over
which nothing is sent, before the policy stops it.
"""

import base64
import hashlib
import re

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


def confine(content):
    """Sandbox the <iframe srcdoc>s in the page, and return the scripts that may run in them."""
    scripts = []
    for frame in content.find_all("iframe"):
        frame["sandbox"] = "allow-scripts"
        document, guarded = _guard(frame.get("srcdoc", "").replace("\r\n", "\n"))
        frame["srcdoc"] = document
        scripts += guarded
    return scripts


def digest(script):
    """The script's hash, as a policy has it."""
    hashed = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(hashed).decode('ascii')}"


def _guard(document):
    """The frame's document with a guard in each script, and those scripts."""
    changes = {}

    def guard(match):
        tag, source = match[1], match[2]
        if not source.strip() or not RUNS.match(tag):
            return match[0]
        strict = DIRECTIVE.match(source)
        start = strict.end() if strict else 0
        changes[source] = source[:start] + GUARD + source[start:]
        return tag + changes[source]

    document = SCRIPT.sub(guard, document)
    # The frame's own policy may name the hashes of the scripts as they were.
    for before, after in changes.items():
        document = document.replace(digest(before), digest(after))
    return document, list(changes.values())
