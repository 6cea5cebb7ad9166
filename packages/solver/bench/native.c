/*
 * The filling kernel as a native program: what the same source takes without a browser's machine in between, for the bench.
 *
 * In, on standard input: links, flows, repeats (int32), capacities (float64), offsets (int32, flows + 1), rows (int32).
 * Out: the least milliseconds of processor time of a filling (float64), then the rates (float64).
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../kernel/fill.c"

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static void *need(void *p, size_t bytes) {
  if (bytes > 0 && fread(p, 1, bytes, stdin) != bytes) exit(2);
  return p;
}

int main(void) {
  i32 sizes[3];
  need(sizes, sizeof sizes);
  const size_t l = (size_t)sizes[0], f = (size_t)sizes[1];
  f64 *const c = need(malloc(8 * l + 8), 8 * l);
  i32 *const o = need(malloc(4 * (f + 1)), 4 * (f + 1));
  const size_t e = (size_t)o[f];
  i32 *const r = need(malloc(4 * e + 4), 4 * e);
  useMemory(0);
  const f64 bytes = layout((i32)l, (i32)f, (i32)e, 0);
  void *const block = aligned_alloc(64, ((size_t)bytes + 63) & ~(size_t)63);
  if (block == 0) return 3;
  f64 best = 1e300;
  for (i32 repeat = 0; repeat < sizes[2]; repeat++) {
    const double from = now_ms();
    useMemory(block);
    layout((i32)l, (i32)f, (i32)e, 0);
    for (size_t i = 0; i < l; i++) capacity[i] = c[i];
    for (size_t i = 0; i <= f; i++) offset[i] = o[i];
    for (size_t i = 0; i < e; i++) row[i] = r[i];
    while (run(100000) == 0) {
    }
    const double spent = now_ms() - from;
    if (spent < best) best = spent;
  }
  fwrite(&best, 8, 1, stdout);
  fwrite(rate, 8, f, stdout);
  return 0;
}
