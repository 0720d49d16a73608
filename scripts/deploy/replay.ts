import { FmError, messageOf } from '@fm/platform';
import { usage } from './errors.ts';
import { layers } from './layers.ts';
import { requireCredentials, stateOf } from './preflight.ts';
import { deadLettersOf, replay, type DeployedState } from './replay-queues.ts';
import { settingsOf } from './settings-of.ts';

/** Delivers what lies in the dead-letter queues of one layer again. */
async function main(layer: string | undefined): Promise<void> {
  if (layer === undefined || !layers.includes(layer)) {
    throw usage(`there is no layer ${layer ?? ''}`, `Use one of ${layers.join(', ')}.`);
  }
  const settings = settingsOf(process.env);
  await requireCredentials(settings);
  const state = JSON.parse((await stateOf(settings, layer)) ?? '{}') as DeployedState;
  const queues = deadLettersOf(state, settings.region);
  if (queues.length === 0) console.log(`${layer} has no dead-letter queue`);
  for (const queue of queues) console.log(`${queue.name}: ${await replay(queue, settings.region)} delivered again`);
}

try {
  await main(process.argv[2]);
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = error instanceof FmError && error.kind === 'usage' ? 2 : 1;
}
