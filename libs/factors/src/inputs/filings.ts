import type { InputDescription } from './input.ts';

/** Figures of filings that add up over time, as the derivations of filings name them. */
const flows = {
  revenue: 'Revenue',
  costOfRevenue: 'Cost of revenue',
  grossProfit: 'Gross profit',
  operatingIncome: 'Operating income',
  interestExpense: 'Interest expense',
  pretaxIncome: 'Income before tax',
  incomeTax: 'Income tax',
  netIncome: 'Net income',
  operatingCashFlow: 'Cash flow from operations',
  capitalExpenditure: 'Capital expenditure',
  researchAndDevelopment: 'Research and development',
  sellingGeneralAdministrative: 'Selling, general and administrative expense',
  depreciation: 'Depreciation, depletion and amortisation',
  dividendsPaid: 'Dividends paid',
  stockRepurchased: 'Shares bought back',
  stockIssued: 'Proceeds of shares issued',
  debtIssued: 'Proceeds of debt issued',
  debtRepaid: 'Repayments of debt',
  advertising: 'Advertising expense',
} as const;

/** Balances of filings. */
const balances = {
  totalAssets: 'Total assets',
  totalLiabilities: 'Total liabilities',
  currentAssets: 'Current assets',
  currentLiabilities: 'Current liabilities',
  cash: 'Cash and cash equivalents',
  shortTermInvestments: 'Short-term investments',
  inventory: 'Inventory',
  receivables: 'Receivables',
  payables: 'Payables',
  deferredRevenue: 'Deferred revenue',
  propertyPlantEquipment: 'Property, plant and equipment',
  retainedEarnings: 'Retained earnings',
  stockholdersEquity: "Stockholders' equity",
  totalDebt: 'Short-term and long-term debt',
  longTermDebt: 'Long-term debt without its current part',
  currentDebt: 'Debt due within a year',
} as const;

/** Balances of which the value a year earlier is known too. */
const yearAgoBalances = ['inventory', 'totalAssets', 'receivables', 'stockholdersEquity'] as const;

type Flow = keyof typeof flows;
type Balance = keyof typeof balances;

/**
 * A panel of what the latest filing known at a session says. A flow by its name is the latest quarter, with `Ttm` the
 * trailing twelve months, with `TtmYearAgo` the twelve months up to a year before; a balance by its name is the latest one.
 */
type FilingName =
  | Flow
  | `${Flow}Ttm`
  | `${Flow}TtmYearAgo`
  | Balance
  | `${(typeof yearAgoBalances)[number]}YearAgo`
  | 'epsDiluted'
  | 'epsDilutedTtm'
  | 'epsDilutedTtmYearAgo'
  | 'sharesOutstanding';

/** Panels of what the latest filing known at a session says; the names are those of the filings' derivations. */
export const filings = Object.fromEntries([
  ...Object.entries(flows).flatMap(([name, text]) => ofFlow(name, text, 'USD')),
  ...ofFlow('epsDiluted', 'Diluted earnings per share', 'USD per share'),
  ...Object.entries(balances).map(([name, text]) => [name, { unit: 'USD', summary: `${text}.` }]),
  ...yearAgoBalances.map((name) => [
    `${name}YearAgo`,
    { unit: 'USD', summary: `${balances[name]} a year before the latest.` },
  ]),
  ['sharesOutstanding', { unit: 'shares', summary: 'Shares outstanding.' }],
]) as Readonly<Record<FilingName, InputDescription>>;

function ofFlow(name: string, text: string, unit: string): (readonly [string, InputDescription])[] {
  return [
    [name, { unit, summary: `${text} of the latest quarter.` }],
    [`${name}Ttm`, { unit, summary: `${text} of the trailing twelve months.` }],
    [`${name}TtmYearAgo`, { unit, summary: `${text} of the twelve months up to a year before the latest.` }],
  ];
}

/**
 * The panel that a function of a filing item asks for: `pit` of the latest quarter or balance, `ttm` of the trailing twelve
 * months, now or four quarters earlier as known now.
 *
 * @param item - a flow such as `revenue`, or a balance such as `totalAssets`
 * @param quarters - 0 or -4
 * @returns undefined where filings are not read for it
 */
export function filingPanel(item: string, measure: 'pit' | 'ttm', quarters = 0): FilingName | undefined {
  if (quarters !== 0 && quarters !== -4) return undefined;
  const name = `${item}${measure === 'ttm' ? 'Ttm' : ''}${quarters === -4 ? 'YearAgo' : ''}`;
  return Object.hasOwn(filings, name) ? (name as FilingName) : undefined;
}

/** Whether an item adds up over time, in a unit that splits do not change. */
export function isFlow(item: string): item is Flow {
  return Object.hasOwn(flows, item);
}

/** Whether an item is a balance. */
export function isBalance(item: string): item is Balance {
  return Object.hasOwn(balances, item);
}

/** What an item is called. */
export function textOf(item: string): string {
  return isFlow(item) ? flows[item] : isBalance(item) ? balances[item] : item;
}
