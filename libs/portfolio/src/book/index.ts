export type { BookRequest, CostRequest, StockCost } from './book-request.ts';
export type { BookTerms } from './book-terms.ts';
export type { DatedDrawdown, ReturnFigures } from './book-figures.ts';
export { type BookStanding, type FactorBook, factorBook } from './factor-book.ts';
export { verifyBooks, type VerifyBooksRequest } from './verify-books.ts';
export type { BookViolation } from './verify-book.ts';
export type { AttributedFactor, BookAttribution } from '../risk/attribute-book.ts';
export { parseStockCosts } from './stock-costs.ts';
export type { BookFigures, Execution, MadeBook } from './make-book.ts';
