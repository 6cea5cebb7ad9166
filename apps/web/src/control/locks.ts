/** What is locked, by what is drawn of it: told to the canvas, which shows it and lets no hand move it. */
import * as model from '@weft/model';
import type { Design } from '@weft/model';
import type { Scene } from '@weft/scene';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { session } from '../stores/session.ts';
import { linkRecordsOf } from './selection.ts';
import { stage } from './stage.ts';

let started = false;

export function startLocks(): void {
  if (started) return;
  started = true;
  result.subscribe((now, before) => {
    if (now.scene !== before.scene) show();
  });
  studyDocument.subscribe((now, before) => {
    if (now.study.designs !== before.study.designs) show();
  });
  session.subscribe((now, before) => {
    if (now.design !== before.design) show();
  });
  stage.onMount(show);
}

const none: ReadonlySet<string> = new Set();
let shown = none;

function show(): void {
  const { scene } = result.getState();
  const design = activeDesign();
  const locked = scene !== null && hasLocks(design) ? lockedIn(design, scene) : none;
  if (locked.size === 0 && shown.size === 0) return;
  shown = locked;
  stage.canvas?.showLocked(locked);
}

type Lockable = { readonly locked?: boolean };

function hasLocks({ blocks, nodes, links, groups }: Design): boolean {
  return [blocks, nodes, links, groups].some((table) =>
    model.recordsOf<Lockable>(table).some((record) => record.locked === true),
  );
}

/** Scene ids of what is locked; of a line, when all links that it shows are. */
export function lockedIn(design: Design, scene: Scene): ReadonlySet<string> {
  const locked = new Set<string>();
  for (const { id, owner, records } of scene.nodes)
    if ((records ?? [owner]).every((one) => model.isLocked(design, one))) locked.add(id);
  for (const { id, owner = id } of scene.backdrops) if (model.isLocked(design, owner)) locked.add(id);
  for (const link of scene.links) {
    const records = linkRecordsOf(design, link);
    if (records.length > 0 && records.every((record) => record.locked === true)) locked.add(link.id);
  }
  return locked;
}
