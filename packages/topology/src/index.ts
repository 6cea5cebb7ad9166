export {
  nodeRoles,
  groupLayouts,
  roleOf,
  nodeClassOf,
  linkClassOf,
  groupClassOf,
  type Topology,
  type NodeRole,
  type NodeClass,
  type LinkClass,
  type GroupClass,
  type GroupLayout,
  type Forwarding,
  type Region,
  type Symmetry,
} from './topology.ts';
export { TopologyBuilder, type NodePlace, type GroupPlace, type LinkPorts } from './builder.ts';
export { symmetrySteps } from './regions.ts';
export { atOnce, type Pauses } from './pauses.ts';
export { adjacencyOf, arcHead, arcTail, type Adjacency } from './adjacency.ts';
export { nodeId, groupId, linkId, nodeLabel, groupLabel, nameIndexOf, type NameIndex, type Lookup } from './names.ts';
export { expectTopology, cablingFaults, cablingFaultSteps, type CablingFault } from './check.ts';
export { topologyToBytes, topologyFromBytes, topologyBytesVersion, type BytesFault } from './bytes.ts';
export { countsOf, countSteps, type Counts } from './counts.ts';
export { endpointsOf, flowCount, type Flows, type ExplicitFlows, type UniformFlows } from './flows.ts';
