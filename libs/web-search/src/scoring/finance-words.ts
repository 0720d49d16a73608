/**
 * What AFINN rates by its everyday meaning although news about companies uses it for something else: a name, a kind of share, a
 * place in a company, a word of accounting. They count as not rated.
 */
export const misleadingWords: ReadonlySet<string> = new Set(
  (
    'share shares shared crude gross goodwill interest interests trust gold united natural free fine fines charges charged ' +
    'matter matters demand demands clear risk risks debt natural cancer disease novel advanced leading committed ' +
    'commitment solution solutions support secure alert stop stops pay please worth kill dead cut cuts aggressive ' +
    'competitive launched resolve strike strikes chance top'
  ).split(' '),
);

const rated = (valence: number, words: string): [string, number][] =>
  words.split(' ').map((word) => [word.replaceAll('_', ' '), valence]);

/**
 * Words and phrases of markets and accounts that AFINN does not hold or holds by another meaning, on its scale. Chosen for this
 * project; a phrase counts instead of its words.
 */
export const financeValences: ReadonlyMap<string, number> = new Map([
  ...rated(-4, 'chapter_11 chapter_7 going_concern accounting_fraud files_for_bankruptcy filed_for_bankruptcy'),
  ...rated(
    -3,
    'plunge plunges plunged plunging plummet plummets plummeted crash crashes crashed collapse collapses collapsed',
  ),
  ...rated(-3, 'delisted delisting insolvent insolvency defaults defaulted restates restatement bribery embezzlement'),
  ...rated(
    -2,
    'fall falls fell falling drop drops dropped tumble tumbles tumbled slump slumps slumped slide slides slid sink sinks sank',
  ),
  ...rated(
    -2,
    'decline declines declined declining drops weaken weakens weakened misses downgrade downgrades downgraded',
  ),
  ...rated(
    -2,
    'impairment impairments writedown write-down writedowns write-off subpoena subpoenas subpoenaed probe probes',
  ),
  ...rated(
    -2,
    'layoff layoffs recall recalls default shortfall underperform underperforms underperformed bearish selloff sell-off',
  ),
  ...rated(
    -2,
    'profit_warning profit_warnings record_low lowered_guidance guidance_lowered lowers_guidance cuts_guidance cut_its_outlook',
  ),
  ...rated(
    -2,
    'cuts_outlook cut_guidance guidance_cut outlook_cut cuts_dividend dividend_cut lower_guidance suspends_dividend misses_estimates',
  ),
  ...rated(
    -1,
    'profit_taking profit-taking lower lowers lowered worsen worsens investigation lawsuit_against headwind headwinds halted dilution',
  ),
  ...rated(
    3,
    'surge surges surged surging soar soars soared soaring record_high record_profit record_revenue beats_estimates',
  ),
  ...rated(
    3,
    'beat_estimates tops_estimates topped_estimates beats_expectations beat_expectations exceeds_expectations',
  ),
  ...rated(
    2,
    'rally rallies rallied jump jumps jumped climb climbs climbed beats exceed exceeds exceeded outperform outperforms',
  ),
  ...rated(
    2,
    'outperformed upgrade upgrades upgraded bullish rebound rebounds rebounded raises_guidance raised_guidance raises_outlook',
  ),
  ...rated(
    2,
    'guidance_raised raises_dividend dividend_increase losses_narrow losses_narrowed loss_narrows loss_narrowed turns_profitable',
  ),
  ...rated(
    1,
    'rise rises rose rising gain gains gained grow grows grew growing higher buyback tailwind tailwinds cuts_costs cut_costs cuts_debt',
  ),
  ...rated(
    0,
    'vice_president vice_chairman gross_margin gross_profit net_loss_carryforward crude_oil short_interest goodwill_of best_buy',
  ),
]);

/** Words of the longest phrase. */
export const longestPhrase = Math.max(...[...financeValences.keys()].map((phrase) => phrase.split(' ').length));
