import type { FastifyInstance } from 'fastify';

/** Upper ends of the duration classes, in seconds. */
const classes = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/**
 * `GET /metrics` in the Prometheus text format: answers by route and status class, time to answer, resident memory.
 * Routes are patterns, so that no text of a request becomes a label.
 */
export function registerMetrics(app: FastifyInstance): void {
  const answers = new Map<string, number>();
  const buckets = new Array<number>(classes.length).fill(0);
  let count = 0;
  let seconds = 0;

  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const key = `route="${route}",status="${Math.floor(reply.statusCode / 100)}xx"`;
    answers.set(key, (answers.get(key) ?? 0) + 1);
    const taken = reply.elapsedTime / 1000;
    count += 1;
    seconds += taken;
    classes.forEach((end, at) => {
      if (taken <= end) buckets[at] = (buckets[at] as number) + 1;
    });
  });

  app.get('/metrics', { config: { rateLimit: false }, schema: { hide: true } }, async (_request, reply) => {
    const lines = [
      '# TYPE fm_dashboard_answers_total counter',
      ...[...answers].map(([labels, value]) => `fm_dashboard_answers_total{${labels}} ${value}`),
      '# TYPE fm_dashboard_answer_seconds histogram',
      ...classes.map((end, at) => `fm_dashboard_answer_seconds_bucket{le="${end}"} ${buckets[at]}`),
      `fm_dashboard_answer_seconds_bucket{le="+Inf"} ${count}`,
      `fm_dashboard_answer_seconds_sum ${seconds}`,
      `fm_dashboard_answer_seconds_count ${count}`,
      '# TYPE process_resident_memory_bytes gauge',
      `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
    ];
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(`${lines.join('\n')}\n`);
  });
}
