/**
 * The app's end of the engine: calls go to a worker through Comlink, newest wins, and a dead worker is replaced.
 *
 * A newer call replaces an older one of the same method for the same design (preview: of the same recipe; prepare, sizes, explain, find, compare: any); recipes, read,
 * list, export and dissolve stand by themselves.
 *
 * A call ends in its value, in an `EngineStop` (superseded, cancelled, crashed, timed-out), or in the error of a broken promise. Stops are
 * decided here, so a caller learns of them at once, however busy the worker is. A worker is dead when it reports an error, when a message
 * cannot be read, or when it leaves a ping unanswered for `answerWithin_ms` while calls wait; all calls are rejected and a fresh worker is
 * started. Designs travel with each call, as far as the worker has not got them (`sent.ts`), so nothing has to be replayed.
 *
 * Imports nothing of the pipeline: a shell that bundles this file gets no solver.
 */
import { proxy, transfer, wrap, type Endpoint } from 'comlink';
import { say, type Numbers, type Sentences } from '@weft/units';
import type {
  CollectiveRequest,
  Engine,
  ExplainRequest,
  FailureRequest,
  JobsRequest,
  OnProgress,
  SceneRequest,
  SolveRequest,
} from './api.ts';
import type { HostInterface, Method } from './protocol.ts';
import { DesignSender } from './sent.ts';
import { EngineStop, type StopReason } from './stop.ts';

/** A worker, or anything that talks and dies like one. */
export interface WorkerLike extends Endpoint {
  terminate(): void;
}

export type EngineState = 'ready' | 'restarting' | 'closed';

export interface ClientOptions {
  /** How often a worker with waiting calls is pinged. */
  readonly pingEvery_ms: number;
  /** How long a ping may stay unanswered: longer than the longest piece of work without a pause (making a million nodes). */
  readonly answerWithin_ms: number;
  /** Told when the worker died and was replaced, with the reason in words. */
  readonly onRestart: (reason: StopReason, message: string) => void;
  /** Told when it died and was not replaced: it never answered, or dies again and again. The next call starts a new one. */
  readonly onLost: (reason: StopReason, message: string) => void;
}

const usual: ClientOptions = {
  pingEvery_ms: 2000,
  answerWithin_ms: 20_000,
  onRestart: () => undefined,
  onLost: () => undefined,
};

/** A worker that dies for the third time within this long is not replaced by itself: what kills it would be asked again. */
const deathsWithin_ms = 60_000;
const mostDeaths = 3;

export interface EngineClient extends Engine {
  /** Stops what runs for a design, or everything; the calls reject with `cancelled`. */
  cancel(designId?: string): void;
  /** Stops the calls of one method for a design; they reject with `cancelled`. */
  stop(method: Method, designId: string): void;
  /** Ends the worker for good; waiting calls reject with `cancelled`. */
  close(): void;
  /** Sets the language of everything the worker says from now on, those that replace it included. */
  speak(sentences: Sentences): void;
  /** Sets how the worker writes figures from now on, in what replaces it too; what was asked before has to be asked again. */
  writeNumbers(numbers: Numbers): void;
  /** Makes the worker fail, for tests. */
  crash(): void;
}

interface Waiting {
  readonly id: number;
  /** Calls with one key replace each other; null never does. */
  readonly key: string | null;
  readonly designId: string | null;
  readonly method: Method;
  readonly onProgress: OnProgress | null;
  readonly reject: (reason: Error) => void;
}

interface Connection {
  readonly worker: WorkerLike;
  readonly host: ReturnType<typeof wrap<HostInterface>>;
  /** What the worker has got. */
  sender: DesignSender;
  /** Whether it ever answered; one that never did is not replaced until it is needed, so that a broken build does not spin. */
  answered: boolean;
  pingedAt_ms: number | null;
  readonly dispose: () => void;
}

/** Starts a worker and gives an engine that outlives it. */
export function connectEngine(spawn: () => WorkerLike, options: Partial<ClientOptions> = {}): EngineClient {
  const { pingEvery_ms, answerWithin_ms, onRestart, onLost } = { ...usual, ...options };
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let sentences: Sentences = null;
  let numbers: Numbers | null = null;
  let closed = false;
  let deaths_ms: number[] = [];
  let watch: ReturnType<typeof setInterval> | null = null;
  let connection: Connection | null = connect();

  function connect(): Connection {
    const worker = spawn();
    const onError = (event: unknown): void => die(made, 'crashed', describe(event));
    const onUnreadable = (): void => die(made, 'crashed', say`A message of the worker could not be read.`);
    worker.addEventListener('error', onError);
    worker.addEventListener('messageerror', onUnreadable);
    const made: Connection = {
      worker,
      host: wrap<HostInterface>(worker),
      sender: new DesignSender(),
      answered: false,
      pingedAt_ms: null,
      dispose: () => {
        worker.removeEventListener('error', onError);
        worker.removeEventListener('messageerror', onUnreadable);
        worker.terminate();
      },
    };
    if (sentences !== null) void made.host.speak(sentences);
    if (numbers !== null) void made.host.writeNumbers(numbers);
    // No answer is awaited here: if the worker is dead, its error or a missed ping says so.
    void made.host.listen(proxy((id, progress) => waiting.get(id)?.onProgress?.(progress)));
    return made;
  }

  function die(dead: Connection, reason: StopReason, message: string): void {
    if (dead !== connection) return;
    dead.dispose();
    const now_ms = performance.now();
    deaths_ms = [...deaths_ms.filter((at_ms) => now_ms - at_ms < deathsWithin_ms), now_ms];
    const replaced = dead.answered && deaths_ms.length < mostDeaths;
    connection = replaced ? connect() : null;
    stop(() => true, reason, message);
    (replaced ? onRestart : onLost)(reason, message);
  }

  function stop(which: (call: Waiting) => boolean, reason: StopReason, message: string): void {
    for (const call of waiting.values()) {
      if (!which(call)) continue;
      waiting.delete(call.id);
      if (reason === 'superseded' || reason === 'cancelled') void connection?.host.cancel(call.id);
      call.reject(new EngineStop(reason, message));
    }
    rest();
  }

  /** Pings while something waits; a ping that stays open too long ends the worker. */
  function keepWatch(): void {
    watch ??= setInterval(() => {
      const current = connection;
      if (current === null) return;
      if (current.pingedAt_ms === null) {
        current.pingedAt_ms = performance.now();
        void current.host.ping().then(() => {
          current.answered = true;
          current.pingedAt_ms = null;
        });
      } else if (performance.now() - current.pingedAt_ms > answerWithin_ms) {
        die(current, 'timed-out', say`The worker did not answer for ${answerWithin_ms / 1000} s.`);
      }
    }, pingEvery_ms);
  }

  function rest(): void {
    if (waiting.size > 0 || watch === null) return;
    clearInterval(watch);
    watch = null;
    if (connection !== null) connection.pingedAt_ms = null;
  }

  function ask<M extends Method>(
    method: M,
    args: readonly unknown[],
    replaces: { readonly key?: string; readonly designId?: string; readonly onProgress?: OnProgress } = {},
  ): ReturnType<Engine[M]> {
    const key = replaces.key ?? null;
    if (key !== null) stop((call) => call.key === key, 'superseded', say`A newer call of ${method} replaced this one.`);
    const answer = new Promise<unknown>((resolve, reject) => {
      if (closed) {
        reject(new EngineStop('cancelled', say`The engine was closed.`));
        return;
      }
      const current = (connection ??= connect());
      const id = ++lastId;
      const settle = (act: () => void): void => {
        current.answered = true;
        if (!waiting.delete(id)) return;
        rest();
        act();
      };
      waiting.set(id, {
        id,
        key,
        designId: replaces.designId ?? null,
        method,
        onProgress: replaces.onProgress ?? null,
        reject,
      });
      keepWatch();
      const sent = current.sender.pack(args);
      current.host.call(transfer({ id, method, arguments: sent.args }, sent.buffers)).then(
        (reply) =>
          settle(() => {
            if (reply.kind === 'value') resolve(reply.value);
            else reject(new EngineStop('cancelled', say`The call of ${method} was stopped.`));
          }),
        (error: unknown) => {
          // Perhaps it was never posted: the next ones do not build on it.
          current.sender = new DesignSender();
          settle(() => reject(error as Error));
        },
      );
    });
    return answer as ReturnType<Engine[M]>;
  }

  return {
    recipes: () => ask('recipes', []),
    preview: (recipe, parameters) => ask('preview', [recipe, parameters], { key: `preview ${recipe}` }),
    sizes: (need) => ask('sizes', [need], { key: 'sizes' }),
    facts: (design) => ask('facts', [design], { key: `facts ${design.id}`, designId: design.id }),
    scene: (request: SceneRequest) =>
      ask('scene', [request], { key: `scene ${request.design.id}`, designId: request.design.id }),
    prepare: (request, block) => ask('prepare', [request, block], { key: 'prepare', designId: request.design.id }),
    lineFigures: (request: SceneRequest, assumptions) =>
      ask('lineFigures', [request, assumptions], { key: 'lineFigures', designId: request.design.id }),
    lineJobs: (request: SceneRequest, carried) =>
      ask('lineJobs', [request, carried], { key: 'lineJobs', designId: request.design.id }),
    layers: (design) => ask('layers', [design], { key: `layers ${design.id}`, designId: design.id }),
    table: (request) =>
      ask('table', [request], { key: `table ${request.design.id} ${request.list}`, designId: request.design.id }),
    find: (design, text, most) => ask('find', [design, text, most], { key: 'find', designId: design.id }),
    solve: (request: SolveRequest, onProgress) =>
      ask('solve', [request], { key: `solve ${request.design.id}`, designId: request.design.id, onProgress }),
    optimum: (request: SolveRequest, gap, onProgress) =>
      ask('optimum', [request, gap], { key: `optimum ${request.design.id}`, designId: request.design.id, onProgress }),
    exactOptimum: (request: SolveRequest, onProgress) =>
      ask('exactOptimum', [request], { key: `optimum ${request.design.id}`, designId: request.design.id, onProgress }),
    bounds: (request, onProgress) =>
      ask('bounds', [request], { key: `bounds ${request.design.id}`, designId: request.design.id, onProgress }),
    locate: (request, ids) => ask('locate', [request, ids], { key: 'locate', designId: request.design.id }),
    collective: (request: CollectiveRequest) =>
      ask('collective', [request], { key: `collective ${request.design.id}`, designId: request.design.id }),
    jobs: (request: JobsRequest, onProgress) =>
      ask('jobs', [request], { key: `jobs ${request.design.id}`, designId: request.design.id, onProgress }),
    failures: (request: FailureRequest, onProgress) =>
      ask('failures', [request], { key: `failures ${request.design.id}`, designId: request.design.id, onProgress }),
    explain: (request: ExplainRequest) => ask('explain', [request], { key: 'explain', designId: request.design.id }),
    compare: (study, traffic, onProgress) => ask('compare', [study, traffic], { key: 'compare', onProgress }),
    read: (name, bytes) => ask('read', [name, bytes]),
    export: (design, format) => ask('export', [design, format], { designId: design.id }),
    bill: (design, assumptions) =>
      ask('bill', [design, assumptions], { key: `bill ${design.id}`, designId: design.id }),
    list: (design, assumptions, list) => ask('list', [design, assumptions, list], { designId: design.id }),
    media: (design, assumptions, routing, onProgress) =>
      ask('media', [design, assumptions, routing], { key: 'media', designId: design.id, onProgress }),
    floor: (design, assumptions) => ask('floor', [design, assumptions], { key: 'floor', designId: design.id }),
    siteFindings: (design, assumptions) =>
      ask('siteFindings', [design, assumptions], { key: `siteFindings ${design.id}`, designId: design.id }),
    rack: (design, assumptions, rack) => ask('rack', [design, assumptions, rack], { key: 'rack', designId: design.id }),
    latency: (request) => ask('latency', [request], { key: 'latency', designId: request.design.id }),
    protocols: (design, assumptions, links) => ask('protocols', [design, assumptions, links], { designId: design.id }),
    device: (name, bytes) => ask('device', [name, bytes]),
    dissolve: (design, block, limit) => ask('dissolve', [design, block, limit], { designId: design.id }),
    cancel(designId) {
      stop((call) => designId === undefined || call.designId === designId, 'cancelled', say`The call was cancelled.`);
    },
    stop(method, designId) {
      const mine = (call: Waiting): boolean => call.method === method && call.designId === designId;
      stop(mine, 'cancelled', say`The call was cancelled.`);
    },
    close() {
      closed = true;
      stop(() => true, 'cancelled', say`The engine was closed.`);
      connection?.dispose();
      connection = null;
    },
    speak(next) {
      sentences = next;
      void connection?.host.speak(next);
    },
    writeNumbers(next) {
      numbers = next;
      void connection?.host.writeNumbers(next);
    },
    crash() {
      void connection?.host.crash();
    },
  };
}

function describe(event: unknown): string {
  const said = typeof event === 'object' && event !== null && 'message' in event ? event.message : null;
  return typeof said === 'string' && said !== '' ? say`The worker failed: ${said}` : say`The worker failed.`;
}
