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
import { result, type Result } from './result.ts';
import { session, type Session } from './session.ts';

const told = createStore<Result>(() => result.getState());
let telling = false;
result.subscribe(() => {
  if (telling) return;
  telling = true;
  afterFrame(() => {
    telling = false;
    told.setState(result.getState(), true);
  });
});

export const useStudyDocument = <T>(select: (state: DocumentState) => T): T => useStore(studyDocument, select);
export const useSession = <T>(select: (state: Session) => T): T => useStore(session, select);
export const useResult = <T>(select: (state: Result) => T): T => useStore(told, select);

/** As `useSession`, for selectors that build a new array or object of the same members each time. */
export const useSessionShallow = <T>(select: (state: Session) => T): T => useStore(session, useShallow(select));
