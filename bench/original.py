"""The work of the 2021 notebook in Python, as a notebook: its cells with NumPy, SciPy and matplotlib.

    python original.py FOLDER

Executes it by nbclient and ipykernel, as `npm start` does ours by nbclient and tslab, and writes it
into FOLDER with its outputs. The simulation is a Python loop, as in the original.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

CELLS = [
    """
%matplotlib inline
import numpy as np
import matplotlib.pyplot as plt
from scipy.optimize import newton
from scipy.signal.windows import gaussian
from peers import dV_dt, euler, m_inf, mV, ms, nA_per_mm2, dt
from peers import g_K, E_K, g_Na, E_Na, g_L, E_L
unit = mV / ms
""",
    """
V = np.linspace(-100 * mV, 5 * mV, 1000)
plt.axhline(0, color="k")
plt.plot(V / mV, dV_dt(V, 0, 0) / unit);
""",
    "newton(lambda V: dV_dt(V, 0, 0), np.array([-60 * mV, 0.0])) / mV",
    """
C, k, V_r, V_t = 1320e-12, 0.7e-9 / mV, -54.4 * mV, 2 * mV
V = np.linspace(-100 * mV, 20 * mV, 1000)
plt.axhline(0, color="k")
plt.plot(V / mV, k * (V - V_r) * (V - V_t) / C / unit, label="Izhikevich")
plt.plot(V / mV, dV_dt(V, 0, 0) / unit, label="HH 2D")
plt.axis([-100, 20, -1.7, 4.9]); plt.legend();
""",
    """
V = np.linspace(-100 * mV, 10 * mV, 1000)
plt.axhline(0, color="k")
for I in 0, -10, 10, 20:
    plt.plot(V / mV, dV_dt(V, 0, I * nA_per_mm2) / unit, label=f"$I = {I}$ nA/mm²")
plt.axis([-83, 10, -2.8, 3.1]); plt.legend();
""",
    """
plt.axhline(0, color="k")
for n in 0, 0.1, 0.2, 0.3:
    plt.plot(V / mV, dV_dt(V, n, 0) / unit, label=f"$n = {n}$")
plt.xlim(-100, 10); plt.legend();
""",
    """
n = np.linspace(0, 1, 1000, endpoint=False)
Vdot = dV_dt(0.0, n, 0) / unit
plt.plot(n, Vdot)
plt.yscale("symlog", linthresh=1e-6);
""",
    "plt.plot(n[1:], np.diff(Vdot) / Vdot[1:]); plt.ylim(bottom=0);",
    """
N = 200_000
np.random.seed(1)
white = np.random.randn(N) * 1400 * nA_per_mm2
I = np.convolve(white, gaussian(4800, std=600) / 4800, "same")
""",
    "V, n = euler(I)",
    """
t = np.arange(N) * dt / ms
fig, axes = plt.subplots(4, sharex=True, figsize=(8.3, 8.3))
axes[0].plot(t, V / mV)
axes[1].plot(t, n)
axes[2].plot(t, -g_K * n**4 * (V - E_K) / nA_per_mm2)
axes[2].plot(t, -g_Na * m_inf(V)**3 * (0.89 - 1.1 * n) * (V - E_Na) / nA_per_mm2)
axes[2].plot(t, -g_L * (V - E_L) / nA_per_mm2)
axes[3].plot(t, I / nA_per_mm2);
""",
    "V[-1] / mV, n[-1]",
]

here = Path(__file__).parent
notebook = nbformat.v4.new_notebook(
    cells=[nbformat.v4.new_code_cell(source.strip()) for source in CELLS]
)
NotebookClient(
    notebook, kernel_name="python3", resources={"metadata": {"path": str(here)}}
).execute()
nbformat.write(notebook, Path(sys.argv[1]) / "original.ipynb")
