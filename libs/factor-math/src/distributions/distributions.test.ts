import { describe, test } from '@jest/globals';
import {
  fCdf,
  fUpperTail,
  normalCdf,
  normalQuantile,
  studentTCdf,
  studentTQuantile,
  studentTTwoSidedP,
} from '../index.ts';
import { expectClose } from '../testing/close-to.ts';

// All expected values: mpmath 1.2.1 at 40 digits, from the regularised incomplete beta function and erfc.
describe('to a relative 1e-12', () => {
  test.each([
    [-2.5, 10, 0.015723422118304402125],
    [1.96, 1000, 0.97486340752212564078],
    [-8, 250, 2.3264007594587719644e-14],
    [0.3, 3, 0.60811835398004047885],
    [-40, 28, 1.492860703767171844e-26],
    [-1.7, 4.5, 0.078176956067948891663],
  ])('Student t cdf at %p with %p degrees of freedom', (x, degrees, expected) => {
    expectClose(studentTCdf(x, degrees), expected, 1e-12);
    if (x < 0) expectClose(studentTTwoSidedP(-x, degrees), 2 * expected, 1e-12);
  });

  test.each([
    [0.975, 250, 1.9694983934211535865],
    [0.975, 28, 2.0484071417952451599],
    [0.6, 5, 0.26718086570414512673],
    [0.999, 2, 22.327124770119875435],
  ])('Student t quantile at %p with %p degrees of freedom', (p, degrees, expected) => {
    expectClose(studentTQuantile(p, degrees), expected, 1e-12);
  });

  test.each([
    [2.5, 3, 40, 0.92674564798205009619, 0.073254352017949903814],
    [1.7, 25, 600, 0.98131157508956069569, 0.018688424910439304312],
    [0.2, 5, 7, 0.047583549778572521503, 0.9524164502214274785],
  ])('F at %p with %p and %p degrees of freedom', (x, d1, d2, below, above) => {
    expectClose(fCdf(x, d1, d2), below, 1e-12);
    expectClose(fUpperTail(x, d1, d2), above, 1e-12);
  });

  test('the upper tail of F keeps its digits far out', () => {
    expectClose(fUpperTail(9.5, 25, 600), 5.6590301709749672943e-30, 1e-12);
  });

  test.each([
    [-1.96, 0.024997895148220434137],
    [-8.5, 9.4795348222033183542e-18],
    [0.7, 0.75803634777692698525],
    [-0.001, 0.49960105778608893742],
    [3.2, 0.99931286206208415154],
  ])('normal cdf at %p', (x, expected) => {
    expectClose(normalCdf(x), expected, 1e-12);
  });

  test.each([
    [0.975, 1.9599639845400542355],
    [0.001, -3.0902323061678135415],
    [0.3, -0.52440051270804078404],
    [1e-10, -6.3613409024040562047],
  ])('normal quantile at %p', (p, expected) => {
    expectClose(normalQuantile(p), expected, 1e-12);
  });
});
