import type { Api, Job } from './job.js';
import { isFinal } from './statuses.js';

const keptFor = 10 * 60_000;
const maxJobs = 500;

/** The jobs that the service knows. It forgets a job some time after its end. */
export class Jobs {
  readonly #jobs = new Map<string, Job>();

  /** Whether a connection about one of the jobs breaks now or later. */
  get breaksConnections(): boolean {
    return [...this.#jobs.values()].some((job) => job.breaksConnections);
  }

  add(job: Job): void {
    this.#jobs.delete(job.token);
    this.#jobs.set(job.token, job);
    this.#forgetOldJobs();
  }

  /** @param api - Undefined for any */
  find(token: string, api?: Api): Job | undefined {
    this.#forgetOldJobs();
    const job = this.#jobs.get(token);
    return api !== undefined && job?.api !== api ? undefined : job;
  }

  /** Forgets a PrintHtml job if this status is its final one, as the vendor's test server does. */
  reported(job: Job, status: unknown): void {
    if (job.api === 'printHtml' && isFinal(status) && this.#jobs.get(job.token) === job) {
      this.forget(job.token);
    }
  }

  /** @returns Whether the job existed */
  forget(token: string): boolean {
    return this.#jobs.delete(token);
  }

  #forgetOldJobs(): void {
    const longAgo = Date.now() - keptFor;
    let surplus = this.#jobs.size - maxJobs;
    for (const job of this.#jobs.values()) {
      if (surplus > 0 || (job.endedAt ?? Infinity) < longAgo) this.forget(job.token);
      surplus -= 1;
    }
  }
}
