import { userInfo } from 'node:os';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { caretBelow, completionsAt, FormulaError, signatureAt } from '@fm/expressions';
import { formulaFactor, formulaFields, readFormula, yamlOfFormulas, type FormulaText } from '@fm/factors';
import { QuickLooks, readRequest } from '@fm/mining';
import { FmError, systemClock } from '@fm/platform';
import { keepFactor, listKept, type KeptFactor } from '@fm/results/kept';
import { valuesNames, type Warehouse } from '@fm/warehouse';
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
} from '../api/formula-schemas.ts';
import { answers } from '../api/schemas.ts';
import { DashboardError, runsNotAllowed } from '../errors.ts';
import type { StartPermission } from '../operations/run-starter.ts';
import { mayStart, refuseForeignOrigin } from './may-start.ts';

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
        return { mayStart: mayStart(request, permission), kept, values };
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
          summary: 'What is wrong with a formula and where, or what it is: its one form, hash, look-back and inputs.',
          body: FormulaBody,
          response: answers(CheckSchema),
        },
      },
      async ({ body }) => checked(body, await listKept(warehouse)),
    );

    app.post(
      '/api/v1/formulas/help',
      {
        schema: {
          summary: 'What may stand at a place of a formula, and the call around it.',
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
            'What a formula shows at a glance, over at most 500 stocks and 2,520 sessions; no trial of the ledger.',
          body: FormulaBody,
          response: answers(EvidenceSchema),
        },
      },
      async ({ body }) => {
        const begun = performance.now();
        const look = await refusing(() => looks.look({ name: 'look', ...body }));
        return { ...look, milliseconds: Math.round(performance.now() - begun) };
      },
    );

    app.post(
      '/api/v1/formulas/kept',
      {
        config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
        schema: {
          summary: 'Keeps a formula as a factor, where runs may be started.',
          body: KeepBody,
          response: answers(KeptSchema),
        },
      },
      async (request) => {
        if (!mayStart(request, permission)) throw runsNotAllowed();
        const author = request.user?.email ?? userInfo().username;
        return refusing(async () => {
          const definition: FormulaText = request.body;
          readRequest({ formulas: [definition] });
          return rowOf((await keepFactor(warehouse, definition, author, systemClock)).kept);
        });
      },
    );
  };
}

function checked(text: Omit<FormulaText, 'name'>, kept: readonly KeptFactor[]): Check {
  const nothing = { canonical: '', hash: '', lookBack: '', inputs: [], sameAs: [] };
  try {
    const { canonical, hash } = readFormula(text);
    const { lookBack, inputs } = formulaFactor({ ...text, name: 'checked' });
    const sameAs = kept.filter((one) => one.hash === hash).map(({ definition }) => definition.name);
    return { fault: null, canonical, hash, lookBack: String(lookBack), inputs: [...inputs], sameAs };
  } catch (thrown) {
    if (!(thrown instanceof FormulaError)) throw thrown;
    const { code, what, where, remedy, span } = thrown;
    return { ...nothing, fault: { code, what, where, remedy, ...span, caret: caretBelow(text.formula, span) } };
  }
}

/** What a user can mend is answered as such. */
async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof DashboardError || !isRefusal(thrown) || thrown.code.startsWith('WAREHOUSE_')) throw thrown;
    const { code, what, where, remedy } = thrown;
    throw new DashboardError(400, code, { what, ...(where === undefined ? {} : { where }), remedy, kind: 'usage' });
  }
}

function isRefusal(thrown: unknown): thrown is FmError | FormulaError {
  return thrown instanceof FmError || thrown instanceof FormulaError;
}

function rowOf({ definition, hash, author, keptAt }: KeptFactor) {
  const { name, formula, dialect = 'paper' } = definition;
  return { name, formula, dialect, hash, author, keptAt };
}
