import type { DropReason } from '../coverage.ts';

const texts: Readonly<Record<string, string>> = {
  not_a_member: 'the stock is not in the universe at the session before, when it would be ranked',
  not_listed: 'the session lies before the first price of the stock or after its last',
  first_price: 'the first price of a stock has no return',
  no_price: 'the stock has no price on that session or the one before, so no return',
  warm_up: 'the look-back of the factor is not filled yet',
  not_finite: 'the inputs are there but give no finite value',
  too_few_stocks: 'fewer stocks could be ranked than there are groups, so there is no portfolio',
  one_value_spans_both_legs:
    'one value reaches from the lower leg into the upper one, so the signal puts no stocks above others and there is no portfolio',
  too_few_observations: 'fewer than 30 sessions with a return of the stock and of the factor',
  constant_factor_return: 'the factor return does not vary over the range',
  in_no_portfolio: 'the stock is in none of the portfolios that make up the factor',
  no_june_sort: 'at the last June there was no market capitalisation, none in December before, or no positive equity',
  not_neutralised:
    'too few stocks of the session have all that the values are made neutral to, or they differ too little in it, to take it out of their values',
  explained_by_neutralisers:
    'what the values are made neutral to explains all of them, so nothing is left to rank stocks by',
  alone_in_group: 'no other stock of its group has what the values are compared by on that session',
  below_lowest_price:
    'the stock closed below the lowest price of the run on the session before, when it would be ranked',
  market_cap_not_positive: 'the market capitalisation is zero',
  equity_not_positive: "stockholders' equity is zero or negative, so a ratio to it means nothing",
  earnings_or_growth_not_positive: 'earnings or their growth are zero or negative, so the ratio means nothing',
  no_interest_expense: 'interest expense is zero, so there is nothing to cover',
  formula_undefined:
    'the inputs of the session are there and the formula gives no value: a division by zero, a gap in a window, or too few stocks',
  no_inventory: 'inventory is zero, so there is nothing to turn over',
  no_current_liabilities: 'current liabilities are zero',
  revenue_not_positive: 'revenue is zero or negative',
  'no article known': 'no article about the company was known in the look-back of the factor',
};

const details: Readonly<Record<string, string>> = {
  'never reported': 'no filing known at the session holds a tag of this item, as of banks without current assets',
  'not in the latest reports': 'the item was reported once, and not in the reports of the last year',
  'no value a year ago': 'the item has no value a year before its latest',
  'no filing known': 'no filing of the company was known at the session',
  'no value': 'the latest filing known gives no value',
  'no document known': 'no document with this measurement was known at the session',
  'no period a year ago': 'the known filings have no period that ends a year before the latest',
  'fewer than four quarters in a row': 'the known filings do not have four quarters in a row',
  vintages_differ:
    'the known filings state its periods on different bases: one was restated after another was reported',
  tag_changed: 'the company changed the tag it reports this by, and one tag does not hold all of the periods yet',
  periods_differ: 'the latest report does not give it, so it would be of another period than the other figures',
  out_of_bounds: 'the known filings give an impossible value, such as a negative revenue',
  part_of_the_total: 'the only tag known is a part of the total, such as fees of a bank',
  off_by_a_power_of_ten: 'the amount in the latest report is off by a power of ten, so it was set aside',
  two_values_in_one_filing: 'the latest report gives two values that contradict each other, so both were set aside',
  not_common_stock:
    'the symbol is of preferred shares, a warrant, a unit, a note or a foreign line, whose count is not known',
  several_classes: 'the company has several classes of shares with symbols, and its count is not that of one of them',
  symbol_left: 'the company gave the symbol up',
  count_off_by_a_factor:
    'the count of shares differs by more than a factor of three from the figures beside it, so it was set aside',
  count_is_zero: 'the latest cover page counts zero shares',
  average_off_by_a_factor:
    'the average number of shares does not fit income and earnings per share, so it was set aside',
  'no quarter ends with the latest period': 'the latest report gives a longer period and not its last quarter',
  'not reported for the quarter': 'the known filings do not have it for the latest quarter',
  'no diluted shares for the period': 'no average number of shares is known for the period, so nothing per share',
  'gap in the look-back': 'a session within the look-back has no value, and the factor waits until it is filled again',
  'close adjusted for dividends':
    'the price source has only closes that are also adjusted for dividends, as Stooq does, so not the quoted price',
  'none known': 'no source gave the group of the stock by that session, so there is nothing to compare it with',
  'taken back': 'the latest file says that the stock has none',
  none: 'the input has no value at the session before',
};

/** What a drop reason means, as a sentence without its point; the reason itself if it needs no explanation. */
export function reasonText(reason: DropReason): string {
  const known = texts[reason];
  if (known !== undefined) return known;
  const [, neutraliser] = /^neutraliser: (.+)$/.exec(reason) ?? [];
  if (neutraliser !== undefined)
    return `the values are made neutral to ${neutraliser}, which has none for the stock on the session before`;
  const [, input, detail] = /^(\w+): (.+)$/.exec(reason) ?? [];
  if (input === undefined || detail === undefined) return reason.replaceAll('_', ' ');
  return `${details[detail] ?? detail} (${input})`;
}
