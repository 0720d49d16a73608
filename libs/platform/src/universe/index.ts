export { djia30 } from './djia30.ts';
export { parseUniverse, universeText, type UniverseStock } from './universe-file.ts';
