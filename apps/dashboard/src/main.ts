import { FmError, messageOf } from '@fm/platform';
import { createLogger } from '@fm/platform/logger';
import { serveDashboard, StateMachine } from '@fm/visualization';
import { openWarehouse } from '@fm/warehouse';
import { settingsOf } from './settings.ts';

const logger = createLogger('dashboard');

try {
  const { host, port, login, stateMachine: arn, starters, assetsFolder, onServer } = settingsOf(process.env);
  const stateMachine = arn === undefined ? undefined : new StateMachine(arn);
  const warehouse = await openWarehouse({ readonly: onServer });
  const served = await serveDashboard({
    warehouse,
    logger,
    host,
    port,
    // Its load balancer decides which names lead here.
    hostNames: 'any',
    ...(login && { login }),
    ...(stateMachine && { stateMachine }),
    ...(stateMachine && starters.length > 0 && { permission: { starter: stateMachine, starters } }),
    ...(assetsFolder && { assetsFolder }),
  });
  logger.info({ url: served.url, warehouse: warehouse.home }, 'dashboard is ready');

  const stop = async (signal: NodeJS.Signals) => {
    logger.info({ signal }, 'finishing what is under way');
    await served.close();
    await warehouse.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, (name) => void stop(name));
} catch (thrown) {
  logger.fatal({ code: thrown instanceof FmError ? thrown.code : undefined }, messageOf(thrown));
  process.exitCode = thrown instanceof FmError && thrown.kind === 'usage' ? 2 : 1;
}
