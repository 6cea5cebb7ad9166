/** Where a figure of a drawn part comes from: its model in the catalogue, or the person. */
import { figurePath, type Library, type PartKind } from '@weft/catalogue';
import { isOwnPartId, type NodeRecord } from '@weft/model';
import { formatCount, formatRate_Gbps } from '@weft/units';
import { SourceMark, type Told } from '../cost/FigureCard.tsx';
import { useLibrary } from '../control/catalogue.ts';
import { t } from '../strings/t.ts';

export type SourcedField = 'ports' | 'port_Gbps' | 'accelerators' | 'scaleUp_Gbps';

interface Published {
  readonly path: string;
  /** In the field's unit. */
  readonly value: number | null;
}

const at = (of: PartKind, id: string, key: string, value: number | null): Published => ({
  path: figurePath(of, id, key),
  value,
});

/** What the catalogue says of a field of a part, and where. */
export function publishedOf(library: Library, record: NodeRecord, field: SourcedField): Published | null {
  const { part, kind } = record;
  if (part === null || kind === 'service') return null;
  const accelerator = kind === 'accelerator' ? part : kind === 'server' ? library.serverAccelerator(part) : null;
  if (field === 'scaleUp_Gbps') {
    if (accelerator === null) return null;
    return at('accelerator', accelerator, 'scaleup_gbs_per_dir', library.acceleratorScaleUp_Gbps(accelerator));
  }
  if (field === 'port_Gbps' && accelerator !== null) {
    return at('accelerator', accelerator, 'scaleout_gbps', library.acceleratorScaleOut_Gbps(accelerator));
  }
  switch (`${kind} ${field}`) {
    case 'switch ports':
      return at('switch', part, 'ports', library.switchPorts(part));
    case 'switch port_Gbps':
      return at('switch', part, 'port_speed_gbps', library.switchPort_Gbps(part));
    case 'nic ports':
      return at('nic', part, 'ports', library.nicPorts(part));
    case 'nic port_Gbps':
      return at('nic', part, 'total_gbps', library.nicPort_Gbps(part));
    case 'server accelerators':
    case 'server ports':
      return at('server', part, 'gpus', library.serverAccelerators(part));
    default:
      return null;
  }
}

/** Published, or the person's own: with what is published beside it where they differ. */
export function toldOf(record: NodeRecord, field: SourcedField, published: Published | null): Told | null {
  const value = record[field];
  if (value === null) return null;
  if (record.part === null || published === null) return { is: 'yours', how: t('source.noPart') };
  if (published.value === value) {
    // A server has one card for each accelerator unless told otherwise: nobody publishes it as a figure.
    return record.kind === 'server' && field === 'ports' ? { is: 'assumed', how: t('source.portEach') } : null;
  }
  const print = field === 'ports' || field === 'accelerators' ? formatCount : formatRate_Gbps;
  return { is: 'yours', how: t('source.differs', { published: print(published.value) }) };
}

export function RecordSource({ record, field, name }: { record: NodeRecord; field: SourcedField; name: string }) {
  const library = useLibrary();
  if (library === null || record[field] === null || record.kind === 'service') return null;
  // Figures of a person's own part stand on the part.
  if (record.part !== null && isOwnPartId(record.part)) {
    return <SourceMark path={name} name={name} told={{ is: 'yours', how: t('source.ownPart') }} />;
  }
  const published = publishedOf(library, record, field);
  const told = toldOf(record, field, published);
  return <SourceMark path={published?.path ?? name} name={name} told={told ?? undefined} />;
}
