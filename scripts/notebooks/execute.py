"""Re-execute a notebook under tslab: execute.py INPUT.ipynb OUTPUT.ipynb [--timeout SECONDS]

tslab sends no `error` message, aborts the cells that follow a failure without a word, and reports
an unhandled rejection on stderr only. So besides what nbclient checks, every reply must be "ok",
nothing may come on stderr, and nothing at all after a cell's end: it would be lost, or land in
another cell the next time. Only a cell tagged `raises-exception` may fail.

OUTPUT is written whatever happens; the exit code is 1 after any failure. The same outputs of the
cells give the same bytes of OUTPUT.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from asyncio import CancelledError, current_task, get_running_loop, sleep
from contextlib import suppress
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

# tslab drops the requests that reach it in the 200 ms after a failure.
ABORT_WINDOW = 0.4
OUTPUT_TYPES = {"stream", "display_data", "update_display_data", "execute_result", "error"}
# Gives timers that cells left running two seconds to go off before the kernel ends.
SETTLE = """await new Promise((resolve) => {
  const end = performance.now() + 2000;
  const look = () => {
    const busy = process["getActiveResourcesInfo"]().includes("Timeout");
    if (busy && performance.now() < end) setImmediate(look);
    else resolve(undefined);
  };
  look();
});"""


class NotebookFailure(Exception):
    """What went wrong with a notebook: the cell, and what the kernel said."""


class TslabClient(NotebookClient):
    """nbclient with the checks that tslab needs and a line of progress for each cell."""

    def __init__(self, notebook: nbformat.NotebookNode, name: str, **options):
        super().__init__(
            notebook,
            kernel_name="tslab",
            shutdown_kernel="immediate",
            startup_timeout=30,
            record_timing=False,
            allow_errors=True,  # check() looks at them
            **options,
        )
        self.log.disabled = True
        self.name = name
        self.total = sum(is_executed(cell) for cell in notebook.cells)
        self.cell: nbformat.NotebookNode | None = None
        self.number = 0
        self.reply = ""
        self.interrupted = False
        self.on_cell_executed = self.finish_cell
        self.ended: set[str] = set()
        self.probes: set[str] = set()
        self.late: list[dict] = []

    async def async_start_new_kernel(self, **options):
        """Lets a signal cancel the execution: nbclient ends the kernel and then trips over it."""
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # on Windows
                get_running_loop().add_signal_handler(number, self.interrupt, current_task())
        self.start_options = options
        await super().async_start_new_kernel(**options)

    def interrupt(self, execution):
        """Cancels once: a terminal and the process that started this one both send a signal."""
        if not self.interrupted:
            self.interrupted = True
            execution.cancel()

    async def async_start_new_kernel_client(self):
        """Looks at each message that nbclient reads, for those it would drop."""
        try:
            client = await super().async_start_new_kernel_client()
        except RuntimeError:
            # Another program can take one of its ports before the kernel does: choose others.
            self.km = self.create_kernel_manager()
            await self.async_start_new_kernel(**self.start_options)
            client = await super().async_start_new_kernel_client()
        get = client.iopub_channel.get_msg

        async def get_msg(**options):
            message = await get(**options)
            kind, request = message["msg_type"], message["parent_header"].get("msg_id")
            if kind == "status" and message["content"]["execution_state"] == "idle":
                self.ended.add(request)
            elif kind in OUTPUT_TYPES and request in self.ended | self.probes:
                self.late.append(message["content"])
            return message

        client.iopub_channel.get_msg = get_msg
        return client

    async def async_execute_cell(self, cell, cell_index, **options):
        if not is_executed(cell):
            return cell
        self.cell, self.number = cell, self.number + 1
        began = time.perf_counter()
        await super().async_execute_cell(cell, cell_index, **options)
        if self.number == self.total:
            await self.ask(self.kc.execute(SETTLE, silent=True, store_history=False))
        self.check()
        seconds = time.perf_counter() - began
        print(f"  {self.name} [{self.number}/{self.total}] {seconds:.2f} s", flush=True)
        return cell

    async def finish_cell(self, cell, cell_index, execute_reply):
        """A round trip after each cell: Node reports unhandled rejections after the reply."""
        self.reply = execute_reply["content"]["status"]
        if may_fail(cell) and self.reply == "error":
            await sleep(ABORT_WINDOW)
        await self.ask(self.kc.kernel_info())

    async def ask(self, request: str):
        """Waits until the kernel has dealt with a request and with all before it."""
        self.probes.add(request)
        while request not in self.ended:
            await self.kc.iopub_channel.get_msg(timeout=self.timeout)

    def check(self):
        """Raises NotebookFailure unless the current cell went well."""
        outputs = merge_streams(self.cell.outputs)
        self.cell.outputs = outputs
        if may_fail(self.cell) and self.reply == "error":
            return
        if self.reply == "error":
            raise NotebookFailure("failed")
        if self.reply != "ok":
            raise NotebookFailure(f"was not run, the kernel answered “{self.reply}”")
        if self.late:
            raise NotebookFailure("went on after its end (await what it starts)")
        if any(output.get("name") == "stderr" for output in outputs):
            raise NotebookFailure("wrote to stderr")


def is_executed(cell: nbformat.NotebookNode) -> bool:
    return cell.cell_type == "code" and bool(cell.source.strip())


def may_fail(cell: nbformat.NotebookNode) -> bool:
    return "raises-exception" in cell.metadata.get("tags", [])


def merge_streams(outputs: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Joins neighbouring texts of one stream, which the kernel sends in arbitrary pieces."""
    merged: list[nbformat.NotebookNode] = []
    for output in outputs:
        last = merged[-1] if merged else {}
        if "stream" == output.output_type == last.get("output_type") and output.name == last.name:
            last.text += output.text
        else:
            merged.append(output)
    return merged


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
    outputs = merge_streams(client.cell.outputs) if client.cell else []
    said += "".join(output.text for output in outputs if output.get("name") == "stderr")
    said += "".join(late.get("text", "") for late in client.late)
    quote = [f"cell [{client.number}] {failure}"] if client.cell else [failure]
    quote += [f"    {line}" for line in (client.cell.source if client.cell else "").splitlines()]
    quote += ["  The kernel said:"] if said.strip() else ["  The kernel said nothing."]
    return "\n".join(quote + [f"    {line}" for line in said.strip().splitlines()])


def execute(source: Path, target: Path, timeout: int):
    """Runs a notebook in its own folder; raises NotebookFailure with the whole story."""
    notebook = read(source)
    client = TslabClient(
        notebook, source.name, timeout=timeout, resources={"metadata": {"path": str(source.parent)}}
    )
    with tempfile.TemporaryFile() as kernel_stderr:
        try:
            client.execute(stderr=kernel_stderr)
        except (
            *(NotebookFailure, CellTimeoutError, DeadKernelError),
            *(CancelledError, RuntimeError, OSError),
        ) as error:
            if client.interrupted:  # nbclient takes a cancelled cell for a dead kernel
                raise NotebookFailure("was interrupted") from error
            kernel_stderr.seek(0)
            said = kernel_stderr.read().decode(errors="replace")
            match error:
                case NotebookFailure():
                    failure = str(error)
                case CellTimeoutError():
                    failure = f"did not finish in {timeout} s"
                case DeadKernelError():
                    failure = "killed the kernel"
                case _:
                    failure = f"the kernel did not start: {error}"
            story = f"{report(client, failure, said)}\n  The run so far is in {target}"
            raise NotebookFailure(story) from error
        finally:
            write(notebook, target)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--timeout", type=int, default=600, help="seconds that one cell may take")
    arguments = parser.parse_args()
    try:
        execute(arguments.input.resolve(), arguments.output, arguments.timeout)
    except NotebookFailure as failure:
        sys.exit(f"✗ {arguments.input}: {failure}")


if __name__ == "__main__":
    main()
