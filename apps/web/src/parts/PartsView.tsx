/** The parts: found by name, kind and family, seen one by one or side by side, each figure with its source; and parts of one's own. */
import '../strings/later.ts';
import { partKinds, type Library, type Part, type PartKind } from '@weft/catalogue';
import { isOwnPartId, ownPartKinds, ownPartId, ownParts, type OwnPartKind } from '@weft/model';
import { Plus } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useLibrary } from '../control/catalogue.ts';
import { FigureCards } from '../cost/FigureCard.tsx';
import { setPart } from '../cost/figureEdits.ts';
import { useAssumptions } from '../cost/site.ts';
import { notify } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Choice.tsx';
import { PartDetails } from './PartDetails.tsx';
import { templates } from './figureNames.ts';
import styles from './PartsView.module.css';

/** Parts that fit beside each other. */
const mostCompared = 4;

const keyOf = (part: Part): string => `${part.kind} ${part.id}`;

export default function PartsView() {
  const library = useLibrary();
  if (library === null) return <p className={styles.none}>{t('cost.busy')}</p>;
  return (
    <FigureCards>
      <Browser library={library} />
    </FigureCards>
  );
}

function Browser({ library }: { library: Library }) {
  const assumptions = useAssumptions();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<PartKind | 'all'>('all');
  const [family, setFamily] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const sought = useDeferredValue(text.trim().toLowerCase());
  const all = useMemo<readonly Part[]>(
    () => [...ownParts(assumptions), ...partKinds.flatMap((one) => library.partsOf(one))],
    [library, assumptions],
  );
  const families = useMemo(
    () => [
      ...new Set(
        all
          .filter((part) => kind === 'all' || part.kind === kind)
          .flatMap((part) => (part.family ? [part.family] : [])),
      ),
    ],
    [all, kind],
  );
  const shown = all.filter(
    (part) =>
      (kind === 'all' || part.kind === kind) &&
      (family === '' || (family === 'own' ? isOwnPartId(part.id) : part.family === family)) &&
      `${part.name} ${part.vendor ?? ''} ${part.id} ${part.family ?? ''}`.toLowerCase().includes(sought),
  );
  const parts = chosen.flatMap((key) => all.find((part) => keyOf(part) === key) ?? []);
  const seen = parts.length > 0 ? parts : shown.slice(0, 1);
  const pick = (part: Part) => setChosen([keyOf(part)]);
  const compare = (part: Part) => {
    const key = keyOf(part);
    const same = seen.filter((one) => one.kind === part.kind).map(keyOf);
    if (same.includes(key)) setChosen(same.filter((one) => one !== key));
    else setChosen([...same, key].slice(-mostCompared));
  };
  const add = async () => {
    const own: OwnPartKind = ownPartKinds.find((one) => one === kind) ?? 'switch';
    const name = t('parts.newName', { kind: t(`kind.${own === 'protocol' ? 'link' : own}`) });
    const id = ownPartId(name, assumptions.parts ?? {});
    const figures = Object.fromEntries(
      Object.entries(templates[own]).map(([key, unit]) => [key, { unit, low: null, typical: null, high: null }]),
    );
    const refused = await setPart({
      id,
      kind: own,
      name,
      vendor: null,
      family: null,
      origin: t('parts.newOrigin'),
      figures,
    });
    if (refused !== null) notify({ tone: 'warning', text: refused });
    else setChosen([`${own} ${id}`]);
  };
  return (
    <div className={styles.view}>
      <h2 className={styles.pageTitle}>{t('bar.parts')}</h2>
      <section className={styles.browse} aria-label={t('parts.list')}>
        <div className={styles.filters}>
          <input
            type="search"
            aria-label={t('parts.search')}
            placeholder={t('parts.search')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Select<PartKind | 'all'>
            label={t('parts.kind')}
            value={kind}
            options={[
              { value: 'all', label: t('parts.all') },
              ...partKinds.map((value) => ({ value, label: t(`parts.kind.${value}`) })),
            ]}
            choose={(next) => {
              setKind(next);
              setFamily('');
            }}
          />
          <Select
            label={t('parts.family')}
            value={family}
            options={[
              { value: '', label: t('parts.allFamilies') },
              { value: 'own', label: t('parts.own') },
              ...families.map((value) => ({ value, label: value })),
            ]}
            choose={setFamily}
          />
          <p className={styles.quiet}>
            {t('parts.count', { count: shown.length })} · {t('parts.compareHint')}
          </p>
        </div>
        <ul className={styles.list}>
          {shown.map((part) => {
            const isSeen = seen.includes(part);
            return (
              <li key={keyOf(part)} data-seen={isSeen ? '' : undefined}>
                <input
                  type="checkbox"
                  aria-label={t('parts.compare', { name: part.name })}
                  checked={isSeen}
                  onChange={() => compare(part)}
                />
                <button type="button" aria-pressed={isSeen} onClick={() => pick(part)}>
                  <span className={styles.partName}>
                    {part.name}
                    {isOwnPartId(part.id) ? <span className={styles.mark}>{t('cost.yours')}</span> : null}
                  </span>
                  <span className={styles.quiet}>
                    {[kind === 'all' ? t(`parts.kind.${part.kind}`) : null, part.family, part.generation]
                      .filter((word) => word !== null)
                      .join(' · ')}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
        {shown.length === 0 ? <p className={styles.none}>{t('parts.noMatch')}</p> : null}
        <div className={styles.add}>
          <Button look="outline" icon={<Plus aria-hidden="true" />} onClick={() => void add()}>
            {t('parts.add')}
          </Button>
          <p className={styles.quiet}>{t('parts.addHint')}</p>
        </div>
      </section>
      {seen.length > 0 ? (
        <PartDetails
          parts={seen}
          library={library}
          choose={(key) => setChosen([key])}
          leave={(part) => compare(part)}
        />
      ) : null}
    </div>
  );
}
