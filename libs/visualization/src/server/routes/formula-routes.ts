import { userInfo } from 'node:os';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { caretBelow, completionsAt, FormulaError, signatureAt } from '@fm/expressions';
import { formulaFactor, formulaFields, formulaForm, unloadedVwap, yamlOfFormulas, type FormulaText } from '@fm/factors';
import { QuickLooks, readRequest } from '@fm/mining';
import { systemClock } from '@fm/platform';
import { recordTrials } from '@fm/results/ledger';
import { keepFactor, listKept, type KeptFactor } from '@fm/results/kept';
import { valuesNames, type Warehouse } from '@fm/warehouse';
import type { FastifyRequest } from 'fastify';
import {
  CheckSchema,
  EvidenceSchema,
  FormulaBody,
  FormulasSchema,
  HelpBody,
  HelpSchema,
  KeepBody,
  KeptSchema,
  type Check,
} from '../../api/formula-schemas.ts';
import { answers } from '../../api/schemas.ts';
import { formulasNotAllowed } from '../../errors.ts';
import type { StartPermission, WriteAccess } from '../../operations/run-starter.ts';
import { asAnswer, mayStart, mayWrite, refuseForeignOrigin } from '../access/may-start.ts';

/** Checks of a formula that is being written, what it shows at a glance, and the formulas that are kept. */
export function formulaRoutes(
  warehouse: Warehouse,
  permission: StartPermission | undefined,
): FastifyPluginAsyncTypebox {
  const looks = new QuickLooks(warehouse);
  return async (app) => {
    app.addHook('onRequest', async (request) => {
      if (request.method === 'POST') refuseForeignOrigin(request);
    });

    app.get(
      '/api/v1/formulas',
      { schema: { summary: 'The formulas that are kept as factors.', response: answers(FormulasSchema) } },
      async (request, reply) => {
        const kept = (await listKept(warehouse)).map(rowOf);
        const values = (await valuesNames(warehouse)).map((name) => `values:${name}`);
        reply.header('cache-control', 'no-store');
        const may = { mayStart: mayStart(request, permission), mayWrite: mayWrite(request, permission) };
        return { ...may, synthetic: await isAllSynthetic(warehouse), kept, values };
      },
    );

    app.get(
      '/api/v1/formulas/export',
      { schema: { summary: 'The kept formulas as YAML, which `fm factors add --formulas` reads.' } },
      async (_request, reply) => {
        const kept = (await listKept(warehouse)).map(({ definition }) => definition);
        reply.header('content-disposition', 'attachment; filename="formulas.yaml"').header('cache-control', 'no-store');
        return reply.type('text/yaml; charset=utf-8').send(yamlOfFormulas(kept));
      },
    );

    app.post(
      '/api/v1/formulas/check',
      {
        schema: {
          summary:
            'What is wrong with a formula and where, or what it is: its canonical form, hash, look-back and inputs.',
          body: FormulaBody,
          response: answers(CheckSchema),
        },
      },
      async ({ body }) => checked(body, await listKept(warehouse), await valuesNames(warehouse)),
    );

    app.post(
      '/api/v1/formulas/help',
      {
        schema: {
          summary: 'What is allowed at a place of a formula, and the call around it.',
          body: HelpBody,
          response: answers(HelpSchema),
        },
      },
      async ({ body: { formula, at, dialect = 'paper' } }) => {
        const options = { dialect, fields: formulaFields };
        const place = Math.min(at, formula.length);
        const { span, completions } = completionsAt(formula, place, options);
        const call = signatureAt(formula, place, options);
        return {
          begin: span.begin,
          completions: [...completions],
          signature: call?.signature ?? '',
          summary: call?.summary ?? '',
        };
      },
    );

    app.post(
      '/api/v1/formulas/evidence',
      {
        config: { rateLimit: { max: 60, timeWindow: '1 minute' } },
        schema: {
          summary:
            'What a formula shows at a glance, over at most 500 stocks and 2,520 sessions. It counts as a trial in the ledger.',
          body: FormulaBody,
          response: answers(EvidenceSchema),
        },
      },
      async (request) => {
        const write = writeAccess(request, permission);
        const begun = performance.now();
        const { look, trial, family } = await refusing(() => looks.look({ name: 'look', ...request.body }));
        // Seeing the numbers is a trial of the formula, so it is counted before they are shown.
        await write((to) => recordTrials(to, family, [trial], systemClock.now()));
        return { ...look, milliseconds: Math.round(performance.now() - begun) };
      },
    );

    app.post(
      '/api/v1/formulas/kept',
      {
        config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
        schema: {
          summary: 'Keeps a formula as a factor, where that may be written.',
          body: KeepBody,
          response: answers(KeptSchema),
        },
      },
      async (request) => {
        const write = writeAccess(request, permission);
        const author = request.user?.email ?? userInfo().username;
        return refusing(async () => {
          const definition: FormulaText = request.body;
          readRequest({ formulas: [definition] });
          return rowOf((await write((to) => keepFactor(to, definition, author, systemClock))).kept);
        });
      },
    );
  };
}

/** Write access for callers who have it. */
function writeAccess(request: FastifyRequest, permission: StartPermission | undefined): WriteAccess {
  if (permission?.write === undefined || !mayWrite(request, permission)) throw formulasNotAllowed();
  return permission.write;
}

function checked(text: Omit<FormulaText, 'name'>, kept: readonly KeptFactor[], loaded: readonly string[]): Check {
  const nothing = { canonical: '', hash: '', lookBack: '', inputs: [], sameAs: [] };
  try {
    const { canonical, hash } = formulaForm(text);
    const definition = { ...text, name: 'checked' };
    const { lookBack, inputs } = formulaFactor(definition);
    const unloaded = unloadedVwap(definition, loaded);
    if (unloaded !== undefined) throw unloaded;
    const sameAs = kept.filter((one) => one.hash === hash).map(({ definition }) => definition.name);
    return { fault: null, canonical, hash, lookBack: String(lookBack), inputs: [...inputs], sameAs };
  } catch (thrown) {
    if (!(thrown instanceof FormulaError)) throw thrown;
    const { code, what, where, remedy, span } = thrown;
    return { ...nothing, fault: { code, what, where, remedy, ...span, caret: caretBelow(text.formula, span) } };
  }
}

/** What a user can correct is answered as such. */
async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    throw asAnswer(thrown);
  }
}

/** Whether there are prices and all of them are of the demonstration market. */
async function isAllSynthetic(warehouse: Warehouse): Promise<boolean> {
  const [found] = await warehouse.query<{ all: number }>(
    'SELECT toUInt8(count() > 0 AND min(synthetic) = 1) AS all FROM prices',
  );
  return found?.all === 1;
}

function rowOf({ definition, hash, author, keptAt }: KeptFactor) {
  const { name, formula, dialect = 'paper' } = definition;
  return { name, formula, dialect, hash, author, keptAt };
}
