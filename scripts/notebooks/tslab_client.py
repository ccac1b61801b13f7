"""nbclient with the checks that tslab needs, so that nothing a kernel did is lost in silence."""

import asyncio
import atexit
import json
import os
import signal
import time
from collections import Counter
from contextlib import suppress
from queue import Empty

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

# tslab drops the requests that reach it in the 200 ms after a failure.
ABORT_WINDOW = 0.4
# Seconds without a message, after the reply to a cell, until the kernel is asked for another.
SILENCE = 5
OUTPUT_TYPES = {"stream", "display_data", "update_display_data", "execute_result", "error"}
# Gives what cells left running two seconds to end, then prints what has not. Watched files and the
# kernel's own pipes are not what can go on by itself. On a busy machine the two seconds may be over
# when the kernel has looked once; its own immediates are gone when it has looked a few times.
SETTLE = """{
  const { getActiveResourcesInfo, report } = require("node:process");
  const left = () => [
    ...getActiveResourcesInfo().filter((kind: string) => !/^(FSEvent|Pipe|Stat)W/.test(kind)),
    ...report.getReport().workers.map(() => "Worker"),
  ];
  const end = performance.now() + 2000;
  let going = left();
  for (let looks = 1; going.length > 0 && (looks < 4 || performance.now() < end); looks++) {
    await new Promise<void>((resolve) => { setTimeout(resolve, 50).unref(); });
    going = left();
  }
  for (const kind of going) require("node:process").stdout.write(`${kind} `);
}"""
KINDS = {"Timeout": "timer", "ProcessWrap": "child process", "Worker": "worker"}


class NotebookFailure(Exception):
    """What went wrong with a notebook."""


class TslabClient(NotebookClient):
    """Runs a notebook's cells, with a line of progress for each; raises NotebookFailure.

    `limit` is how many bytes of outputs one cell may have.
    """

    def __init__(self, notebook: nbformat.NotebookNode, name: str, limit: int, **options):
        super().__init__(
            notebook,
            kernel_name="tslab",
            shutdown_kernel="immediate",
            startup_timeout=30,
            record_timing=False,
            allow_errors=True,  # check() looks at them
            iopub_timeout=10**6,  # receive() says when to wait no longer
            **options,
        )
        self.log.disabled = True
        self.name = name
        self.limit = limit
        self.total = sum(is_executed(cell) for cell in notebook.cells)
        self.cells: list[nbformat.NotebookNode] = []  # those that have run, and the one that runs
        self.numbers: dict[str, int] = {}  # the number of the cell of a request
        self.reply = ""
        self.interrupted = False
        self.on_cell_executed = self.finish_cell
        self.sequence: int | None = None  # of the last message
        self.sizes: Counter[str] = Counter()  # bytes of output of a request
        self.replied: set[str] = set()
        self.ended: set[str] = set()
        self.probes: set[str] = set()
        self.late: list[tuple[str, dict]] = []
        self.fault = ""

    async def async_start_new_kernel(self, **options):
        """Lets a signal cancel the execution: nbclient ends the kernel and then trips over it."""
        loop, execution = asyncio.get_running_loop(), asyncio.current_task()
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # on Windows
                loop.add_signal_handler(number, self.interrupt, execution)
        self.watch = asyncio.create_task(self.watch_parent(execution))
        self.start_options = options
        await super().async_start_new_kernel(**options)

    def interrupt(self, execution: asyncio.Task):
        """Cancels once: a terminal and the process that started this one both send a signal."""
        if not self.interrupted:
            self.interrupted = True
            execution.cancel()

    async def watch_parent(self, execution: asyncio.Task):
        """Ends this process when the one that started it was killed, and so could not end it."""
        parent = os.getppid()
        while os.getppid() == parent:
            await asyncio.sleep(1)
        self.interrupt(execution)

    async def async_start_new_kernel_client(self):
        """Looks at each message that nbclient reads, for those it would drop."""
        try:
            client = await super().async_start_new_kernel_client()
        except RuntimeError:
            # Another program can take one of its ports before the kernel does: choose others.
            self.km = self.create_kernel_manager()
            await self.async_start_new_kernel(**self.start_options)
            try:
                client = await super().async_start_new_kernel_client()
            except RuntimeError:
                # nbclient has ended the kernel, and would trip over that when this process ends.
                atexit.unregister(self._cleanup_kernel)
                raise
        self.own_output = self.written()
        self.receive_iopub = client.iopub_channel.get_msg
        client.iopub_channel.get_msg = self.receive
        get_reply = client.shell_channel.get_msg

        async def receive_reply(**options):
            message = await get_reply(**options)
            self.replied.add(message["parent_header"].get("msg_id"))
            return message

        client.shell_channel.get_msg = receive_reply
        return client

    def written(self) -> int:
        """How many bytes the kernel's process has written elsewhere than into the notebook."""
        files = (self.start_options[stream] for stream in ("stdout", "stderr"))
        return sum(os.fstat(file.fileno()).st_size for file in files)

    async def receive(self, timeout: float | None = None) -> dict:
        """The next message of outputs and states; waits as long as there can be one."""
        silent = 0
        while True:
            try:
                message = await self.receive_iopub(timeout=timeout or 1)
            except Empty:
                if timeout is not None:
                    raise
                silent += 1
                if silent == SILENCE and self.replied - self.ended - self.probes:
                    # Its answer has a number, which tells whether one before it was lost.
                    self.probes.add(self.kc.kernel_info())
                if not self.is_running() and not await self.kc.is_alive():
                    raise DeadKernelError("Kernel died") from None
            else:
                await self.look_at(message)
                return message

    async def look_at(self, message: dict):
        """Notes what a message says; stops the run if one was lost or is too much."""
        kind, request = message["msg_type"], message["parent_header"].get("msg_id")
        last, self.sequence = self.sequence, message["metadata"].get("sequence")
        if self.sequence is None:
            await self.stop("ran under a tslab without this project's patch, which loses output")
        if last is not None and self.sequence != last + 1:
            await self.stop(f"lost {self.sequence - last - 1} of its messages")
        if kind == "status" and message["content"]["execution_state"] == "idle":
            self.ended.add(request)
        if kind not in OUTPUT_TYPES:
            return
        try:
            size = len(json.dumps(message["content"], ensure_ascii=False).encode())
        except UnicodeEncodeError:
            await self.stop("made an output that is no text: it has half a surrogate pair")
        self.sizes[request] = size + (0 if kind == "update_display_data" else self.sizes[request])
        if self.sizes[request] > self.limit:
            most = f"{self.limit / 1e6:g} MB"
            await self.stop(f"made more than {most} of output (--output-limit allows more)")
        if request in self.ended | self.probes:
            self.late.append((request, message["content"]))

    def is_running(self) -> bool:
        """Whether nbclient waits for a cell to end."""
        return self.task_poll_for_reply is not None and not self.task_poll_for_reply.done()

    async def stop(self, fault: str):
        """Gives up, whatever is running."""
        self.fault = fault
        if self.is_running():
            self.task_poll_for_reply.cancel()
            await asyncio.Event().wait()  # until that has cancelled this
        raise NotebookFailure(fault)

    async def async_execute_cell(self, cell, cell_index, **options):
        if not is_executed(cell):
            return cell
        self.cells.append(cell)
        began = time.perf_counter()
        try:
            await super().async_execute_cell(cell, cell_index, **options)
            if len(self.cells) == self.total:
                await self.settle()
        except DeadKernelError as error:  # which nbclient takes each cancelled cell for
            if self.fault:
                raise NotebookFailure(self.fault) from error
            if not self.interrupted:
                await self.drain(cell, cell_index)
                raise NotebookFailure(ending(await self.km.provisioner.poll())) from error
            raise
        finally:
            cell.outputs = merge_streams(cell.outputs)
        self.check()
        seconds = time.perf_counter() - began
        print(f"  {self.name} [{len(self.cells)}/{self.total}] {seconds:.2f} s", flush=True)
        return cell

    async def finish_cell(self, cell, cell_index, execute_reply):
        """A round trip after each cell: Node reports unhandled rejections after the reply."""
        self.reply = execute_reply["content"]["status"]
        self.numbers[execute_reply["parent_header"]["msg_id"]] = len(self.cells)
        if may_fail(cell) and self.reply == "error":
            await asyncio.sleep(ABORT_WINDOW)
        await self.ask(self.kc.kernel_info())

    async def settle(self):
        """Makes sure that nothing the cells started goes on after the last of them."""
        request = self.kc.execute(SETTLE, silent=True, store_history=False)
        await self.ask(request)
        texts = [content.get("text", "") for asked, content in self.late if asked == request]
        left = Counter(KINDS.get(kind, kind) for kind in "".join(texts).split())
        if left:
            self.late = [late for late in self.late if late[0] != request]
            listed = ", ".join(counted(kind, count) for kind, count in sorted(left.items()))
            raise NotebookFailure(f"is the last, but something goes on after it: {listed}")

    async def ask(self, request: str):
        """Waits until the kernel has dealt with a request and with all before it."""
        self.probes.add(request)

        async def answered():
            while request not in self.ended:
                await self.receive()

        try:
            await asyncio.wait_for(answered(), self.timeout)
        except asyncio.TimeoutError:
            raise NotebookFailure(f"did not come to rest in {self.timeout} s") from None

    async def drain(self, cell: nbformat.NotebookNode, cell_index: int):
        """Reads what a kernel sent before it ended."""
        with suppress(Empty):
            while True:
                message = await self.receive_iopub(timeout=0.5)
                if message["msg_type"] in OUTPUT_TYPES:
                    self.process_message(message, cell, cell_index)

    def check(self):
        """Raises NotebookFailure unless the current cell went well."""
        cell = self.cells[-1]
        if self.late:
            raise NotebookFailure("went on after its end (await what it starts)")
        if self.written() > self.own_output:
            raise NotebookFailure(
                "wrote past the notebook, to the output of the kernel's process"
                " (a child process with stdio “inherit” does, and fs.writeSync(1, …))"
            )
        if may_fail(cell) and self.reply == "error":
            return
        if self.reply == "error":
            raise NotebookFailure("failed")
        if self.reply != "ok":
            raise NotebookFailure(f"was not run, the kernel answered “{self.reply}”")
        if any(output.get("name") == "stderr" for output in cell.outputs):
            raise NotebookFailure("wrote to stderr")

    def guilty(self) -> int:
        """The number of the cell that a failure is about."""
        numbers = [self.numbers.get(request) for request, _ in self.late]
        return next((number for number in numbers if number), len(self.cells))


def ending(code: int | None) -> str:
    """How a kernel ended that should not have."""
    if code is None or code >= 0:
        return f"ended the kernel with exit code {code or 0}"
    return f"killed the kernel ({signal.Signals(-code).name})"


def counted(kind: str, count: int) -> str:
    """A number of things in words: “1 worker”, “2 child processes”."""
    if count == 1:
        return f"1 {kind}"
    return f"{count} {kind}{'es' if kind.endswith('s') else 's'}"


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
