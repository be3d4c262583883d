import { Router } from 'express';
import { isLicensed, demoLicense } from './license.mjs';
import { findPrinter, printers } from './printers.mjs';
import { printApi } from './print-api.mjs';

/** @typedef {import('./printers.mjs').Printer} Printer */

/** @param {number} major @param {number} minor @param {number} build */
const version = (major, minor, build) => ({
  major,
  minor,
  build,
  revision: 0,
  majorRevision: 0,
  minorRevision: 0,
});

const printerNames = printers.map(({ name }) => name);

const serviceDescription = {
  serviceClass: 1,
  currentAPIVersion: 'v1',
  serviceVersion: version(2, 22, 0),
  serverVersion: version(8, 3, 0),
  serviceUpgrade: version(0, 0, 0),
  availablePrinters: printerNames,
  printHTML: true,
  printPDF: true,
  printDIRECT: false,
};

const licenseDescription = {
  guid: demoLicense,
  company: 'The demonstration of scriptx-job-status',
  companyHomePage: '',
  from: '2020-01-01T00:00:00Z',
  to: '2099-12-31T23:59:59Z',
  options: {
    basicHtmlPrinting: true,
    advancedPrinting: true,
    enhancedFormatting: true,
    printPdf: true,
    printRaw: false,
  },
  domains: ['localhost'],
};

const htmlSettings = {
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

/** @param {Printer} printer */
const deviceInfo = ({ name, location, toFile }) => ({
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
  isDefault: name === printers[0].name,
  bins: ['Automatically select', 'Tray 1', 'Tray 2'],
  forms: ['A4', 'A5', 'Letter'],
});

/**
 * What the vendor's client asks of a service, as far as it concerns printing.
 *
 * @param {import('./print-api.mjs').Workings} workings
 * @returns {Router}
 */
export function serviceApi(workings) {
  const router = Router();

  router.get('/', (_request, response) => void response.json(serviceDescription));
  router.get('/v1/licensing/ping', (_request, response) => void response.json('Ok'));

  // These look after their licences by themselves, for a job may have one of its own.
  router.use('/v1/printPdf', printApi('printPdf', workings));
  router.use('/v1/printHtml', printApi('printHtml', workings));

  router.use((request, response, next) => {
    if (isLicensed(request, demoLicense)) next();
    else response.status(401).json('The license is not valid');
  });
  router.get('/v1/licensing', (_request, response) => void response.json(licenseDescription));
  router.get('/v1/printHtml/htmlPrintDefaults', (_request, response) => {
    const device = deviceInfo(printers[0]);
    response.json({ settings: htmlSettings, device, availablePrinters: printerNames });
  });
  router.get('/v1/printHtml/deviceinfo/:name/:units', (request, response) => {
    // The client writes a backslash, as in \\server\printer, in this way.
    const printer = findPrinter(request.params.name.replaceAll('||', '\\'));
    if (printer) response.json(deviceInfo(printer));
    else response.status(404).json('Printer not found');
  });

  return router;
}
