export { figuresOf, additionalKeys, type Figures } from './figures.ts';
export { partOfDevice, type BroughtDevice } from './brought.ts';
export {
  siteDefaults,
  siteNumbers,
  isSiteFigure,
  siteOptionsOf,
  assumptionsOf,
  policyPath,
  aims,
  switchPositions,
  type SiteOptions,
  type MediumPolicy,
  type SwitchPosition,
} from './options.ts';
export { placementOf, placementSteps, rackName, rowName, deviceId, type Placement } from './placement.ts';
export {
  floorPlanOf,
  elevationOf,
  type FloorPlan,
  type PlannedRack,
  type Elevation,
  type RackSlot,
} from './drawings.ts';
export { runsOf, type Runs } from './runs.ts';
export { planOf, planSteps, underPolicy, type SitePlan } from './plan.ts';
export { billOf, billSteps, type Bill } from './bill.ts';
export { billKinds, networkKinds, type BillLine, type BillKind } from './bill-lines.ts';
export { bisectionOf, bisectionSteps } from './bisection.ts';
export { costOf, hoursPerYear, type Cost } from './cost.ts';
export { Sum, totalOf, times, per, type Total, type Missing, type Known } from './total.ts';
export {
  compareMedia,
  comparedPolicies,
  judgedMedia,
  judgeSteps,
  failuresOf,
  type MediumComparison,
} from './compare-media.ts';
export { insideLinks, insidePower, type InsideLinks } from './inside.ts';
export { linkOptions, carrierOf, type LinkOption, type LinkMake } from './link-options.ts';
export { cablingOf, cablingCsv, cablingCsvSteps, type CableRow, type CableEnd } from './cabling.ts';
export { billCsv } from './bill-csv.ts';
export {
  protocolFacts,
  allProtocols,
  payloadRate_Gbps,
  domainFindings,
  domainSteps,
  type ProtocolFacts,
  type OfferedRouting,
  type RoutingPolicy,
} from './protocol.ts';
export { latencyOf, scaleUpBudget_ns, measuredHop_ns, type Latency } from './latency.ts';
export { opennessOf, type Openness, type LayerEvidence, type OpenLayer } from './openness.ts';
