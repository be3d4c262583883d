import {
  type OnDone,
  type OnProgress,
  type ScriptxJobStatus,
  trackPrint,
} from '/dist/scriptx-job-status.min.js';

interface Device {
  readonly location: string;
}

/** MeadCo's client library, as far as the page uses it. A classic script has loaded it. */
interface PrintClient {
  printerName: string;
  readonly availablePrinterNames: readonly string[];
  readonly deviceSettingsForAsync: (
    name: string,
    resolve: (device: Device) => void,
    reject: (reason: string) => void,
  ) => void;
  reportServerError: (message: string) => void;
  readonly PDF: {
    readonly settings: { jobDescription: string };
    readonly print: (url: string, done: OnDone, progress: OnProgress) => void;
  };
  readonly HTML: {
    readonly connectAsync: (
      server: string,
      license: string,
      resolve: () => void,
      reject: (reason: string) => void,
    ) => void;
    readonly printFromUrl: (url: string, done: OnDone, progress: OnProgress) => void;
  };
}

const client = (globalThis as unknown as { MeadCo: { ScriptX: { Print: PrintClient } } }).MeadCo
  .ScriptX.Print;

export type DocumentType = 'pdf' | 'html';

export interface PrintOptions {
  readonly type: DocumentType;
  readonly url: string;
  /** The name of the job in the printer's queue. */
  readonly description: string;
  readonly printer: string;
  /** Checks the service, because the client explains a missing response to developers only. */
  readonly isConnected: () => Promise<boolean>;
}

/**
 * Connects the client to a service that responds. The client never tries an address again that did not
 * respond.
 *
 * @returns The names of the printers
 */
export async function connect(server: string, license: string): Promise<readonly string[]> {
  await new Promise<void>((resolve, reject) => {
    client.HTML.connectAsync(server, license, resolve, (reason) => reject(new Error(reason)));
  });
  return client.availablePrinterNames;
}

/** Returns where a printer is. */
export async function locationOf(printer: string): Promise<string> {
  return (await deviceNamed(printer)).location;
}

/** Prints a document, and shows the print in a badge. */
export function print(badge: ScriptxJobStatus, options: PrintOptions): void {
  const { type, url, description, printer, isConnected } = options;
  void trackPrint(badge, async (done, progress) => {
    if (!(await isConnected())) {
      done('The print service does not respond.');
      return;
    }
    try {
      // The client only accepts a printer whose settings it has got.
      await deviceNamed(printer);
    } catch (error) {
      done(error instanceof Error ? error.message : error);
      return;
    }
    // These settings apply to all prints. The client reads them when it is called.
    client.printerName = printer;
    client.PDF.settings.jobDescription = description;
    if (type === 'pdf') client.PDF.print(url, done, progress);
    else client.HTML.printFromUrl(url, done, progress);
  });
}

/** Sets the handler for the errors that the client shows in an `alert` by default. */
export function onServerError(listener: (message: string) => void): void {
  client.reportServerError = listener;
}

function deviceNamed(name: string): Promise<Device> {
  return new Promise((resolve, reject) => {
    client.deviceSettingsForAsync(name, resolve, (reason) => reject(new Error(reason)));
  });
}
