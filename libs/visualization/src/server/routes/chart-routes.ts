import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { CompareQuery } from '../../api/page-schemas.ts';
import { answers, FilterQuery } from '../../api/schemas.ts';
import { themes } from '../../charts/theme.ts';
import { unknownChart } from '../../errors.ts';
import { drawChart } from '../pictures/chart-drawings.ts';
import { chartNames, fillChart } from '../pictures/chart-readers.ts';
import { type DashboardContext, isKnown, runOf } from '../context.ts';
import { renderSvg } from '../pictures/render-svg.ts';

const ChartQuery = Type.Object(
  {
    ...FilterQuery.properties,
    factors: CompareQuery.properties.factors,
    format: Type.Optional(Type.Union([Type.Literal('svg'), Type.Literal('png')], { default: 'svg' })),
    width: Type.Optional(Type.Integer({ minimum: 320, maximum: 2400, default: 900 })),
    height: Type.Optional(Type.Integer({ minimum: 240, maximum: 1600, default: 480 })),
    scheme: Type.Optional(Type.Union([Type.Literal('light'), Type.Literal('dark')], { default: 'light' })),
  },
  { additionalProperties: false },
);

/** Every chart as a picture, drawn on the server by the functions that the browser uses. */
export function chartRoutes(context: DashboardContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/api/v1/charts/:chart',
      {
        schema: {
          summary: `A chart as SVG or PNG: ${chartNames.join(', ')}.`,
          params: Type.Object({ chart: Type.String({ maxLength: 64 }) }),
          querystring: ChartQuery,
          response: {
            ...answers(Type.String()),
            200: { content: { 'image/svg+xml': { schema: Type.String() }, 'image/png': { schema: Type.Any() } } },
          },
        },
      },
      async (request, reply) => {
        const { chart } = request.params;
        const { format = 'svg', width = 900, height = 480, scheme = 'light' } = request.query;
        const name = chartNames.find((known) => known === chart);
        if (name === undefined) throw unknownChart(chart, chartNames);
        const run = await runOf(context, request.query);
        if (await isKnown(context, request, reply, run)) return reply;
        const filled = await fillChart(name, context, run, request.query);
        const [size, { synthetic }] = [{ width, height }, run];
        const source = `Run ${run.run}${synthetic ? ', synthetic data' : ''}.`;
        reply.header('content-disposition', `inline; filename="${chart}.${format}"`);
        if (format === 'png')
          return reply.type('image/png').send(await context.pictures.png({ filled, size, scheme, synthetic, source }));
        const model = drawChart(filled, { theme: themes[scheme], width, synthetic });
        return reply.type('image/svg+xml; charset=utf-8').send(renderSvg(model, size, themes[scheme], source));
      },
    );
  };
}
