/**
 * What is wrong with the parts of a topology: ids that the catalogue does not have, and parts asked for more than they publish.
 */
import { say } from '@weft/units';
import { nic_Gbps, partOf, switchMaxRadix, switchPort_Gbps, switchPorts, type PartKind } from '@weft/catalogue';
import { groupId, nodeId, type NodeRole, type Topology } from '@weft/topology';
import { isOwnPartId, type Finding } from '@weft/model';

const kindOfRole: Readonly<Record<NodeRole, PartKind>> = {
  accelerator: 'accelerator',
  nic: 'nic',
  scaleUp: 'switch',
  leaf: 'switch',
  spine: 'switch',
  core: 'switch',
  router: 'switch',
  service: 'server',
};

/** One finding for each class of parts that is not in the catalogue, has too few ports, or is slower than its cables. O(nodes + links). */
export function partFindings(topology: Topology): Finding[] {
  const findings: Finding[] = [];
  const unknown = (kind: PartKind, id: string, targets: readonly string[]): void => {
    // Parts of the study's own are no concern of a design: it is judged without them.
    if (isOwnPartId(id)) return;
    findings.push({
      code: 'unknown-part',
      severity: 'warning',
      targets,
      message: say`The catalogue has no ${kind} "${id}"; what it costs and draws is unknown.`,
    });
  };
  const fastest = fastestCables(topology);
  topology.nodeClasses.forEach((nodeClass, index) => {
    const { part, ports, role } = nodeClass;
    if (part === null) return;
    const node = topology.nodeClass.indexOf(index);
    if (node < 0) return;
    const targets = [nodeId(topology, node)];
    const kind = kindOfRole[role];
    if (partOf(kind, part) === undefined) return unknown(kind, part, targets);
    if (role === 'scaleUp' || role === 'accelerator' || role === 'service') return;
    const most = role === 'nic' ? null : (switchMaxRadix(part) ?? switchPorts(part));
    if (most !== null && ports !== null && ports > most) {
      findings.push({
        code: 'part-ports',
        severity: 'warning',
        targets,
        message: say`${targets[0]!} is to have ${ports} ports, but ${part} has at most ${most}; expected no more.`,
      });
    }
    const rate = role === 'nic' ? nic_Gbps(part) : switchPort_Gbps(part);
    if (rate !== null && fastest[index]! > rate) {
      findings.push({
        code: 'speed-mismatch',
        severity: 'warning',
        targets,
        message: say`${targets[0]!} has a cable of ${fastest[index]!} Gb/s, but a port of ${part} runs at ${rate} Gb/s; expected at most that.`,
      });
    }
  });
  topology.groupClasses.forEach(({ part }, index) => {
    if (part === null || partOf('server', part) !== undefined) return;
    const group = topology.groupClass.indexOf(index);
    if (group >= 0) unknown('server', part, [groupId(topology, group)]);
  });
  const inLinks = new Map<string, PartKind>();
  for (const { protocol, medium } of topology.linkClasses) {
    if (protocol !== null) inLinks.set(protocol, 'protocol');
    if (medium !== null) inLinks.set(medium, 'medium');
  }
  for (const [id, kind] of inLinks) if (partOf(kind, id) === undefined) unknown(kind, id, []);
  return findings;
}

/** Per node class the fastest network cable on any of its nodes. */
function fastestCables(topology: Topology): Float64Array {
  const fastest = new Float64Array(topology.nodeClasses.length);
  const { linkA, linkB, linkClass, linkCapacity_Gbps, nodeClass, linkCount } = topology;
  const isNetwork = topology.linkClasses.map(({ fabric }) => fabric !== 'host' && fabric !== 'scale-up');
  for (let e = 0; e < linkCount; e++) {
    if (!isNetwork[linkClass[e]!]) continue;
    const rate = linkCapacity_Gbps[e]!;
    const a = nodeClass[linkA[e]!]!;
    const b = nodeClass[linkB[e]!]!;
    if (rate > fastest[a]!) fastest[a] = rate;
    if (rate > fastest[b]!) fastest[b] = rate;
  }
  return fastest;
}
