import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import schemaGenerator from 'typescript-json-schema';
import { summaryNumberEntries } from '../libs/results/src/evidence/summary-numbers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the schemas are. */
export const schemaFolder = join(root, 'docs/schemas');

/**
 * The JSON schema of everything that a command prints with `--format json`, made of the types in
 * `apps/fm/src/json-outputs.ts`, by name.
 *
 * @returns {Record<string, object>}
 */
export function jsonSchemas() {
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8'));
  // One program of everything, so with the options that numeric code is checked with.
  const program = schemaGenerator.getProgramFromFiles(
    [join(root, 'apps/fm/src/json-outputs.ts')],
    { ...compilerOptions, noUncheckedIndexedAccess: false },
    root,
  );
  const whole = schemaGenerator.generateSchema(program, 'JsonOutputs', { required: true, strictNullChecks: true });
  if (whole === null) throw new Error('the type JsonOutputs in apps/fm/src/json-outputs.ts has no schema');
  const { properties, definitions } = withShortNames(whole);
  describeNumbers(definitions.FactorSummary);
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      {
        $schema: whole.$schema,
        title: `fm ${name.replace('-', ' ')} --format json`,
        ...schema,
        ...withDefinitions(schema, definitions),
      },
    ]),
  );
}

/** Describes the numbers of a summary by the table that they are made of. */
function describeNumbers({ properties }) {
  for (const [name, { label, unit, estimator }] of summaryNumberEntries)
    properties[name].description = [`${label} (${unit})`, estimator].filter((text) => text !== '').join('; ');
}

/**
 * A schema whose definitions have the names of their types, without the files that these are in.
 *
 * @throws where two types have one name
 */
function withShortNames(schema) {
  const shortOf = (name) => name.replaceAll(/import\(".*?"(,\{with:\{.*?\}\})?\)\./g, '');
  const names = Object.keys(schema.definitions).map(shortOf);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`two types of what commands print are called ${twice}; rename one`);
  const renamed = JSON.stringify(schema, (key, value) => {
    if (key === '$ref') {
      const [, name] = /^#\/definitions\/(.*)$/.exec(value);
      return `#/definitions/${encodeURIComponent(shortOf(decodeURIComponent(name)))}`;
    }
    if (key !== 'definitions') return value;
    return Object.fromEntries(Object.entries(value).map(([name, definition]) => [shortOf(name), definition]));
  });
  return JSON.parse(renamed);
}

/** Only the definitions that a schema needs. */
function withDefinitions(schema, all) {
  const needed = new Set();
  const visit = (node) => {
    for (const [, name] of JSON.stringify(node).matchAll(/"#\/definitions\/([^"]+)"/g)) {
      const key = decodeURIComponent(name);
      if (needed.has(key)) continue;
      needed.add(key);
      visit(all[key]);
    }
  };
  visit(schema);
  if (needed.size === 0) return {};
  return { definitions: Object.fromEntries([...needed].sort().map((key) => [key, all[key]])) };
}

/** The files of the schemas, by name. */
export async function schemaFiles() {
  const style = { ...(await resolveConfig(join(schemaFolder, 'any.json'))), parser: 'json' };
  const entries = Object.entries(jsonSchemas()).map(async ([name, schema]) => [
    `${name}.json`,
    await format(JSON.stringify(schema), style),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = await schemaFiles();
  mkdirSync(schemaFolder, { recursive: true });
  for (const name of readdirSync(schemaFolder)) if (!(name in files)) rmSync(join(schemaFolder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(schemaFolder, name), text);
  console.log(`${Object.keys(files).length} schemas in docs/schemas`);
}
