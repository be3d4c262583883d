/** A function to ask with, as `fetch` is. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What the watching takes from the global object; what is optional is not there in Node or a worker. */
export interface Platform {
  readonly Date: { now(): number };
  readonly Math: { random(): number };
  readonly fetch: Fetch;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  addEventListener?(type: string, listener: (event: Event) => void, isCapturing: boolean): void;
  readonly location?: { readonly origin: string };
  readonly origin?: string;
  readonly isSecureContext?: boolean;
  readonly document?: {
    readonly baseURI: string;
    readonly visibilityState: DocumentVisibilityState;
    /** Chromium's. */
    readonly prerendering?: boolean;
    /** Chromium's. */
    readonly featurePolicy?: { allowsFeature(name: string): boolean };
  };
  readonly navigator?: {
    readonly onLine?: boolean;
    /** Not in a page on plain http. */
    readonly permissions?: { query(permission: { name: string }): Promise<PermissionStatus> };
  };
  readonly Request?: { readonly prototype: object };
}

/** The world around the watching: time, chance, the network, the page. */
export let platform: Platform = globalThis;

/** Puts another world in its place, such as one that a test drives. */
export function replacePlatform(other: Platform): void {
  platform = other;
}
