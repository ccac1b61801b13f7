"""The peers written in Python: each computes what lib/ computes, as a user of NumPy would write it.

    python peers.py TASK RUNS [INPUT]

INPUT is a file with the input current, one 64-bit float (A/m²) a step. Prints JSON: the seconds that
each run took after one to warm up, and the result, to be held against lib's.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
from scipy.optimize import newton
from scipy.signal import oaconvolve
from scipy.signal.windows import gaussian

mV = ms = 1e-3
nA_per_mm2 = 1e-3
c, E_K, E_Na, E_L = 0.01, -0.077, 0.055, -0.0544
g_K, g_Na, g_L = 360.0, 1200.0, 0.3
dt = 0.01 * ms


def alpha_m(V):
    return 0.1 * (25 - V / mV) / (np.exp((25 - V / mV) / 10) - 1) / ms


def beta_m(V):
    return 4 * np.exp(-V / mV / 18) / ms


def alpha_n(V):
    return 0.01 * (10 - V / mV) / (np.exp((10 - V / mV) / 10) - 1) / ms


def beta_n(V):
    return 0.125 * np.exp(-V / mV / 80) / ms


def m_inf(V):
    return alpha_m(V) / (alpha_m(V) + beta_m(V))


def n_inf(V):
    return alpha_n(V) / (alpha_n(V) + beta_n(V))


def tau_n(V):
    return 1 / (alpha_n(V) + beta_n(V))


def dV_dt(V, n, I):
    I_K = -g_K * n**4 * (V - E_K)
    I_Na = -g_Na * m_inf(V) ** 3 * (0.89 - 1.1 * n) * (V - E_Na)
    I_L = -g_L * (V - E_L)
    return (I + I_K + I_Na + I_L) / c


def dn_dt(V, n):
    return (n_inf(V) - n) / tau_n(V)


def euler(I):
    N = len(I)
    V = np.empty(N)
    n = np.empty(N)
    V[0] = -54.4 * mV
    n[0] = n_inf(V[0])
    for i in range(N - 1):
        V[i + 1] = V[i] + dV_dt(V[i], n[i], I[i]) * dt
        n[i + 1] = n[i] + dn_dt(V[i], n[i]) * dt
    return V, n


def compiled():
    """The same functions, compiled by numba."""
    import numba

    scope = globals()
    rates = ("alpha_m", "beta_m", "m_inf", "alpha_n", "beta_n", "n_inf", "tau_n")
    for name in (*rates, "dV_dt", "dn_dt", "euler"):
        scope[name] = numba.njit(scope[name], nogil=True)
    return scope["euler"]


def smoothed_noise(seed, convolve):
    white = np.random.RandomState(seed).randn(200_000) * 1400 * nA_per_mm2
    return convolve(white, gaussian(4800, std=600) / 4800, "same")


def samples(V):
    return V[np.arange(1001) * (len(V) - 1) // 1000].tolist()


def measure(runs, compute, warm_up=True, repeat=1):
    if warm_up:
        compute()
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        for _ in range(repeat):
            result = compute()
        seconds.append((time.perf_counter() - began) / repeat)
    return seconds, result


def euler_python(runs, I):
    # One warm-up would double the minutes and change nothing: there is nothing to compile.
    seconds, (V, _) = measure(runs, lambda: euler(I), warm_up=False)
    return seconds, samples(V)


def euler_numba(runs, I):
    run = compiled()
    seconds, (V, _) = measure(runs, lambda: run(I))
    return seconds, samples(V)


def euler_brian2(runs, I):
    import brian2 as b2

    b2.BrianLogger.suppress_name("resolution_conflict")
    b2.defaultclock.dt = dt * b2.second
    equations = """
    dV/dt = (I_in(t) + I_K + I_Na + I_L) / (c*farad/meter**2) : volt
    dn/dt = alpha_n * (1 - n) - beta_n * n : 1
    I_K = -g_K*siemens/meter**2 * n**4 * (V - E_K*volt) : amp/meter**2
    I_Na = -g_Na*siemens/meter**2 * m_inf**3 * (0.89 - 1.1*n) * (V - E_Na*volt) : amp/meter**2
    I_L = -g_L*siemens/meter**2 * (V - E_L*volt) : amp/meter**2
    m_inf = alpha_m / (alpha_m + beta_m) : 1
    alpha_m = 1 / exprel((25*mV - V) / (10*mV)) / ms : Hz
    beta_m = 4 * exp(-V / (18*mV)) / ms : Hz
    alpha_n = 0.1 / exprel((10*mV - V) / (10*mV)) / ms : Hz
    beta_n = 0.125 * exp(-V / (80*mV)) / ms : Hz
    """
    numbers = {name: globals()[name] for name in ("c", "E_K", "E_Na", "E_L", "g_K", "g_Na", "g_L")}
    amperes = I * b2.amp / b2.meter**2
    namespace = numbers | {"I_in": b2.TimedArray(amperes, dt=dt * b2.second)}
    neuron = b2.NeuronGroup(1, equations, method="euler", namespace=namespace)
    neuron.V = -54.4 * b2.mV
    neuron.n = "alpha_n / (alpha_n + beta_n)"
    monitor = b2.StateMonitor(neuron, ["V", "n"], record=True)
    network = b2.Network(neuron, monitor)
    network.run(dt * b2.second)  # compiles
    network.store()
    seconds = []
    for _ in range(runs):
        network.restore()
        began = time.perf_counter()
        network.run((len(I) - 1) * dt * b2.second)
        seconds.append(time.perf_counter() - began)
    return seconds, samples(np.asarray(monitor.V[0]))


def noise_scipy(runs):
    seconds, I = measure(runs, lambda: smoothed_noise(1, np.convolve))
    return seconds, samples(I)


def newton_scipy(runs):
    starts = np.array([-60 * mV, 0.0])
    roots = partial(newton, partial(dV_dt, n=0, I=0), starts)
    seconds, result = measure(runs, roots, repeat=100)
    return seconds, result.tolist()


def grid_numpy(runs):
    V, n = np.meshgrid(
        np.linspace(-100 * mV, 50 * mV, 1000), np.linspace(0, 1, 1000), indexing="ij"
    )
    seconds, grid = measure(runs, lambda: dV_dt(V, n, 0.0))
    return seconds, samples(grid.ravel())


def grid_broadcast(runs):
    """As grid_numpy, but the exponentials are taken of the 1000 voltages alone."""
    V = np.linspace(-100 * mV, 50 * mV, 1000)[:, np.newaxis]
    n = np.linspace(0, 1, 1000)
    seconds, grid = measure(runs, lambda: dV_dt(V, n, 0.0))
    return seconds, samples(grid.ravel())


def ensemble_numba(runs, size=1000):
    import numba

    run = compiled()

    @numba.njit(nogil=True)
    def summary(V, n):
        spikes = np.sum((V[:-1] < 0) & (V[1:] >= 0))
        return np.array([V.mean(), V.std(), V.min(), V.max(), n.mean(), spikes])

    def one(seed):
        # The fastest of SciPy's convolutions, not the original's.
        return summary(*run(smoothed_noise(seed, oaconvolve)))

    one(0)
    with ThreadPoolExecutor(2) as threads:
        seconds, result = measure(runs, lambda: list(threads.map(one, range(size))), warm_up=False)
    return seconds, np.array(result)[:, :5].ravel().tolist()


if __name__ == "__main__":
    task, runs, *files = sys.argv[1:]
    inputs = [np.fromfile(file) for file in files]
    seconds, result = globals()[task](int(runs), *inputs)
    print(json.dumps({"seconds": seconds, "result": result}))
