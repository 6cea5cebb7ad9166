/** `weft share STUDY` and `weft open FRAGMENT`: a study as the fragment of an address, and back. */
import type { Command } from 'commander';
import { formatCount } from '@weft/units';
import { decodeShare, encodeShare, type ShareReach } from '@weft/codecs';
import { expectGood } from '../fault.ts';
import { readBytes } from '../files.ts';
import type { Io } from '../io.ts';
import { readStudyFile, studyArgument, writeStudyFile } from '../study.ts';

const reachWords: Readonly<Record<ShareReach, string>> = {
  anywhere: 'short enough for every browser, messenger and mail program',
  browsers: 'browsers keep it, messengers may cut it',
  file: 'too long for a link: send the file instead',
};

export function addShare(program: Command, io: Io): void {
  program
    .command('share')
    .argument(...studyArgument)
    .description('the study as the fragment of an address, without the #')
    .action(async (file: string) => {
      const { fragment, characters, reach } = await encodeShare(await readStudyFile(io, file));
      io.out(`${fragment}\n`);
      io.err(`${formatCount(characters)} characters: ${reachWords[reach]}.\n`);
    });
}

export function addOpen(program: Command, io: Io): void {
  program
    .command('open')
    .argument('<fragment>', 'what stands after the # of a share link, the whole link, or - for standard input')
    .description('the study of a share link')
    .option('-o, --output <file>', 'where to write the study; standard output when left out')
    .action(async (argument: string, options: { output?: string }) => {
      const given = argument === '-' ? new TextDecoder().decode(await readBytes(io, '-')) : argument;
      const fragment = given.trim().replace(/^[^#]*#/, '');
      await writeStudyFile(io, options.output, expectGood(await decodeShare(fragment)));
    });
}
