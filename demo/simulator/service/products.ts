import { printers, type Printer } from './printers.js';

/** A product of ScriptX.Services. */
export type Mode = 'cloud' | 'on-premise' | 'windows-pc';

/** The differences between the products. */
export interface Product {
  readonly serviceClass: number;
  readonly printers: readonly Printer[];
  readonly requiresLicense: boolean;
  /** Whether a page can apply a licence. */
  readonly appliesLicense: boolean;
  readonly cancelsJobs: boolean;
}

export const products: Readonly<Record<Mode, Product>> = {
  cloud: {
    serviceClass: 1,
    printers: [
      ...printers.filter(({ toFile }) => toFile),
      ...printers
        .filter(({ isInCloud }) => isInCloud)
        .map((printer) => ({ ...printer, toFile: true })),
    ],
    requiresLicense: true,
    appliesLicense: false,
    cancelsJobs: false,
  },
  'on-premise': {
    serviceClass: 2,
    printers,
    requiresLicense: false,
    appliesLicense: false,
    cancelsJobs: true,
  },
  'windows-pc': {
    serviceClass: 3,
    printers,
    requiresLicense: true,
    appliesLicense: true,
    cancelsJobs: true,
  },
};
