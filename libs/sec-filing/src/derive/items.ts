import { debtTags } from './instants.ts';

/** Quantities that add up over time, with their tags in order of preference. */
export const flowTags = {
  revenue: [
    'Revenues',
    'RevenuesNetOfInterestExpense',
    'RevenueFromContractWithCustomerExcludingAssessedTax',
    'RevenueFromContractWithCustomerIncludingAssessedTax',
    'SalesRevenueNet',
    'SalesRevenueGoodsNet',
  ],
  costOfRevenue: ['CostOfRevenue', 'CostOfGoodsAndServicesSold', 'CostOfGoodsSold'],
  grossProfit: ['GrossProfit'],
  interestExpense: [
    'InterestExpense',
    'InterestAndDebtExpense',
    'InterestExpenseNonoperating',
    'InterestExpenseOperating',
    'InterestExpenseDebt',
  ],
  pretaxIncome: [
    'IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest',
    'IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments',
  ],
  netIncome: ['NetIncomeLoss', 'ProfitLoss', 'NetIncomeLossAvailableToCommonStockholdersBasic'],
} as const satisfies Record<string, readonly string[]>;

/** Balances, with their tags in order of preference. */
export const levelTags = {
  currentAssets: ['AssetsCurrent'],
  currentLiabilities: ['LiabilitiesCurrent'],
  cash: [
    'CashAndCashEquivalentsAtCarryingValue',
    'CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents',
    'Cash',
  ],
  inventory: ['InventoryNet', 'InventoryFinishedGoodsNetOfReserves', 'InventoryFinishedGoods'],
  stockholdersEquity: ['StockholdersEquity', 'StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest'],
} as const satisfies Record<string, readonly string[]>;

/** Earnings per share, diluted; not additive, so never differenced or summed. */
export const epsTags = ['EarningsPerShareDiluted', 'EarningsPerShareBasicAndDiluted'];

/** Average diluted shares of a period. */
export const dilutedSharesTags = ['WeightedAverageNumberOfDilutedSharesOutstanding'];

/** Shares outstanding on the cover page. */
export const coverSharesTag = 'EntityCommonStockSharesOutstanding';

/** Balances whose newest day says how far the company's reports reach. */
export const anchorTags = ['Assets', 'LiabilitiesAndStockholdersEquity', ...levelTags.stockholdersEquity];

/** Every tag that a derivation reads. */
export const readTags: readonly string[] = [
  ...new Set([
    ...Object.values(flowTags).flat(),
    ...Object.values(levelTags).flat(),
    ...debtTags,
    ...epsTags,
    ...dilutedSharesTags,
    coverSharesTag,
    ...anchorTags,
  ]),
];

type FlowName = keyof typeof flowTags;
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
  | 'inventoryYearAgo'
  | 'totalDebt'
  | 'epsDiluted'
  | 'epsDilutedTtm'
  | 'epsDilutedTtmYearAgo'
  | 'sharesOutstanding';
