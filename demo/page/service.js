/**
 * What the page uses of MeadCo's client library, which a classic script has put on the page.
 *
 * @typedef {object} PrintClient
 * @property {string} printerName
 * @property {string[]} availablePrinterNames
 * @property {{ jobIdentifier: unknown, jobName: string }[]} queue
 * @property {(name: string, resolve: (device: Device) => void, reject: (why: string) => void) => void} deviceSettingsForAsync
 * @property {(why: string) => void} reportServerError
 * @property {PdfClient} PDF
 *
 * @typedef {object} PdfClient
 * @property {{ jobDescription: string }} settings
 * @property {(server: string, license: string, resolve: () => void, reject: (why: string) => void) => void} connectAsync
 * @property {(url: string, done: (why: string | null) => void, progress: (status: number, text?: string) => void) => void} print
 *
 * @typedef {{ printerName: string, location: string }} Device
 */

const client = /** @type {{ MeadCo: { ScriptX: { Print: PrintClient } } }} */ (
  /** @type {unknown} */ (globalThis)
).MeadCo.ScriptX.Print;

const failed = -1;

/**
 * @param {string} server
 * @param {string} license
 * @returns {Promise<string[]>} the names of the printers
 */
export async function connect(server, license) {
  await new Promise((resolve, reject) => {
    client.PDF.connectAsync(server, license, () => resolve(undefined), reject);
  });
  return client.availablePrinterNames;
}

/**
 * @param {string} name
 * @returns {Promise<Device>}
 */
export function findPrinter(name) {
  return new Promise((resolve, reject) => client.deviceSettingsForAsync(name, resolve, reject));
}

/**
 * @param {string} url
 * @param {string} jobName a different one each time: the client's queue has nothing else to tell
 *   jobs apart by
 * @param {string} printerName
 * @returns {Promise<string>} the token of the job
 */
export async function print(url, jobName, printerName) {
  // Only a printer that the client has looked up can be chosen.
  await findPrinter(printerName);
  client.printerName = printerName;
  client.PDF.settings.jobDescription = jobName;
  return new Promise((resolve, reject) => {
    client.PDF.print(
      url,
      (why) => reject(why),
      (status, text) => {
        const job = client.queue.find((entry) => entry.jobName === jobName);
        if (job) resolve(String(job.jobIdentifier));
        else if (status === failed) reject(text);
      },
    );
  });
}

/**
 * Hears what the client has to complain about, which it would put into an `alert` otherwise.
 *
 * @param {(why: string) => void} hear
 */
export function onComplaint(hear) {
  client.reportServerError = hear;
}
