export * from './clock.ts';
export * from './code-version.ts';
export { djia30 } from './config/universe.ts';
export * from './errors.ts';
export * from './http/index.ts';
export * from './logger.ts';
