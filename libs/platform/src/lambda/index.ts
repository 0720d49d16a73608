export { errorFields, functionLogger, type Logger } from './function-logger.ts';
export { objectHandler, scheduledHandler, type ScheduledEvent } from './handlers.ts';
export { objectsOf, type ObjectEvent } from './object-events.ts';
export { secretValue } from './secret.ts';
