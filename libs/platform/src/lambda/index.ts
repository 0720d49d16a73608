export { collectingHandler, type Collector } from './collector.ts';
export { errorFields, functionLogger, type Logger } from './function-logger.ts';
export { readEvent, type ScheduledEvent, type StartedFunction } from './function-events.ts';
export { objectHandler, scheduledHandler } from './handlers.ts';
export { objectsOf, type ObjectEvent } from './object-events.ts';
export { readSymbolMessage, symbolMessage } from './symbol-message.ts';
export { forgetSecrets, secretValue } from './secret.ts';
