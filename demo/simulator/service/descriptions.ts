import { demoLicense } from './demo-license.js';
import type { Product } from './products.js';
import type { Printer } from './printers.js';

const version = (major: number, minor: number, build: number) => ({
  major,
  minor,
  build,
  revision: 0,
  majorRevision: 0,
  minorRevision: 0,
});

const licenseOptions = {
  basicHtmlPrinting: true,
  advancedPrinting: true,
  enhancedFormatting: true,
  printPdf: true,
  printRaw: false,
};

/** The response to a ping. */
export const pingDescription = licenseOptions;

export const licenseDescription = {
  guid: demoLicense,
  company: 'The demo of scriptx-job-status',
  companyHomePage: '',
  from: '2020-01-01T00:00:00Z',
  to: '2099-12-31T23:59:59Z',
  options: licenseOptions,
  domains: ['localhost'],
  revision: 1,
};

export const serviceDescription = ({ serviceClass, printers }: Product) => ({
  serviceClass,
  currentAPIVersion: 'v1',
  serviceVersion: version(2, 22, 0),
  serverVersion: version(8, 3, 0),
  serviceUpgrade: version(0, 0, 0),
  availablePrinters: printers.map(({ name }) => name),
  printHTML: true,
  printPDF: true,
  printDIRECT: false,
});

export const htmlSettings = {
  header: '',
  footer: '',
  headerFooterFont: '',
  viewScale: 0,
  locale: 'en-GB',
  timezoneOffset: 0,
  shortDateFormat: '',
  longDateFormat: '',
  printBackgroundColorsAndImages: false,
  page: {
    orientation: 2,
    units: 2,
    margins: { left: '12.7', top: '12.7', bottom: '12.7', right: '12.7' },
  },
  extraHeadersAndFooters: {},
  pageRange: '',
  printingPass: 0,
  jobTitle: '',
  documentUrl: '',
};

export const deviceDescription = ({ name, location, toFile }: Printer, isDefault: boolean) => ({
  printerName: name,
  printToFileName: '',
  paperSizeName: 'A4',
  paperSourceName: 'Automatically select',
  collate: 0,
  copies: 1,
  duplex: 0,
  units: 2,
  paperPageSize: { width: '210', height: '297' },
  unprintableMargins: { left: '4.2', top: '4.2', bottom: '4.2', right: '4.2' },
  status: 0,
  port: toFile ? 'FILE:' : 'SIMULATOR:',
  attributes: 0,
  serverName: '',
  shareName: '',
  location,
  isLocal: true,
  isNetwork: false,
  isShared: false,
  isDefault,
  bins: ['Automatically select', 'Tray 1', 'Tray 2'],
  forms: ['A4', 'A5', 'Letter'],
});
