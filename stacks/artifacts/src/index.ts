export * from './catalogue.ts';
export * from './locate.ts';
