// The package has types for plugins only.
declare module '@custom-elements-manifest/analyzer/cli.js' {
  import type { Package } from 'custom-elements-manifest';

  interface CliOptions {
    readonly argv?: readonly string[];
    readonly noWrite?: boolean;
  }

  /** Resolves with a manifest if the command is `analyze`. */
  export function cli(options: CliOptions): Promise<Package>;
}
