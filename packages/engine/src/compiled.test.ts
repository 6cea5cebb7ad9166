import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { finish } from '@weft/solver';
import { Compiler } from './compiled.ts';
import { generateStudy } from './generate.ts';

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array): Buffer => Buffer.from(buffer, byteOffset, byteLength);

describe('a design that is being made', () => {
  const [design] = valueOf(generateStudy('rail-optimized', { servers: 1024 })).designs;

  it('is made once for all who ask at the same time', () => {
    const compiler = new Compiler();
    const [one, other] = [compiler.compileSteps(design!), compiler.compileSteps(design!)];
    for (const steps of [one, other, one, other]) expect(steps.next().done).toBe(false);
    const compiled = finish(other);
    expect(finish(one)).toBe(compiled);
    expect(compiler.compile(design!)).toBe(compiled);
    const { linkA, linkB } = new Compiler().compile(design!).topology;
    expect(Buffer.compare(bytesOf(compiled.topology.linkA), bytesOf(linkA))).toBe(0);
    expect(Buffer.compare(bytesOf(compiled.topology.linkB), bytesOf(linkB))).toBe(0);
  });

  it('goes on for the others when one of them stops, and is given up with the last', () => {
    const compiler = new Compiler();
    const [one, other] = [compiler.compileSteps(design!), compiler.compileSteps(design!)];
    for (const steps of [one, other]) steps.next();
    one.return(undefined as never);
    expect(other.next().done).toBe(false);
    other.return(undefined as never);
    expect(compiler.compile(design!).topology.nodeCount).toBeGreaterThan(2000);
    expect(compiler.compile(design!).serial).toBe(1);
  });
});
