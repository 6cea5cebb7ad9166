/**
 * Records as they stand in the document this moment. In: a record that a panel was told of; out: the same one now, or as it was told where it is gone.
 *
 * Panels are told of an edit a moment after it is made. A relative edit (`+8`, `*2`) that comes before that is meant from what the edit before left.
 */
import type { LinkRecord, NodeRecord } from '@weft/model';
import { activeDesign } from '../stores/document.ts';

export const nodeNow = (record: NodeRecord): NodeRecord => activeDesign().nodes[record.id] ?? record;

export const linkNow = (record: LinkRecord): LinkRecord => activeDesign().links[record.id] ?? record;
