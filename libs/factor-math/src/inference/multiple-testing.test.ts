import { expect, test } from '@jest/globals';
import { benjaminiHochberg, benjaminiYekutieli, bonferroni, holm } from '../index.ts';
import { expectAllClose } from '../testing/close-to.ts';

// The 15 p-values of Benjamini and Hochberg (1995), section 3.2.
const p = Float64Array.of(
  0.0001,
  0.0004,
  0.0019,
  0.0095,
  0.0201,
  0.0278,
  0.0298,
  0.0344,
  0.0459,
  0.324,
  0.4262,
  0.5719,
  0.6528,
  0.759,
  1,
);

// Expected: statsmodels 0.13.5 `multipletests`, whose methods are those of R's `p.adjust`.
const expected = [
  ['bonferroni', bonferroni, [0.0015, 0.006, 0.0285, 0.1425, 0.3015, 0.417, 0.447, 0.516, 0.6885, 1, 1, 1, 1, 1, 1]],
  ['holm', holm, [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1, 1, 1, 1, 1, 1]],
  [
    'BH',
    benjaminiHochberg,
    [
      0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714285714286, 0.06385714285714286, 0.0645, 0.0765, 0.486,
      0.5811818181818182, 0.714875, 0.7532307692307693, 0.8132142857142857, 1,
    ],
  ],
  [
    'BY',
    benjaminiYekutieli,
    [
      0.004977343489843491, 0.009954686979686982, 0.03152317543567544, 0.11821190788378289, 0.20008920829170831,
      0.21189262285333715, 0.21189262285333715, 0.2140257700632701, 0.253844517982018, 1, 1, 1, 1, 1, 1,
    ],
  ],
] as const;

test.each(expected)('%s gives the numbers of p.adjust', (_, adjust, numbers) => {
  expectAllClose(adjust(p), numbers, 1e-12);
});

test.each(expected)('%s depends on no order and counts no missing p-value', (_, adjust, numbers) => {
  const shuffled = [7, 0, 14, 3, 9, 1, 13, 5, 11, 2, 8, 4, 12, 6, 10];
  const adjusted = adjust(Float64Array.from([...shuffled.map((i) => p[i]), NaN]));
  expectAllClose(
    adjusted.subarray(0, 15),
    shuffled.map((i) => numbers[i]),
    1e-12,
  );
  expect(adjusted[15]).toBeNaN();
});
