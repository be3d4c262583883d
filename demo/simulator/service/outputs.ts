import type { Api, Job } from './job.js';
import { isSuccess } from './statuses.js';

const maxOutputs = 10;

/** The files that were printed. They remain available when their jobs are forgotten. */
export class Outputs {
  readonly #outputs = new Map<string, { job: Job; pdf: Uint8Array<ArrayBuffer> }>();

  add(job: Job, pdf: Uint8Array<ArrayBuffer>): void {
    this.#outputs.set(job.token, { job, pdf });
    const [oldest] = this.#outputs.keys();
    if (this.#outputs.size > maxOutputs && oldest !== undefined) this.#outputs.delete(oldest);
  }

  /** @returns Undefined until the job has completed */
  find(token: string, api: Api): Uint8Array<ArrayBuffer> | undefined {
    const output = this.#outputs.get(token);
    if (output?.job.api !== api || !isSuccess(output.job.step.status)) return undefined;
    return output.pdf;
  }
}
