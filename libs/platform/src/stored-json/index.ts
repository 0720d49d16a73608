export { anything, count, figure, flag, listOf, objectWith, orNull, recordOf, type Shape, text } from './shapes.ts';
export { StoredJson } from './stored-json.ts';
