/** `weft export STUDY --to FORMAT`: a design for schedulers, simulators and drawing tools, or as a picture. */
import type { Command } from 'commander';
import { exportFormats } from '@weft/codecs';
import type { Design, Study } from '@weft/model';
import { sceneToSvg } from '@weft/scene';
import { createPipeline, settled } from '@weft/engine';
import { expectGood, UsageFault } from '../fault.ts';
import { writeResult } from '../files.ts';
import { reportFindings } from '../findings.ts';
import type { Io } from '../io.ts';
import { routingOption, workloadReader } from '../options.ts';
import { designIn, designOption, readStudyFile, studyArgument, writeStudyFile } from '../study.ts';

interface ExportOptions {
  readonly to: string;
  readonly output?: string;
  readonly open: readonly string[];
  readonly traffic?: string;
  readonly routing?: string;
  readonly design?: string;
}

const formats = ['json', 'svg', ...exportFormats.map(({ id }) => id)];

export function addExport(program: Command, io: Io): void {
  program
    .command('export')
    .argument(...studyArgument)
    .description('a design in the format of another tool; what the format cannot carry is told on standard error')
    .requiredOption('--to <format>', `${formats.join(', ')}; json is the study itself`)
    .option('--open <id...>', 'svg: groups that are drawn open', [])
    .option('--traffic <pattern>', 'svg: colours links by their load under this pattern')
    .option(...routingOption)
    .option(...designOption)
    .option('-o, --output <file>', 'where to write; standard output when left out')
    .action(async (file: string, options: ExportOptions) => {
      const { to } = options;
      if (!formats.includes(to)) {
        throw new UsageFault(`--to: \`${to}\` is not known; expected one of ${formats.join(', ')}.`);
      }
      const workloadOf = workloadReader(options);
      const study = await readStudyFile(io, file);
      if (to === 'json') return writeStudyFile(io, options.output, study);
      const design = designIn(study, options.design);
      if (to === 'svg') {
        const workload = options.traffic === undefined ? null : workloadOf(study);
        return writeResult(io, options.output, await pictureOf(io, design, workload, options.open));
      }
      const pipeline = createPipeline();
      reportFindings(io, expectGood(await settled(pipeline.facts(design))).findings);
      const { text, notes } = expectGood(await settled(pipeline.export(design, to)));
      for (const note of notes) io.err(`note: ${note}\n`);
      return writeResult(io, options.output, text);
    });
}

async function pictureOf(
  io: Io,
  design: Design,
  workload: Study['workload'] | null,
  open: readonly string[],
): Promise<string> {
  const pipeline = createPipeline();
  reportFindings(io, expectGood(await settled(pipeline.facts(design))).findings);
  if (workload !== null) expectGood(await settled(pipeline.solve({ design, workload, failed: [] })));
  const { scene, loads } = expectGood(await settled(pipeline.scene({ design, open })));
  for (const id of scene.refused) io.err(`note: ${id} stays closed: open, it would be more than a picture can hold.\n`);
  return sceneToSvg(scene, loads, { title: design.name });
}
