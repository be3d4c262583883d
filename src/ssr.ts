import { ElementRenderer } from '@lit-labs/ssr/lib/element-renderer.js';
import './index.js';
import { ScriptxJobStatus } from './scriptx-job-status.js';

/**
 * Renders the element on a server with `@lit-labs/ssr`, as one that does not know its job yet: with an
 * empty shadow root, in which nothing shows of what waits in the slots for its state. The browser asks
 * about the job, and fills the same shadow root.
 *
 * @example
 * render(template, { elementRenderers: [JobStatusRenderer, LitElementRenderer] })
 */
export class JobStatusRenderer extends ElementRenderer {
  override readonly element: HTMLElement;

  constructor(tagName: string) {
    super(tagName);
    this.element = new (customElements.get(tagName) ?? ScriptxJobStatus)();
  }

  static override matchesClass(ctor: typeof HTMLElement): boolean {
    return ctor === ScriptxJobStatus || ctor.prototype instanceof ScriptxJobStatus;
  }

  override renderShadow(): string[] {
    return [];
  }
}
