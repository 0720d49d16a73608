export * from './conditions.ts';
export * from './documents.ts';
export * from './environment.ts';
export * from './evaluate.ts';
export * from './rules.ts';
export * from './template-of.ts';
export * from './template.ts';
export * from './wildcards.ts';
