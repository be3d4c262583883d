/** A function that sends a request, like `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What polling reads of a document. */
export interface PlatformDocument {
  readonly baseURI: string;
  readonly visibilityState: DocumentVisibilityState;
  /** Only in Chromium. */
  readonly prerendering?: boolean;
  /** Only in Chromium. */
  readonly featurePolicy?: { allowsFeature(name: string): boolean };
}

/** The properties of a window, or of a worker, that determine its origin. */
export interface PlatformWindow {
  readonly location?: { readonly origin: string };
  readonly origin?: string;
  readonly frameElement?: {
    readonly ownerDocument: { readonly defaultView: PlatformWindow | null };
  } | null;
}

/** The global APIs that polling depends on. Optional ones are missing in Node or in a worker. */
export interface Platform extends PlatformWindow {
  readonly AbortController: new () => AbortController;
  readonly Date: { now(): number };
  readonly Math: { random(): number };
  readonly fetch: Fetch;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  addEventListener?(type: string, listener: (event: Event) => void, isCapturing: boolean): void;
  readonly isSecureContext?: boolean;
  readonly document?: PlatformDocument;
  readonly navigator?: {
    readonly onLine?: boolean;
    /** Missing in a page on plain http. */
    readonly permissions?: { query(permission: { name: string }): Promise<PermissionStatus> };
  };
  /** Missing in some test environments. */
  readonly BroadcastChannel?: {
    readonly prototype: object;
    new (name: string): BroadcastChannel;
  };
  readonly performance?: { now?(): number };
  readonly Request?: { readonly prototype?: object };
}

let current: Platform = globalThis;

/** The global APIs that polling depends on: time, randomness, the network and the page. */
export function platform(): Platform {
  return current;
}

/** Replaces them, for tests. */
export function replacePlatform(other: Platform): void {
  current = other;
}
