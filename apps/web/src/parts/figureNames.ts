/** What figures of parts are called on the screen. */
const names: Readonly<Record<string, string>> = {
  ports: 'Ports',
  port_speed_gbps: 'Rate of a port',
  bandwidth_tbps: 'Switching capacity',
  power_typ_w: 'Power without modules',
  power_max_w: 'Largest power',
  power_w: 'Power',
  power_w_per_end: 'Power of an end',
  latency_ns: 'Latency',
  added_latency_ns: 'Latency added by both ends',
  hop_latency_ns: 'Latency of a hop',
  rack_units: 'Height',
  price_usd: 'Price',
  cost_usd_per_cable: 'Price of a cable',
  cost_usd_per_end: 'Price of an end',
  max_radix: 'Ports when split',
  reach_m: 'Reach',
  failure: 'Failure rate',
  total_gbps: 'Rate of all ports',
  gpus: 'Accelerators',
  bf16_dense_tflops: 'BF16, dense',
  fp8_dense_tflops: 'FP8, dense',
  hbm_gb: 'Memory',
  hbm_tbs: 'Memory bandwidth',
  scaleup_gbs_per_dir: 'Scale-up, each direction',
  scaleup_domain: 'Scale-up domain',
  scaleout_gbps: 'Scale-out',
  payload_efficiency: 'Payload efficiency',
  encoding_efficiency: 'Efficiency of the coding',
  measured_fraction_of_peak: 'Measured share of the peak',
  max_domain: 'Largest domain',
  small_message_latency_us: 'Latency of a small message',
  buffer_mb: 'Buffer',
  packet_rate_bpps: 'Packet rate',
  ber_fec: 'Error correction',
  load_balancing: 'Load balancing',
  mtu_bytes: 'Largest packet',
  two_tier_endpoints: 'Endpoints in two tiers',
};

/** `port_speed_gbps` as `Rate of a port`; keys without a name of their own lose their underscores and unit. */
export function figureName(key: string): string {
  const known = names[key];
  if (known !== undefined) return known;
  const words = key
    .replace(/_(gbps|tbps|gbs|tbs|pbps|usd|eur|gbp|sgd|mxn|w|kw|ns|us|s|m|km|mb|gb|db|bytes)(?=_|$)/g, '')
    .replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Figures that a new part of its owner's own begins with, all unknown. */
export const templates = {
  switch: {
    ports: 'ports',
    port_speed_gbps: 'Gb/s',
    max_radix: 'ports',
    power_typ_w: 'W',
    power_max_w: 'W',
    latency_ns: 'ns',
    rack_units: 'U',
    price_usd: 'USD',
  },
  nic: { ports: 'ports', total_gbps: 'Gb/s', power_w: 'W', price_usd: 'USD' },
  server: { gpus: 'count', power_w: 'W', power_max_w: 'W', rack_units: 'U', price_usd: 'USD' },
  accelerator: {
    bf16_dense_tflops: 'TFLOP/s',
    hbm_gb: 'GB',
    scaleup_gbs_per_dir: 'GB/s',
    scaleup_domain: 'accelerators',
    scaleout_gbps: 'Gb/s',
    power_w: 'W',
    price_usd: 'USD',
  },
  protocol: { payload_efficiency: 'ratio', hop_latency_ns: 'ns', max_domain: 'endpoints' },
} as const;
