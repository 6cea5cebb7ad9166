/**
 * What a block would be while a parameter of it is typed. In: the parameters, key by key; out: what they would make, or why they cannot, as a store
 * that only those lines of the panel follow that say it. With each key the engine is asked what they make, and begins the picture of it at once: what
 * is handed in then finds both, however soon.
 */
import { EngineStop } from '@weft/engine';
import { sameJson, type Block, type Parameters } from '@weft/model';
import type { Fault, Outcome } from '@weft/units';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { preparePicture } from '../control/controller.ts';
import { designWith } from '../control/edits.ts';
import { engine } from '../control/engine.ts';
import { onceTold } from '../stores/later.ts';
import type { Counts } from '../stores/result.ts';

/** Rest of the hand before the counts are said: panels made anew between the last digit and Enter would hold up the picture. */
const said_ms = 60;

export interface Tried {
  /** The block as it is in force. */
  readonly of: Block;
  readonly counts: Outcome<Counts>;
}

export interface Trial {
  readonly said: StoreApi<{ readonly tried: Tried | null }>;
  /** The parameters after a key; null when what is typed is none, or is no longer typed. */
  type(block: Block, parameters: Parameters | null): void;
  /** What is wrong with them, null for nothing; at once where the last key's answer has come. */
  check(block: Block, parameters: Parameters): Fault | null | Promise<Fault | null>;
  /** What was typed was handed in: its counts are those of the block as soon as panels are told. */
  end(): void;
}

interface Typing {
  readonly parameters: Parameters;
  /** Null when the engine could not be asked, or was asked for something newer. */
  readonly answer: Promise<Outcome<Counts> | null>;
  known: Outcome<Counts> | null;
}

export function createTrial(): Trial {
  const said: Trial['said'] = createStore(() => ({ tried: null as Tried | null }));
  let typing: Typing | null = null;

  async function say(of: Block, mine: Typing): Promise<void> {
    const counts = await mine.answer;
    if (counts === null || mine !== typing) return;
    mine.known = counts;
    setTimeout(() => {
      if (mine === typing) said.setState({ tried: { of, counts } });
    }, said_ms);
  }

  return {
    said,
    type(block, parameters) {
      typing = null;
      if (parameters === null) {
        if (said.getState().tried !== null) said.setState({ tried: null });
        return;
      }
      typing = { parameters, answer: preview(block.recipe, parameters), known: null };
      const design = designWith(block.id, parameters);
      if (design !== null) void preparePicture(design, block.id);
      void say(block, typing);
    },
    check(block, parameters) {
      const last = typing !== null && sameJson(typing.parameters, parameters) ? typing : null;
      if (last?.known) return faultOf(last.known);
      return (last?.answer ?? preview(block.recipe, parameters)).then(faultOf);
    },
    end() {
      typing = null;
      onceTold(() => {
        if (typing === null && said.getState().tried !== null) said.setState({ tried: null });
      });
    },
  };
}

async function preview(recipe: string, parameters: Parameters): Promise<Outcome<Counts> | null> {
  try {
    return await engine.preview(recipe, parameters);
  } catch (stop) {
    if (stop instanceof EngineStop) return null;
    throw stop;
  }
}

/** What the recipe's check says; null when it has nothing to say. */
const faultOf = (answer: Outcome<Counts> | null): Fault | null => (answer === null || answer.ok ? null : answer.fault);
