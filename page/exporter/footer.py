"""What stands at the end of a page: the notebook itself, its source, and how to cite and to run it."""

import base64
import gzip
import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

import yaml

from . import frames, images

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = ROOT / "notebooks"

# Where a web host shows a file of a commit.
FILES = {
    "bitbucket.org": "src",
    "codeberg.org": "src/commit",
    "github.com": "blob",
    "gitlab.com": "-/blob",
}
# Of images and packed libraries; shorter ones are not worth a mark.
BASE64 = re.compile(r"[A-Za-z0-9+/=]{1000,}")
# What says, in Node, which commit this is, without trusting what is in the repository.
ASK = """
const { gitState } = require("./lib/dist/repro/git.js");
process.stdout.write(JSON.stringify(gitState(process.cwd())));
"""


def facts(notebook=None, content=None, libraries=()):
    """For the template: the notebook to download, and if it is one of this clone, or there is none,
    what is to be said of the clone. `content` and `libraries` are what the page has of the notebook."""
    found = {"download": _download(notebook, content, libraries) if notebook else None}
    if notebook and not (NOTEBOOKS / Path(notebook).name).exists():
        return found
    file = f"notebooks/{Path(notebook).name}" if notebook else None
    git = _git()
    commit = git.get("commit", {})
    found |= {
        "file": file,
        "commit": commit,
        "changed": bool(git.get("changedFiles")),
        "citation": _citation(),
    }
    if "url" in commit:
        repository = commit["url"].rsplit("/", 2)[0]
        found |= {"repository": repository, "folder": repository.rsplit("/", 1)[1]}
        found["binder"] = _binder(repository, commit["hash"], file)
        shows = FILES.get(urlsplit(repository).hostname)
        if file and shows:
            found["source"] = f"{repository}/{shows}/{commit['hash']}/{quote(file)}"
    return found


def _download(notebook, content, libraries):
    """The notebook, gzipped, as a data: URL, without what the page has or can make: download.js adds
    it again. A figure in the page and in its notebook would not fit into a page twice."""
    parsed = json.loads(Path(notebook).read_text(encoding="utf-8"))
    widths = []
    for cell in parsed["cells"]:
        for output in cell.get("outputs", []):
            # Such as `show` of lib/ makes them: the same figure twice.
            data = output.get("data", {})
            if (
                {"image/png", "image/svg+xml"} <= data.keys()
                and "image/png" in output["metadata"]
                and images.is_image(f"data:image/png;base64,{data['image/png']}")
            ):
                header = base64.b64decode(data.pop("image/png"))[:24]
                widths.append(int.from_bytes(header[16:20], "big"))
    held = {images.held(image["src"]): i for i, image in enumerate(content.find_all("img"))}
    text = json.dumps(_without(parsed, held, libraries), ensure_ascii=False)
    zipped = base64.b64encode(gzip.compress(text.encode("utf-8"), mtime=0)).decode("ascii")
    return {
        "name": f"{Path(notebook).stem}.ipynb",
        "href": f"data:application/gzip;base64,{zipped}",
        "widths": " ".join(map(str, widths)),
        "guard": frames.GUARD,
    }


def _without(value, held, libraries):
    """The value with a mark, a name between NULs, for each text that the page has."""
    if isinstance(value, dict):
        return {key: _without(item, held, libraries) for key, item in value.items()}
    if isinstance(value, list):
        return [_without(item, held, libraries) for item in value]
    if not isinstance(value, str):
        return value
    if value in held:
        return f"\0{held[value]}\0"

    def mark(match):
        if match[0] in held:
            return f"\0{held[match[0]]}\0"
        library = frames.unpacked(match[0])
        name = frames.library_name(library) if library else None
        return f"\0{name}\0" if name in libraries else match[0]

    return BASE64.sub(mark, value)


@cache
def _git():
    """The state of the clone, as lib/repro/git.ts has it."""
    node = shutil.which("node")
    if node is None:
        raise FileNotFoundError("node is not on the PATH, and is needed to ask for the commit")
    run = subprocess.run(
        [node, "-e", ASK], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    return json.loads(run.stdout)


@cache
def _citation():
    """What CITATION.cff asks to be cited, in pieces."""
    whole = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    work = whole.get("preferred-citation", whole)
    return {
        "authors": ", ".join(map(_author, work["authors"])),
        "year": str(work["date-released"])[:4],
        "title": work["title"],
        "version": work["version"],
        "licence": work["license"],
    }


def _author(author):
    names = [author.get("given-names"), author.get("family-names"), author.get("name")]
    return " ".join(filter(None, names))


def _binder(repository, commit, file):
    """The address at which mybinder.org starts this commit, with the notebook open."""
    parts = urlsplit(repository)
    where = (
        f"gh{parts.path}" if parts.hostname == "github.com" else f"git/{quote(repository, safe='')}"
    )
    opens = quote(f"lab/tree/{file or 'notebooks'}", safe="")
    return f"https://mybinder.org/v2/{where}/{commit}?urlpath={opens}"
