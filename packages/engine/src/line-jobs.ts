/**
 * Whose bytes the lines of a picture carried: the job with most of them over the links that a line stands for.
 *
 * In: a drawn design, and bytes per job and link. Out: one entry per scene link, parallel to `scene.links`. Cost: O(links drawn + links with bytes of
 * each job), and a number per line and job.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { JobsCarried, LineJobs } from './api.ts';
import type { Drawn } from './drawn.ts';

/** Jobs that carried this part of the most, or more, share a line. */
const asMuch = 0.99;

/** The job of each line. */
export function lineJobsOf({ compiled, drawing }: Drawn, { links: known, jobs }: JobsCarried): Outcome<LineJobs> {
  const { linkCount } = compiled.topology;
  if (known !== linkCount) {
    const found = say`The jobs ran on a design of ${known} links; this one has ${linkCount}.`;
    return failed('other-design', 'carried.links', found);
  }
  const { links } = drawing.scene;
  const lineOf = new Int32Array(linkCount).fill(-1);
  for (let i = 0; i < links.length; i++) for (const e of drawing.members.linksOf(i)) lineOf[e] = i;
  const own = jobs.map(({ link, carried_B }) => {
    const line_B = new Float64Array(links.length);
    for (let k = 0; k < link.length; k++) {
      const line = lineOf[link[k]!]!;
      if (line >= 0) line_B[line]! += carried_B[k]!;
    }
    return line_B;
  });
  const most = links.map((_, i): number | 'several' | null => {
    const line_B = own.map((bytes) => bytes[i]!);
    const top = Math.max(0, ...line_B);
    if (top === 0) return null;
    return line_B.filter((bytes) => bytes >= asMuch * top).length > 1 ? 'several' : line_B.indexOf(top);
  });
  return done({ links: links.map(({ id }) => id), jobs: most });
}
