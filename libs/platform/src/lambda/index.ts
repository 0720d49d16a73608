export { collectingHandler } from './collector.ts';
export { errorFields } from './function-logger.ts';
export { readEvent, type ScheduledEvent, type StartedFunction } from './function-events.ts';
export { objectHandler, scheduledHandler } from './handlers.ts';
export { objectsOf, type ObjectEvent } from './object-events.ts';
export { symbolMessage } from './symbol-message.ts';
export { forgetSecrets, secretValue } from './secret.ts';
