export type { BookRequest, CostRequest } from './book-request.ts';
export type { BookTerms } from './book-terms.ts';
export type { DatedDrawdown, ReturnFigures } from './book-figures.ts';
export { type BookStanding, type FactorBook, factorBook } from './factor-book.ts';
export type { BookFigures, Execution, MadeBook } from './make-book.ts';
