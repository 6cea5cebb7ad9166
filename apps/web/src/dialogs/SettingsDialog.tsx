/** How the person wants the app: theme, pointer, grid, motion; and the keys of every action. Kept in this browser, not in the study. */
import { formatCount, formatLength_m, formatRateBoth_Gbps } from '@weft/units';
import { useState } from 'react';
import { useSession } from '../stores/hooks.ts';
import { session, setTheme, type Theme } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Select, Switch } from '../ui/Choice.tsx';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import { Tabs, panelOf } from '../ui/Tabs.tsx';
import { KeySettings } from './KeySettings.tsx';
import styles from './Settings.module.css';

type Tab = 'general' | 'keys';

export default function SettingsDialog({ tab: first, close }: { tab: Tab; close: () => void }) {
  const [tab, setTab] = useState<Tab>(first);
  return (
    <DialogFrame title={t('settings.title')} close={close}>
      <div className={styles.tabs}>
        <Tabs
          label={t('settings.title')}
          id="settings"
          value={tab}
          choose={setTab}
          tabs={(['general', 'keys'] as const).map((value) => ({ value, label: t(`settings.${value}`) }))}
        />
      </div>
      <div className={styles.panel} {...panelOf('settings', tab)}>
        {tab === 'general' ? <General /> : <KeySettings />}
      </div>
    </DialogFrame>
  );
}

const themes = ['system', 'light', 'dark'] as const satisfies readonly Theme[];
const schemes = ['design-tool', 'map'] as const;
/** Languages with each way of separating numbers; a tag is all that another one takes. */
const locales = ['auto', 'en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'de-CH', 'en-IN', 'ja'] as const;

function General() {
  const { theme, scheme, grid, snap, locale, rates, lengths } = useSession((s) => s);
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  return (
    <div className={styles.general}>
      <Select
        label={t('settings.theme')}
        value={theme}
        options={themes.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
        choose={setTheme}
      />
      <Select
        label={t('settings.numbers')}
        meaning={t('settings.numbersMeaning', {
          count: formatCount(16_384),
          rate: formatRateBoth_Gbps(1600),
          length: formatLength_m(7.5),
        })}
        value={locale}
        options={[...new Set([...locales, locale])].map((value) => ({
          value,
          label: localeName(value),
          lang: value === 'auto' ? undefined : value,
        }))}
        choose={(next) => session.setState({ locale: next })}
      />
      <Select
        label={t('settings.rates')}
        value={rates}
        options={(['bits', 'bytes'] as const).map((value) => ({ value, label: t(`settings.rates.${value}`) }))}
        choose={(next) => session.setState({ rates: next })}
      />
      <Select
        label={t('settings.lengths')}
        value={lengths}
        options={(['metres', 'feet'] as const).map((value) => ({ value, label: t(`settings.lengths.${value}`) }))}
        choose={(next) => session.setState({ lengths: next })}
      />
      <Select
        label={t('settings.scheme')}
        meaning={t('settings.schemeMeaning')}
        value={scheme}
        options={schemes.map((value) => ({ value, label: t(`settings.scheme.${value}`) }))}
        choose={(next) => session.setState({ scheme: next })}
      />
      <Switch
        label={t('settings.grid')}
        meaning={t('settings.gridMeaning')}
        checked={grid}
        change={(on) => session.setState({ grid: on })}
      />
      <Switch
        label={t('settings.snap')}
        meaning={t('settings.snapMeaning')}
        checked={snap}
        change={(on) => session.setState({ snap: on })}
      />
      <dl className={styles.fact}>
        <dt>{t('settings.motion')}</dt>
        <dd>{t(still ? 'settings.motionOff' : 'settings.motionOn')}</dd>
      </dl>
      <p className={styles.kept}>{t('settings.kept')}</p>
    </div>
  );
}

/** A language in its own words: `Deutsch (Schweiz)`. */
function localeName(tag: string): string {
  if (tag === 'auto') return t('settings.numbers.auto');
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
