import { expect } from '@jest/globals';
import type { VerdictRow } from '../api/schemas.ts';
import type { MinedSite } from './mined-site.ts';

interface Line {
  readonly factor: string;
  readonly belief: string;
  readonly against: string;
  readonly premium: string;
  readonly tStat: string;
  readonly net: string;
  readonly side: string;
  readonly sameSign: string;
}

/** The table of verdicts and the sentence with their counts, as `fm results` prints them. */
function printedVerdicts(text: string): { lines: Line[]; counts: string } {
  const all = text.split('\n');
  const head = all.findIndex((line) => line.startsWith('verdict '));
  const end = all.findIndex((line, at) => at > head && line === '');
  const lines = all.slice(head + 1, end).map((line): Line => {
    const [belief, factor, premium, , tStat, , , , net, side, , , sameSign, against = ''] = line
      .trimEnd()
      .split(/ {2,}/);
    return { factor, belief, against, premium, tStat, net, side, sameSign } as Line;
  });
  return { lines, counts: (all[end + 1] as string).split('.')[0] as string };
}

const percent = (value: number | null) => (value === null ? '-' : `${(100 * value).toFixed(1)}%`);

function lineOf(row: VerdictRow): Line {
  const { factor, belief, caveats, premium, premiumTStat, netPremium, side, sameSign, otherRanges } = row;
  return {
    ...{ factor, belief, against: caveats.join(', ') },
    ...{ premium: percent(premium), tStat: premiumTStat?.toFixed(2) ?? '-', net: percent(netPremium) },
    side: side ?? '-',
    sameSign: otherRanges === 0 ? '-' : `${sameSign} of ${otherRanges}`,
  };
}

/** Verdicts of the API and of the page, in their order, are those that `fm results` prints; so are their counts. */
export async function expectVerdicts(site: MinedSite) {
  const { lines, counts } = printedVerdicts(site.summaryText);
  expect(lines.length).toBeGreaterThan(0);

  const answer = await fetch(`${site.url}/api/v1/verdicts`);
  const { rows } = (await answer.json()) as { rows: VerdictRow[] };
  expect(rows.map(lineOf)).toEqual(lines);

  await site.open('/?rows=all');
  expect(await site.page.locator('#verdicts-lead').textContent()).toContain(`${counts}.`);
  const shown: string[][] = await site.page.evaluate(
    `[...document.querySelectorAll('.verdicts tbody tr')].map((row) => [
      row.cells[0].querySelector('a').textContent, row.cells[1].querySelector('.verdict').lastChild.textContent,
      row.cells[1].querySelector('.caveats')?.textContent ?? '', row.cells[2].dataset.value ?? '',
      row.cells[4].dataset.value ?? '', row.cells[9].dataset.value ?? '', row.cells[7].textContent,
      row.cells[2].querySelector('small')?.textContent ?? ''])`,
  );
  const number = (text: string | undefined) => (text === undefined || text === '' ? null : Number(text));
  const onPage = shown.map(([factor = '', belief = '', against = '', premium, tStat, net, sameSign, held]): Line => ({
    ...{ factor, belief, against },
    ...{ premium: percent(number(premium)), tStat: number(tStat)?.toFixed(2) ?? '-', net: percent(number(net)) },
    side: held === undefined || held === '' ? '-' : held,
    sameSign: sameSign === 'n/a' ? '-' : (sameSign ?? ''),
  }));
  expect(onPage).toEqual(lines);
}
