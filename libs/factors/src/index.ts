export * from './composite-portfolios.ts';
export * from './definition.ts';
export * from './inputs.ts';
export * from './registry.ts';
