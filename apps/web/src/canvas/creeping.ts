/**
 * The view creeps while something is held near its edge: a step a frame as long as it is wanted.
 */
import { panned } from './camera.ts';
import type { Point } from './contract.ts';
import { creep } from './drag.ts';
import type { Stage } from './stage.ts';

export interface Creeping {
  start(): void;
  stop(): void;
}

export function createCreeping(
  stage: Stage,
  hand: {
    at(): Point;
    /** A gesture that may creep is under way; it stops by itself when this is false. */
    lasts(): boolean;
    /** Whether it creeps now: a link begun by a click does not until the pointer is pressed again. */
    pressed(): boolean;
    follow(): void;
  },
): Creeping {
  let frame = 0;
  const step = (): void => {
    frame = 0;
    if (!hand.lasts()) return;
    const by = creep(hand.at(), stage.view());
    if (hand.pressed() && (by.x !== 0 || by.y !== 0)) {
      stage.setCamera(panned(stage.camera(), by.x, by.y));
      hand.follow();
    }
    frame = requestAnimationFrame(step);
  };
  return {
    start() {
      if (frame === 0) frame = requestAnimationFrame(step);
    },
    stop() {
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}
