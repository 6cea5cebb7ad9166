/*
 * The links by level: a radix heap over the bits of the levels whose lowest bucket is a small 4-ary heap.
 *
 * No level ever falls below the least one, so a link can wait in the bucket of the highest digit in which its level differs from `base`, a
 * number below all levels. Only when its bucket is the lowest is it looked at again, and goes to where its level has risen by then: near,
 * or to a bucket further off. A bucket of many is spread by the least level in it as the new base. All of it can pause between chunks.
 */
/* Puts a link in its bucket: the highest digit (of six bits) in which its level differs from `base`, and the value of that digit. */
static void enter(i32 l, u64 key) {
  const i32 highest = 63 - __builtin_clzll((key ^ base) | 1);
  const i32 digit = (highest * 43) >> 8; /* a sixth of it */
  const i32 value = (i32)(key >> (6 * digit)) & 63;
  const i32 b = 64 * digit + value;
  i32 c = head[b];
  i32 n = held[b];
  if (c < 0 || n == CHUNK) {
    const i32 fresh = freeChunk >= 0 ? freeChunk : usedChunks++;
    if (freeChunk >= 0) freeChunk = chunk[fresh].next;
    chunk[fresh].next = c;
    head[b] = c = fresh;
    n = 0;
    filled[digit] |= 1ull << value;
  }
  chunk[c].link[n] = l;
  held[b] = n + 1;
  size[b]++;
}

static __attribute__((noinline)) void sink(i32 node, u64 key, i32 l) {
  u64 *const keys = nearKey;
  i32 *const theirs = nearLink;
  const i32 n = nearSize;
  for (;;) {
    const i32 first = 4 * node + 1;
    i32 best = first;
    u64 bestKey;
    if (first + 3 < n) {
      const u64 a = keys[first], b = keys[first + 1], c = keys[first + 2], d = keys[first + 3];
      const i32 left = b < a ? first + 1 : first;
      const i32 right = d < c ? first + 3 : first + 2;
      const u64 ab = b < a ? b : a, cd = d < c ? d : c;
      best = cd < ab ? right : left;
      bestKey = cd < ab ? cd : ab;
    } else {
      if (first >= n) break;
      bestKey = keys[first];
      for (i32 child = first + 1; child < n; child++)
        if (keys[child] < bestKey) {
          bestKey = keys[child];
          best = child;
        }
    }
    if (bestKey >= key) break;
    keys[node] = bestKey;
    theirs[node] = theirs[best];
    node = best;
  }
  keys[node] = key;
  theirs[node] = l;
}

static void dropNearest(void) {
  nearSize--;
  if (nearSize > 0) sink(0, nearKey[nearSize], nearLink[nearSize]);
}

/* Takes the lowest bucket apart from the others; false when none holds a level up to `most`. */
STAGE openLowest(u64 most) {
  i32 digit = 0;
  while (digit < DIGITS && filled[digit] == 0) digit++;
  if (digit == DIGITS) return 0;
  const i32 value = __builtin_ctzll(filled[digit]);
  u64 lower = (u64)value << (6 * digit);
  if (digit < DIGITS - 1) lower |= base >> (6 * digit + 6) << (6 * digit + 6);
  if (lower > most) return 0;
  const i32 b = 64 * digit + value;
  opened = openedAt = head[b];
  openedHeld = held[b];
  openedSize = size[b];
  openedEnd = lower + (1ull << (6 * digit));
  head[b] = -1;
  held[b] = size[b] = 0;
  filled[digit] &= ~(1ull << value);
  /* In the lowest digit all levels are next to equal: spreading them would not help. */
  stage = openedSize <= NEAR || digit == 0 ? OPEN_NEAR : OPEN_LEAST;
  least = ~0ull;
  return 1;
}

/* Hands out the next chunk of the opened bucket and frees it; answers how many links it had, 0 at the end. */
static i32 takeChunk(i32 *out) {
  const i32 c = opened;
  if (c < 0) return 0;
  const i32 n = openedHeld;
  for (i32 i = 0; i < n; i++) out[i] = chunk[c].link[i];
  opened = chunk[c].next;
  openedHeld = CHUNK;
  chunk[c].next = freeChunk;
  freeChunk = c;
  return n;
}

/* Links of the opened bucket whose level is still within it go near, the others on to their buckets. */
STAGE openNear(i32 left) {
  i32 some[CHUNK];
  i32 steps = 1;
  while (steps <= left) {
    const i32 n = takeChunk(some);
    if (n == 0) {
      nearEnd = openedEnd;
      at = (nearSize - 2) >> 2;
      stage = ORDER_NEAR;
      break;
    }
    for (i32 i = 0; i < n; i++) {
      const u64 key = state[some[i]].level;
      if (key == DEAD) continue;
      if (key < openedEnd) {
        nearKey[nearSize] = key;
        nearLink[nearSize++] = some[i];
      } else enter(some[i], key);
    }
    steps += 2 * n;
  }
  return steps;
}

STAGE orderNear(i32 left) {
  i32 steps = 1;
  for (; at >= 0 && steps <= left; at--, steps += 2) sink(at, nearKey[at], nearLink[at]);
  if (at < 0) stage = COLLECT;
  return steps;
}

/* The least level in a bucket too large to go near: the new base. */
STAGE openLeast(i32 left) {
  i32 steps = 1;
  while (openedAt >= 0 && steps <= left) {
    const Chunk *const c = chunk + openedAt;
    const i32 n = openedAt == opened ? openedHeld : CHUNK;
    for (i32 i = 0; i < n; i++) {
      const u64 key = state[c->link[i]].level;
      if (key < least) least = key;
    }
    openedAt = c->next;
    steps += n;
  }
  if (openedAt < 0) {
    /* Where all have risen beyond the bucket, the old base stays good. */
    if (least < openedEnd) base = least;
    stage = OPEN_SPREAD;
  }
  return steps;
}

STAGE openSpread(i32 left) {
  i32 some[CHUNK];
  i32 steps = 1;
  while (steps <= left) {
    const i32 n = takeChunk(some);
    if (n == 0) {
      stage = COLLECT;
      break;
    }
    for (i32 i = 0; i < n; i++) {
      const u64 key = state[some[i]].level;
      if (key != DEAD) enter(some[i], key);
    }
    steps += 2 * n;
  }
  return steps;
}
