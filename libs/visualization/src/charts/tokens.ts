import { darkTheme, lightTheme } from './theme.ts';

/** Colours of a page beside those of its charts, for one colour scheme. */
interface PageColours {
  /** Behind the panels. */
  readonly page: string;
  /** Borders of panels and rows. */
  readonly line: string;
  /** Links, focus, what is chosen. */
  readonly accent: string;
  /** Behind a warning, and what is written on it. */
  readonly warning: string;
  readonly 'warning-ink': string;
}

const pageColours: Readonly<Record<'light' | 'dark', PageColours>> = {
  light: { page: '#f3f5f7', line: '#cfd6dd', accent: '#005a8f', warning: '#ffe3b8', 'warning-ink': '#5c2c00' },
  dark: { page: '#10161c', line: '#3a4754', accent: '#7cc4f5', warning: '#4a2f00', 'warning-ink': '#ffd9a0' },
};

/** Colours of one scheme by their names; ink, muted and surface are those of the charts. */
export const schemes = {
  light: { ink: lightTheme.ink, muted: lightTheme.muted, surface: lightTheme.surface, ...pageColours.light },
  dark: { ink: darkTheme.ink, muted: darkTheme.muted, surface: darkTheme.surface, ...pageColours.dark },
} as const;

/** Sizes that do not depend on the scheme: type in five steps, space in five steps, density of rows. */
export const sizes = {
  'text-s': '0.82rem',
  'text-m': '0.9rem',
  'text-l': '1.15rem',
  'text-xl': '1.5rem',
  'space-1': '4px',
  'space-2': '8px',
  'space-3': '12px',
  'space-4': '16px',
  'space-5': '24px',
  radius: '8px',
  /** Above and below the text of a row. */
  row: '4px',
} as const;

function declarations(values: object): string {
  return Object.entries(values)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');
}

/** The tokens as custom properties: light, and dark where the reader wants it on a screen. */
export function tokenStyle(): string {
  return (
    `:root{color-scheme:light dark;${declarations(sizes)};${declarations(schemes.light)}}` +
    `@media screen and (prefers-color-scheme:dark){:root{${declarations(schemes.dark)}}}`
  );
}
