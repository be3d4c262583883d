import type { CustomElementDeclaration, Declaration, Package } from 'custom-elements-manifest';

/** The declaration of the element in a manifest. */
export function elementIn({ modules }: Package): CustomElementDeclaration {
  const element = modules.flatMap(({ declarations = [] }) => declarations).find(isElement);
  if (!element?.tagName)
    throw new Error('The manifest has no element with a tag: is there a @tag?');
  return element;
}

function isElement(declaration: Declaration): declaration is CustomElementDeclaration {
  return 'customElement' in declaration;
}
