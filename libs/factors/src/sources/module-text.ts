/** A name that a module takes from another, or hands on from it. */
interface Taken {
  /** Name in the other module; `*` where all of it is taken. */
  readonly name: string;
  /** Name in this module. */
  readonly as: string;
  readonly from: string;
}

/** What a module of TypeScript says, types aside. */
export interface ModuleText {
  /** Without comments, layout and imports, so that only what computes is in it. */
  readonly code: string;
  readonly imports: readonly Taken[];
  readonly exportsFrom: readonly Taken[];
  /** Modules that all exports of are handed on. */
  readonly exportsAllOf: readonly string[];
  /** Names that are declared and exported here. */
  readonly declares: ReadonlySet<string>;
}

const statement = /^(import|export)\s+(type\s+)?([\w$*{},\s]+?)\s+from\s+'([^']+)';?$/gm;
const declaration =
  /^export\s+(?:default\s+)?(?:declare\s+)?(?:async\s+)?(?:const|let|function\*?|class|enum|interface|type)\s+([\w$]+)/gm;

/** Reads what a module imports, exports and computes. */
export function readModuleText(source: string): ModuleText {
  const text = withoutComments(source);
  const imports: Taken[] = [];
  const exportsFrom: Taken[] = [];
  const exportsAllOf: string[] = [];
  for (const [, verb, isType, names = '', from = ''] of text.matchAll(statement)) {
    if (isType !== undefined) continue;
    if (verb === 'export' && names === '*') exportsAllOf.push(from);
    else (verb === 'import' ? imports : exportsFrom).push(...namesOf(names).map((name) => ({ ...name, from })));
  }
  const declares = new Set([...text.matchAll(declaration)].map(([, name]) => name as string));
  const code = text.replaceAll(statement, '').replaceAll(/\s+/g, ' ').trim();
  return { code, imports, exportsFrom, exportsAllOf, declares };
}

/** Names of an import or export clause: `{ a, b as c, type T }`, `* as all` or `whole`. */
function namesOf(clause: string): { readonly name: string; readonly as: string }[] {
  const all = /^\*\s+as\s+([\w$]+)$/.exec(clause);
  if (all !== null) return [{ name: '*', as: all[1] as string }];
  const [, outer = '', inner = ''] = /^([\w$]*)[,\s]*(?:\{([^}]*)\})?$/.exec(clause) ?? [];
  const named = inner
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('type '))
    .map((part) => {
      const [name = '', as = name] = part.split(/\s+as\s+/);
      return { name, as };
    });
  return outer === '' ? named : [{ name: 'default', as: outer }, ...named];
}

/** Lines that are comments are taken out; a comment behind code stays, since telling it from a text would take a parser. */
function withoutComments(source: string): string {
  const kept: string[] = [];
  let isInside = false;
  for (const line of source.split(/\r?\n/)) {
    const text = line.trim();
    if (!isInside && text.startsWith('/*')) isInside = true;
    if (!isInside && !text.startsWith('//')) kept.push(line);
    if (isInside && text.endsWith('*/')) isInside = false;
  }
  return kept.join('\n');
}
