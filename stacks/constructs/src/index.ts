export * from './data-bucket.ts';
export * from './outputs.ts';
export * from './platform-stack.ts';
export * from './service-role.ts';
export * from './state.ts';
export * from './statement.ts';
