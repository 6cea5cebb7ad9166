// The designs that are measured, as study files: one block each, so that a file is short and the design as large as its parameters say.

/** 100,000 accelerators in 12,500 servers, 98 pods of up to 16 racks of 8 servers. */
export const site = study('Site', { servers: 12500, tiers: '3', switchPorts: 128, leavesPerPod: 16 });
export const pod = 'b1/pod40';
export const racksOfPod = Array.from({ length: 16 }, (_, rack) => `${pod}/rack${rack}`);

/** 16,384 accelerators in 2,048 servers. */
export const cluster = study('Cluster', { servers: 2048, tiers: '3' });

/** 120 servers with a switch each, drawn by hand: what a hand may hold at once. */
export const drawn = {
  ...study('Drawn', {}),
  designs: [{ ...study('Drawn', {}).designs[0], blocks: {}, ...handDrawn(120) }],
};

function study(name, parameters) {
  const block = { id: 'b1', name: 'Leaf-spine', recipe: 'leaf-spine', recipeVersion: 1, parameters, x: 0, y: 0 };
  const empty = { groups: {}, links: {}, nodes: {}, overrides: {} };
  return {
    assumptions: { figures: {} },
    baseline: null,
    catalogue: '2026.11',
    designs: [{ id: 'd1', name, blocks: { b1: block }, ...empty }],
    name,
    version: 1,
    workload: {
      cap_Gbps: null,
      routing: { handOver: true, policy: 'spray' },
      size_B: null,
      traffic: { pattern: 'all-to-all' },
    },
  };
}

function handDrawn(count) {
  const nodes = {};
  const links = {};
  for (let i = 0; i < count; i++) {
    const x = (i % 20) * 110;
    const y = Math.floor(i / 20) * 190;
    const plain = { group: null, part: null, ports: 64, port_Gbps: 400, scaleUp_Gbps: null };
    nodes[`s${i}`] = { ...plain, id: `s${i}`, kind: 'switch', name: `leaf ${i}`, tier: 'leaf', accelerators: 0, x, y };
    nodes[`h${i}`] = {
      ...plain,
      id: `h${i}`,
      kind: 'server',
      name: `server ${i}`,
      tier: null,
      accelerators: 8,
      x,
      y: y + 90,
    };
  }
  for (let i = 0; i < count; i++)
    for (const to of [i, (i + 1) % count]) {
      const id = `l${i}to${to}`;
      links[id] = link(id, `h${i}`, `s${to}`);
    }
  return { nodes, links };
}

function link(id, a, z) {
  return { id, a: { at: a, port: null }, z: { at: z, port: null }, rate_Gbps: 400, medium: null, label: '' };
}
