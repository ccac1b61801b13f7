"""How long a reader waits for the kernel: prints the seconds to the first result, and of the import."""

import json
import sys
import time
from pathlib import Path

from jupyter_client import KernelManager

folder = Path(__file__).parent.parent / "notebooks"
began = time.perf_counter()
manager = KernelManager(kernel_name="tslab")
manager.start_kernel(cwd=str(folder), stderr=sys.stderr)
client = manager.client()
client.start_channels()


def execute(code):
    began = time.perf_counter()
    client.execute_interactive(code, timeout=60, output_hook=lambda message: None)
    return time.perf_counter() - began


try:
    client.wait_for_ready(timeout=60)
    execute("1 + 1")
    first = time.perf_counter() - began
    imported = execute('import { hodgkinHuxley2D, squidAxon, show, VdotPlot } from "../lib";')
    figure = execute(
        "show(VdotPlot({ curves: [{ dV_dt: (V) => hodgkinHuxley2D(squidAxon).dV_dt(V, 0, 0) }] }));"
    )
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
print(json.dumps({"first": first, "imported": imported, "figure": figure}))
