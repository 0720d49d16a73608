export { notKept } from './errors.ts';
export { type KeptFactor, keepFactor, listKept, removeKept } from './kept-factors.ts';
