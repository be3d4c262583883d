import type { Fault } from '../protocol/answer.js';

/** So many faults in a row, over at least so long, are news. */
const leastFaults = 3;
const leastTime = 2_000;

/** Faults with no answer in between. */
export class FaultRow {
  /** How many there are. */
  length = 0;
  /** The last one. */
  last: Fault | undefined;
  #since = 0;

  add(fault: Fault, time: number): void {
    if (this.length === 0) this.#since = time;
    this.length++;
    this.last = fault;
  }

  clear(): void {
    this.length = 0;
    this.last = undefined;
  }

  /** When the row is news; never while it is too short. */
  get newsAt(): number {
    return this.length >= leastFaults ? this.#since + leastTime : Infinity;
  }
}
