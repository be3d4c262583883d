import ts from 'typescript';

/** A parameter of a function, or a property of an interface or a class. */
export interface Member {
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: string;
  readonly description: string;
}

/** What a module exports, with its doc comment. */
export interface ExportedDeclaration {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'type';
  /** The modules that export it, in the order in which they were given. For a value, not as a type only. */
  readonly modules: readonly string[];
  /** The code of a function's head or of a type alias; empty for classes and interfaces. */
  readonly code: string;
  /** What a class or an interface extends; empty if nothing. */
  readonly base: string;
  readonly description: string;
  /** The parameters of a function, or the properties of a class or an interface. */
  readonly members: readonly Member[];
  /** The texts of its doc comment's tags by their names, such as `returns`. */
  readonly tags: ReadonlyMap<string, string>;
}

type Documented =
  ts.FunctionDeclaration | ts.ClassDeclaration | ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** Lists what modules export, without variables. */
export function exportedDeclarations(files: readonly string[]): ExportedDeclaration[] {
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
  });
  const checker = program.getTypeChecker();
  const modulesOf = new Map<ts.Symbol, string[]>();
  for (const file of files) {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`${file} is not a module.`);
    for (const exported of checker.getExportsOfModule(module)) {
      const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
      const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
      const isValue = (symbol.flags & ts.SymbolFlags.Value) !== 0;
      if (isValue && exported.declarations?.some(ts.isTypeOnlyExportDeclaration)) continue;
      modulesOf.set(symbol, [...(modulesOf.get(symbol) ?? []), file]);
    }
  }
  return [...modulesOf].flatMap(([symbol, modules]) => {
    const node = symbol.declarations?.find(isDocumented);
    return node ? [{ modules, ...describe(symbol, node) }] : [];
  });

  function describe(symbol: ts.Symbol, node: Documented): Omit<ExportedDeclaration, 'modules'> {
    const documentation = {
      name: symbol.name,
      description: descriptionOf(symbol),
      tags: new Map(
        symbol
          .getJsDocTags(checker)
          .map(({ name, text }) => [name, ts.displayPartsToString(text).trim()]),
      ),
    };
    if (ts.isFunctionDeclaration(node)) {
      const code = textBetween(node, node.getStart(), node.body?.getFullStart());
      const members = node.parameters.map(memberOf);
      return { ...documentation, kind: 'function', code: `${code};`, base: '', members };
    }
    if (ts.isTypeAliasDeclaration(node)) {
      return { ...documentation, kind: 'type', code: textBetween(node), base: '', members: [] };
    }
    const kind = ts.isClassDeclaration(node) ? 'class' : 'type';
    const base = node.heritageClauses?.[0]?.types[0]?.getText() ?? '';
    const members = [...node.members].filter(isPublicProperty).map(memberOf);
    return { ...documentation, kind, code: '', base, members };
  }

  function memberOf(
    node: ts.ParameterDeclaration | ts.PropertyDeclaration | ts.PropertySignature,
  ): Member {
    const symbol = checker.getSymbolAtLocation(node.name);
    return {
      name: node.name.getText(),
      isOptional: node.questionToken !== undefined,
      type: node.type?.getText() ?? '',
      description: symbol ? descriptionOf(symbol) : '',
    };
  }

  function descriptionOf(symbol: ts.Symbol): string {
    // A description of a parameter begins after a hyphen.
    return ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/^- /, '');
  }
}

function isDocumented(node: ts.Node): node is Documented {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

function isPublicProperty(node: ts.Node): node is ts.PropertyDeclaration | ts.PropertySignature {
  if (ts.isPropertySignature(node)) return true;
  if (!ts.isPropertyDeclaration(node) || ts.isPrivateIdentifier(node.name)) return false;
  const { NonPublicAccessibilityModifier, Override } = ts.ModifierFlags;
  // An override belongs to the class that it overrides, such as LitElement.
  return !(ts.getCombinedModifierFlags(node) & (NonPublicAccessibilityModifier | Override));
}

/** The code of a declaration without `export`. */
function textBetween(node: ts.Node, start = node.getStart(), end = node.getEnd()): string {
  return node
    .getSourceFile()
    .text.slice(start, end)
    .replace(/^export /, '');
}
