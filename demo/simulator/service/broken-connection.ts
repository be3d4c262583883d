/** The connection of a request broke. It is a `TypeError`, with which `fetch` rejects then. */
export class BrokenConnection extends TypeError {
  /** The response that was on its way. */
  readonly response: Response | undefined;

  constructor(response?: Response) {
    super('The connection broke.');
    this.response = response;
  }
}
