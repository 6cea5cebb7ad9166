/**
 * The stores as React sees them: one hook each, with a narrow selector.
 *
 * Results reach React when the frame that draws them on the canvas is out: panels say a moment later what the picture shows already.
 */
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { createStore } from 'zustand/vanilla';
import { afterFrame } from './afterFrame.ts';
import { studyDocument, type DocumentState } from './document.ts';
import { onceTold, panelled, said, type Panelled, type Said } from './later.ts';
import { result, type Result } from './result.ts';
import { session, type Session } from './session.ts';

const told = createStore<Result>(() => result.getState());
let changes = 0;
let telling = false;
result.subscribe(() => {
  changes++;
  if (telling) return;
  telling = true;
  tell(changes, mostWaits);
});

/** An edit's results come one after the other; of those under way React hears once. Waits of two frames each. */
const mostWaits = 3;

function tell(seen: number, waits: number): void {
  afterFrame(() => {
    if (changes !== seen && waits > 0) {
      tell(changes, waits - 1);
      return;
    }
    // What an edit does to them, as that a solve is waited for, is said when its picture is out.
    onceTold(() => {
      telling = false;
      told.setState(result.getState(), true);
    });
  });
}

export const useStudyDocument = <T>(select: (state: DocumentState) => T): T => useStore(studyDocument, select);
export const useSession = <T>(select: (state: Session) => T): T => useStore(session, select);
export const useResult = <T>(select: (state: Result) => T): T => useStore(told, select);

/** As `useSession`, for selectors that build a new array or object of the same members each time. */
export const useSessionShallow = <T>(select: (state: Session) => T): T => useStore(session, useShallow(select));

/** Document and selection for what is dear to render: an edit made on the canvas is drawn before it is told here. */
export const usePanelled = <T>(select: (state: Panelled) => T): T => useStore(panelled, select);

/** Document and announcements for what lies around the canvas: told when panels are. */
export const useSaid = <T>(select: (state: Said) => T): T => useStore(said, select);
