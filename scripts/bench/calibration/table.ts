import type { Rejections, Setting, WorthlessRuns } from '@fm/mining/calibration';

/** Rejections of one setting as lines, with a mark where 5 % is further away than the samples explain. */
export function tableOf(setting: Setting, rejections: readonly Rejections[], runs?: WorthlessRuns): string {
  const { stocks, sessions, returns, signal } = setting;
  const lines = rejections.map(({ test, samples, rejected }) => {
    const share = rejected / samples;
    const mark = share >= 0.04 && share <= 0.06 ? '' : ' *';
    return `  ${test.replace('PValue', '').padEnd(22)} ${(100 * share).toFixed(1).padStart(5)} % of ${samples}${mark}`;
  });
  const believed =
    runs === undefined
      ? []
      : [`  a run that believes one  ${((100 * runs.believing) / runs.runs).toFixed(1)} % of ${runs.runs}`];
  return [`${stocks} stocks, ${sessions} sessions, ${returns} returns, ${signal} signal`, ...lines, ...believed].join(
    '\n',
  );
}
