/** @param error - Null if the print succeeded */
type OnDone = (error: string | null) => void;

type OnFailure = (reason: unknown) => void;

/** A page that loads MeadCo's client, as far as the tests use it. The client has no types of its own. */
export interface ClientWindow {
  readonly MeadCo: { readonly ScriptX: { readonly Print: ClientPrint } };
}

interface ClientPrint {
  readonly serviceUrl: string;
  orchestrator: number;
  orchestratorKey: string;
  printerName: string;
  deviceSettings: { printerName: string };
  /** By default it shows the error in a dialog. */
  reportServerError: (error: unknown) => void;
  readonly PDF: {
    connectAsync(server: string, license: string, onDone: () => void, onFailure: OnFailure): void;
    print(document: string, onDone: OnDone): void;
  };
  readonly HTML: { printDocument(onDone: OnDone): void };
  readonly Licensing: {
    connectLite(server: string, license: string, revision: number, path: string): void;
    applyAsync(
      license: string,
      revision: number,
      path: string,
      onDone: (license: ClientLicense) => void,
      onFailure: OnFailure,
    ): void;
  };
}

export interface ClientLicense {
  readonly company: string;
}
