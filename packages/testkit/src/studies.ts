/**
 * Small studies whose every number is known: for tests that need a design and not a random one.
 */
import { blankNode, emptyStudy, type Design, type LinkRecord, type NodeRecord, type Study } from '@weft/model';

/** The only design of a study. */
export function onlyDesign(study: Study): Design {
  if (study.designs.length !== 1) throw new Error(`expected one design, got ${study.designs.length}`);
  return study.designs[0]!;
}

/** A study of one design. */
export function studyOf(design: Partial<Design>): Study {
  const study = emptyStudy();
  return { ...study, designs: [{ ...study.designs[0]!, ...design }] };
}

/**
 * Two leaves of 8 ports under one spine, two servers with one 400 Gb/s port each on every leaf, one 400 Gb/s uplink a leaf.
 * Nodes: n1 spine, n2 n3 leaves, n4 ... n7 servers (8 accelerators each). Links: l1 l2 leaf to spine, l3 ... l6 server to leaf. By hand: 4 servers,
 * 32 accelerators, 6 links; between leaves 400 Gb/s each way.
 */
export function twoLeaves(): Study {
  const nodes: Record<string, NodeRecord> = {};
  const links: Record<string, LinkRecord> = {};
  const node = (fields: Pick<NodeRecord, 'id' | 'kind' | 'name'> & Partial<NodeRecord>) => {
    nodes[fields.id] = { ...blankNode(fields.id, fields.kind, fields.name), ...fields };
  };
  const link = (id: string, a: string, portA: number | null, z: string, portZ: number | null) => {
    links[id] = {
      id,
      a: { at: a, port: portA },
      z: { at: z, port: portZ },
      rate_Gbps: 400,
      medium: null,
      label: '',
    };
  };
  node({ id: 'n1', kind: 'switch', name: 'spine 1', tier: 'spine', ports: 8, port_Gbps: 400, x: 0, y: 0 });
  node({ id: 'n2', kind: 'switch', name: 'leaf 1', tier: 'leaf', ports: 8, port_Gbps: 400, x: -100, y: 100 });
  node({ id: 'n3', kind: 'switch', name: 'leaf 2', tier: 'leaf', ports: 8, port_Gbps: 400, x: 100, y: 100 });
  for (const [index, id] of ['n4', 'n5', 'n6', 'n7'].entries()) {
    const server = { ports: 1, port_Gbps: 400, accelerators: 8, scaleUp_Gbps: 3600, x: index * 60 - 90, y: 200 };
    node({ id, kind: 'server', name: `server ${index + 1}`, ...server });
  }
  link('l1', 'n2', 7, 'n1', 0);
  link('l2', 'n3', 7, 'n1', 1);
  link('l3', 'n4', 0, 'n2', 0);
  link('l4', 'n5', 0, 'n2', 1);
  link('l5', 'n6', 0, 'n3', 0);
  link('l6', 'n7', 0, 'n3', 1);
  return studyOf({ nodes, links });
}

/** One block of 16,384 accelerators: 2,048 servers of 8, as a recipe and nothing else. */
export function railBlock(): Study {
  return studyOf({
    name: 'Rail-optimized, 16,384 GPUs',
    blocks: {
      b1: {
        id: 'b1',
        name: 'rail-optimized',
        recipe: 'rail-optimized',
        recipeVersion: 1,
        parameters: { servers: 2048, acceleratorsPerServer: 8, nicsPerServer: 8, link_Gbps: 400 },
        x: 0,
        y: 0,
      },
    },
  });
}
