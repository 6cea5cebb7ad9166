export { done, failed, valueOf, type Outcome, type Fault } from './outcome.ts';
export {
  parseRate_Gbps,
  parseByteRate_GBps,
  parseSize_B,
  parseTime_s,
  parseTime_ns,
  parseLength_m,
  parsePower_W,
  parseEnergy_kWh,
  parseMoney_usd,
  parseCount,
  parseShare,
  parseNumber,
  type Quantity,
  type QuantityFault,
} from './parse.ts';
export {
  formatRate_Gbps,
  formatRateBoth_Gbps,
  formatByteRate_GBps,
  formatSize_B,
  formatBinarySize_B,
  formatTime_s,
  formatTime_ns,
  formatLength_m,
  formatPower_W,
  formatEnergy_kWh,
  formatMoney_usd,
  formatCount,
  formatShare,
  formatNumber,
  thinSpace,
  type FormatOptions,
  type Known,
} from './format.ts';
export { marked, say, sayText, several, speak, type Sentences } from './say.ts';
export { numbersInForce, plainNumbers, writeNumbers, type Numbers } from './numbers.ts';
