/** `weft counts STUDY`: what a design has how many of. */
import type { Command } from 'commander';
import { formatCount } from '@weft/units';
import { createPipeline, settled, type Counts } from '@weft/engine';
import { expectGood } from '../fault.ts';
import { printJson } from '../files.ts';
import { reportFindings } from '../findings.ts';
import type { Io } from '../io.ts';
import { designIn, designOption, readStudyFile, studyArgument } from '../study.ts';
import { tableOf } from '../table.ts';

export function addCounts(program: Command, io: Io): void {
  program
    .command('counts')
    .argument(...studyArgument)
    .description('nodes by role and tier, links by tier pair, accelerators')
    .option(...designOption)
    .option('--json', 'print JSON')
    .action(async (file: string, options: { design?: string; json?: boolean }) => {
      const design = designIn(await readStudyFile(io, file), options.design);
      const facts = expectGood(await settled(createPipeline().facts(design)));
      reportFindings(io, facts.findings);
      if (options.json) return printJson(io, facts.counts);
      io.out(countsTable(facts.counts, facts.cables));
    });
}

/** Counts for people; what there is none of is left out. */
export function countsTable(counts: Counts, cables: number): string {
  const rows: [string, number][] = [
    ['accelerators', counts.accelerators],
    ['servers', counts.servers],
    ['NICs', counts.nics],
    ['hosts without accelerators', counts.services],
    ...Object.entries(counts.switches).map(([tier, n]): [string, number] => [`switches: ${tier}`, n]),
    ...Object.entries(counts.links).map(([kind, n]): [string, number] => [`links: ${kind}`, n]),
    ['cables between devices', cables],
  ];
  return tableOf(
    [{ head: '' }, { head: '', align: 'right' }],
    rows.filter(([, n]) => n > 0).map(([what, n]) => [what, formatCount(n)]),
  );
}
