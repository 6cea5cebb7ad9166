/**
 * SimGrid as a peer: a small driver on its public interface, built on demand where its headers and a compiler are installed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Instance } from '../src/maxmin/instance.ts';

export interface PeerTime {
  readonly build_ms: number;
  readonly solve_ms: number;
  readonly fastest: number;
}

let driver: string | null | undefined;

/** Builds the driver once; null, with the reason, where that cannot be. */
export function simgridDriver(): string | null {
  if (driver !== undefined) return driver;
  driver = null;
  if (!existsSync('/usr/include/simgrid/s4u.hpp')) return null;
  const out = path.resolve('.cache/bench-simgrid');
  mkdirSync(path.dirname(out), { recursive: true });
  try {
    execFileSync('g++', ['-O2', '-std=c++17', path.resolve('bench/simgrid.cpp'), '-lsimgrid', '-o', out], {
      stdio: 'pipe',
    });
    driver = out;
  } catch {
    driver = null;
  }
  return driver;
}

/** Solves an instance; null when the peer is missing or took longer than `limit_s`. */
export function simgrid({ capacity, offset, link }: Instance, limit_s: number): PeerTime | null {
  const program = simgridDriver();
  if (program === null) return null;
  const input = Buffer.concat([
    Buffer.from(Int32Array.of(capacity.length, offset.length - 1).buffer),
    Buffer.from(capacity.buffer, capacity.byteOffset, capacity.byteLength),
    Buffer.from(offset.buffer, offset.byteOffset, offset.byteLength),
    Buffer.from(link.buffer, link.byteOffset, link.byteLength),
  ]);
  try {
    const text = execFileSync(program, ['--log=root.threshold:error'], {
      input,
      timeout: 1000 * limit_s,
      stdio: ['pipe', 'pipe', 'ignore'],
      maxBuffer: 1e6,
    }).toString();
    const { build_s, solve_s, fastest } = JSON.parse(text) as { build_s: number; solve_s: number; fastest: number };
    return { build_ms: 1000 * build_s, solve_ms: 1000 * solve_s, fastest };
  } catch {
    return null;
  }
}
