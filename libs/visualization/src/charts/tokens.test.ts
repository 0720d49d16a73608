import { describe, expect, test } from '@jest/globals';
import { darkTheme, lightTheme } from './theme.ts';
import { schemes, tokenStyle } from './tokens.ts';

/** Relative luminance of a colour (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('the colours of the %s scheme', (name) => {
  const scheme = schemes[name];

  test('every text can be read on a panel and on the page', () => {
    for (const text of ['ink', 'muted', 'accent'] as const)
      for (const ground of ['surface', 'page'] as const)
        expect([text, ground, contrast(scheme[text], scheme[ground]) >= 4.5]).toEqual([text, ground, true]);
    expect(contrast(scheme['warning-ink'], scheme.warning)).toBeGreaterThanOrEqual(4.5);
  });

  test('every line of a chart stands out from its ground', () => {
    const { categories, surface } = name === 'light' ? lightTheme : darkTheme;
    for (const colour of categories) expect(contrast(colour, surface)).toBeGreaterThan(2);
  });
});

test('both schemes name the same tokens, and a dark one is only for screens', () => {
  expect(Object.keys(schemes.dark)).toEqual(Object.keys(schemes.light));
  expect(tokenStyle()).toContain('--surface:#ffffff');
  expect(tokenStyle().split('@media screen')[1]).toContain('--surface:#19222b');
});
