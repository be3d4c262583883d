import manifest from '../../custom-elements.json' with { type: 'json' };

interface Named {
  readonly name: string;
  readonly description: string;
}

interface Property extends Named {
  readonly default?: string;
}

/** What the playground reads of the element's description. */
interface Description {
  readonly tagName?: string;
  readonly cssProperties: readonly Property[];
  readonly slots: readonly Named[];
}

const declarations = manifest.modules.flatMap((module) => module.declarations as unknown[]);
const element = declarations.find(isElement);
if (!element) throw new Error('custom-elements.json describes no element.');

function isElement(declaration: unknown): declaration is Description {
  return typeof declaration === 'object' && declaration !== null && 'tagName' in declaration;
}

/** The slots of the element. */
export const slots: readonly string[] = element.slots.map(({ name }) => name);

/** What all names of custom properties begin with. */
export const propertyPrefix = '--scriptx-job-status-';

/** A custom property of the element. */
export interface CustomProperty {
  /** Without the prefix, such as `busy-color`. */
  readonly name: string;
  readonly description: string;
  readonly initial: string | undefined;
  readonly isColour: boolean;
}

/** The custom properties of the element. */
export const customProperties: readonly CustomProperty[] = element.cssProperties.map(
  ({ name, description, default: initial }) => ({
    name: name.replace(propertyPrefix, ''),
    description,
    initial,
    isColour: /(?:^|-)color$/.test(name),
  }),
);
