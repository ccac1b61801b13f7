/* Many runs with noise, at the limit of C: two threads, and eight runs at a time in each, one in every
 * lane of a vector register.
 *
 *   ensemble RUNS
 *
 * Compiled with -O3 -march=native -ffast-math -fopenmp. The seeds are 0, 1, ... Prints JSON: the
 * seconds that it took, and the mean, standard deviation, least and greatest of V and the mean of n of
 * each run.
 */

#include <math.h>
#include <omp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LANES 8
#define N 200000
#define M 4800
#define SIZE 16384
#define STEP (SIZE - M + 1)
typedef double lanes[LANES];
#define EACH _Pragma("omp simd") for (int l = 0; l < LANES; l++)

static const double c = 0.01, E_K = -0.077, E_Na = 0.055, E_L = -0.0544;
static const double g_K = 360, g_Na = 1200, g_L = 0.3, dt = 1e-5;

/* NumPy's RandomState(seed).randn(N), into one lane. */
static void randn(uint32_t seed, lanes *x, int l) {
  uint32_t s[624];
  double u[312];
  int used = 312;
  s[0] = seed;
  for (int i = 1; i < 624; i++) s[i] = 1812433253u * (s[i - 1] ^ (s[i - 1] >> 30)) + i;
  for (int i = 0; i < N;) {
    if (used == 312) {
      for (int k = 0; k < 624; k++) {
        uint32_t y = (s[k] & 0x80000000u) | (s[(k + 1) % 624] & 0x7fffffffu);
        s[k] = s[(k + 397) % 624] ^ (y >> 1) ^ (-(y & 1) & 0x9908b0dfu);
      }
      for (int k = 0; k < 312; k++) {
        uint32_t w[2];
        for (int j = 0; j < 2; j++) {
          uint32_t y = s[2 * k + j];
          y ^= y >> 11;
          y ^= (y << 7) & 0x9d2c5680u;
          y ^= (y << 15) & 0xefc60000u;
          w[j] = y ^ (y >> 18);
        }
        u[k] = ((w[0] >> 5) * 67108864. + (w[1] >> 6)) / 9007199254740992.;
      }
      used = 0;
    }
    double a = 2 * u[used] - 1, b = 2 * u[used + 1] - 1, r2 = a * a + b * b;
    used += 2;
    if (r2 >= 1 || r2 == 0) continue;
    double factor = sqrt(-2 * log(r2) / r2);
    x[i++][l] = factor * b;
    x[i++][l] = factor * a;
  }
}

static double wr[SIZE], wi[SIZE];

/* Transforms SIZE complex numbers in every lane, four parts at a time; the result is out of order. */
static void forward(lanes *re, lanes *im) {
  for (int q = SIZE / 4; q >= 1; q /= 4)
    for (int s = 0; s < SIZE; s += 4 * q)
      for (int k = 0; k < q; k++) {
        int a = s + k, b = a + q, d = b + q, e = d + q, f = SIZE / (4 * q) * k;
        EACH {
          double tr = re[a][l] + re[d][l], ti = im[a][l] + im[d][l];
          double ur = re[a][l] - re[d][l], ui = im[a][l] - im[d][l];
          double vr = re[b][l] + re[e][l], vi = im[b][l] + im[e][l];
          double xr = im[b][l] - im[e][l], xi = re[e][l] - re[b][l];
          double pr = ur + xr, pi = ui + xi, qr = tr - vr, qi = ti - vi, zr = ur - xr, zi = ui - xi;
          re[a][l] = tr + vr, im[a][l] = ti + vi;
          re[b][l] = pr * wr[f] + pi * wi[f], im[b][l] = pi * wr[f] - pr * wi[f];
          re[d][l] = qr * wr[2 * f] + qi * wi[2 * f], im[d][l] = qi * wr[2 * f] - qr * wi[2 * f];
          re[e][l] = zr * wr[3 * f] + zi * wi[3 * f], im[e][l] = zi * wr[3 * f] - zr * wi[3 * f];
        }
      }
}

static void inverse(lanes *re, lanes *im) {
  for (int q = 1; q < SIZE; q *= 4)
    for (int s = 0; s < SIZE; s += 4 * q)
      for (int k = 0; k < q; k++) {
        int a = s + k, b = a + q, d = b + q, e = d + q, f = SIZE / (4 * q) * k;
        EACH {
          double pr = re[b][l] * wr[f] - im[b][l] * wi[f], pi = im[b][l] * wr[f] + re[b][l] * wi[f];
          double qr = re[d][l] * wr[2 * f] - im[d][l] * wi[2 * f];
          double qi = im[d][l] * wr[2 * f] + re[d][l] * wi[2 * f];
          double zr = re[e][l] * wr[3 * f] - im[e][l] * wi[3 * f];
          double zi = im[e][l] * wr[3 * f] + re[e][l] * wi[3 * f];
          double tr = re[a][l] + qr, ti = im[a][l] + qi, ur = re[a][l] - qr, ui = im[a][l] - qi;
          double vr = pr + zr, vi = pi + zi, xr = zi - pi, xi = pr - zr;
          re[a][l] = tr + vr, im[a][l] = ti + vi;
          re[b][l] = ur + xr, im[b][l] = ui + xi;
          re[d][l] = tr - vr, im[d][l] = ti - vi;
          re[e][l] = ur - xr, im[e][l] = ui - xi;
        }
      }
}

static void smooth(const lanes *white, lanes *I, lanes *re, lanes *im, const lanes *kr, const lanes *ki) {
  int middle = (M - 1) / 2;
  for (int done = 0; done < N; done += 2 * STEP) {
    for (int part = 0; part < 2; part++)
      for (int j = 0; j < SIZE; j++) {
        int i = middle + done + part * STEP - (M - 1) + j;
        lanes *to = part ? im + j : re + j;
        if (i >= 0 && i < N) memcpy(to, white + i, sizeof *to);
        else memset(to, 0, sizeof *to);
      }
    forward(re, im);
    for (int j = 0; j < SIZE; j++) EACH {
        double r = re[j][l];
        re[j][l] = r * kr[j][l] - im[j][l] * ki[j][l];
        im[j][l] = r * ki[j][l] + im[j][l] * kr[j][l];
      }
    inverse(re, im);
    for (int part = 0; part < 2; part++)
      for (int j = 0, i = done + part * STEP; j < STEP && i < N; j++, i++)
        memcpy(I + i, (part ? im : re) + j + M - 1, sizeof *I);
  }
}

/* x / (e^x - 1) */
static inline double rate(double x) { return x / (exp(x) - 1); }

/* One step; V and n are those before it. */
static inline void step(double *V, double *n, double I) {
  double v = *V * 1e3, x = *n;
  double am = 1e3 * rate((25 - v) / 10), bm = 4e3 * exp(-v / 18);
  double an = 1e2 * rate((10 - v) / 10), bn = 125 * exp(-v / 80);
  double m = am / (am + bm);
  double I_K = -g_K * x * x * x * x * (*V - E_K);
  double I_Na = -g_Na * m * m * m * (0.89 - 1.1 * x) * (*V - E_Na);
  *V += (I + I_K + I_Na - g_L * (*V - E_L)) / c * dt;
  *n += (an * (1 - x) - bn * x) * dt;
}

static void simulate(const lanes *I, lanes *V, lanes *n) {
  EACH {
    double v = -54.4, an = 1e2 * rate((10 - v) / 10), bn = 125 * exp(-v / 80);
    V[0][l] = v / 1e3, n[0][l] = an / (an + bn);
  }
  for (int i = 0; i + 1 < N; i++) EACH {
      double a = V[i][l], b = n[i][l];
      step(&a, &b, I[i][l]);
      V[i + 1][l] = a, n[i + 1][l] = b;
    }
}

static lanes *allocate(int length) {
  lanes *x = aligned_alloc(64, length * sizeof(lanes));
  if (!x) exit(1);
  return x;
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  int runs = atoi(argv[1]);
  double(*summary)[5] = malloc((runs + LANES) * sizeof *summary);
  double began = omp_get_wtime();
  for (int i = 0; i < SIZE; i++) wr[i] = cos(2 * acos(-1) * i / SIZE), wi[i] = sin(2 * acos(-1) * i / SIZE);
  lanes *kr = allocate(SIZE), *ki = allocate(SIZE);
  for (int i = 0; i < SIZE; i++) {
    double x = (i - (M - 1) / 2.) / 600, weight = i < M ? exp(-x * x / 2) / M / SIZE : 0;
    EACH kr[i][l] = weight, ki[i][l] = 0;
  }
  forward(kr, ki);
#pragma omp parallel num_threads(2)
  {
    lanes *white = allocate(N), *I = allocate(N), *V = allocate(N), *n = allocate(N);
    lanes *re = allocate(SIZE), *im = allocate(SIZE);
#pragma omp for schedule(dynamic)
    for (int first = 0; first < runs; first += LANES) {
      for (int l = 0; l < LANES; l++) randn(first + l, white, l);
      for (int i = 0; i < N; i++) EACH white[i][l] *= 1.4;
      smooth(white, I, re, im, kr, ki);
      simulate(I, V, n);
      lanes mean = {0}, n_mean = {0}, least, greatest, squares = {0};
      EACH least[l] = greatest[l] = V[0][l];
      for (int i = 0; i < N; i++) EACH {
          mean[l] += V[i][l] / N, n_mean[l] += n[i][l] / N;
          least[l] = fmin(least[l], V[i][l]), greatest[l] = fmax(greatest[l], V[i][l]);
        }
      for (int i = 0; i < N; i++) EACH squares[l] += (V[i][l] - mean[l]) * (V[i][l] - mean[l]);
      for (int l = 0; l < LANES; l++) {
        double all[] = {mean[l], sqrt(squares[l] / N), least[l], greatest[l], n_mean[l]};
        memcpy(summary[first + l], all, sizeof all);
      }
    }
  }
  double seconds = omp_get_wtime() - began;
  printf("{\"seconds\": [%.9f], \"result\": [", seconds);
  for (int i = 0; i < 5 * runs; i++) printf("%s%.17g", i ? ", " : "", summary[i / 5][i % 5]);
  printf("]}\n");
  return 0;
}
