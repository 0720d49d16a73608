import type { InputDescription } from './input.ts';

/** Panels of what the latest filing known at a session says; the names are those of the filings' derivations. */
export const filings = {
  revenueTtm: { unit: 'USD', summary: 'Revenue of the trailing twelve months.' },
  revenueTtmYearAgo: { unit: 'USD', summary: 'Revenue of the twelve months up to a year earlier.' },
  costOfRevenueTtm: { unit: 'USD', summary: 'Cost of revenue of the trailing twelve months.' },
  currentAssets: { unit: 'USD', summary: 'Current assets.' },
  currentLiabilities: { unit: 'USD', summary: 'Current liabilities.' },
  cash: { unit: 'USD', summary: 'Cash and cash equivalents.' },
  inventory: { unit: 'USD', summary: 'Inventory.' },
  inventoryYearAgo: { unit: 'USD', summary: 'Inventory a year earlier.' },
  stockholdersEquity: { unit: 'USD', summary: "Stockholders' equity." },
  totalDebt: { unit: 'USD', summary: 'Short-term and long-term debt.' },
  interestExpenseTtm: { unit: 'USD', summary: 'Interest expense of the trailing twelve months.' },
  pretaxIncomeTtm: { unit: 'USD', summary: 'Income before tax of the trailing twelve months.' },
  epsDilutedTtm: { unit: 'USD per share', summary: 'Diluted earnings per share of the trailing twelve months.' },
  epsDilutedTtmYearAgo: { unit: 'USD per share', summary: 'Diluted earnings per share up to a year earlier.' },
  sharesOutstanding: { unit: 'shares', summary: 'Shares outstanding.' },
} as const satisfies Record<string, InputDescription>;
