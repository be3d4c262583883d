// What the site uses of packages that have no types.
declare module '@11ty/eleventy' {
  export default class Eleventy {
    constructor(
      input: string,
      output: string,
      options: {
        quietMode?: boolean;
        configPath?: string;
      },
    );
    write(): Promise<unknown>;
  }

  export const InputPathToUrlTransformPlugin: unknown;
}

declare module '@11ty/eleventy/UserConfig' {
  import type { MarkdownIt } from 'markdown-it';

  export default interface UserConfig {
    readonly ignores: Set<string>;
    readonly htmlTransformer: {
      addUrlTransform(
        extensions: string,
        transform: (this: { url: string }, url: string) => string,
        options: { priority: number },
      ): void;
    };
    addFilter(name: string, filter: (value: string) => unknown): void;
    addGlobalData(name: string, data: unknown): void;
    addPassthroughCopy(paths: Readonly<Record<string, string>>): void;
    addPlugin(plugin: unknown, options?: object): void;
    amendLibrary(extension: 'md', amend: (markdown: MarkdownIt) => void): void;
    setUseGitIgnore(isUsed: boolean): void;
  }
}

declare module '@11ty/eleventy-plugin-syntaxhighlight';
declare module '@uncenter/eleventy-plugin-toc';
