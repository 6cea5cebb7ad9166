/** One part, or several side by side: every figure with how sure it is, every statement, what can be done with it. */
import { bandOf, figurePath, type Library, type Part } from '@weft/catalogue';
import { isOwnPartId, ownOfPart, ownPartId, type OwnPart } from '@weft/model';
import { X } from 'lucide-react';
import { FigureButton } from '../cost/FigureCard.tsx';
import { SourceList } from '../cost/FigureContent.tsx';
import { removePart, setPart } from '../cost/figureEdits.ts';
import { printFigure, printRange } from '../cost/print.ts';
import { useAssumptions } from '../cost/site.ts';
import { notify } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { figureName } from './figureNames.ts';
import { nodeKindOf, placePart } from './placePart.ts';
import styles from './PartsView.module.css';

interface Props {
  readonly parts: readonly Part[];
  readonly library: Library;
  /** Shows another part, by `kind id`. */
  readonly choose: (key: string) => void;
  /** Takes one of several away. */
  readonly leave: (part: Part) => void;
}

export function PartDetails({ parts, library, choose, leave }: Props) {
  const keys = [...new Set(parts.flatMap((part) => Object.keys(part.figures)))];
  const words = [...new Set(parts.flatMap((part) => Object.keys(part.statements)))];
  return (
    <section
      className={styles.details}
      aria-label={parts.map(({ name }) => name).join(', ')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable
      tabIndex={0}
    >
      <table className={styles.table} data-one={parts.length === 1 ? '' : undefined}>
        <thead>
          <tr>
            <td className={styles.corner}>
              <span className="visually-hidden">{t('compare.metric')}</span>
            </td>
            {parts.map((part) => (
              <th key={part.id} scope="col">
                <Head part={part} several={parts.length > 1} choose={choose} leave={leave} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key}>
              <th scope="row">{figureName(key)}</th>
              {parts.map((part) => (
                <td key={part.id}>
                  <FigureCell part={part} figureKey={key} />
                </td>
              ))}
            </tr>
          ))}
          {words.map((key) => (
            <tr key={key} className={styles.statement}>
              <th scope="row">{figureName(key)}</th>
              {parts.map((part) => {
                const statement = part.statements[key];
                return (
                  <td key={part.id}>
                    {statement ? (
                      <details>
                        <summary>{statement.text}</summary>
                        <SourceList ids={statement.sources} library={library} />
                      </details>
                    ) : (
                      '–'
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
          {parts.some(({ notes }) => notes.length > 0) ? (
            <tr className={styles.statement}>
              <th scope="row">{t('parts.notes')}</th>
              {parts.map((part) => (
                <td key={part.id}>{part.notes.join(' ')}</td>
              ))}
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  );
}

/** The value in force, its range, and in small how sure it is. */
function FigureCell({ part, figureKey }: { part: Part; figureKey: string }) {
  const path = figurePath(part.kind, part.id, figureKey);
  const mine = useAssumptions().figures[path];
  const figure = part.figures[figureKey];
  if (!figure) return <>–</>;
  const own = isOwnPartId(part.id);
  const band = bandOf(figure);
  const value = mine ?? band?.typical ?? null;
  const print = (n: number | null) => printFigure(figure.unit, n);
  const range = mine === undefined && band ? printRange(band, print) : null;
  const ends = mine === undefined && band !== null && figure.typical === null && figure.low !== figure.high;
  const sure = own
    ? null
    : band === null
      ? null
      : figure.sources.length === 0
        ? t('figure.noSource')
        : [figure.confidence, figure.evidence].filter((word) => word !== null).join(', ');
  return (
    <>
      <FigureButton
        path={path}
        name={`${figureName(figureKey)}, ${part.name}`}
        yours={mine !== undefined || (own && value !== null)}
        middle={ends && figure.low !== null && figure.high !== null}
      >
        {value === null ? null : print(value)}
      </FigureButton>
      {range ? <span className={styles.range}>{range}</span> : null}
      {sure && mine === undefined ? <span className={styles.sure}>{sure}</span> : null}
    </>
  );
}

function Head({ part, several, choose, leave }: { part: Part; several: boolean } & Pick<Props, 'choose' | 'leave'>) {
  const assumptions = useAssumptions();
  const own = assumptions.parts?.[part.id];
  const node = nodeKindOf(part.kind);
  const copy = async () => {
    const id = ownPartId(part.name, assumptions.parts ?? {});
    const made = ownOfPart(part, id, t('parts.copyOrigin', { name: part.name }).slice(0, 200));
    if (made === null) return;
    const refused = await setPart(made);
    if (refused !== null) notify({ tone: 'warning', text: refused });
    else choose(`${part.kind} ${id}`);
  };
  const change = (fields: Partial<OwnPart>) => {
    void setPart({ ...own!, ...fields }).then((refused) => {
      if (refused !== null) notify({ tone: 'warning', text: refused });
    });
    return null;
  };
  return (
    <div className={styles.head}>
      <p className={styles.title}>
        {part.name}
        {several ? (
          <Button icon={<X aria-hidden="true" />} aria-label={t('figure.close')} onClick={() => leave(part)} />
        ) : null}
      </p>
      <p className={styles.quiet}>{[part.vendor, part.family, part.id].filter((word) => word !== null).join(' · ')}</p>
      {own ? (
        <div className={styles.own}>
          <Field
            label={t('parts.name')}
            value={own.name}
            commit={(name) => change({ name: name.trim() || own.name })}
          />
          <Field
            label={t('parts.vendor')}
            value={own.vendor ?? ''}
            commit={(vendor) => change({ vendor: vendor.trim() || null })}
          />
          <Field label={t('parts.origin')} value={own.origin} commit={(origin) => change({ origin: origin.trim() })} />
        </div>
      ) : null}
      <div className={styles.actions}>
        {node ? (
          <Button look="outline" onClick={() => placePart(node, part.id)}>
            {t('parts.use')}
          </Button>
        ) : null}
        {own ? (
          <Button look="danger" onClick={() => void removePart(part.id)}>
            {t('parts.remove')}
          </Button>
        ) : part.kind === 'medium' ? null : (
          <Button look="outline" onClick={() => void copy()}>
            {t('parts.copy')}
          </Button>
        )}
      </div>
    </div>
  );
}
