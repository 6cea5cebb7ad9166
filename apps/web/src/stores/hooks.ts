/** The stores as React sees them: one hook each, with a narrow selector. */
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { studyDocument, type DocumentState } from './document.ts';
import { result, type Result } from './result.ts';
import { session, type Session } from './session.ts';

export const useStudyDocument = <T>(select: (state: DocumentState) => T): T => useStore(studyDocument, select);
export const useSession = <T>(select: (state: Session) => T): T => useStore(session, select);
export const useResult = <T>(select: (state: Result) => T): T => useStore(result, select);

/** As `useSession`, for selectors that build a new array or object of the same members each time. */
export const useSessionShallow = <T>(select: (state: Session) => T): T => useStore(session, useShallow(select));
