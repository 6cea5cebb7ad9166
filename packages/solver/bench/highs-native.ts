/**
 * Native HiGHS as a peer: a small script around SciPy, which carries it; run where the system's Python has SciPy.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Concurrent } from '../src/mcf/problem.ts';

const python = '/usr/bin/python3';
const script = path.resolve('bench/highs-native.py');

export interface NativeAnswer {
  readonly ms: number;
  readonly value: number;
}

let version: string | null | undefined;

/** The version of SciPy; null where it is missing. */
export function nativeHighs(): string | null {
  if (version !== undefined) return version;
  try {
    const words = ['-c', 'import scipy; from scipy.optimize import linprog; print(scipy.__version__)'];
    version = execFileSync(python, words, { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    version = null;
  }
  return version;
}

/** Solves the edge program by interior point or dual simplex; null when it is missing or took longer than `limit_s`. */
export function nativeEdge(
  problem: Concurrent,
  method: 'highs-ipm' | 'highs-ds',
  limit_s: number,
): NativeAnswer | null {
  if (nativeHighs() === null) return null;
  const { nodeCount, tail, head, poolCapacity, source, target, demand } = problem;
  const lists = { tail, head, capacity: poolCapacity, source, target, demand };
  const plain = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list]]));
  const file = path.resolve('.cache', `bench-highs-${process.pid}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ nodes: nodeCount, ...plain }));
  try {
    const text = execFileSync(python, [script, file, method], {
      timeout: 1000 * limit_s,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString();
    const answer = JSON.parse(text) as NativeAnswer;
    return Number.isFinite(answer.value) ? answer : null;
  } catch {
    return null;
  } finally {
    rmSync(file, { force: true });
  }
}
