/** What stands on a figure's card: published values, how sure they are, who says so, and the person's own figure in their place. */
import { bandOf, placeOf, type Figure, type Library } from '@weft/catalogue';
import { ownParts } from '@weft/model';
import { formatNumber } from '@weft/units';
import { ExternalLink } from 'lucide-react';
import { useStudyDocument } from '../stores/hooks.ts';
import { announce } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { ownPlace, setFigure } from './figureEdits.ts';
import { printFigure, readFigure, unitOfKey } from './print.ts';
import styles from './FigureCard.module.css';

/** The figure of a path among the catalogue's and the study's own. */
export function useFigure(path: string, library: Library | null): { figure: Figure | undefined; unit: string } {
  const assumptions = useStudyDocument((d) => d.study.assumptions);
  const place = placeOf(path);
  const key = path.slice(path.lastIndexOf('.') + 1);
  if (library === null || !place) return { figure: undefined, unit: unitOfKey(key) };
  const figure =
    place.kind === 'physical'
      ? library.physicalFigures().get(place.key)
      : (ownParts(assumptions).find(({ id }) => id === place.id) ?? library.partOf(place.kind, place.id))?.figures[
          place.key
        ];
  return { figure, unit: figure?.unit ?? unitOfKey(key) };
}

interface ContentProps {
  readonly path: string;
  readonly name: string;
  readonly kept: boolean;
  readonly library: Library | null;
  readonly done: () => void;
}

export function FigureContent({ path, name, kept, library, done }: ContentProps) {
  const mine = useStudyDocument((d) => d.study.assumptions.figures[path]);
  const { figure, unit } = useFigure(path, library);
  const own = ownPlace(path);
  const typical = own ? (figure?.typical ?? null) : (mine ?? null);
  if (library === null) return <p className={styles.quiet}>{t('cost.busy')}</p>;
  const commit = (text: string): string | null => {
    if (text.trim() === '') {
      void setFigure(path, null, unit);
      return null;
    }
    const read = readFigure(unit, text);
    if ('why' in read) return read.why;
    void setFigure(path, read.value, unit).then((refused) => {
      if (refused === null) announce(t('figure.set', { name, value: printFigure(unit, read.value) }));
    });
    return null;
  };
  return (
    <>
      <Published path={path} figure={figure} library={library} origin={own?.part.origin ?? null} />
      {kept ? (
        <div className={styles.own}>
          <Field
            label={t('figure.own')}
            value={typical === null ? '' : formatNumber(typical, { digits: 10 })}
            unit={unit === 'USD' ? '$' : unit}
            placeholder={
              bandOf(figure) === null ? t('cost.unknown') : formatNumber(bandOf(figure)!.typical, { digits: 4 })
            }
            meaning={t('figure.ownMeaning')}
            inputMode="decimal"
            commit={commit}
          />
          {typical !== null ? (
            <Button
              look="outline"
              onClick={() => {
                void setFigure(path, null, unit);
                done();
              }}
            >
              {t(own ? 'figure.clear' : 'figure.reset')}
            </Button>
          ) : null}
        </div>
      ) : mine !== undefined ? (
        <p className={styles.quiet}>
          <span className={styles.mark}>{t('cost.yours')}</span> {printFigure(unit, mine)}
        </p>
      ) : null}
    </>
  );
}

/** What is published: three values, how sure they are, who says so. */
function Published({
  path,
  figure,
  library,
  origin,
}: {
  path: string;
  figure: Figure | undefined;
  library: Library;
  origin: string | null;
}) {
  if (path.startsWith('site.')) {
    const fibre = path === 'site.fibre_usd' ? library.sourceOf('fibre-mtp') : undefined;
    return fibre ? (
      <>
        <p>{t('figure.fibre')}</p>
        <SourceList ids={['fibre-mtp']} library={library} />
      </>
    ) : (
      <p className={styles.quiet}>{t('figure.siteOnly')}</p>
    );
  }
  if (origin !== null) return <p className={styles.quiet}>{t('figure.ofYours', { origin })}</p>;
  if (figure === undefined || bandOf(figure) === null) {
    return (
      <>
        <p className={styles.quiet}>{t('figure.nothing')}</p>
        {figure?.note ? <p className={styles.quiet}>{figure.note}.</p> : null}
      </>
    );
  }
  return (
    <>
      <dl className={styles.band}>
        {(['low', 'typical', 'high'] as const).map((end) => (
          <div key={end} data-main={end === 'typical' ? '' : undefined}>
            <dt>{t(`figure.${end}`)}</dt>
            <dd>{figure[end] === null ? '–' : printFigure(figure.unit, figure[end])}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>
        {t('figure.confidence')}: {figure.confidence}
        {figure.evidence ? `, ${t(`figure.${figure.evidence}`)}` : ''}.{' '}
        {figure.basis ? t('figure.basis', { basis: figure.basis }) : ''}
      </p>
      {figure.note ? <p className={styles.quiet}>{capital(figure.note)}.</p> : null}
      <SourceList ids={figure.sources} library={library} />
    </>
  );
}

/** Sources with title, date and, where it is public, their address. */
export function SourceList({ ids, library }: { ids: readonly string[]; library: Library }) {
  if (ids.length === 0) return <p className={styles.quiet}>{t('figure.noSource')}</p>;
  return (
    <ul className={styles.sources} aria-label={t('figure.sources')}>
      {ids.map((id) => {
        const source = library.sourceOf(id);
        if (!source) return null;
        return (
          <li key={id}>
            {source.url ? (
              <a href={source.url} target="_blank" rel="noreferrer">
                {source.title}
                <ExternalLink aria-hidden="true" />
              </a>
            ) : (
              source.title
            )}{' '}
            <span className={styles.quiet}>
              {[source.date, source.kind, source.url ? null : t('figure.notPublic')]
                .filter((word) => word !== null)
                .join(', ')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
