/** Named statistics of a result. */
export interface WithStatistics {
  readonly statistics: Readonly<Record<string, unknown>>;
}

/** The statistic of this name; undefined where the run stored none. */
export function numberIn({ statistics }: WithStatistics, name: string): number | undefined {
  const value = statistics[name];
  return typeof value === 'number' ? value : undefined;
}
