/**
 * Valiant's rows: a flow goes, in equal parts, by way of every place but its own two, on shortest paths to the place and from there on.
 *
 * Within one place a flow takes the shortest path. With P places in reach the first leg carries 1 / (P - 2) to each. The first legs of
 * all flows from one router are one list, made once for all places and thinned by the flow's own target; the second legs of a flow are one
 * push of what arrived everywhere. A row costs O(arcs towards the target).
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { Dag } from './dag.ts';
import type { Fabric } from './fabric.ts';
import { inSlices, within, type Steps } from '../steps.ts';
import type { Places } from './places.ts';
import { FluidRows } from './fluid.ts';
import type { Core, RowBuffer } from './rows.ts';
import { Search } from './search.ts';
import { sharedIncidenceLimit } from '../maxmin/instance.ts';
import { DagWalk } from './walk.ts';

/** What one router sends when it sends 1 to every place but its own. */
interface FirstLegs {
  readonly arc: Int32Array;
  readonly flow: Float64Array;
  readonly arrivalNode: Int32Array;
  readonly arrival: Float64Array;
}

/** Shares below this are rounding left over from taking the excluded place out. */
const dust = 1e-12;
/** First legs are spread out on as many routers at a time as this many numbers hold. */
const blockNumbers = 16_000_000;
/** The work of so many starts is counted, to know what all will take. */
const sampled = 4;
/** Arcs that may be visited, at five to ten nanoseconds each: what takes more gives no answer while a person waits. */
const visitLimit = 2e9;
/** Arcs looked at between two pauses: a fraction of a millisecond, and few while an engine has not made the code fast yet. */
const quantum = 20_000;

/** Flows looked at between two pauses. */
const slice = 50_000;
/** Numbers set to nothing between two pauses: about a millisecond. */
const zeroed = 300_000;

/** What rows will be asked for: of all flows those between different places, the pairs of anchors they join, and the anchors they go to. */
export interface Demand {
  readonly flows: number;
  readonly detours: number;
  readonly pairs: number;
  readonly goals: number;
}

/** Counts what flows ask for; flows within a place take no detour. */
export function* demandOf(
  source: Int32Array,
  target: Int32Array,
  anchorOf: Int32Array,
  placeOf: Int32Array,
): Steps<Demand> {
  const goals = new Set<number>();
  const pairs = new Set<number>();
  let detours = 0;
  yield* inSlices(source.length, slice, 'routes', (from, to) => {
    for (let f = from; f < to; f++) {
      const [s, t] = [anchorOf[source[f]!]!, anchorOf[target[f]!]!];
      if (placeOf[s]! < 0 || placeOf[t]! < 0 || placeOf[s] === placeOf[t]) continue;
      detours++;
      goals.add(t);
      pairs.add(s * anchorOf.length + t);
    }
  });
  return { flows: source.length, detours, pairs: pairs.size, goals: goals.size };
}

/** A shortest-path graph towards a whole place, by a node of its own behind the place's gates. */
export class PlaceDag {
  readonly dag: Dag;
  readonly #first: number;

  constructor(fabric: Fabric, places: Places) {
    this.#first = fabric.nodeCount;
    this.dag = new Dag(withSinks(fabric, places));
  }

  /** The node behind the gates of a place, to be aimed at. */
  nodeOf(place: number): number {
    return this.#first + place;
  }
}

/** The fabric with one more node a place, entered from each gate by an arc that costs nothing to load. */
function withSinks(fabric: Fabric, places: Places): Fabric {
  const extra = places.gates.reduce((sum, gates) => sum + gates.length, 0);
  const arcCount = fabric.arcCount + extra;
  const nodeCount = fabric.nodeCount + places.count;
  const tail = grown(fabric.tail, arcCount);
  const head = grown(fabric.head, arcCount);
  const width = grown(fabric.width, arcCount).fill(1, fabric.arcCount);
  const length = fabric.length === null ? null : grown(fabric.length, arcCount).fill(1, fabric.arcCount);
  const outArc = new Int32Array(fabric.outArc.length + extra);
  const outOffset = new Int32Array(nodeCount + 1);
  const gateArc = new Int32Array(fabric.nodeCount).fill(-1);
  let next = fabric.arcCount;
  places.gates.forEach((gates, place) => {
    for (const r of gates) {
      tail[next] = r;
      head[next] = fabric.nodeCount + place;
      gateArc[r] = next++;
    }
  });
  let placed = 0;
  for (let v = 0; v < fabric.nodeCount; v++) {
    const [from, to] = [fabric.outOffset[v]!, fabric.outOffset[v + 1]!];
    outArc.set(fabric.outArc.subarray(from, to), placed);
    placed += to - from;
    if (gateArc[v]! >= 0) outArc[placed++] = gateArc[v]!;
    outOffset[v + 1] = placed;
  }
  outOffset.fill(outArc.length, fabric.nodeCount + 1);
  const inOffset = grown(fabric.inOffset, nodeCount + 1);
  const inArc = grown(fabric.inArc, fabric.inArc.length + extra);
  let at = fabric.inArc.length;
  let arc = fabric.arcCount;
  places.gates.forEach((gates, place) => {
    for (let i = 0; i < gates.length; i++) inArc[at++] = arc++;
    inOffset[fabric.nodeCount + place + 1] = at;
  });
  return {
    nodeCount,
    arcCount,
    tail,
    head,
    capacity: grown(fabric.capacity, arcCount),
    width,
    length,
    outOffset,
    outArc,
    inOffset,
    inArc,
    inTail: inArc.map((a) => tail[a]!),
    forwards: grown(fabric.forwards, nodeCount),
  };
}

function grown<A extends Int32Array | Float64Array | Uint8Array>(array: A, length: number): A {
  const wider = new (array.constructor as new (length: number) => A)(length);
  wider.set(array);
  return wider;
}

export class ValiantRows implements Core {
  readonly shared = true;
  readonly fabric: Fabric;
  readonly #places: Places;
  readonly #direct: FluidRows;
  readonly #search: Search;
  /** Paths to a place, by the node behind its gates. */
  readonly #toPlace: Search;
  readonly #walk: DagWalk;
  readonly #starts: readonly number[];
  readonly #legs = new Map<number, FirstLegs>();
  readonly #inject: Float64Array;
  readonly #load: Float64Array;
  readonly #flow: Float64Array;
  #place = -1;
  /** Arcs that were loaded on the way to places. */
  #visits = 0;

  /** `starts` are the anchors rows will be asked from. */
  constructor(fabric: Fabric, places: Places, starts: Iterable<number>) {
    this.fabric = fabric;
    this.#places = places;
    this.#search = new Search(fabric);
    this.#direct = new FluidRows(this.#search);
    this.#toPlace = new Search(withSinks(fabric, places));
    this.#walk = new DagWalk(this.#toPlace.dag);
    const { arcCount, nodeCount } = this.#toPlace.dag.fabric;
    this.#inject = new Float64Array(fabric.nodeCount);
    this.#load = new Float64Array(arcCount);
    this.#flow = new Float64Array(nodeCount);
    this.#starts = [...starts];
  }

  /** Finds the first legs of all starts; must end before a row is asked for. A fault when rows of so many flows would not fit or take too long. */
  *prepare({ flows, detours, pairs, goals }: Demand): Steps<Outcome<void, 'size'>> {
    const starts = this.#starts;
    // A goal takes a search, and a row a push; flows between the same two share theirs.
    const rows = (goals + pairs) * this.fabric.outArc.length;
    if (rows > visitLimit) return this.#tooLong(flows, rows);
    const stride = Math.ceil(starts.length / sampled);
    const sample = starts.filter((_, i) => i % stride === 0);
    yield* within(this.#spread(sample), 0, 0);
    const visits = rows + (this.#visits / Math.max(1, sample.length)) * starts.length;
    if (visits > visitLimit) return this.#tooLong(flows, visits);
    // A row takes about all arcs of the first legs: what comes to twice the limit need not be begun.
    const legs = sample.reduce((sum, start) => sum + this.#legs.get(start)!.arc.length, 0) / Math.max(1, sample.length);
    if (detours * legs > 2 * sharedIncidenceLimit) return this.#tooMany(flows);
    const rest = starts.filter((_, i) => i % stride !== 0);
    const block = Math.max(1, Math.floor(blockNumbers / (this.fabric.arcCount + this.fabric.nodeCount)));
    for (let i = 0; i < rest.length; i += block) {
      yield* within(this.#spread(rest.slice(i, i + block)), i / rest.length, 1);
    }
    this.#place = -1;
    return done(undefined);
  }

  get work(): number {
    return this.#search.work + this.#toPlace.work + this.#visits;
  }

  #tooMany(flows: number): Outcome<never, 'size'> {
    const found = say`Detours of ${flows} flows by ${this.#places.count} places take more than ${sharedIncidenceLimit} arcs in all; that many do not fit.`;
    return failed('size', 'flows', `${found} ${instead()}`);
  }

  #tooLong(flows: number, visits: number): Outcome<never, 'size'> {
    const found = say`Detours of ${flows} flows by ${this.#places.count} places take some ${billions(visits)} billion steps or more; at most ${billions(visitLimit)} billion are taken.`;
    return failed('size', 'flows', `${found} ${instead()}`);
  }

  aim(target: number, sources: number): void {
    const place = this.#places.placeOf[target]!;
    this.#search.whole(target);
    if (place >= 0 && place !== this.#place) this.#toPlace.aim(this.fabric.nodeCount + place, sources);
    this.#place = place;
  }

  row(anchor: number, out: RowBuffer): boolean {
    const { dag } = this.#search;
    if (dag.distance[anchor]! < 0) return false;
    const home = this.#places.placeOf[anchor]!;
    if (home < 0 || this.#place < 0 || home === this.#place) return this.#direct.row(anchor, out);
    const legs = this.#legs.get(anchor)!;
    const { placeOf } = this.#places;
    const inject = this.#inject;
    let reached = 0;
    for (let i = 0; i < legs.arrivalNode.length; i++) {
      const v = legs.arrivalNode[i]!;
      if (placeOf[v] === this.#place || dag.distance[v]! < 0) continue;
      reached += legs.arrival[i]!;
    }
    if (reached < 0.5) return this.#direct.row(anchor, out);
    const part = 1 / Math.round(reached);
    const load = this.#load;
    for (let i = 0; i < legs.arrivalNode.length; i++) {
      const v = legs.arrivalNode[i]!;
      if (placeOf[v] !== this.#place && dag.distance[v]! >= 0) inject[v] = legs.arrival[i]! * part;
    }
    for (let i = 0; i < legs.arc.length; i++) load[legs.arc[i]!]! += legs.flow[i]! * part;
    this.#pushTo(anchor, (a, flow) => (load[a]! -= flow * part));
    dag.push(inject, load);
    this.#visits += legs.arc.length + dag.start[dag.count]!;
    for (const v of legs.arrivalNode) inject[v] = 0;
    const emit = (a: number): void => {
      if (load[a]! > dust) out.push(a, load[a]!);
      load[a] = 0;
    };
    for (const a of legs.arc) emit(a);
    for (let j = 0; j < dag.start[dag.count]!; j++) emit(dag.arc[j]!);
    return true;
  }

  /** Sends 1 from a router to the place that is aimed at. */
  #pushTo(anchor: number, visit: (arc: number, flow: number) => void): void {
    const { dag } = this.#toPlace;
    this.#toPlace.reach(anchor);
    if (dag.distance[anchor]! < 0) return;
    const flow = this.#flow;
    const { head, width } = dag.fabric;
    flow[anchor] = 1;
    this.#walk.from(anchor, (u, arcs, from, to) => {
      const unit = flow[u]! / dag.outWidth[u]!;
      flow[u] = 0;
      this.#visits += to - from;
      for (let i = from; i < to; i++) {
        const a = arcs[i]!;
        const x = unit * width[a]!;
        flow[head[a]!]! += x;
        if (a < this.fabric.arcCount) visit(a, x);
        else this.#arrive?.(dag.fabric.tail[a]!, x);
      }
    });
    flow[dag.target] = 0;
  }

  #arrive: ((node: number, flow: number) => void) | null = null;

  /** Adds what a router sends to the place aimed at, and what arrives at its gates. */
  #spreadTo(anchor: number, load: Float64Array, arrival: Float64Array): void {
    this.#arrive = (v, x) => (arrival[v]! += x);
    this.#pushTo(anchor, (a, x) => (load[a]! += x));
    this.#arrive = null;
  }

  *#spread(anchors: readonly number[]): Steps<void> {
    const { arcCount, nodeCount } = this.fabric;
    const load: Float64Array[] = [];
    const arrival: Float64Array[] = [];
    yield* inSlices(anchors.length, Math.max(1, Math.floor(zeroed / (arcCount + nodeCount))), 'routes', (from, to) => {
      for (let i = from; i < to; i++) {
        load.push(new Float64Array(arcCount));
        arrival.push(new Float64Array(nodeCount));
      }
    });
    let told = this.work;
    yield { phase: 'routes', fraction: 0 };
    for (let place = 0; place < this.#places.count; place++) {
      this.#toPlace.aim(nodeCount + place, anchors.length);
      for (let i = 0; i < anchors.length; i++) {
        if (this.#places.placeOf[anchors[i]!] === place) continue;
        this.#spreadTo(anchors[i]!, load[i]!, arrival[i]!);
        if (this.work < told + quantum) continue;
        told = this.work;
        yield { phase: 'routes', fraction: place / this.#places.count };
      }
    }
    for (let i = 0; i < anchors.length; i++) {
      const [arc, flow] = sparse(load[i]!);
      const [arrivalNode, amounts] = sparse(arrival[i]!);
      this.#legs.set(anchors[i]!, { arc, flow, arrivalNode, arrival: amounts });
      yield { phase: 'routes', fraction: 1 };
    }
  }
}

function instead(): string {
  return say`Take fewer flows, all-to-all traffic, or a routing without detours such as ecmp-hash.`;
}

function billions(count: number): string {
  return (count / 1e9).toFixed(1);
}

function sparse(dense: Float64Array): [Int32Array, Float64Array] {
  let count = 0;
  for (let i = 0; i < dense.length; i++) if (dense[i]! > 0) count++;
  const [at, value] = [new Int32Array(count), new Float64Array(count)];
  let placed = 0;
  for (let i = 0; i < dense.length; i++) {
    if (!(dense[i]! > 0)) continue;
    at[placed] = i;
    value[placed++] = dense[i]!;
  }
  return [at, value];
}
