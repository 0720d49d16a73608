export * from './clock.ts';
export * from './code-version.ts';
export * from './config/index.ts';
export * from './end-at-once.ts';
export * from './errors.ts';
export * from './files.ts';
export * from './symbol.ts';
export * from './private-folder.ts';
