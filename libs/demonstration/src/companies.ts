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
/** Industries with the last word of their companies' names and their code of the Standard Industrial Classification. */
const industries = [
  { word: 'Mills', name: 'Textiles', sic: '2200', sicDescription: 'Textile Mill Products' },
  { word: 'Instruments', name: 'Instruments', sic: '3829', sicDescription: 'Measuring & Controlling Devices, NEC' },
  { word: 'Provisions', name: 'Food', sic: '2000', sicDescription: 'Food and Kindred Products' },
] as const;

/** Most companies that have a name. */
export const mostCompanies = firstWords.length * industries.length;

/** Invented name of company number `at`, from 0. */
export function companyName(at: number): string {
  return `${firstWords[at % firstWords.length]} ${industryOf(at).word} (synthetic)`;
}

/** Industry of company number `at`, which its name states. */
export function industryOf(at: number): (typeof industries)[number] {
  return industries[Math.floor(at / firstWords.length) % industries.length]!;
}

/** Symbol of company number `at`: `DEMO01`; no exchange has tickers like it. */
export function companySymbol(at: number): string {
  return `DEMO${String(at + 1).padStart(2, '0')}`;
}
