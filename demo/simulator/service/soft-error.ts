/** The service responds to a print request with 200 and this error, and does not print. */
export class SoftError extends Error {
  readonly jobIdentifier: string;

  constructor(message: string, jobIdentifier = '0') {
    super(message);
    this.jobIdentifier = jobIdentifier;
  }
}
