"""Re-execute a notebook under tslab: execute.py INPUT.ipynb OUTPUT.ipynb [--help]

tslab sends no `error` message, aborts the cells that follow a failure without a word, and reports
an unhandled rejection on stderr only. So besides what nbclient checks, every reply must be "ok",
nothing may come on stderr, and nothing at all after a cell's end, or past the notebook: what a
kernel did is in the notebook, or the run fails (docs/tslab.md has a table). Only a cell tagged
`raises-exception` may fail.

OUTPUT is written whatever happens; the exit code is 1 after any failure. The same outputs of the
cells give the same bytes of OUTPUT.
"""

import argparse
import os
import sys
import tempfile
from asyncio import CancelledError
from contextlib import suppress
from pathlib import Path

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from tslab_client import NotebookFailure, TslabClient

# Of what the kernel said, how many lines a message quotes.
QUOTED = 12


def read(path: Path) -> nbformat.NotebookNode:
    """Reads a notebook and drops what an earlier run left in it."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except (OSError, nbformat.reader.NotJSONError, nbformat.ValidationError) as error:
        raise NotebookFailure(f"is not a notebook: {error}") from error
    if any("id" not in cell for cell in notebook.cells):
        raise NotebookFailure("has cells without an id: save it once in JupyterLab 4")
    notebook.metadata.kernelspec = {
        "display_name": "TypeScript",
        "language": "typescript",
        "name": "tslab",
    }
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def write(notebook: nbformat.NotebookNode, path: Path):
    """Writes a notebook whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(part, "w", encoding="utf-8", newline="\n") as file:
            nbformat.write(notebook, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        raise NotebookFailure(f"can't be written to {path}: {error.strerror}") from error
    finally:
        with suppress(OSError):
            part.unlink()


def report(client: TslabClient, failure: str, said: str) -> str:
    """The failure, the cell's source, and what the kernel said."""
    if not client.cells:
        return "\n".join([failure, *quote(said)])
    number = client.guilty()
    cell = client.cells[number - 1]
    said += "".join(output.text for output in cell.outputs if output.get("name") == "stderr")
    said += "".join(late.get("text", "") for _, late in client.late)
    heading = f"cell [{number}] {failure}"
    if "heap out of memory" in said:  # V8's last words, with all its frames
        return f"cell [{number}] ran out of memory"
    return "\n".join([heading, *(f"    {line}" for line in cell.source.splitlines()), *quote(said)])


def quote(said: str) -> list[str]:
    """The first lines of what the kernel said, and how many more there are."""
    lines = said.strip().splitlines()
    if not lines:
        return ["  The kernel said nothing."]
    more = [f"  … and {len(lines) - QUOTED} more lines"] if len(lines) > QUOTED else []
    return ["  The kernel said:", *(f"    {line}" for line in lines[:QUOTED]), *more]


def execute(source: Path, target: Path, timeout: int, limit: int):
    """Runs a notebook in its own folder; raises NotebookFailure with the whole story."""
    notebook = read(source)
    resources = {"metadata": {"path": str(source.parent)}}
    client = TslabClient(notebook, source.name, limit, timeout=timeout, resources=resources)
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        try:
            client.execute(stdout=stdout, stderr=stderr)
        except (
            *(NotebookFailure, CellTimeoutError, DeadKernelError),
            *(CancelledError, RuntimeError, OSError),
        ) as error:
            if client.interrupted:  # nbclient takes a cancelled cell for a dead kernel
                raise NotebookFailure("was interrupted") from error
            match error:
                case NotebookFailure():
                    failure = str(error)
                case CellTimeoutError():
                    failure = f"did not finish in {timeout} s"
                case _:
                    failure = f"the kernel did not start: {error}"
            said = "".join(text_of(file) for file in (stdout, stderr))
            story = f"{report(client, failure, said)}\n  The run so far is in {target}"
            raise NotebookFailure(story) from error
        finally:
            write(notebook, target)


def text_of(file) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--timeout", type=int, default=600, help="seconds that one cell may take")
    parser.add_argument(
        "--output-limit", type=float, default=5, help="MB of outputs that one cell may have"
    )
    arguments = parser.parse_args()
    limit = round(arguments.output_limit * 1e6)
    try:
        execute(arguments.input.resolve(), arguments.output, arguments.timeout, limit)
    except NotebookFailure as failure:
        sys.exit(f"✗ {arguments.input}: {failure}")


if __name__ == "__main__":
    main()
