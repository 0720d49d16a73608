import { describe, expect, test } from '@jest/globals';
import { missingPanel, rollingMean, type Panel } from '@fm/factor-math';
import { defineFactor, findFactor, type CharacteristicFactor, type InputName } from '@fm/factors';
import { inventedRawMarket } from '@fm/market/testing/raw-market';
import { verifyFactor, type Guarantee, type Verification } from './verify-factor.ts';

const raw = inventedRawMarket(12, 420);
const universe = { name: 'test', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };
const honest = findFactor('ROC20') as CharacteristicFactor;

/** A factor that claims to be honest. */
function verifyCheat(
  compute: CharacteristicFactor['compute'],
  inputs: readonly InputName[] = ['adjClose'],
  lookBack: CharacteristicFactor['lookBack'] = 'sinceListing',
): Verification {
  const definition = defineFactor({ ...honest, name: 'Cheat', inputs, lookBack, compute });
  return verifyFactor(raw, definition, {
    universe,
    needs: { inputs: new Set(inputs), until: '2030-01-01', weighting: 'equal' },
  });
}

/** The panel `sessions` earlier: row t holds what is known only `sessions` later. */
function earlier({ days, stocks, values }: Panel, sessions: number): Panel {
  const shifted = missingPanel(days, stocks);
  shifted.values.set(values.subarray(sessions * stocks));
  return shifted;
}

function expectCaught({ violations }: Verification, ...guarantees: readonly Guarantee[]): void {
  const broken = violations.map(({ guarantee }) => guarantee);
  expect(broken).toEqual(expect.arrayContaining([...guarantees]));
  for (const violation of violations) {
    expect(violation).toMatchObject({
      factor: 'Cheat',
      session: expect.stringMatching(/^20/),
      what: expect.any(String),
    });
  }
}

describe('a factor that cheats is caught', () => {
  test('by reading the price of the next session', () => {
    expectCaught(
      verifyCheat(({ panel }) => earlier(panel('adjClose'), 1)),
      'future',
      'truncation',
    );
  });

  test('by reading the next session on only one day of fifty', () => {
    const verification = verifyCheat(({ panel }) => {
      const now = panel('adjClose');
      const next = earlier(now, 1);
      const values = now.values.map((value, cell) => {
        return Math.floor(cell / now.stocks) % 50 === 17 ? (next.values[cell] as number) : value;
      });
      return { ...now, values };
    });
    expectCaught(verification, 'future');
  });

  test('by dating a filing back to the end of its period, six weeks before it was known', () => {
    expectCaught(
      verifyCheat(({ panel }) => earlier(panel('stockholdersEquity'), 30), ['stockholdersEquity']),
      'future',
      'truncation',
    );
  });

  test('by normalising over the whole sample', () => {
    const verification = verifyCheat(({ panel }) => {
      const prices = panel('adjClose');
      const { days, stocks, values } = prices;
      const out = missingPanel(days, stocks);
      for (let i = 0; i < stocks; i++) {
        const own = values.filter((value, cell) => cell % stocks === i && !Number.isNaN(value));
        const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
        for (let t = 0; t < days; t++) out.values[t * stocks + i] = (values[t * stocks + i] as number) / mean;
      }
      return out;
    });
    expectCaught(verification, 'future', 'truncation');
  });

  test('by using the last known share count for all of history', () => {
    const verification = verifyCheat(
      ({ panel }) => {
        const [close, shares] = [panel('close'), panel('sharesOutstanding')];
        const last = shares.values.subarray((shares.days - 1) * shares.stocks);
        return { ...close, values: close.values.map((value, cell) => value * (last[cell % close.stocks] as number)) };
      },
      ['close', 'sharesOutstanding'],
    );
    expectCaught(verification, 'future', 'truncation');
  });

  test('by comparing a stock with those that are in its group today, for all of history', () => {
    const verification = verifyCheat(
      ({ panel }) => {
        const [prices, groups] = [panel('adjClose'), panel('group')];
        const today = groups.values.subarray((groups.days - 1) * groups.stocks);
        return {
          ...prices,
          values: prices.values.map((value, cell) => value * (today[cell % prices.stocks] as number)),
        };
      },
      ['adjClose', 'group'],
    );
    expectCaught(verification, 'future', 'truncation');
  });

  test('by filling a gap with the next price', () => {
    const verification = verifyCheat(({ panel }) => {
      const { days, stocks, values } = panel('adjClose');
      const filled = values.slice();
      for (let cell = (days - 1) * stocks - 1; cell >= 0; cell--) {
        if (Number.isNaN(filled[cell])) filled[cell] = filled[cell + stocks] as number;
      }
      return { days, stocks, values: filled };
    });
    expectCaught(verification, 'future');
  });

  test('by smoothing with a window that is centred', () => {
    expectCaught(
      verifyCheat(({ panel }) => earlier(rollingMean(panel('adjClose'), 5), 2)),
      'future',
    );
  });

  test('by the volume on the current split basis', () => {
    expectCaught(
      verifyCheat(({ panel }) => rollingMean(panel('volume'), 20), ['volume']),
      'later split',
    );
  });

  test('by the close on the current split basis against earnings per share of their day', () => {
    expectCaught(
      verifyCheat(
        ({ panel }) => {
          const [close, earnings] = [panel('close'), panel('epsDilutedTtm')];
          return { ...close, values: close.values.map((value, cell) => value / (earnings.values[cell] as number)) };
        },
        ['close', 'epsDilutedTtm'],
      ),
      'later split',
    );
  });

  test('by depending on which other stocks are loaded, and on their order', () => {
    const verification = verifyCheat(({ panel }) => {
      const prices = panel('adjClose');
      return { ...prices, values: prices.values.map((value, cell) => value + (cell % prices.stocks)) };
    });
    expectCaught(verification, 'tickers');
  });

  test('by keeping a state between computations', () => {
    let calls = 0;
    const verification = verifyCheat(({ panel }) => {
      const prices = panel('adjClose');
      calls++;
      return { ...prices, values: prices.values.map((value) => value + calls) };
    });
    expectCaught(verification, 'repetition');
  });

  test('by looking back farther than it says', () => {
    expectCaught(
      verifyCheat(({ panel }) => rollingMean(panel('adjClose'), 20), ['adjClose'], 5),
      'look-back',
    );
  });

  test('by an average price that is put on the current split basis', () => {
    expectCaught(
      verifyCheat(({ panel }) => panel('typicalPrice'), ['typicalPrice']),
      'later split',
    );
  });

  test('and one of what is traded in dollars, or of the range of a session, is not', () => {
    const { violations } = verifyCheat(
      ({ panel }) => {
        const [traded, high, low] = [panel('dollarVolume'), panel('high').values, panel('low').values];
        return { ...traded, values: traded.values.map((value, cell) => (value * low[cell]!) / high[cell]!) };
      },
      ['dollarVolume', 'high', 'low'],
      0,
    );
    expect(violations).toEqual([]);
  });

  test('and one that does none of this is not', () => {
    expect(verifyCheat(honest.compute, ['adjClose'], 20).violations).toEqual([]);
  });
});
