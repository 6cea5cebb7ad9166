/** The columns of the two tables: what they say of a row, how they sort, and what typing into a cell does. */
import '../strings/later.ts';
import type { Library } from '@weft/catalogue';
import type { LinkRow, PartRow, TableRow } from '@weft/engine';
import * as model from '@weft/model';
import { formatCount, formatRate_Gbps, formatShare, parseCount, parseRate_Gbps } from '@weft/units';
import { deleteItems, renameItem, setLinks, setNodes, tryEdit } from '../control/edits.ts';
import { endCalled } from '../control/ends.ts';
import { isThing } from '../control/selection.ts';
import { partChoices, takePart } from '../control/parts.ts';
import { kindWords } from '../panels/counts.ts';
import { nameOf } from '../panels/names.ts';
import { commitParsed } from '../panels/parsing.ts';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { setFailed } from '../stores/session.ts';
import { t, type LabelId } from '../strings/t.ts';

/** The sentence that refuses what was typed, or null. */
type Answer = string | null | Promise<string | null>;

export type CellEdit =
  | { readonly is: 'text'; readonly value: string; readonly commit: (text: string) => Answer; readonly ends?: boolean }
  | {
      readonly is: 'choice';
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly choose: (value: string) => Answer;
    };

export interface Column<R extends TableRow> {
  readonly id: string;
  readonly header: LabelId;
  /** Whether the engine sorts by it. */
  readonly sorts: boolean;
  readonly numeric?: boolean;
  /** Where it is cut its end stays: of a long path that tells most. */
  readonly tail?: boolean;
  /** Share of the width. */
  readonly width: number;
  readonly text: (row: R) => string;
  /** How the cell is edited; null where it cannot be. */
  readonly edit?: (row: R, library: Library | null) => CellEdit | null;
}

export const partColumns: readonly Column<PartRow>[] = [
  {
    id: 'name',
    header: 'table.name',
    sorts: true,
    width: 18,
    text: (row) => row.name,
    edit: (row) =>
      row.state !== 'removed' && isThing(activeDesign(), row.id)
        ? { is: 'text', value: row.name, commit: (name) => renameItem(row.id, name.trim()) }
        : null,
  },
  { id: 'kind', header: 'table.role', sorts: true, width: 14, text: (row) => kindOf(row.kind) },
  { id: 'within', header: 'table.group', sorts: true, width: 25, text: (row) => row.within },
  {
    id: 'ports',
    header: 'table.ports',
    sorts: true,
    numeric: true,
    width: 7,
    text: (row) => (row.ports === null ? '–' : formatCount(row.ports)),
    edit: ({ id, ports }) =>
      recordOf(id)
        ? {
            is: 'text',
            value: ports === null ? '' : String(ports),
            commit: (text) => orNull(text, parseCount, (value) => setNodes([id], { ports: value })),
          }
        : null,
  },
  {
    id: 'rate',
    header: 'table.rate',
    sorts: true,
    numeric: true,
    width: 10,
    text: (row) => (row.rate_Gbps === null ? '–' : formatRate_Gbps(row.rate_Gbps)),
    edit: ({ id, rate_Gbps, links, state }) => {
      const value = rate_Gbps === null ? '' : formatRate_Gbps(rate_Gbps, { digits: 6 });
      if (recordOf(id)) {
        return {
          is: 'text',
          value,
          commit: (text) => orNull(text, parseRate_Gbps, (rate) => setNodes([id], { port_Gbps: rate })),
        };
      }
      return links !== null && state !== 'removed' && isThing(activeDesign(), id) ? overrideRate(id, value) : null;
    },
  },
  {
    id: 'part',
    header: 'table.part',
    sorts: true,
    width: 15,
    text: (row) => row.part ?? '–',
    edit: ({ id }, library) => {
      const record = recordOf(id);
      if (!record || record.kind === 'service' || library === null) return null;
      return {
        is: 'choice',
        value: record.part ?? 'none',
        options: partChoices(library, studyDocument.getState().study.assumptions, record.kind),
        choose: async (part) => {
          await takePart([record], record.kind, part === 'none' ? null : part);
          return null;
        },
      };
    },
  },
  {
    id: 'links',
    header: 'table.links',
    sorts: true,
    numeric: true,
    width: 8,
    text: (row) => (row.links === null ? '' : formatCount(row.links)),
  },
  { id: 'state', header: 'table.state', sorts: false, width: 9, text: (row) => stateOf(row), edit: editState },
];

export const linkColumns: readonly Column<LinkRow>[] = [
  endColumn('from', 'table.from', 'a'),
  portColumn('fromPort', 'a'),
  endColumn('to', 'table.to', 'z'),
  portColumn('toPort', 'z'),
  { id: 'kind', header: 'table.kind', sorts: true, width: 21.5, text: (row) => kindOf(row.kind) },
  {
    id: 'rate',
    header: 'table.rate',
    sorts: true,
    numeric: true,
    width: 11,
    text: (row) => (row.state === 'removed' ? '–' : formatRate_Gbps(row.rate_Gbps)),
    edit: ({ id, rate_Gbps, state }) => {
      if (state === 'removed' || !isThing(activeDesign(), id)) return null;
      const value = formatRate_Gbps(rate_Gbps, { digits: 6 });
      if (!linkOf(id)) return overrideRate(id, value);
      return {
        is: 'text',
        value,
        commit: (text) => orNull(text, parseRate_Gbps, (rate) => setLinks([id], { rate_Gbps: rate })),
      };
    },
  },
  {
    id: 'medium',
    header: 'table.medium',
    sorts: false,
    width: 10,
    text: (row) => row.medium ?? '–',
    edit: ({ id }, library) => {
      const record = linkOf(id);
      if (!record || library === null) return null;
      return {
        is: 'choice',
        value: record.medium ?? 'auto',
        options: [
          { value: 'auto', label: t('table.mediumAuto') },
          ...library.partsOf('medium').map((part) => ({ value: part.id, label: part.name })),
        ],
        choose: (medium) => setLinks([id], { medium: medium === 'auto' ? null : medium }),
      };
    },
  },
  {
    id: 'load',
    header: 'table.load',
    sorts: true,
    numeric: true,
    width: 8,
    text: (row) => (row.load === null ? '–' : formatShare(row.load)),
  },
  { id: 'state', header: 'table.state', sorts: false, width: 8, text: (row) => stateOf(row), edit: editState },
];

function endColumn(id: 'from' | 'to', header: LabelId, side: 'a' | 'z'): Column<LinkRow> {
  return {
    id,
    header,
    sorts: true,
    width: 19.5,
    tail: true,
    text: (row) => {
      const record = linkOf(row.id);
      return record ? nameOf(activeDesign(), record[side].at) : id === 'from' ? row.fromName : row.toName;
    },
    edit: (row) => {
      const record = linkOf(row.id);
      if (!record) return null;
      return {
        is: 'text',
        ends: true,
        value: nameOf(activeDesign(), record[side].at),
        commit: async (text) => {
          const end = await endCalled(text);
          if ('refused' in end) return end.refused;
          if (end.at === record[side].at) return null;
          return tryEdit((study, d) => model.moveLinkEnd(study, d, record.id, side, { at: end.at, port: null }));
        },
      };
    },
  };
}

function portColumn(id: 'fromPort' | 'toPort', side: 'a' | 'z'): Column<LinkRow> {
  return {
    id,
    header: 'table.port',
    sorts: false,
    numeric: true,
    width: 6,
    text: (row) => {
      const own = linkOf(row.id)?.[side].port;
      return row.state === 'removed' ? '' : String(own ?? (id === 'fromPort' ? row.fromPort : row.toPort));
    },
    edit: (row) => {
      const record = linkOf(row.id);
      if (!record) return null;
      return {
        is: 'text',
        value: record[side].port === null ? '' : String(record[side].port),
        commit: (text) =>
          orNull(text, parseCount, (port) =>
            tryEdit((study, d) => model.moveLinkEnd(study, d, record.id, side, { at: record[side].at, port })),
          ),
      };
    },
  };
}

/** An empty text is null: not known, or chosen by the design. */
function orNull(text: string, parse: typeof parseCount, take: (value: number | null) => string | null): string | null {
  return text.trim() === '' ? take(null) : commitParsed(parse(text), take);
}

function overrideRate(id: string, value: string): CellEdit {
  return {
    is: 'text',
    value,
    commit: (text) =>
      orNull(text, parseRate_Gbps, (rate) =>
        tryEdit((study, d) => model.setOverrides(study, d, [id], { rate_Gbps: rate })),
      ),
  };
}

/** As generated, removed, failed: what can be said of a part or link as a whole. */
function editState({ id, state }: TableRow): CellEdit | null {
  const isPath = model.blockOfPath(activeDesign(), id) !== undefined;
  return {
    is: 'choice',
    value: state,
    options: [
      { value: 'plain', label: t(isPath ? 'table.state.asGenerated' : 'table.state.fine') },
      { value: 'failed', label: t('table.state.failed') },
      ...(state === 'edited' ? [{ value: 'edited', label: t('table.state.edited') }] : []),
      ...(isPath ? [{ value: 'removed', label: t('table.state.removed') }] : []),
    ],
    choose: (next) => {
      setFailed([id], next === 'failed');
      if (next === 'removed') deleteItems([id]);
      else if (next === 'plain' && Object.hasOwn(activeDesign().overrides, id))
        return tryEdit((study, d) => model.clearOverrides(study, d, [id]));
      return null;
    },
  };
}

const stateOf = ({ state }: TableRow): string => (state === 'plain' ? '' : t(`table.state.${state}`));

const roles = ['leaf', 'spine', 'core', 'router', 'scaleUp'] as const;
const kinds = ['server', 'accelerator', 'nic', 'service', 'block', 'group'] as const;

function kindOf(kind: string): string {
  if (kind === 'removed') return '–';
  const role = roles.find((one) => one === kind);
  if (role) return t('table.switchOf', { tier: t(`role.${role}`) });
  const other = kinds.find((one) => one === kind);
  return other ? t(`kind.${other}`) : kindWords(kind);
}

const recordOf = (id: string) => (Object.hasOwn(activeDesign().nodes, id) ? activeDesign().nodes[id] : undefined);
const linkOf = (id: string) => (Object.hasOwn(activeDesign().links, id) ? activeDesign().links[id] : undefined);
