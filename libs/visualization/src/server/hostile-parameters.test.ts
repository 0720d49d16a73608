import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { ProblemBody } from '../api/schemas.ts';
import { ask } from '../testing/ask.ts';
import { fixtureRun, temporaryWarehouse } from '../testing/fixture.ts';
import { createDashboard } from './dashboard.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: { readonly type?: string };
}

const hostile = [
  "' OR 1=1 --",
  "'; DROP TABLE factor_summaries; --",
  '<script>alert(1)</script>',
  '{run:String}',
  '../../etc/passwd',
  '\u0000',
];

/** A good value for what an address cannot do without, so that the hostile one is the only fault. */
const good: Readonly<Record<string, string>> = { factor: 'RSI14', run: fixtureRun };

/** A chart that the parameter concerns: only comparisons take a list of factors. */
const chartOf = (name: string): string => (name === 'factors' ? 'premia' : 'beta');

/** Parameters that are searched for as text: nothing is found. */
const searched = new Set(['q']);

let app: FastifyInstance;
let remove: () => Promise<void>;
let paths: [string, Parameter[]][] = [];

beforeAll(async () => {
  const temporary = await temporaryWarehouse();
  remove = temporary.remove;
  app = await createDashboard({ warehouse: temporary.warehouse, requestsPerMinute: 1_000_000 });
  const { body } = await ask(app, '/api/v1/openapi.json');
  const described = body as { paths: Record<string, { get?: { parameters?: Parameter[] } }> };
  paths = Object.entries(described.paths).flatMap(([path, { get }]) =>
    get === undefined ? [] : [[path, get.parameters ?? []] as [string, Parameter[]]],
  );
});

afterAll(async () => {
  await app.close();
  await remove();
});

function addressOf(path: string, parameters: readonly Parameter[], name: string, text: string): string {
  const value = (each: string) => {
    if (each === name) return encodeURIComponent(text);
    return each === 'chart' ? chartOf(name) : (good[each] ?? '');
  };
  const filled = path.replace(/\{(\w+)\}/g, (_, each: string) => value(each));
  const asked = parameters.filter((each) => each.in === 'query' && (each.name === name || each.required === true));
  const query = asked.map((each) => `${each.name}=${value(each.name)}`).join('&');
  return query === '' ? filled : `${filled}?${query}`;
}

test('every parameter of every address answers hostile text with a problem and a remedy, never with a stack or a row', async () => {
  let asked = 0;
  for (const [path, parameters] of paths) {
    for (const { name } of parameters) {
      for (const text of hostile) {
        const address = addressOf(path, parameters, name, text);
        const { status, headers, body, text: answer } = await ask(app, address);
        asked += 1;
        if (searched.has(name)) {
          expect([address, status]).toEqual([address, 200]);
          continue;
        }
        expect([address, [400, 403, 404].includes(status)]).toEqual([address, true]);
        expect([address, headers['content-type']]).toEqual([
          address,
          expect.stringContaining('application/problem+json'),
        ]);
        expect([address, (body as ProblemBody).remedy]).toEqual([address, expect.stringMatching(/./)]);
        expect([address, answer]).toEqual([address, expect.not.stringMatching(/\bat .*:\d+|node_modules|SELECT/)]);
      }
    }
  }
  expect(paths.length).toBeGreaterThan(15);
  expect(asked).toBeGreaterThan(hostile.length * 50);
}, 120_000);

test('every number beyond what numbers hold is answered with 400', async () => {
  let asked = 0;
  for (const [path, parameters] of paths) {
    for (const { name, schema } of parameters) {
      if (schema?.type !== 'integer' && schema?.type !== 'number') continue;
      for (const text of ['1e400', '-1e400', 'Infinity', '-Infinity', 'NaN', '1e20', '9007199254740993']) {
        const address = addressOf(path, parameters, name, text);
        const { status, body } = await ask(app, address);
        asked += 1;
        expect([address, status, (body as ProblemBody).code]).toEqual([address, 400, 'INVALID_REQUEST']);
      }
    }
  }
  expect(asked).toBeGreaterThan(50);
});

test.each([
  ['/api/v1/overview?start=tomorrow', 'start must be a date, for example 2020-12-31'],
  ['/api/v1/overview?strat=2020-01-01', 'strat is not a parameter of this address'],
  ['/api/v1/summaries?pageSize=10000000', 'pageSize must be <= 1000'],
])('%s is told what is wrong in the words of the address', async (path, title) => {
  const { status, body } = await ask(app, path);
  expect([status, body]).toEqual([400, expect.objectContaining({ code: 'INVALID_REQUEST', title })]);
});
