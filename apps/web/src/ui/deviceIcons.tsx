/** Icons of the devices, drawn as the canvas draws them: one stroke width, 16 px. */
import type { SVGProps } from 'react';

const frame: SVGProps<SVGSVGElement> = {
  width: 16,
  height: 16,
  viewBox: '0 0 16 16',
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.3,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
  'aria-hidden': true,
};

export const ServerIcon = () => (
  <svg {...frame}>
    <rect x="2" y="3" width="12" height="4.4" rx="1" />
    <rect x="2" y="8.6" width="12" height="4.4" rx="1" />
    <path d="M4.5 5.2h.01M4.5 10.8h.01M7 5.2h4.5M7 10.8h4.5" />
  </svg>
);

export const AcceleratorIcon = () => (
  <svg {...frame}>
    <rect x="3.5" y="3.5" width="9" height="9" rx="1.2" />
    <rect x="6.2" y="6.2" width="3.6" height="3.6" rx="0.5" />
    <path d="M6 3.5v-2M10 3.5v-2M6 14.5v-2M10 14.5v-2M3.5 6h-2M3.5 10h-2M14.5 6h-2M14.5 10h-2" />
  </svg>
);

export const NicIcon = () => (
  <svg {...frame}>
    <path d="M2 2v12M2 4h11.5v6.5H2" />
    <path d="M5 10.5v2.5h5v-2.5" />
    <rect x="8" y="6" width="3.2" height="2.5" rx="0.4" />
  </svg>
);

export const SwitchIcon = () => (
  <svg {...frame}>
    <rect x="1.5" y="4.5" width="13" height="7" rx="1.2" />
    <path d="M4 8h.01M6.5 8h.01M9 8h.01M11.5 8h.01" />
  </svg>
);

export const ServiceIcon = () => (
  <svg {...frame}>
    <ellipse cx="8" cy="4" rx="5" ry="2" />
    <path d="M3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2" />
  </svg>
);

export const nodeIcons = {
  server: ServerIcon,
  accelerator: AcceleratorIcon,
  nic: NicIcon,
  switch: SwitchIcon,
  service: ServiceIcon,
} as const;
