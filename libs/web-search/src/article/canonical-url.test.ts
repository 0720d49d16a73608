import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalUrl } from './canonical-url.ts';

test.each([
  ['http://www.Reuters.com/a/b/?utm_source=x&b=2&a=1#top', 'https://reuters.com/a/b?a=1&b=2'],
  ['https://reuters.com:443/a//b/', 'https://reuters.com/a/b'],
  ['https://example.org/?gclid=1&fbclid=2', 'https://example.org'],
  ['https://example.org:8080/a?q=%20x', 'https://example.org:8080/a?q=+x'],
])('%s is stored as %s', (address, canonical) => {
  expect(canonicalUrl(address)).toBe(canonical);
});

test.each(['', 'javascript:alert(1)', 'mailto:a@b.c', 'not an address', 'http://localhost/x', 'https://'])(
  '%p is not the address of an article',
  (address) => {
    expect(canonicalUrl(address)).toBeUndefined();
  },
);

test('a canonical address is its own canonical address', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
      const once = canonicalUrl(address);
      if (once !== undefined) expect(canonicalUrl(once)).toBe(once);
    }),
    { seed: 5, numRuns: 500 },
  );
});
