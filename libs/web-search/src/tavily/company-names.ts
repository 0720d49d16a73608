import type { Company } from './request.ts';

/** Names of the default universe as news write them. */
const names: Readonly<Record<string, string>> = {
  AAPL: 'Apple',
  AMGN: 'Amgen',
  AMZN: 'Amazon',
  AXP: 'American Express',
  BA: 'Boeing',
  CAT: 'Caterpillar',
  CRM: 'Salesforce',
  CSCO: 'Cisco',
  CVX: 'Chevron',
  DIS: 'Walt Disney',
  GS: 'Goldman Sachs',
  HD: 'Home Depot',
  HON: 'Honeywell',
  IBM: 'IBM',
  JNJ: 'Johnson & Johnson',
  JPM: 'JPMorgan Chase',
  KO: 'Coca-Cola',
  MCD: "McDonald's",
  MMM: '3M',
  MRK: 'Merck',
  MSFT: 'Microsoft',
  NKE: 'Nike',
  NVDA: 'Nvidia',
  PG: 'Procter & Gamble',
  SHW: 'Sherwin-Williams',
  TRV: 'Travelers',
  UNH: 'UnitedHealth',
  V: 'Visa',
  VZ: 'Verizon',
  WMT: 'Walmart',
};

/**
 * A company to search for. A symbol outside the default universe is searched only by its symbol, unless a name is given
 * with it.
 *
 * @param text - `V`, or `V=Visa` to give the name
 */
export function companyOf(text: string): Company {
  const [symbol = '', name] = text.split('=').map((part) => part.trim());
  return { symbol, name: name || (names[symbol] ?? symbol) };
}
