import { type PrintTracker, startTracking } from './element/print-tracker.js';
import {
  afterDone,
  afterException,
  afterProgress,
  type ClientJob,
  type ClientPrint,
  newPrint,
} from './protocol/client-print.js';
import type { JobStatus } from './protocol/job-status.js';
import { textOf } from './protocol/values.js';
import { callSafely, reportException } from './report-exception.js';
import type { ScriptxJobStatus } from './scriptx-job-status.js';

/** MeadCo's client library, as far as it is used here. */
interface Client {
  readonly ScriptX?: {
    readonly Print?: {
      readonly queue?: readonly { readonly jobIdentifier?: unknown }[];
      readonly serviceUrl?: unknown;
    };
  };
}

/**
 * The callback for the end of a print. Pass it to the client as `fnDone`.
 *
 * Null or no argument means that the print is completed, and `false` that the user has closed the client's
 * dialog. `true` is ignored: with it, the add-on's emulation reports that the print has started. Anything
 * else, an `Error` or a text, is the reason why the print failed.
 */
export type OnDone = (error?: unknown) => void;

/**
 * The callback for the progress of a print. Pass it to the client as `fnProgress`. `status` is a status
 * number of the service or -1, and `message` its text. Further arguments are ignored.
 */
export type OnProgress = (status: unknown, message?: unknown, data?: unknown) => void;

/**
 * Shows a print of MeadCo's client library in an element, from sending to the end.
 *
 * While the client polls the job, the element sends no request. If the client stops polling after a network
 * failure, the element polls the job itself.
 *
 * Use it with `MeadCo.ScriptX.Print.PDF.print()` and all `MeadCo.ScriptX.Print.HTML.print...()` functions.
 * With `PrintHTMLEx()` and `BatchPrintPDFEx()` of `factory.printing`, pass `progress` as the callback and
 * `done` as the last argument.
 *
 * If the service refuses the print, the element shows `failed` with the reason. It does the same if `print`
 * throws, and the exception is also reported as uncaught. The element follows the print until you call
 * `trackPrint()` with it again, or change its `server`, `api` or `token`.
 *
 * When the element polls itself, it uses its `license`, or that of the client's script tag. If a script
 * passes the licence to the client, also set the element's `license`.
 *
 * @param badge - The element that shows the print.
 * @param print - Called immediately and once. Passes its arguments to the client as `fnDone` and
 *   `fnProgress`. May be async.
 * @returns The element's promise `finished`. It resolves with the final job status of a successful print. It
 *   rejects with a `JobStatusError` if the print failed, was cancelled or is lost; with an `AbortError` if the
 *   element gets another print or job; and with a `TypeError` if `badge` is not a `<scriptx-job-status>`,
 *   which is also reported as an uncaught exception. It stays pending while the element is suspended or
 *   removed, and until its tag is defined, but the print is sent anyway. It never causes an unhandled
 *   rejection.
 *
 * @example
 * const jobStatus = await trackPrint(badge, (done, progress) =>
 *   MeadCo.ScriptX.Print.PDF.print(url, done, progress),
 * );
 */
export function trackPrint(
  badge: ScriptxJobStatus,
  print: (done: OnDone, progress: OnProgress) => unknown,
): Promise<JobStatus> {
  const { finished, tracker } = startTrackingIn(badge);
  let state = newPrint;
  // The client reports a failed print if one of its callbacks throws.
  const change = (next: () => ClientPrint): void => {
    callSafely(() => {
      state = next();
      tracker.update(state);
    });
  };
  const fail = (exception: unknown): void => {
    reportException(exception);
    change(() => afterException(state, exception));
  };
  const onDone: OnDone = (result) => {
    if (typeof result === 'number') {
      console.warn('trackPrint(): pass `done` to the client before `progress`.');
    }
    change(() => afterDone(state, result));
  };
  const onProgress: OnProgress = (status, message) => {
    change(() => afterProgress(state, status, message, lastJob));
  };
  try {
    Promise.resolve(print(onDone, onProgress)).catch(fail);
  } catch (exception) {
    fail(exception);
  }
  return finished;
}

/** A print in an element, and the element's promise. */
interface Tracking {
  readonly tracker: PrintTracker;
  readonly finished: Promise<JobStatus>;
}

function startTrackingIn(badge: Partial<ScriptxJobStatus>): Tracking {
  if (isUpgraded(badge)) return { tracker: badge[startTracking](), finished: badge.finished };
  // The print must not wait for the element's script.
  let latest = newPrint;
  let tracker: PrintTracker | undefined;
  const finished = whenUpgraded(badge).then((upgraded) => {
    tracker = upgraded[startTracking]();
    tracker.update(latest);
    return upgraded.finished;
  });
  finished.catch(() => undefined);
  const lateTracker = {
    update(print: ClientPrint): void {
      latest = print;
      tracker?.update(print);
    },
  };
  return { tracker: lateTracker, finished };
}

function isUpgraded(badge: Partial<ScriptxJobStatus>): badge is ScriptxJobStatus {
  return typeof (Object(badge) as typeof badge)[startTracking] === 'function';
}

async function whenUpgraded(badge: Partial<ScriptxJobStatus>): Promise<ScriptxJobStatus> {
  // An element of another document is no instance of this page's `HTMLElement`.
  const { localName } = Object(badge) as typeof badge;
  if (localName?.includes('-')) {
    await customElements.whenDefined(localName);
    customElements.upgrade(badge as ScriptxJobStatus);
    if (isUpgraded(badge)) return badge;
  }
  const error = new TypeError('`badge` must be a <scriptx-job-status> element.');
  reportException(error);
  throw error;
}

/** The job that the client has sent last. Correct only during its first callback about that job. */
function lastJob(): ClientJob | undefined {
  try {
    const { MeadCo } = globalThis as { MeadCo?: Client };
    const { queue, serviceUrl } = MeadCo?.ScriptX?.Print ?? {};
    const token = queue?.at(-1)?.jobIdentifier;
    // A number is a place in the queue that the client holds for a print; "0" is no job of the service.
    if (typeof token !== 'string' || !token || token === '0') return undefined;
    return { server: textOf(serviceUrl), token };
  } catch (exception) {
    reportException(exception);
    return undefined;
  }
}
