/** Who sends to whom, how paths are chosen, how much is sent. Each choice is one entry of the history. */
import '../strings/later.ts';
import type { RoutingChoice, Traffic, Workload } from '@weft/model';
import { formatCount, formatRate_Gbps, formatSize_B, parseCount, parseRate_Gbps, parseSize_B } from '@weft/units';
import { JobsForm } from '../analysis/JobsForm.tsx';
import { setWorkload } from '../control/edits.ts';
import { useResult, useStudyDocument } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { refusing, useProtocols } from '../cost/useProtocols.ts';
import { Select, Switch } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { Section } from '../ui/Section.tsx';
import styles from './Inspector.module.css';
import { commitParsed, echoOf } from './parsing.ts';

const patterns = ['all-to-all', 'permutation', 'ring', 'incast', 'pair'] as const;
const policies = [
  'spray',
  'ecmp-hash',
  'single-path',
  'weighted-ecmp',
  'dimension-order',
  'minimal',
  'valiant',
  'adaptive',
] as const;

const ideal = 'spray';
const noLinks: readonly string[] = [];

const set = (change: Partial<Workload>) => void setWorkload(change);
const setTraffic = (traffic: Traffic) => set({ traffic });
const setRouting = (routing: RoutingChoice) => set({ routing });

export default function WorkloadForm() {
  const workload = useStudyDocument((d) => d.study.workload);
  const accelerators = useResult((r) => r.facts?.counts.accelerators ?? 0);
  const { traffic, routing } = workload;
  const protocols = useProtocols(noLinks);
  const outside = refusing(protocols, routing.policy);
  return (
    <>
      <Section title={t('traffic.title')}>
        <div className={styles.fields}>
          <Select
            label={t('traffic.pattern')}
            value={traffic.pattern}
            options={patterns.map((value) => ({ value, label: t(`traffic.${value}`) }))}
            meaning={t(`traffic.use.${traffic.pattern}`)}
            choose={(pattern) => setTraffic(trafficOf(pattern, accelerators))}
          />
          <TrafficFields traffic={traffic} set={setTraffic} />
        </div>
      </Section>
      <Section title={t('routing.title')}>
        <div className={styles.fields}>
          <Select
            label={t('routing.policy')}
            value={routing.policy}
            options={policies.map((value) => {
              const by = refusing(protocols, value);
              const policy = t(`routing.${value}`);
              return {
                value,
                // Of the one that is chosen the note below tells.
                label:
                  by === null || value === routing.policy
                    ? policy
                    : t('routing.notOffered', { policy, protocol: by.name }),
                // The ideal that others are measured against stays within reach.
                disabled: by !== null && value !== ideal && value !== routing.policy,
              };
            })}
            meaning={
              outside === null
                ? t(`routing.use.${routing.policy}`)
                : t('routing.outside', {
                    protocol: outside.name,
                    policy: t(`routing.${routing.policy}`),
                    does: outside.routing.map((offered) => t(`routing.${offered.policy}`)).join(', '),
                  })
            }
            choose={(policy) => setRouting(routingOf(policy, routing))}
          />
          {'seed' in routing ? (
            <CountField
              label={t('traffic.seed')}
              value={routing.seed}
              set={(seed) => setRouting({ ...routing, seed })}
            />
          ) : null}
          {'subflows' in routing ? (
            <CountField
              label={t('routing.subflows')}
              meaning={t('routing.subflowsMeaning')}
              value={routing.subflows}
              min={1}
              set={(subflows) => setRouting({ ...routing, subflows })}
            />
          ) : null}
          <Switch
            label={t('routing.handOver')}
            meaning={t('routing.handOverMeaning')}
            checked={routing.handOver}
            change={(handOver) => setRouting({ ...routing, handOver })}
          />
        </div>
      </Section>
      <Section title={t('workload.flows')}>
        <div className={styles.fields}>
          <Field
            label={t('workload.size')}
            value={workload.size_B === null ? '' : formatSize_B(workload.size_B)}
            placeholder={t('workload.sizeNone')}
            meaning={t('workload.sizeMeaning')}
            echo={echoOf(parseSize_B, formatSize_B)}
            commit={(text) =>
              text.trim() === ''
                ? (set({ size_B: null }), null)
                : commitParsed(parseSize_B(text), (size_B) => set({ size_B }))
            }
          />
          <Field
            label={t('workload.cap')}
            value={workload.cap_Gbps === null ? '' : formatRate_Gbps(workload.cap_Gbps)}
            placeholder={t('workload.capNone')}
            meaning={t('workload.capMeaning')}
            echo={echoOf(parseRate_Gbps, formatRate_Gbps)}
            commit={(text) =>
              text.trim() === ''
                ? (set({ cap_Gbps: null }), null)
                : commitParsed(parseRate_Gbps(text), (cap_Gbps) => set({ cap_Gbps }))
            }
          />
        </div>
      </Section>
      <Section title={t('jobs.title')}>
        <JobsForm />
      </Section>
    </>
  );
}

function TrafficFields({ traffic, set }: { traffic: Traffic; set: (traffic: Traffic) => void }) {
  switch (traffic.pattern) {
    case 'all-to-all':
      return null;
    case 'permutation':
      return <CountField label={t('traffic.seed')} value={traffic.seed} set={(seed) => set({ ...traffic, seed })} />;
    case 'ring':
      return (
        <CountField
          label={t('traffic.shift')}
          value={traffic.shift}
          min={1}
          set={(shift) => set({ ...traffic, shift })}
        />
      );
    case 'incast':
      return (
        <>
          <CountField
            label={t('traffic.target')}
            meaning={t('traffic.targetMeaning')}
            value={traffic.target}
            set={(target) => set({ ...traffic, target })}
          />
          <CountField
            label={t('traffic.senders')}
            value={traffic.senders}
            min={1}
            set={(senders) => set({ ...traffic, senders })}
          />
        </>
      );
    case 'pair':
      return (
        <>
          <Field
            label={t('traffic.source')}
            value={traffic.source}
            commit={(source) => (set({ ...traffic, source: source.trim() }), null)}
          />
          <Field
            label={t('traffic.pairTarget')}
            value={traffic.target}
            meaning={t('traffic.pairMeaning')}
            commit={(target) => (set({ ...traffic, target: target.trim() }), null)}
          />
        </>
      );
  }
}

interface CountFieldProps {
  readonly label: string;
  readonly value: number;
  readonly meaning?: string;
  readonly min?: number;
  readonly set: (value: number) => void;
}

function CountField({ label, value, meaning, min = 0, set }: CountFieldProps) {
  return (
    <Field
      label={label}
      value={formatCount(value)}
      meaning={meaning}
      inputMode="numeric"
      commit={(text) =>
        commitParsed(parseCount(text), (count) => {
          if (count < min) return t('field.needsAtLeast', { min: formatCount(min) });
          set(count);
          return null;
        })
      }
    />
  );
}

/** A pattern with the parameters a person would start from. */
function trafficOf(pattern: Traffic['pattern'], accelerators: number): Traffic {
  switch (pattern) {
    case 'all-to-all':
      return { pattern };
    case 'permutation':
      return { pattern, seed: 1 };
    case 'ring':
      return { pattern, shift: 1 };
    case 'incast':
      return { pattern, target: 0, senders: Math.max(1, Math.min(32, accelerators - 1)) };
    case 'pair':
      return { pattern, source: '', target: '' };
  }
}

function routingOf(policy: RoutingChoice['policy'], before: RoutingChoice): RoutingChoice {
  const { handOver } = before;
  const seed = 'seed' in before ? before.seed : 1;
  if (policy === 'single-path') return { policy, seed, handOver };
  if (policy === 'ecmp-hash') return { policy, seed, subflows: 1, handOver };
  return { policy, handOver };
}
