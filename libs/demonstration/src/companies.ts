const firstWords = [
  'Aldermoor',
  'Brackenhall',
  'Corvane',
  'Dunmarrow',
  'Eskenford',
  'Fallowmere',
  'Garrowby',
  'Hartswell',
  'Illingcroft',
  'Jarrowdene',
];
const secondWords = ['Mills', 'Instruments', 'Provisions'];

/** Most companies that have a name. */
export const mostCompanies = firstWords.length * secondWords.length;

/** Invented name of company number `at`, from 0. */
export function companyName(at: number): string {
  return `${firstWords[at % firstWords.length]} ${secondWords[Math.floor(at / firstWords.length)]} (synthetic)`;
}

/** Symbol of company number `at`: `DEMO01`; no exchange has tickers like it. */
export function companySymbol(at: number): string {
  return `DEMO${String(at + 1).padStart(2, '0')}`;
}
