/*
 * What the filling kernel holds, and where in memory it stands.
 *
 * One block: the arrays that the caller writes and reads (`place`), then the kernel's own; at six links a flow 64 bytes a flow (12 more
 * with caps) and 66 a link. Nothing is allocated while it runs.
 */
typedef int i32;
typedef unsigned u32;
typedef unsigned long long u64;
typedef double f64;
typedef unsigned char u8;
typedef i32 v4 __attribute__((vector_size(16), aligned(4)));

#ifdef __wasm__
#define EXPORT(name) __attribute__((export_name(#name)))
extern u8 __heap_base;
#else
#define EXPORT(name)
#endif
/* One stage, one function: small enough for the compiler of the browser to keep all of it in registers. */
#define STAGE static __attribute__((noinline)) i32

/* Links whose levels differ by less than this part saturate together; as in unit.ts. */
#define TIE 1e-12
/* Bottlenecks that are no link; as in instance.ts. The last is used in here alone. */
#define LIMITED_BY_CAP (-1)
#define WITHOUT_LINK (-3)
#define RISING (-4)
/* The level of a link on which no flow rises: above the bits of any number. */
#define DEAD 0x7ff8000000000000ull
#define INFINITE 0x7ff0000000000000ull
/* Entries looked at and flows stopped in one wave. */
#define ENTRIES 1024
#define WAVE 256
/* Rows up to this long are gathered first; longer ones keep the memory busy by themselves. */
#define SHORT_ROW 64
/* A bucket of up to this many links is not spread further: so many keys and links are 1.5 kB. */
#define NEAR 128
#define DIGITS 11
#define BUCKETS (DIGITS * 64)
#define CHUNK 15

/* All that a level needs of a link, in one half of a cache line. */
typedef struct {
  u64 level; /* the bits of a float: they are in the order of the floats, for none is negative */
  f64 rest;  /* capacity that is left; the level at which it saturated once it has */
  i32 rising, stopped;
  i32 start, end; /* its entries in `crossing` */
} Link;

/* Some links of a bucket. */
typedef struct {
  i32 next;
  i32 link[CHUNK];
} Chunk;

static i32 links, flows, entries, capped;
static f64 *capacity, *cap, *rate;
static i32 *offset, *row, *capOrder, *bottleneck;
static Link *state;
static i32 *crossing, *touched, *batch, *flat;
static u8 *inBatch;
static i32 found[ENTRIES], from[WAVE], length[WAVE];

static Chunk *chunk;
static i32 freeChunk, usedChunks;
static i32 head[BUCKETS], held[BUCKETS], size[BUCKETS];
static u64 filled[DIGITS]; /* which of the 64 buckets of a digit hold something */
static u64 base;           /* no level is below it */
static u64 *nearKey;
static i32 *nearLink, nearSize;
static u64 nearEnd;

enum { CLEAR, COUNT, START, PLACE, ENTER, COLLECT, OPEN_NEAR, ORDER_NEAR, OPEN_LEAST, OPEN_SPREAD, STOP_CAPPED, STOP, UPDATE, MARK, ANSWER, END };
static i32 stage, at, settledFlows, levelCount, capAt;
static i32 batchCount, batchAt, entryAt, touchedCount;
static u64 bound; /* up to where links belong to the level that is looked for; INFINITE before its first */
static f64 level;
static i32 opened, openedAt, openedHeld, openedSize; /* the bucket that is being opened: its chunks and how full the first is */
static u64 openedEnd, least;

static u64 bitsOf(f64 x) {
  union { f64 real; u64 bits; } one = {x};
  return one.bits;
}

static f64 realOf(u64 x) {
  union { u64 bits; f64 real; } one = {x};
  return one.real;
}

static u8 *memory;
static u64 used;

static void *take(u64 bytes) {
  u8 *here = memory + used;
  used = (used + bytes + 63) & ~63ull;
  return here;
}

#ifndef __wasm__
static void useMemory(void *start) { memory = start; }
#endif

/* Says where everything stands, and how many bytes of memory that needs in all; touches none of them. */
EXPORT(layout) f64 layout(i32 linkCount, i32 flowCount, i32 entryCount, i32 cappedCount) {
  links = linkCount;
  flows = flowCount;
  entries = entryCount;
  capped = cappedCount;
#ifdef __wasm__
  used = (u64)(u32)&__heap_base;
#else
  used = 0;
#endif
  used = (used + 63) & ~63ull;
  const u64 l = (u64)links, f = (u64)flows, e = (u64)entries;
  capacity = take(8 * l);
  offset = take(4 * (f + 1));
  /* A row is copied 32 bytes at once, whatever its length. */
  row = take(4 * e + 32);
  cap = take(capped > 0 ? 8 * f : 0);
  capOrder = take(4 * (u64)capped);
  rate = take(8 * f);
  bottleneck = take(4 * f);
  state = take(sizeof(Link) * l);
  crossing = take(4 * e);
  touched = take(4 * (l + 1));
  batch = take(4 * l);
  inBatch = take(l);
  flat = take(4 * (WAVE + 1) * SHORT_ROW);
  /* Chunks but the first of each bucket are full. */
  chunk = take(sizeof(Chunk) * (l / CHUNK + BUCKETS + 2));
  /* The children of a node, from 4 i + 1 on, share a cache line. */
  nearKey = (u64 *)take(8 * (l + 8)) + 7;
  nearLink = take(4 * l);
  stage = CLEAR;
  at = settledFlows = levelCount = capAt = nearSize = touchedCount = batchCount = 0;
  freeChunk = -1;
  usedChunks = 0;
  nearEnd = 0;
  for (i32 b = 0; b < BUCKETS; b++) {
    head[b] = -1;
    held[b] = size[b] = 0;
  }
  for (i32 i = 0; i < DIGITS; i++) filled[i] = 0;
  least = ~0ull;
  bound = INFINITE;
  level = 0;
  return (f64)used;
}

/* Where an array stands: capacities, offsets, rows, caps, the order of caps, rates, bottlenecks. */
EXPORT(place) void *place(i32 which) {
  void *const places[] = {capacity, offset, row, cap, capOrder, rate, bottleneck};
  return places[which];
}

EXPORT(settled) i32 settled(void) { return settledFlows; }
EXPORT(levels) i32 levels(void) { return levelCount; }
