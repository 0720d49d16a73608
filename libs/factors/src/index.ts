export * from './composite-portfolios.ts';
export * from './definition.ts';
export { definitionIdentity } from './definition-identity.ts';
export * from './inputs/index.ts';
export * from './registry.ts';
export { findLibrary, listLibraries } from './libraries/libraries.ts';
export type { FormulaLibrary, LibraryFactor, Published } from './libraries/library.ts';
