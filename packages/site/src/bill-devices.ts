/**
 * The devices of a bill: servers, switches, NICs, loose parts. A server with a part has one price and one power for all it holds.
 */
import { say } from '@weft/units';
import { switchPower } from '@weft/catalogue';
import { noPart, plain, siteFigure, type Lines } from './bill-lines.ts';
import type { SitePlan } from './plan.ts';
import { inSlices, type Pauses } from './pauses.ts';

/** Devices and nodes written into lines between two pauses: about a millisecond. */
const fewDevices = 4000;

/** Servers, switches and loose parts. Answers which nodes' power counts their modules in. */
export function* addDevices(plan: SitePlan, lines: Lines, fabricOf: readonly string[]): Pauses<Uint8Array> {
  const { topology, figures, placement } = plan;
  const { devices } = placement;
  const full = new Uint8Array(topology.nodeCount);
  yield* inSlices(devices.count, fewDevices, (from, to) => {
    for (let d = from; d < to; d++) {
      const make = devices.makes[devices.make[d]!]!;
      if (make.kind !== 'server') continue;
      const { part } = make;
      if (part) {
        const steady = figures.of('server', part.id, 'power_w');
        lines.add(`server ${part.id}`, () => ({
          ...plain('server', '', part.name),
          part: { kind: 'server', id: part.id },
          vendor: part.vendor,
          units: make.units,
          price: figures.of('server', part.id, 'price_usd'),
          power: steady.band ? steady : figures.of('server', part.id, 'power_max_w'),
          remark: say`with its accelerators, NICs and scale-up fabric`,
        }));
      } else {
        lines.add(`chassis ${make.name}`, () => ({
          ...plain('chassis', '', say`chassis of a ${make.name}`),
          units: make.units,
          price: siteFigure(figures, 'chassis_usd', say`price of a server chassis`),
          power: siteFigure(figures, 'chassis_w', say`power of a server chassis without its accelerators`),
        }));
      }
    }
  });
  yield* inSlices(topology.nodeCount, fewDevices, (from, to) => {
    for (let v = from; v < to; v++) {
      const nodeClass = topology.nodeClasses[topology.nodeClass[v]!]!;
      const { role, part: id, word } = nodeClass;
      const make = devices.makes[devices.make[devices.ofNode[v]!]!]!;
      const inside = make.kind === 'server';
      if (inside && (make.part !== null || role === 'service' || role === 'scaleUp')) continue;
      const fabric = fabricOf[v]!;
      if (role === 'accelerator' || role === 'nic') {
        const part = figures.part(role, id);
        lines.add(`${role} ${topology.nodeClass[v]!} ${fabric} ${String(inside)}`, () => ({
          ...plain(role, role === 'nic' ? fabric : '', part?.name ?? say`${word} without a part`),
          part: part ? { kind: role, id: part.id } : null,
          vendor: part?.vendor ?? null,
          units: inside ? 0 : make.units,
          price: part ? figures.of(role, part.id, 'price_usd') : noPart(figures, 'price', word),
          power: part ? figures.of(role, part.id, 'power_w') : noPart(figures, 'power', word),
        }));
        continue;
      }
      if (role === 'service') {
        lines.add(`service ${topology.nodeClass[v]!}`, () => ({
          ...plain('chassis', '', word),
          units: make.units,
          price: noPart(figures, 'price', word),
          power: noPart(figures, 'power', word),
        }));
        continue;
      }
      const part = figures.part('switch', id);
      const power = part && switchPower(part, (key) => figures.figure('switch', part.id, key));
      const counted = power !== undefined && power.bare_W === null && power.full_W !== null;
      if (counted) full[v] = 1;
      lines.add(`switch ${topology.nodeClass[v]!} ${fabric}`, () => ({
        ...plain('switch', fabric, part?.name ?? say`${word} without a part`),
        part: part ? { kind: 'switch', id: part.id } : null,
        tier: role,
        vendor: part?.vendor ?? null,
        units: make.units,
        rate_Gbps: part ? (figures.of('switch', part.id, 'port_speed_gbps').band?.typical ?? null) : null,
        price: part ? figures.of('switch', part.id, 'price_usd') : noPart(figures, 'price', word),
        power: part
          ? {
              ...figures.of('switch', part.id, counted ? 'power_max_w' : 'power_typ_w'),
              band: power?.bare_W ?? power?.full_W ?? null,
            }
          : noPart(figures, 'power', word),
        remark: counted ? say`power with its modules` : null,
      }));
    }
  });
  return full;
}
