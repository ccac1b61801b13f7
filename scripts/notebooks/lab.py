"""JupyterLab that ends when what started it was killed, and so could not end it.

Its kernels end with it, and so does the process LAB_COMPILER: the other one that was started.
"""

import contextlib
import os
import signal
import sys
import threading
import time

from jupyterlab.labapp import main


def watch():
    while str(os.getppid()) == os.environ["LAB_STARTED_BY"]:
        time.sleep(1)
    if compiler := os.environ.get("LAB_COMPILER"):
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(compiler), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    if sys.platform != "win32":  # where a parent's number stays when it is gone
        threading.Thread(target=watch, daemon=True).start()
    sys.exit(main())
