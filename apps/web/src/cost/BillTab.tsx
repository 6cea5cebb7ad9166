/** The bill: totals with their ranges, what is not known by name, every line with its figures and where they come from. */
import { billKinds, type BillLine, type SiteFacts, type Total } from '@weft/engine';
import type { Finding } from '@weft/model';
import { Download } from 'lucide-react';
import {
  formatCount,
  formatEnergy_kWh,
  formatLength_m,
  formatMoney_usd,
  formatPower_W,
  formatRate_Gbps,
} from '@weft/units';
import { Fragment, type ReactNode } from 'react';
import { bandOf, physicalPath, placeOf, type Library } from '@weft/catalogue';
import { useLibrary } from '../control/catalogue.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { figureName } from '../parts/figureNames.ts';
import { setFigures } from './figureEdits.ts';
import { EmptyDesign } from '../ui/EmptyDesign.tsx';
import { FigureButton } from './FigureCard.tsx';
import { useFigure } from './FigureContent.tsx';
import { printFigure, printRange, printTotal, type Print } from './print.ts';
import { downloadList, useAssumptions, useSiteFacts } from './site.ts';
import { ScrollTable } from './ScrollTable.tsx';
import styles from './CostView.module.css';

export function BillTab() {
  const { value, fault, busy } = useSiteFacts();
  return (
    <div className={styles.page} aria-busy={busy}>
      {fault ? (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      ) : null}
      {value === null ? (
        fault ? null : (
          <p className={styles.busy}>{t('cost.busy')}</p>
        )
      ) : value.bill.lines.length === 0 ? (
        <EmptyDesign text={t('cost.empty')} />
      ) : (
        <>
          <Totals facts={value} />
          <Missing facts={value} />
          <Yours />
          <Lines facts={value} />
          <Findings findings={value.findings} assumed={value.assumptions} />
        </>
      )}
    </div>
  );
}

function Totals({ facts: { bill, cost } }: { facts: SiteFacts }) {
  return (
    <section className={styles.totals} aria-label={t('cost.total')}>
      <dl>
        <Sum label={t('cost.capital')} total={cost.capital_usd} print={formatMoney_usd} main id="capital" />
        <Sum label={t('cost.capitalPer')} total={cost.capitalPerAccelerator_usd} print={formatMoney_usd} main />
        <Sum label={t('cost.power')} total={cost.power_W} print={formatPower_W} main />
        <Sum label={t('cost.powerPer')} total={cost.powerPerAccelerator_W} print={formatPower_W} main />
      </dl>
      <dl>
        <Sum label={t('cost.network')} total={bill.networkPrice} print={formatMoney_usd} />
        <Sum label={t('cost.networkPer')} total={cost.networkPerAccelerator_usd} print={formatMoney_usd} />
        <Sum label={t('cost.perInjection')} total={cost.networkPerInjection_usd_per_Gbps} print={formatMoney_usd} />
        <Sum label={t('cost.perBisection')} total={cost.networkPerBisection_usd_per_Gbps} print={formatMoney_usd} />
        <Sum label={t('cost.networkPowerPer')} total={cost.networkPowerPerAccelerator_W} print={formatPower_W} />
        <Sum
          label={t('cost.energy')}
          total={cost.energy_kWh_per_year}
          print={formatEnergy_kWh}
          note={t('cost.energyNote')}
        />
        <Sum label={t('cost.energyPrice')} total={cost.energy_usd_per_year} print={formatMoney_usd} />
      </dl>
      <p className={styles.with}>
        {t('cost.figures')}: <Physical label={t('cost.pue')} figureKey="pue" />
        <Physical label={t('cost.tariff')} figureKey="electricity_usd_per_kwh" />
      </p>
    </section>
  );
}

interface SumProps {
  readonly label: string;
  readonly total: Total | null;
  readonly print: Print;
  readonly note?: string;
  readonly main?: boolean;
  readonly id?: string;
}

function Sum({ label, total, print, note, main = false, id }: SumProps) {
  if (total === null) return null;
  const range = printRange(total, print);
  const known = total.complete || total.high > 0;
  return (
    <div data-main={main ? '' : undefined} data-testid={id ? `total-${id}` : undefined} data-value={total.typical}>
      <dt>{label}</dt>
      <dd>
        {total.complete || !known ? null : <span className={styles.atLeast}>{t('cost.atLeast')} </span>}
        {known ? print(total.typical) : t('cost.unknown')}
      </dd>
      {range ? <dd className={styles.range}>{range}</dd> : null}
      {note ? <dd className={styles.range}>{note}</dd> : null}
    </div>
  );
}

/** A figure of the trade at large that the totals rest on. */
function Physical({ label, figureKey }: { label: string; figureKey: string }) {
  const library = useLibrary();
  const path = physicalPath(figureKey);
  const mine = useAssumptions().figures[path];
  const { figure, unit } = useFigure(path, library);
  const value = mine ?? bandOf(figure)?.typical ?? null;
  const text = unit === 'USD' || /usd/.test(figureKey) ? `$${String(value)}` : printFigure(unit, value);
  return (
    <span className={styles.withOne}>
      {label}{' '}
      <FigureButton path={path} name={label} yours={mine !== undefined}>
        {value === null ? null : text}
      </FigureButton>
    </span>
  );
}

/** What the totals lack, each a press away from being set. */
function Missing({ facts: { bill } }: { facts: SiteFacts }) {
  const missing = [...bill.price.missing, ...bill.power.missing].filter((one) => one.path !== '');
  if (missing.length === 0) return null;
  return (
    <section className={styles.missing} aria-label={t('cost.missing')}>
      <h2>{t('cost.missing')}</h2>
      <ul>
        {missing.map(({ path, name, quantity }) => (
          <li key={path}>
            <FigureButton path={path} name={name} yours={false}>
              {capital(name)}
            </FigureButton>{' '}
            <span className={styles.quiet}>{t('cost.missingTimes', { count: quantity })}</span>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('cost.missingHint')}</p>
    </section>
  );
}

/** Every figure that the study changes, to be found again and taken back. */
function Yours() {
  const { figures } = useAssumptions();
  const library = useLibrary();
  const paths = Object.keys(figures).filter((path) => !isChoice(path));
  if (paths.length === 0 || library === null) return null;
  const reset = Object.fromEntries(paths.map((path) => [path, null]));
  return (
    <section className={styles.section} aria-label={t('cost.yourFigures')}>
      <div className={styles.sectionHead}>
        <h2>{t('cost.yourFigures')}</h2>
        <Button look="outline" onClick={() => setFigures(reset, t('cost.resetAll'))}>
          {t('cost.resetAll')}
        </Button>
      </div>
      <ul className={styles.yours}>
        {paths.map((path) => (
          <Mine key={path} path={path} value={figures[path]!} library={library} />
        ))}
      </ul>
    </section>
  );
}

/** Choices of the hall and of media are made in their own forms. */
const isChoice = (path: string): boolean => path.startsWith('site.') && !/_(usd|w)$/.test(path);

function Mine({ path, value, library }: { path: string; value: number; library: Library }) {
  const { unit } = useFigure(path, library);
  const place = placeOf(path);
  const key = path.slice(path.lastIndexOf('.') + 1);
  const part = place && place.kind !== 'physical' ? library.partOf(place.kind, place.id) : undefined;
  const name = part ? `${figureName(key)}, ${part.name}` : figureName(key);
  return (
    <li>
      {name}{' '}
      <FigureButton path={path} name={name} yours>
        {printFigure(unit, value)}
      </FigureButton>
    </li>
  );
}

function Lines({ facts: { bill } }: { facts: SiteFacts }) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>{t('cost.bill')}</h2>
        <Button look="outline" icon={<Download aria-hidden="true" />} onClick={() => void downloadList('bill')}>
          {t('cost.download')}
        </Button>
      </div>
      <ScrollTable label={t('cost.bill')}>
        <thead>
          <tr>
            <th scope="col">{t('cost.item')}</th>
            <th scope="col">{t('cost.quantity')}</th>
            <th scope="col">{t('cost.priceEach')}</th>
            <th scope="col">{t('cost.price')}</th>
            <th scope="col">{t('cost.powerEach')}</th>
            <th scope="col">{t('cost.power')}</th>
          </tr>
        </thead>
        <tbody>
          {billKinds.map((kind) => {
            const lines = bill.lines.filter((line) => line.kind === kind);
            if (lines.length === 0) return null;
            return (
              <Fragment key={kind}>
                <tr className={styles.group}>
                  <th scope="rowgroup">{t(`bill.${kind}`)}</th>
                  <td>{formatCount(lines.reduce((sum, line) => sum + line.quantity, 0))}</td>
                  <td colSpan={2}>{printTotal(bill.priceByKind[kind]!, formatMoney_usd)}</td>
                  <td colSpan={2}>{printTotal(bill.powerByKind[kind]!, formatPower_W)}</td>
                </tr>
                {lines.map((line, i) => (
                  // oxlint-disable-next-line react/no-array-index-key -- lines of a bill have no id; equal ones keep their order
                  <Line key={i} line={line} />
                ))}
              </Fragment>
            );
          })}
          <tr className={styles.group}>
            <th scope="rowgroup">{t('cost.racks')}</th>
            <td>{formatCount(bill.racks)}</td>
            <td colSpan={4} className={styles.racks}>
              {t('cost.racksNote', { racks: bill.racks, units: Math.round(bill.rackUnits) })}
            </td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('cost.total')}
            </th>
            <td colSpan={2}>
              <Whole total={bill.price} print={formatMoney_usd} />
            </td>
            <td colSpan={2}>
              <Whole total={bill.power} print={formatPower_W} />
            </td>
          </tr>
        </tfoot>
      </ScrollTable>
    </section>
  );
}

function Whole({ total, print }: { total: Total; print: Print }) {
  const range = printRange(total, print);
  return (
    <>
      {printTotal(total, print)}
      {range ? <span className={styles.range}>{range}</span> : null}
    </>
  );
}

function Line({ line }: { line: BillLine }) {
  const about = [
    line.tier,
    line.rate_Gbps === null ? null : formatRate_Gbps(line.rate_Gbps),
    line.cage,
    line.length_m === null ? null : formatLength_m(line.length_m),
    line.fabric === '' ? null : line.fabric,
    line.remark,
  ].filter((word) => word !== null);
  const bought = line.quantity + line.spares;
  return (
    <tr>
      <th scope="row">
        {capital(line.name)}
        {about.length > 0 ? <span className={styles.about}>{about.join(' · ')}</span> : null}
      </th>
      <td>
        {formatCount(line.quantity)}
        {line.spares > 0 ? <span className={styles.about}>{t('cost.spares', { count: line.spares })}</span> : null}
      </td>
      <Figures known={line.price} times={bought} print={formatMoney_usd} elsewhere={line.remark !== null} />
      <Figures known={line.power} times={line.quantity} print={formatPower_W} elsewhere={line.remark !== null} />
    </tr>
  );
}

interface FiguresProps {
  readonly known: BillLine['price'];
  readonly times: number;
  readonly print: Print;
  /** A figure of nothing is counted on another line. */
  readonly elsewhere: boolean;
}

/** One figure and what it comes to: a cell for each. */
function Figures({ known, times, print, elsewhere }: FiguresProps): ReactNode {
  const { band, path, name, yours, midpoint } = known;
  if (path === '' || (band !== null && band.high === 0)) {
    return (
      <>
        <td className={styles.quiet}>{t(elsewhere ? 'cost.included' : 'cost.none')}</td>
        <td className={styles.quiet}>–</td>
      </>
    );
  }
  const range = band && printRange(band, print);
  return (
    <>
      <td>
        <FigureButton path={path} name={name} yours={yours} middle={midpoint}>
          {band === null ? null : print(band.typical)}
        </FigureButton>
        {range ? <span className={styles.range}>{range}</span> : null}
      </td>
      <td>{band === null ? '–' : print(band.typical * times)}</td>
    </>
  );
}

/** What is wrong, and what is assumed because nobody says otherwise. */
export function Findings({
  findings,
  assumed = nothing,
}: {
  findings: readonly Finding[];
  assumed?: readonly string[];
}) {
  const seen = [...new Map(findings.map((finding) => [finding.message, finding])).values()];
  const order = { error: 0, warning: 1, note: 2 } as const;
  return (
    <>
      {seen.length > 0 ? (
        <section className={styles.section} aria-label={t('cost.findings')}>
          <h2 className={styles.title}>{t('cost.findings')}</h2>
          <ul className={styles.findings}>
            {seen
              .toSorted((a, b) => order[a.severity] - order[b.severity])
              .slice(0, mostFindings)
              .map(({ message, severity }) => (
                <li key={message} data-severity={severity}>
                  <span className={styles.severity}>{t(`finding.${severity}`)}</span>
                  {message}
                </li>
              ))}
            {seen.length > mostFindings ? <li>{t('design.more', { count: seen.length - mostFindings })}</li> : null}
          </ul>
        </section>
      ) : null}
      {assumed.length > 0 ? (
        <section className={styles.section} aria-label={t('cost.assumed')}>
          <h2 className={styles.title}>{t('cost.assumed')}</h2>
          <ul className={styles.assumed}>
            {assumed.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

const mostFindings = 40;
const nothing: readonly string[] = [];
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
