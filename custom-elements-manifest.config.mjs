/**
 * @typedef {typeof import('typescript')} TypeScript
 * @typedef {import('custom-elements-manifest/schema.js').Package} Manifest
 * @typedef {import('custom-elements-manifest/schema.js').ClassDeclaration} Class
 * @typedef {import('custom-elements-manifest/schema.js').CustomElement} CustomElement
 */

export default {
  // The modules that declare what users of the package can import.
  globs: [
    'src/index.ts',
    'src/scriptx-job-status.ts',
    'src/meadco.ts',
    'src/watch-job.ts',
    'src/element/events.ts',
    'src/protocol/job-status-error.ts',
  ],
  litelement: true,
  quiet: true,
  plugins: [publicApi()],
};

/** Reduces the manifest to what users of the package see, with the paths that they see. */
function publicApi() {
  /** @type {Map<string | undefined, (string | undefined)[]>} */
  const membersOfClass = new Map();
  /** @type {Map<string | undefined, string>} */
  const returnTypes = new Map();

  return {
    name: 'public-api',

    /** @param {{ ts: TypeScript, node: import('typescript').Node }} phase */
    analyzePhase({ ts, node }) {
      if (ts.isFunctionDeclaration(node) && node.type) {
        returnTypes.set(node.name?.text, node.type.getText());
      }
      if (ts.isClassDeclaration(node)) {
        const { NonPublicAccessibilityModifier, Override } = ts.ModifierFlags;
        // An override belongs to the class that it overrides, such as LitElement.
        const others = NonPublicAccessibilityModifier | Override;
        const members = node.members.filter((it) => !(ts.getCombinedModifierFlags(it) & others));
        membersOfClass.set(
          node.name?.text,
          members.map(({ name }) => name?.getText()),
        );
      }
    },

    /** @param {{ customElementsManifest: Manifest }} phase */
    packageLinkPhase({ customElementsManifest }) {
      // The analyzer knows no other, though it writes what later ones have, such as custom states.
      customElementsManifest.schemaVersion = '2.1.0';
      const { modules } = customElementsManifest;
      const publicNames = modules
        .filter(({ path }) => !isInternal(path))
        .flatMap((module) => module.exports ?? [])
        .map(({ name }) => name);
      /** @type {(item: { name: string }) => boolean} */
      const isPublic = ({ name }) => publicNames.includes(name);

      /** @type {Map<string, string>} */
      const homes = new Map();
      for (const module of modules) {
        module.path = module.path.replace(/^src/, 'dist').replace(/ts$/, 'js');
        module.exports = module.exports?.filter(isPublic) ?? [];
        module.declarations = module.declarations?.filter(isPublic) ?? [];
        for (const declaration of module.declarations) {
          homes.set(declaration.name, module.path);
          if (declaration.kind === 'class') tidy(declaration);
          const returnType = returnTypes.get(declaration.name);
          // The analyzer looks for it in `@returns`.
          if (declaration.kind === 'function' && returnType) {
            declaration.return = { ...declaration.return, type: { text: returnType } };
          }
        }
      }
      for (const { declaration } of modules.flatMap((module) => module.exports ?? [])) {
        const { name, module = '' } = declaration;
        declaration.module = homes.get(name) ?? module.replace(/^\.\//, 'dist/');
      }
      addDefinitions(modules);
      modules.sort((one, other) => (one.path < other.path ? -1 : 1));
    },
  };

  /** @param {Class & Partial<CustomElement>} declaration */
  function tidy(declaration) {
    // The analyzer lists private members too, and `role` for `this.#internals.role = …`.
    const names = membersOfClass.get(declaration.name);
    declaration.members = declaration.members?.filter(
      ({ name }) => names?.includes(name) && !/^[#_[]/.test(name),
    );
    for (const member of declaration.members ?? []) {
      // It takes `this.detail = …` in an event's constructor for a default.
      if (!declaration.customElement && 'default' in member) delete member.default;
    }
    // It cannot name the event of a dispatchEvent().
    declaration.events = declaration.events?.filter(({ name }) => name);
    // Attributes without a property are not for authors.
    declaration.attributes = declaration.attributes?.filter(({ fieldName }) => fieldName);
    // It takes a class that is not imported for one of the same module.
    const { superclass } = declaration;
    if (superclass?.module && !membersOfClass.has(superclass.name)) {
      declaration.superclass = { name: superclass.name, package: 'global:' };
    }
  }
}

/**
 * Says which module registers an element: the analyzer sees only calls of customElements.define.
 *
 * @param {Manifest['modules']} modules
 */
function addDefinitions(modules) {
  const index = modules.find(({ path }) => path === 'dist/index.js');
  for (const module of modules) {
    for (const declaration of module.declarations ?? []) {
      if (!('tagName' in declaration) || !declaration.tagName) continue;
      index?.exports?.push({
        kind: 'custom-element-definition',
        name: declaration.tagName,
        declaration: { name: declaration.name, module: module.path },
      });
    }
  }
}

/** @param {string} path - In one of the folders of src, from which users cannot import */
function isInternal(path) {
  return path.split('/').length > 2;
}
