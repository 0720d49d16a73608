/** An item of filings that point-in-time functions read: a concept, whichever tags a company reports it under. */
export interface ItemDefinition {
  readonly name: string;
  readonly summary: string;
}

/** The filing items of a host, found whatever the case and with or without underscores. */
export interface Items {
  find(name: string): ItemDefinition | undefined;
  names(): Iterable<string>;
}

const summaries: Readonly<Record<string, string>> = {
  revenue: 'Sales.',
  cost_of_revenue: 'Cost of what was sold.',
  gross_profit: 'Revenue less its cost.',
  operating_income: 'Operating income.',
  interest_expense: 'Interest paid on debt, as an expense.',
  pretax_income: 'Income before tax.',
  income_tax: 'Tax on income, as an expense.',
  net_income: 'Net income.',
  operating_cash_flow: 'Cash from operating activities.',
  capital_expenditure: 'Payments for property, plant and equipment.',
  research_and_development: 'Research and development, as an expense.',
  selling_general_administrative: 'Selling, general and administrative expense.',
  depreciation: 'Depreciation, depletion and amortisation.',
  dividends_paid: 'Dividends paid on common stock.',
  stock_repurchased: 'Payments for own stock.',
  stock_issued: 'Proceeds from stock issued.',
  debt_issued: 'Proceeds from long-term debt issued.',
  debt_repaid: 'Repayments of long-term debt.',
  advertising: 'Advertising, as an expense.',
  eps_diluted: 'Earnings per share, diluted.',
  total_assets: 'All assets.',
  total_liabilities: 'All liabilities.',
  current_assets: 'Assets that become cash within a year.',
  current_liabilities: 'Liabilities due within a year.',
  cash: 'Cash and cash equivalents.',
  short_term_investments: 'Marketable securities held as current assets.',
  inventory: 'Inventory.',
  receivables: 'Amounts that customers owe.',
  payables: 'Amounts owed to suppliers.',
  deferred_revenue: 'Revenue received and not yet earned.',
  property_plant_equipment: 'Property, plant and equipment, net of depreciation.',
  retained_earnings: 'Retained earnings.',
  stockholders_equity: "Stockholders' equity.",
  total_debt: 'Long-term and current debt.',
  long_term_debt: 'Debt due after a year.',
  current_debt: 'Debt due within a year.',
  shares_outstanding: 'Shares on the cover page.',
};

/** Items of the definitions, found whatever the case and with or without underscores. */
export function itemsOf(definitions: readonly ItemDefinition[]): Items {
  const plain = (name: string): string => name.toLowerCase().replaceAll('_', '');
  const byName = new Map(definitions.map((item) => [plain(item.name), item]));
  return { find: (name) => byName.get(plain(name)), names: () => definitions.map((item) => item.name) };
}

/** Items that every host is asked for. */
export const standardItems: Items = itemsOf(Object.entries(summaries).map(([name, summary]) => ({ name, summary })));
