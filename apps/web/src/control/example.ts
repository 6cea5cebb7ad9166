/**
 * The example a new person sees: one scalable unit of a rail-optimized fabric as in NVIDIA's DGX SuperPOD reference architecture (31 servers and
 * the fabric manager in the place of the 32nd), carrying an all-to-all.
 */
import { emptyStudy, type Study } from '@weft/model';

export function exampleStudy(): Study {
  const study = emptyStudy();
  const design = study.designs[0]!;
  return {
    ...study,
    name: 'Example: rail-optimized',
    designs: [
      {
        ...design,
        name: 'Rail-optimized',
        blocks: {
          b1: {
            id: 'b1',
            name: 'Scalable unit',
            recipe: 'rail-optimized',
            recipeVersion: 1,
            parameters: { servers: 31, managementNodes: 1 },
            x: 0,
            y: 0,
          },
        },
      },
    ],
  };
}
