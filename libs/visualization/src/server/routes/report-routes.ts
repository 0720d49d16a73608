import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { FactorParams, WindowQuery } from '../../api/factor-schemas.ts';
import { answers, runParameter } from '../../api/schemas.ts';
import { lightTheme } from '../../charts/theme.ts';
import { readSectors } from '../../data/sectors.ts';
import { DashboardError } from '../../errors.ts';
import { sectorMethod, sectorTable, sectorTitle } from '../../statistics/sector-table.ts';
import { type ChartName, drawChart } from '../pictures/chart-drawings.ts';
import { fillChart } from '../pictures/chart-readers.ts';
import { type DashboardContext, isKnown, runOf } from '../context.ts';
import { renderReport } from '../pictures/report.ts';

const chartsOfFactor: readonly ChartName[] = [
  'premium-ranges',
  'cumulative',
  'drawdown',
  'rolling-premium',
  'rolling-beta',
  'quantiles',
  'quantile-wealth',
  'ic-decay',
  'ic-sizes',
  'rank-autocorrelation',
  'leg-turnover',
  'ic',
  'ic-histogram',
  'ic-qq',
  'ic-months',
  'event-study',
  'stock-betas',
];

const size = { width: 860, height: 380 };

/** A factor's page as one self-contained file. */
export function reportRoutes(context: DashboardContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/api/v1/factors/:factor/report',
      {
        schema: {
          summary: 'Every chart of a factor with its numbers as one self-contained HTML file.',
          params: FactorParams,
          querystring: Type.Object(
            { run: runParameter, start: WindowQuery.properties.start, end: WindowQuery.properties.end },
            { additionalProperties: false },
          ),
          response: { ...answers(Type.String()), 200: { content: { 'text/html': { schema: Type.String() } } } },
        },
      },
      async (request, reply) => {
        const { factor } = request.params;
        const run = await runOf(context, request.query);
        if (await isKnown(context, request, reply, run)) return reply;
        const models = [];
        for (const chart of chartsOfFactor) {
          try {
            const filled = await fillChart(chart, context, run, { ...request.query, factor });
            models.push(drawChart(filled, { theme: lightTheme, width: size.width, synthetic: run.synthetic }));
          } catch (thrown) {
            // A run without stored values or events has no signal to show; the rest of the page is shown.
            if (!(thrown instanceof DashboardError && thrown.code.endsWith('_MISSING'))) throw thrown;
          }
        }
        const sectors = await readSectors(context, run, factor, request.query);
        const bySector = { title: sectorTitle, description: sectorMethod(sectors), table: sectorTable(sectors) };
        const tables = sectors.missing === null ? [bySector] : [];
        return reply
          .header('content-disposition', `attachment; filename="${factor.replaceAll(/[^\w.-]/g, '_')}.html"`)
          .type('text/html; charset=utf-8')
          .send(renderReport(factor, run, { models, tables }, size));
      },
    );
  };
}
