/** Evidence that a tag is a slice of its concept's total: another part of the total beside it, for the same period. */
export interface Slice {
  /** The tag that can be a slice. */
  readonly tag: string;
  /** A part of the total that the tag does not hold. */
  readonly beside: string;
  /** As a fraction of the tag's value: how large the other part must be. */
  readonly above: number;
}

/** A quantity that adds up over time. */
export interface FlowConcept {
  /** In order of preference; `A + B` is the sum of two tags that one filing states for one period. */
  readonly tags: readonly string[];
  /** Whether the tags are parts of one total, so that the larger is the better. @default false */
  readonly isTotal?: boolean;
  /** Tags of another measure: larger than the total without being it. @default none */
  readonly otherMeasure?: readonly string[];
  /** @default none */
  readonly slices?: readonly Slice[];
  /** Whether a negative difference is impossible. @default false */
  readonly nonNegative?: boolean;
  /** Whether it is reported with a positive sign although it lowers income. @default false */
  readonly isExpense?: boolean;
}

const [excluding, including] = ['Excluding', 'Including'].map(
  (which) => `RevenueFromContractWithCustomer${which}AssessedTax`,
) as [string, string];
/** What a bank earns before its interest expense. */
const bankRevenue = 'InterestAndDividendIncomeOperating + NoninterestIncome';
const goodsAndServices = 'SalesRevenueGoodsNet + SalesRevenueServicesNet';

/** Revenue of contracts is a slice where interest, premiums or rents come in beside it. */
const contractSlices = [excluding, including, 'SalesRevenueNet'].flatMap((tag): Slice[] => [
  { tag, beside: 'InterestAndDividendIncomeOperating', above: 0.2 },
  { tag, beside: 'InterestIncomeExpenseNet', above: 0.2 },
  { tag, beside: 'NoninterestIncome', above: 1.02 },
  { tag, beside: 'PremiumsEarnedNet', above: 0.2 },
  { tag, beside: 'OperatingLeaseLeaseIncome', above: 0.2 },
  { tag, beside: 'OperatingLeasesIncomeStatementLeaseRevenue', above: 0.2 },
]);

/** Quantities that add up over time. */
export const flowConcepts = {
  revenue: {
    tags: [
      'Revenues',
      'RevenuesNetOfInterestExpense',
      'RegulatedAndUnregulatedOperatingRevenue',
      excluding,
      including,
      'SalesRevenueNet',
      goodsAndServices,
      'SalesRevenueGoodsNet',
      bankRevenue,
    ],
    isTotal: true,
    otherMeasure: [bankRevenue, including],
    slices: [
      ...contractSlices,
      { tag: 'Revenues', beside: 'NoninterestIncome', above: 1.02 },
      { tag: 'SalesRevenueGoodsNet', beside: 'SalesRevenueServicesNet', above: 0.005 },
    ],
    nonNegative: true,
  },
  costOfRevenue: {
    tags: ['CostOfRevenue', 'CostOfGoodsAndServicesSold', 'CostOfGoodsSold'],
    isTotal: true,
    nonNegative: true,
    isExpense: true,
  },
  grossProfit: { tags: ['GrossProfit'] },
  operatingIncome: { tags: ['OperatingIncomeLoss'] },
  interestExpense: {
    tags: [
      'InterestExpense',
      'InterestAndDebtExpense',
      'InterestExpenseNonoperating',
      'InterestExpenseOperating',
      'InterestExpenseDebt',
    ],
    isTotal: true,
    nonNegative: true,
    isExpense: true,
  },
  pretaxIncome: {
    tags: [
      'IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest',
      'IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments',
    ],
  },
  incomeTax: { tags: ['IncomeTaxExpenseBenefit'] },
  netIncome: { tags: ['NetIncomeLoss', 'ProfitLoss', 'NetIncomeLossAvailableToCommonStockholdersBasic'] },
  operatingCashFlow: {
    tags: [
      'NetCashProvidedByUsedInOperatingActivities',
      'NetCashProvidedByUsedInOperatingActivitiesContinuingOperations',
    ],
  },
  capitalExpenditure: {
    tags: ['PaymentsToAcquirePropertyPlantAndEquipment', 'PaymentsToAcquireProductiveAssets'],
    isTotal: true,
    nonNegative: true,
    isExpense: true,
  },
  researchAndDevelopment: {
    tags: ['ResearchAndDevelopmentExpense', 'ResearchAndDevelopmentExpenseExcludingAcquiredInProcessCost'],
    nonNegative: true,
    isExpense: true,
  },
  sellingGeneralAdministrative: {
    tags: ['SellingGeneralAndAdministrativeExpense'],
    nonNegative: true,
    isExpense: true,
  },
  depreciation: {
    tags: [
      'DepreciationDepletionAndAmortization',
      'DepreciationAmortizationAndAccretionNet',
      'DepreciationAndAmortization',
      'Depreciation',
    ],
    isTotal: true,
    nonNegative: true,
    isExpense: true,
  },
  dividendsPaid: { tags: ['PaymentsOfDividendsCommonStock', 'PaymentsOfDividends'], isExpense: true },
  stockRepurchased: { tags: ['PaymentsForRepurchaseOfCommonStock'], isExpense: true },
  stockIssued: {
    tags: ['ProceedsFromIssuanceOfCommonStock', 'ProceedsFromStockOptionsExercised'],
    isTotal: true,
  },
  debtIssued: {
    tags: ['ProceedsFromIssuanceOfLongTermDebt', 'ProceedsFromIssuanceOfDebt', 'ProceedsFromDebtNetOfIssuanceCosts'],
  },
  debtRepaid: { tags: ['RepaymentsOfLongTermDebt', 'RepaymentsOfDebt'], isExpense: true },
  advertising: { tags: ['AdvertisingExpense', 'MarketingAndAdvertisingExpense'], nonNegative: true, isExpense: true },
} as const satisfies Record<string, FlowConcept>;

export type FlowName = keyof typeof flowConcepts;

/** Sums of two tags that concepts read. */
export const summedTags: readonly (readonly [string, string])[] = Object.values(
  flowConcepts as Readonly<Record<FlowName, FlowConcept>>,
)
  .flatMap(({ tags }) => tags)
  .filter((tag) => tag.includes(' + '))
  .map((tag) => tag.split(' + ') as [string, string]);
