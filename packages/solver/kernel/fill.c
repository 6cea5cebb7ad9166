/*
 * Max-min filling of flows of equal weight that take whole links: the kernel of `src/maxmin/unit.ts` for large instances, to the same bits.
 *
 * In: capacities, the rows of the flows (offsets and links), caps and their order where flows have some; the caller writes them where
 * `place` says. Out, in the same way: rates and bottlenecks. `layout` says how many bytes that takes; `run` works about `quantum`
 * steps and can be called again. No library; it needs memory and nothing else. `scripts/kernel.mjs` makes a WebAssembly module of it, the bench a native program.
 *
 * All flows rise together. The level of a link is its remaining capacity over the number of its rising flows, and never falls. Links of
 * least level (within `TIE`) saturate, their flows stop, and every touched link is brought up to date once. What makes it fast is order:
 *
 * - Which link is next is told by a radix heap over the bits of the levels, its lowest bucket a small heap that stays in the nearest cache.
 *   A link is moved only when its bucket is opened, to where its level has risen by then. O(1) bucket a link for each of 11 digits at most.
 * - What a level touches is fetched in waves (which flows rise, where their rows are, the rows, the links), each wave a loop whose
 *   loads do not wait for each other; rows of up to eight links are copied as two vectors.
 */
#include "memory.h"
#include "queue.h"

/* ---- setting out: the incidence turned round by a stable counting sort, the links and their levels ---- */

static i32 upTo(i32 left, i32 count) { return left < count - at ? at + left : count; }

STAGE clear(i32 left) {
  const i32 to = upTo(left, links);
  const i32 steps = to - at + 1;
  for (i32 l = at; l < to; l++) {
    touched[l] = 0;
    inBatch[l] = 0;
  }
  at = to;
  if (to == links) {
    at = 0;
    stage = COUNT;
  }
  return steps;
}

STAGE count(i32 left) {
  const i32 to = upTo(left, entries);
  const i32 steps = to - at + 1;
  i32 *const counts = touched;
  for (i32 i = at; i < to; i++) counts[row[i]]++;
  at = to;
  if (to == entries) {
    at = entryAt = 0;
    stage = START;
  }
  return steps;
}

/* Turns counts into starts; false when a capacity is none that this kernel takes. */
STAGE start(i32 left, i32 *fit) {
  const i32 to = upTo(left, links);
  const i32 steps = 2 * (to - at) + 1;
  for (i32 l = at; l < to; l++) {
    const i32 n = touched[l];
    const f64 c = capacity[l];
    if (!(c >= 0 && bitsOf(c + 0.0) < INFINITE)) *fit = 0;
    const u64 key = n > 0 ? bitsOf(c / n + 0.0) : DEAD;
    state[l] = (Link){key, c, n, 0, entryAt, entryAt + n};
    if (key < least) least = key;
    touched[l] = entryAt;
    entryAt += n;
  }
  at = to;
  if (to == links) {
    at = 0;
    base = least;
    stage = PLACE;
  }
  return steps;
}

STAGE placeFlows(i32 left) {
  i32 *const next = touched;
  i32 *const into = crossing;
  i32 steps = 1;
  for (; at < flows && steps <= left; at++) {
    const i32 end = offset[at + 1];
    i32 i = offset[at];
    steps += 2 * (end - i) + 1;
    if (i == end) {
      settledFlows++;
      bottleneck[at] = capped > 0 && bitsOf(cap[at]) < INFINITE ? LIMITED_BY_CAP : WITHOUT_LINK;
    } else bottleneck[at] = RISING;
    for (; i < end; i++) into[next[row[i]]++] = at;
  }
  if (at == flows) {
    at = 0;
    stage = ENTER;
  }
  return steps;
}

STAGE enterLinks(i32 left) {
  const i32 to = upTo(left, links);
  const i32 steps = 2 * (to - at) + 1;
  for (i32 l = at; l < to; l++)
    if (state[l].level != DEAD) enter(l, state[l].level);
  at = to;
  if (to == links) stage = COLLECT;
  return steps;
}

/* ---- level by level ---- */

/* The cap that the next rising flow reaches. */
static f64 nextCap(void) {
  while (capAt < capped && bottleneck[capOrder[capAt]] != RISING) capAt++;
  return capAt < capped ? cap[capOrder[capAt]] : realOf(INFINITE);
}

/* The links of a level, smallest first. Few are sorted; of many it is quicker to look at every link. Answers about how much work it was. */
STAGE orderBatch(void) {
  const i32 n = batchCount;
  if (n < 48) {
    for (i32 i = 1; i < n; i++) {
      const i32 l = batch[i];
      i32 j = i - 1;
      for (; j >= 0 && batch[j] > l; j--) batch[j + 1] = batch[j];
      batch[j + 1] = l;
    }
    return n < 2 ? 0 : 8 * n;
  }
  for (i32 i = 0; i < n; i++) inBatch[batch[i]] = 1;
  i32 put = 0;
  for (i32 l = 0; put < n; l++) {
    if (inBatch[l] == 0) continue;
    inBatch[l] = 0;
    batch[put++] = l;
  }
  return links >> 2;
}

/* Finds the next level: the links that saturate there, or a cap that is reached before. Negative when neither is. */
STAGE collect(i32 left) {
  const f64 limit = capped > 0 ? nextCap() : realOf(INFINITE);
  i32 steps = 1;
  for (;;) {
    if (steps > left) return steps;
    if (nearSize == 0) {
      if (openLowest(bound == INFINITE ? INFINITE - 1 : bound)) return steps;
      break;
    }
    const u64 key = nearKey[0];
    if (key > bound) break;
    const i32 l = nearLink[0];
    const u64 now = state[l].level;
    steps += 4;
    if (now != key) {
      if (now < nearEnd) sink(0, now, l);
      else {
        dropNearest();
        if (now != DEAD) enter(l, now);
      }
      continue;
    }
    if (bound == INFINITE) {
      const f64 lowest = realOf(key);
      if (lowest * (1 + TIE) >= limit) break;
      level = lowest;
      bound = bitsOf(lowest * (1 + TIE));
    }
    dropNearest();
    batch[batchCount++] = l;
  }
  levelCount++;
  bound = INFINITE;
  if (batchCount == 0) {
    if (bitsOf(limit) == INFINITE) return -1;
    level = limit;
    stage = STOP_CAPPED;
    return steps;
  }
  batchAt = 0;
  entryAt = -1;
  stage = STOP;
  return steps + orderBatch();
}

/* Counts one flow less to come on the links of a row. */
static i32 stopRow(const i32 *theirs, i32 n, i32 count) {
  Link *const all = state;
  i32 *const met = touched;
  for (i32 i = 0; i < n; i++) {
    const i32 l = theirs[i];
    const i32 before = all[l].stopped;
    all[l].stopped = before + 1;
    met[count] = l;
    count += before == 0;
  }
  return count;
}

/* Stops those of `found` that still rise, at most WAVE; answers the steps. */
STAGE stopWave(const i32 *theirs, i32 n, i32 limitedBy) {
  i32 some = 0;
  for (i32 i = 0; i < n; i++) {
    const i32 f = theirs[i];
    /* A flow that crosses a link twice was found twice. */
    if (bottleneck[f] != RISING) continue;
    bottleneck[f] = limitedBy;
    from[some] = offset[f];
    length[some++] = offset[f + 1] - offset[f];
  }
  i32 *const gathered = flat;
  i32 count = touchedCount;
  i32 put = 0;
  i32 steps = some;
  for (i32 i = 0; i < some; i++) {
    const i32 n = length[i];
    const i32 *const theirs = row + from[i];
    steps += n;
    if (n > SHORT_ROW) {
      count = stopRow(theirs, n, count);
      continue;
    }
    const v4 *const source = (const v4 *)theirs;
    v4 *const into = (v4 *)(gathered + put);
    into[0] = source[0];
    into[1] = source[1];
    for (i32 j = 8; j < n; j++) gathered[put + j] = theirs[j];
    put += n;
  }
  touchedCount = stopRow(gathered, put, count);
  settledFlows += some;
  return steps;
}

STAGE stopCapped(i32 left) {
  i32 steps = 1;
  while (steps <= left) {
    if (!(nextCap() <= level)) {
      at = 0;
      stage = UPDATE;
      break;
    }
    steps += 1 + stopWave(capOrder + capAt, 1, LIMITED_BY_CAP);
  }
  return steps;
}

/* Stops the flows of the batch's links, smallest link first. */
STAGE stop(i32 left) {
  i32 steps = 1;
  while (batchAt < batchCount) {
    const i32 l = batch[batchAt];
    const i32 end = state[l].end;
    i32 i = entryAt < 0 ? state[l].start : entryAt;
    while (i < end && steps <= left) {
      const i32 to = end - i < ENTRIES ? end : i + ENTRIES;
      i32 n = 0;
      steps += to - i;
      for (; i < to; i++) {
        const i32 f = crossing[i];
        found[n] = f;
        n += bottleneck[f] == RISING;
      }
      for (i32 j = 0; j < n; j += WAVE) steps += stopWave(found + j, n - j < WAVE ? n - j : WAVE, l);
    }
    if (i < end) {
      entryAt = i;
      return steps;
    }
    entryAt = -1;
    batchAt++;
  }
  at = 0;
  stage = UPDATE;
  return steps;
}

/* Brings touched links up to date; negative when one is overrun. */
STAGE update(i32 left) {
  const i32 to = upTo(left, touchedCount);
  const i32 steps = to - at + 1;
  const f64 here = level;
  Link *const all = state;
  for (i32 i = at; i < to; i++) {
    const i32 l = touched[i];
    Link *const one = all + l;
    const i32 stopped = one->stopped;
    const i32 rising = one->rising - stopped;
    f64 rest = one->rest - stopped * here;
    if (rest < 0) {
      if (rest < -1e-9 * capacity[l]) return -2;
      rest = 0;
    }
    one->stopped = 0;
    one->rising = rising;
    one->rest = rest + 0.0;
    const u64 fresh = bitsOf((rest + 0.0) / rising);
    const u64 before = one->level;
    one->level = rising == 0 ? DEAD : fresh > before ? fresh : before;
  }
  at = to;
  if (to == touchedCount) {
    at = touchedCount = 0;
    stage = MARK;
  }
  return steps;
}

/* Leaves in each link of the batch the level at which it saturated, for the answer. */
STAGE mark(i32 left) {
  const i32 to = upTo(left, batchCount);
  const i32 steps = to - at + 1;
  for (i32 i = at; i < to; i++) state[batch[i]].rest = level;
  at = to;
  if (to == batchCount) {
    at = batchCount = 0;
    stage = COLLECT;
  }
  return steps;
}

STAGE answer(i32 left) {
  const i32 to = upTo(left, flows);
  const i32 steps = to - at + 1;
  for (i32 f = at; f < to; f++) {
    const i32 l = bottleneck[f];
    rate[f] = l >= 0 ? state[l].rest : capped > 0 ? cap[f] : realOf(INFINITE);
  }
  at = to;
  if (to == flows) stage = END;
  return steps;
}

/* 1 when done, 0 when there is more to do; -1 when flows rise that nothing can stop, -2 when a link is overrun, -3 when a capacity is not finite. */
EXPORT(run) i32 run(i32 quantum) {
  i32 left = quantum;
  while (left > 0) {
    i32 steps = 0, fit = 1;
    switch (stage) {
      case CLEAR: steps = clear(left); break;
      case COUNT: steps = count(left); break;
      case START:
        steps = start(left, &fit);
        if (!fit) return -3;
        break;
      case PLACE: steps = placeFlows(left); break;
      case ENTER: steps = enterLinks(left); break;
      case COLLECT:
        if (settledFlows == flows) {
          at = 0;
          stage = ANSWER;
        } else if ((steps = collect(left)) < 0) return -1;
        break;
      case OPEN_NEAR: steps = openNear(left); break;
      case ORDER_NEAR: steps = orderNear(left); break;
      case OPEN_LEAST: steps = openLeast(left); break;
      case OPEN_SPREAD: steps = openSpread(left); break;
      case STOP_CAPPED: steps = stopCapped(left); break;
      case STOP: steps = stop(left); break;
      case UPDATE:
        if ((steps = update(left)) < 0) return -2;
        break;
      case MARK: steps = mark(left); break;
      case ANSWER: steps = answer(left); break;
      default: return 1;
    }
    left -= steps;
  }
  return stage == END;
}
