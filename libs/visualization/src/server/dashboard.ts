import compress from '@fastify/compress';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { Logger } from '@fm/platform/logger';
import type { Warehouse } from '@fm/warehouse';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { WorkWhileVisited } from '../data/work-while-visited.ts';
import { createReader } from '../data/reader.ts';
import { RunDirectory } from '../data/run-directory.ts';
import { RunCache } from '../data/run-cache.ts';
import { AnswerStore } from './answers/answer-store.ts';
import { registerAnswers } from './answers/known-answer.ts';
import { loadAssets } from './assets/assets.ts';
import type { StartPermission } from '../operations/run-starter.ts';
import type { StateMachine } from '../operations/state-machine.ts';
import { startRoutes } from './routes/start-routes.ts';
import { bookRoutes } from './routes/book-routes.ts';
import type { DashboardContext } from './context.ts';
import { chartRoutes } from './routes/chart-routes.ts';
import { formulaRoutes } from './routes/formula-routes.ts';
import { factorRoutes } from './routes/factor-routes.ts';
import { factorSeriesRoutes } from './routes/factor-series-routes.ts';
import { refuseInfiniteNumbers } from './answers/finite-numbers.ts';
import { healthRoutes } from './routes/health-routes.ts';
import { labelRoutes } from './routes/label-routes.ts';
import { overviewRoutes } from './routes/overview-routes.ts';
import { pageRoutes } from './routes/page-routes.ts';
import { navigationRoutes } from './routes/navigation-routes.ts';
import { createPictures } from './pictures/pictures.ts';
import { registerPages } from './assets/pages.ts';
import { type LoadBalancerLogin, registerLoadBalancerLogin } from './access/load-balancer-login.ts';
import { registerMetrics } from './metrics.ts';
import { registerProblems } from './answers/problems.ts';
import { reportRoutes } from './routes/report-routes.ts';
import { runRoutes } from './routes/run-routes.ts';
import { searchRoutes } from './routes/search-routes.ts';
import { hostNamesOf, isLoopback, registerSecurity } from './access/security.ts';

/** Milliseconds within which a request must have arrived whole. */
const requestMilliseconds = 10_000;

export interface DashboardOptions {
  /** Where the results are; the dashboard only reads, and does not close it. */
  readonly warehouse: Warehouse;
  /** Address the server will listen on. @default '127.0.0.1' */
  readonly host?: string;
  /** Where requests and errors are logged. @default nowhere */
  readonly logger?: Logger;
  /** Folder of the built browser client. @default bundled from source when the server starts */
  readonly assetsFolder?: string;
  /** Login that every page and the API ask for. @default none */
  readonly login?: LoadBalancerLogin;
  /** Who may start runs from the page, and what starts them. @default nobody */
  readonly permission?: StartPermission;
  /** State machine whose executions the page of the runs shows. @default none */
  readonly stateMachine?: StateMachine;
  /**
   * Names, besides numeric addresses, under which requests may ask for it. @default those of this machine; any behind a
   * login
   */
  readonly hostNames?: readonly string[] | 'any';
  /** Requests per minute from one user, or from one address where there is no login. @default 6000 */
  readonly requestsPerMinute?: number;
}

/**
 * The dashboard as a Fastify instance that does not listen yet (tests use `inject`).
 *
 * @throws ASSETS_MISSING when `assetsFolder` lacks a file
 */
export async function createDashboard(options: DashboardOptions): Promise<FastifyInstance> {
  const { host = '127.0.0.1', requestsPerMinute = 6000 } = options;
  const logger: FastifyBaseLogger | undefined = options.logger;
  const app = Fastify({
    ...(logger === undefined ? {} : { loggerInstance: logger }),
    logController: new LogController({ disableRequestLogging: true }),
    // Unknown parameters are refused instead of removed: a misspelt filter must not show everything.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true } },
    routerOptions: { maxParamLength: 200 },
    bodyLimit: 64 * 1024,
    // A client that sends a request slowly does not keep a connection for ever.
    requestTimeout: requestMilliseconds,
    http: { connectionsCheckingInterval: 2000, headersTimeout: requestMilliseconds },
    forceCloseConnections: 'idle',
  }).withTypeProvider<TypeBoxTypeProvider>();

  registerProblems(app);
  refuseInfiniteNumbers(app);
  registerMetrics(app);
  // Behind a login the load balancer decides which names lead here.
  const hostNames = options.hostNames ?? (options.login === undefined ? hostNamesOf(host) : 'any');
  await registerSecurity(app, { requestsPerMinute, hostNames, secure: !isLoopback(host) });
  if (options.login !== undefined) registerLoadBalancerLogin(app, options.login);
  const answers = new AnswerStore();
  registerAnswers(app, answers);
  await app.register(compress, { encodings: ['gzip', 'deflate'] });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Factor mining dashboard', version: '1', description: 'Everything that the pages show.' },
    },
  });

  const reader = createReader(options.warehouse);
  const runs = new RunDirectory(reader);
  keepYoung(app, runs);
  const pictures = createPictures();
  app.addHook('onClose', () => pictures.close());
  const { warehouse } = options;
  const context: DashboardContext = { warehouse, reader, cache: new RunCache(reader), runs, answers, pictures };
  await app.register(healthRoutes(context));
  await app.register(overviewRoutes(context));
  await app.register(navigationRoutes(context));
  await app.register(factorRoutes(context));
  await app.register(factorSeriesRoutes(context));
  await app.register(chartRoutes(context));
  await app.register(pageRoutes(context));
  await app.register(searchRoutes(context));
  await app.register(runRoutes(context, options));
  await app.register(startRoutes(options.warehouse, context, options.permission));
  await app.register(formulaRoutes(options.warehouse, options.permission));
  await app.register(bookRoutes(context, options.permission));
  await app.register(labelRoutes(context, options.permission));
  await app.register(reportRoutes(context));

  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  registerPages(app, await loadAssets(options.assetsFolder));
  return app;
}

/** A user who reads page after page does not wait for the list of runs, which is at most two seconds old. */
function keepYoung(app: FastifyInstance, runs: RunDirectory): void {
  const visits = new WorkWhileVisited(() => runs.renew());
  app.addHook('onRequest', async ({ url }) => {
    if (url.startsWith('/api/')) visits.visited();
  });
  app.addHook('onClose', async () => visits.stop());
}
