/**
 * The cables of a bill: modules by cage, engines, fibres, cables with fixed ends, and what runs inside devices.
 */
import { say } from '@weft/units';
import { mediumFacts } from '@weft/catalogue';
import type { Finding } from '@weft/model';
import { nothing, plain, scaled, siteFigure, zero, type Lines } from './bill-lines.ts';
import { insidePower, insideSteps } from './inside.ts';
import { endPower, fibrePrice, linksPerCable, mediumPrice } from './link-options.ts';
import type { SitePlan } from './plan.ts';
import { few, inSlices, type Pauses } from './pauses.ts';

/** Cables written into lines between two pauses: about a millisecond. */
const fewCables = 2000;

/** Modules, engines, fibres and cables; answers findings about links that have none. */
export function* addCables(plan: SitePlan, lines: Lines, full: Uint8Array): Pauses<Finding[]> {
  const { topology, figures, cages, media } = plan;
  const filled = new Uint8Array(cages.count);
  const pulled = new Uint8Array(topology.linkCount);
  const cableEnds = yield* cableEndsOf(plan, full);
  let unserved = 0;
  yield* inSlices(topology.linkCount, fewCables, (from, to) => {
    for (let e = from; e < to; e++) {
      if (media.make[e]! < 0) continue;
      const make = media.makes[media.make[e]!]!;
      const fabric = topology.linkClasses[topology.linkClass[e]!]!.fabric;
      const option = media.choices[media.choice[e]!];
      const root = media.bundle[e]!;
      if (!option) {
        unserved++;
        lines.add(`none ${fabric} ${make.rate_Gbps}`, () => ({
          ...plain('cable', fabric, say`cable of ${make.rate_Gbps} Gb/s without a medium`),
          rate_Gbps: make.rate_Gbps,
          price: siteFigure(figures, 'cable_usd', say`price of a cable without a medium`),
          power: siteFigure(figures, 'cable_w', say`power of a cable without a medium`),
        }));
        continue;
      }
      if (option.assembly === 'cable') {
        if (pulled[root] === 1) continue;
        pulled[root] = 1;
        const [medium] = option.media;
        const length_m = media.bundleLength_m[root]!;
        const legs = linksPerCable(make);
        const straight = make.ends[0].slots === make.ends[1].slots;
        const shape = make.ends.map(({ cage }) => cage.shape).find((s) => s !== null) ?? null;
        // Both ends of a cable draw power from their devices; an end at a device whose power counts its modules draws none of its own.
        const ends = cableEnds[root]!;
        lines.add(`cable ${medium.id} ${fabric} ${length_m} ${legs} ${String(straight)} ${ends}`, () => {
          const power = endPower(figures, medium, Math.max(make.ends[0].module_Gbps, make.ends[1].module_Gbps));
          return {
            ...plain('cable', fabric, `${medium.name}${straight || legs === 1 ? '' : say`, 1 to ${legs}`}`),
            part: { kind: 'medium', id: medium.id },
            vendor: medium.vendor,
            cage: shape,
            length_m,
            legs: straight ? 1 : legs,
            rate_Gbps: Math.max(make.ends[0].module_Gbps, make.ends[1].module_Gbps),
            price: mediumPrice(figures, medium),
            power: scaled(power, ends),
            remark: ends < (straight ? 2 : 1 + legs) ? say`power of an end counted in the switch` : null,
          };
        });
        continue;
      }
      ([cages.a[e]!, cages.b[e]!] as const).forEach((cage, i) => {
        if (filled[cage] === 1) return;
        filled[cage] = 1;
        const medium = option.media[i]!;
        const end = make.ends[i]!;
        const engine = mediumFacts(medium).assembly === 'engine';
        const included = full[cages.node[cage]!] === 1;
        lines.add(
          `${engine ? 'engine' : 'transceiver'} ${medium.id} ${fabric} ${end.module_Gbps} ${end.cage.shape ?? ''} ${String(included)} ${String(end.cage.coPackaged)}`,
          () => ({
            ...plain(engine ? 'engine' : 'transceiver', fabric, medium.name),
            part: { kind: 'medium', id: medium.id },
            vendor: medium.vendor,
            cage: end.cage.shape,
            rate_Gbps: end.module_Gbps,
            price: engine && end.cage.coPackaged ? nothing(mediumPrice(figures, medium)) : mediumPrice(figures, medium),
            power: included
              ? nothing(endPower(figures, medium, end.module_Gbps))
              : endPower(figures, medium, end.module_Gbps),
            remark: included
              ? say`power counted in the switch`
              : engine && end.cage.coPackaged
                ? say`price included in the switch`
                : null,
          }),
        );
      });
      const fibre = mediumFacts(option.media[0]).fibre ?? mediumFacts(option.media[1]).fibre ?? 'parallel';
      const length_m = plan.runs.bought_m[e]!;
      lines.add(
        `fibre ${fibre} ${fabric} ${option.technology === 'multimode' ? 'multimode' : 'single-mode'} ${length_m}`,
        () => ({
          ...plain(
            'fibre',
            fabric,
            say`${option.technology === 'multimode' ? 'multimode' : 'single-mode'} ${fibre} fibre`,
          ),
          length_m,
          price: fibrePrice(figures, fibre),
          power: zero,
        }),
      );
    }
  });
  if (unserved === 0) return [];
  return [
    {
      code: 'cables-not-priced',
      severity: 'warning',
      targets: [],
      message: say`${unserved} of ${plan.runs.cables} cables have no medium; the totals lack their price and power.`,
    },
  ];
}

/** Links inside devices: bought with them; their power counts where the device has none of its own. */
export function* addInside({ topology, placement, figures }: SitePlan, lines: Lines): Pauses<void> {
  for (const { medium, fabric, rate_Gbps, links, deviceDraws } of yield* insideSteps(topology, placement, figures)) {
    const power = insidePower(figures, medium, rate_Gbps);
    lines.add(
      `inside ${medium.id} ${fabric} ${rate_Gbps} ${String(deviceDraws)}`,
      () => ({
        ...plain('inside', fabric, medium.name),
        part: { kind: 'medium', id: medium.id },
        vendor: medium.vendor,
        rate_Gbps,
        price: zero,
        power: deviceDraws ? nothing(power) : power,
        remark: deviceDraws ? say`price and power in the device` : say`price in the device`,
      }),
      links,
    );
  }
}

/** Per bundle, at its lowest link: how many ends of its cable draw power that is not counted in a device. */
function* cableEndsOf(plan: SitePlan, full: Uint8Array): Pauses<Uint16Array> {
  const { topology, cages, media } = plan;
  const ends = new Uint16Array(topology.linkCount);
  const seen = new Uint8Array(cages.count);
  yield* inSlices(topology.linkCount, few, (from, to) => {
    for (let e = from; e < to; e++) {
      if (media.choices[media.choice[e]!]?.assembly !== 'cable') continue;
      for (const cage of [cages.a[e]!, cages.b[e]!]) {
        if (seen[cage] === 1) continue;
        seen[cage] = 1;
        if (full[cages.node[cage]!] !== 1) ends[media.bundle[e]!]!++;
      }
    }
  });
  return ends;
}
