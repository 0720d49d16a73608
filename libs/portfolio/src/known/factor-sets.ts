import { headerName } from '@fm/platform/csv';

/** Sets of known factors that returns are regressed on, with their sources. */
export const factorSets = {
  /** Sharpe (1964), Lintner (1965). */
  CAPM: ['Mkt-RF'],
  /** Fama and French (1993). */
  FF3: ['Mkt-RF', 'SMB', 'HML'],
  /** Fama and French (2015). */
  FF5: ['Mkt-RF', 'SMB', 'HML', 'RMW', 'CMA'],
  /** Carhart (1997) in the form of Fama and French (2018). */
  'FF5+momentum': ['Mkt-RF', 'SMB', 'HML', 'RMW', 'CMA', 'Mom'],
} as const satisfies Record<string, readonly string[]>;

export type FactorSet = keyof typeof factorSets;

/** Names under which libraries have a factor, as {@link headerName} makes them. */
const aliases: Readonly<Record<string, string>> = {
  ...{ mktrf: 'Mkt-RF', rmrf: 'Mkt-RF', mkt: 'Mkt-RF', market: 'Mkt-RF', marketrf: 'Mkt-RF', mktminusrf: 'Mkt-RF' },
  ...{ smb: 'SMB', hml: 'HML', hmlff: 'HML', rmw: 'RMW', cma: 'CMA' },
  ...{ mom: 'Mom', umd: 'Mom', wml: 'Mom', momentum: 'Mom' },
};

/** The usual name of a known factor; undefined for any other series. */
export function usualName(name: string): string | undefined {
  return aliases[headerName(name)];
}
