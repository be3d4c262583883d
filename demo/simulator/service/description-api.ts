import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { authorize, isSameLicense } from './authorization.js';
import { demoLicense } from './demo-license.js';
import {
  deviceDescription,
  htmlSettings,
  licenseDescription,
  pingDescription,
  serviceDescription,
} from './descriptions.js';
import { fieldOf, readJson } from './json.js';
import type { Product } from './products.js';
import { findPrinter } from './printers.js';

/** The routes that describe the service, its licence and its printers. */
export function descriptionApi(product: Product): Hono {
  const { printers } = product;
  const routes = new Hono();

  routes.get('/', (context) => context.json(serviceDescription(product)));
  routes.get('/v1/licensing/ping', (context) => context.json(pingDescription));

  routes.get('/v1/licensing', (context) => {
    authorize(context, product, demoLicense);
    return context.json(licenseDescription);
  });

  if (product.appliesLicense) {
    routes.post('/v1/licensing', async (context) => {
      const guid = fieldOf(await readJson(context.req), 'Guid');
      if (typeof guid !== 'string' || guid === '') {
        throw new HTTPException(400, { message: 'Guid is missing' });
      }
      if (!isSameLicense(guid, demoLicense)) {
        throw new HTTPException(400, { message: 'The license is unknown' });
      }
      return context.json(licenseDescription, 201);
    });
  }

  routes.get('/v1/printHtml/htmlPrintDefaults', (context) => {
    authorize(context, product, demoLicense);
    const availablePrinters = printers.map(({ name }) => name);
    return context.json({ settings: htmlSettings, device: deviceNamed(''), availablePrinters });
  });

  routes.get('/v1/printHtml/deviceinfo/:name/:units', (context) => {
    authorize(context, product, demoLicense);
    // MeadCo's client sends `||` for a backslash, as in \\server\printer.
    return context.json(deviceNamed(context.req.param('name').replaceAll('||', '\\')));
  });

  function deviceNamed(name: string) {
    const printer = findPrinter(printers, name);
    if (!printer) throw new HTTPException(404, { message: 'Printer not found' });
    return deviceDescription(printer, printer === printers[0]);
  }

  return routes;
}
