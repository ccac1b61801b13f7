/* Forward Euler for the two-dimensional Hodgkin-Huxley model, as one would write it in C; compiled
 * with -DTABLES, by the algorithm of lib: polynomials on segments of the voltage.
 *
 *   euler INPUT RUNS
 *
 * INPUT holds the input current, one 64-bit float (A/m²) a step. Prints JSON: the seconds that each
 * run took, and 1001 samples of V.
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const double mV = 1e-3, ms = 1e-3;
static const double c = 0.01, E_K = -0.077, E_Na = 0.055, E_L = -0.0544;
static const double g_K = 360, g_Na = 1200, g_L = 0.3;

static double alpha_m(double V) { return 0.1 * (25 - V / mV) / (exp((25 - V / mV) / 10) - 1) / ms; }
static double beta_m(double V) { return 4 * exp(-V / mV / 18) / ms; }
static double alpha_n(double V) { return 0.01 * (10 - V / mV) / (exp((10 - V / mV) / 10) - 1) / ms; }
static double beta_n(double V) { return 0.125 * exp(-V / mV / 80) / ms; }

#ifdef TABLES
#define SEGMENTS 4096
#define PER_VOLT 8192.

/* m^3, alpha_n and beta_n on a segment of 1/8192 V, for d from 0 to 1. */
struct segment {
  int known;
  double m3[6], alpha[6], beta[6];
};
static struct segment table[SEGMENTS];

static double m3(double V) {
  double a = alpha_m(V), m = a / (a + beta_m(V));
  return m * m * m;
}

/* Newton's polynomial through Chebyshev points, as powers of d. */
static void interpolate(double (*f)(double), double start, double *c) {
  double node[6], difference[6];
  for (int i = 0; i < 6; i++) {
    node[i] = (1 - cos((2 * i + 1) * acos(-1) / 12)) / 2;
    difference[i] = f((start + node[i]) / PER_VOLT);
    c[i] = 0;
  }
  for (int order = 1; order < 6; order++)
    for (int i = 5; i >= order; i--)
      difference[i] = (difference[i] - difference[i - 1]) / (node[i] - node[i - order]);
  for (int i = 5; i >= 0; i--) {
    for (int k = 5; k > 0; k--) c[k] = c[k - 1] - node[i] * c[k];
    c[0] = difference[i] - node[i] * c[0];
  }
}

static double at(const double *c, double d) {
  double d2 = d * d;
  return c[0] + d * c[1] + d2 * (c[2] + d * c[3] + d2 * (c[4] + d * c[5]));
}
#else
static double dV_dt(double V, double n, double I) {
  double a = alpha_m(V);
  double m = a / (a + beta_m(V));
  double I_K = -g_K * n * n * n * n * (V - E_K);
  double I_Na = -g_Na * m * m * m * (0.89 - 1.1 * n) * (V - E_Na);
  double I_L = -g_L * (V - E_L);
  return (I + I_K + I_Na + I_L) / c;
}

static double dn_dt(double V, double n) { return alpha_n(V) * (1 - n) - beta_n(V) * n; }
#endif

struct simulation {
  double *t, *V, *n;
};

/* As lib's function of that name: the arrays are new, and the time is one of them. */
static int simulate(const double *I, long N, double dt, double V0, struct simulation *result) {
  double *t = malloc(N * sizeof *t), *V = malloc(N * sizeof *V), *n = malloc(N * sizeof *n);
  *result = (struct simulation){t, V, n};
  if (!t || !V || !n) return 0;
  t[0] = 0;
  V[0] = V0;
  n[0] = alpha_n(V0) / (alpha_n(V0) + beta_n(V0));
#ifdef TABLES
  for (long i = 0; i + 1 < N;) {
    double start = floor(V[i] * PER_VOLT);
    long k = (long)start + SEGMENTS / 2;
    if (k < 0 || k >= SEGMENTS) return 0;
    struct segment *s = &table[k];
    if (!s->known) {
      interpolate(m3, start, s->m3);
      interpolate(alpha_n, start, s->alpha);
      interpolate(beta_n, start, s->beta);
      s->known = 1;
    }
    double V_i = V[i], n_i = n[i];
    for (; i + 1 < N; i++) {
      double d = V_i * PER_VOLT - start;
      if (!(d >= 0 && d < 1)) break;
      double I_K = -g_K * n_i * n_i * n_i * n_i * (V_i - E_K);
      double I_Na = -g_Na * (0.89 - 1.1 * n_i) * (V_i - E_Na) * at(s->m3, d);
      double dV = (I[i] + I_K - g_L * (V_i - E_L) + I_Na) * (1 / c) * dt;
      n_i += (at(s->alpha, d) * (1 - n_i) - at(s->beta, d) * n_i) * dt;
      V_i += dV;
      t[i + 1] = (i + 1) * dt;
      V[i + 1] = V_i;
      n[i + 1] = n_i;
    }
  }
#else
  for (long i = 0; i + 1 < N; i++) {
    t[i + 1] = (i + 1) * dt;
    V[i + 1] = V[i] + dV_dt(V[i], n[i], I[i]) * dt;
    n[i + 1] = n[i] + dn_dt(V[i], n[i]) * dt;
  }
#endif
  return 1;
}

static void release(struct simulation *result) {
  free(result->t);
  free(result->V);
  free(result->n);
}

static double now(void) {
  struct timespec t;
  timespec_get(&t, TIME_UTC);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  FILE *file = fopen(argv[1], "rb");
  if (!file) return 1;
  fseek(file, 0, SEEK_END);
  long N = ftell(file) / (long)sizeof(double);
  rewind(file);
  double *I = malloc(N * sizeof *I);
  if (!I || fread(I, sizeof *I, N, file) != (size_t)N) return 1;
  fclose(file);
  int runs = atoi(argv[2]);
  struct simulation result = {0};
  printf("{\"seconds\": [");
  for (int run = -1; run < runs; run++) { /* the first does not count */
    double began = now();
    if (!simulate(I, N, 0.01 * ms, -54.4 * mV, &result)) return 1;
    double seconds = now() - began;
    if (run >= 0) printf("%s%.9f", run ? ", " : "", seconds);
    if (run + 1 < runs) release(&result);
  }
  printf("], \"result\": [");
  for (long k = 0; k <= 1000; k++) printf("%s%.17g", k ? ", " : "", result.V[k * (N - 1) / 1000]);
  printf("]}\n");
  return 0;
}
