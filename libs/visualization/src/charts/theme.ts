/** Colours of a chart for one colour scheme. */
export interface ChartTheme {
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly surface: string;
  readonly warning: string;
  readonly categories: readonly string[];
}

/**
 * Okabe and Ito's palette ("Color Universal Design", 2008), which stays distinct under the common colour vision
 * deficiencies; yellow is left out because it vanishes on white.
 */
const okabeIto = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#56b4e9'];

export const lightTheme: ChartTheme = {
  ink: '#1b2530',
  muted: '#4d5b69',
  grid: '#dfe4e9',
  surface: '#ffffff',
  warning: '#9a4b00',
  categories: okabeIto,
};

export const darkTheme: ChartTheme = {
  ink: '#e8edf2',
  muted: '#aab6c2',
  grid: '#34404c',
  surface: '#19222b',
  warning: '#ffb454',
  categories: ['#4aa8e0', '#f0b429', '#2cc295', '#e39cc3', '#ff7f3f', '#8ed2f7'],
};

/** Themes by the name of their colour scheme. */
export const themes = { light: lightTheme, dark: darkTheme } as const;

/** Marks that differ in shape as well as colour. */
export const symbols = [
  'circle',
  'diamond',
  'triangle',
  'rect',
  'path://M4,0h4v4h4v4h-4v4h-4v-4h-4v-4h4z',
  'path://M0,0L12,0L6,10Z',
] as const;

const dashes = ['solid', 'dashed', 'dotted'] as const;

/** Looks of the line at a place of a chart: neighbours differ in colour and in dash. */
export function lineLook(at: number, { categories }: ChartTheme) {
  return { width: 1.8, type: dashes[(at + Math.floor(at / categories.length)) % dashes.length] };
}

/** Without quotes: the chart library writes it into SVG attributes as it is. */
export const fontFamily = 'system-ui, Segoe UI, DejaVu Sans, Helvetica Neue, Arial, sans-serif';

/** A `#rrggbb` colour at some opacity, in the form that every SVG viewer reads. */
export function translucent(colour: string, opacity: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${opacity})`;
}
