import { debtTags } from './debt.ts';
import { flowConcepts, type FlowConcept, type FlowName } from './concepts.ts';

export { flowConcepts, type FlowConcept, type FlowName } from './concepts.ts';

/** Balances, with their tags in order of preference. */
export const levelTags = {
  totalAssets: ['Assets'],
  totalLiabilities: ['Liabilities'],
  currentAssets: ['AssetsCurrent'],
  currentLiabilities: ['LiabilitiesCurrent'],
  cash: [
    'CashAndCashEquivalentsAtCarryingValue',
    'CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents',
    'Cash',
  ],
  shortTermInvestments: [
    'ShortTermInvestments',
    'MarketableSecuritiesCurrent',
    'AvailableForSaleSecuritiesDebtSecuritiesCurrent',
    'AvailableForSaleSecuritiesCurrent',
  ],
  inventory: ['InventoryNet', 'InventoryFinishedGoodsNetOfReserves', 'InventoryFinishedGoods'],
  receivables: ['AccountsReceivableNetCurrent', 'ReceivablesNetCurrent', 'AccountsAndOtherReceivablesNetCurrent'],
  payables: ['AccountsPayableCurrent', 'AccountsPayableTradeCurrent', 'AccountsPayableAndAccruedLiabilitiesCurrent'],
  deferredRevenue: [
    'ContractWithCustomerLiabilityCurrent',
    'DeferredRevenueCurrent',
    'ContractWithCustomerLiability',
    'DeferredRevenue',
  ],
  propertyPlantEquipment: ['PropertyPlantAndEquipmentNet'],
  longTermDebt: ['LongTermDebtNoncurrent', 'LongTermDebtAndCapitalLeaseObligations'],
  retainedEarnings: ['RetainedEarningsAccumulatedDeficit'],
  stockholdersEquity: ['StockholdersEquity', 'StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest'],
} as const satisfies Record<string, readonly string[]>;

/** Balances of which the value a year ago is an item too. */
export const yearAgoLevels = [
  'inventory',
  'totalAssets',
  'receivables',
  'stockholdersEquity',
] as const satisfies readonly (keyof typeof levelTags)[];

/** Earnings per share, diluted; not additive, so never differenced or summed. */
export const epsTags = ['EarningsPerShareDiluted', 'EarningsPerShareBasicAndDiluted'];

/** Average diluted shares of a period. */
export const dilutedSharesTags = ['WeightedAverageNumberOfDilutedSharesOutstanding'];

/** Shares outstanding on the cover page. */
export const coverSharesTag = 'EntityCommonStockSharesOutstanding';

/** Shares outstanding on the balance sheet. */
export const balanceSharesTag = 'CommonStockSharesOutstanding';

/** How many ordinary shares one depositary receipt stands for. */
export const receiptRatioTag = 'EntityListingDepositoryReceiptRatio';

/** Tags of expenses, by which a turned sign is recognised. */
const expenseTags = new Set(
  Object.values(flowConcepts as Readonly<Record<string, FlowConcept>>)
    .filter(({ isExpense }) => isExpense === true)
    .flatMap(({ tags }) => tags),
);

/** Whether the tag counts an expense: its values are positive. */
export function isExpense(tag: string): boolean {
  return expenseTags.has(tag);
}

/** Every tag that a derivation reads. */
export const readTags: readonly string[] = [
  ...new Set([
    ...Object.values(flowConcepts as Readonly<Record<string, FlowConcept>>).flatMap(({ tags, slices = [] }) => [
      ...tags.flatMap((tag) => tag.split(' + ')),
      ...slices.map(({ beside }) => beside),
    ]),
    ...Object.values(levelTags).flat(),
    ...debtTags,
    ...epsTags,
    ...dilutedSharesTags,
    ...[coverSharesTag, balanceSharesTag, receiptRatioTag, 'LiabilitiesAndStockholdersEquity'],
  ]),
];

type LevelName = keyof typeof levelTags;

/**
 * An item of the fundamentals. A flow by its name is the latest quarter, with `Ttm` the trailing twelve months, with
 * `TtmYearAgo` the twelve months up to a year before; a balance by its name is the latest one.
 */
export type FundamentalItem =
  | FlowName
  | `${FlowName}Ttm`
  | `${FlowName}TtmYearAgo`
  | LevelName
  | `${(typeof yearAgoLevels)[number]}YearAgo`
  | 'totalDebt'
  | 'currentDebt'
  | 'epsDiluted'
  | 'epsDilutedTtm'
  | 'epsDilutedTtmYearAgo'
  | 'sharesOutstanding'
  | 'sharesPutAside';
