import type { ChartContext, ChartOption } from './model.ts';
import { fontFamily } from './theme.ts';

/** What every chart has in common: fonts, colours, the synthetic mark, and text-only tooltips. */
export function baseOption({ theme, synthetic }: ChartContext): ChartOption {
  return {
    animation: false,
    backgroundColor: theme.surface,
    color: [...theme.categories],
    textStyle: { fontFamily, color: theme.ink, fontSize: 12 },
    title: synthetic
      ? {
          text: 'SYNTHETIC DATA',
          right: 8,
          top: 4,
          textStyle: { color: theme.warning, fontSize: 11, fontWeight: 'bold' },
        }
      : { show: false },
    tooltip: {
      // Rich text is drawn on the canvas: names from the data never become HTML.
      renderMode: 'richText',
      confine: true,
      backgroundColor: theme.surface,
      borderColor: theme.muted,
      textStyle: { color: theme.ink, fontSize: 12 },
    },
  };
}

/** Looks of an axis; spread into one. */
export function axisLook({ theme }: ChartContext) {
  return {
    axisLabel: { color: theme.muted, hideOverlap: true },
    axisLine: { lineStyle: { color: theme.muted } },
    axisTick: { lineStyle: { color: theme.muted } },
    splitLine: { lineStyle: { color: theme.grid } },
    nameTextStyle: { color: theme.muted },
  };
}

/** Pixels that a turned label needs; where there is less, every second or third has one. */
const turnedLabel = 13;

/** Labels of a category axis: broken between words where the words fit, turned where they do not. */
export function categoryLabels(labels: readonly string[], context: ChartContext) {
  const look = axisLook(context).axisLabel;
  const room = Math.floor((context.width - 90) / Math.max(1, labels.length));
  const longestWord = Math.max(0, ...labels.flatMap((label) => label.split(' ').map((word) => word.length)));
  return longestWord * 7.5 + 4 <= room
    ? { ...look, interval: 0, hideOverlap: false, rotate: 0, width: room, overflow: 'break' as const, lineHeight: 15 }
    : { ...look, interval: Math.ceil(turnedLabel / Math.max(1, room)) - 1, hideOverlap: false, rotate: 55 };
}

/** Pixels of a letter, and between two labels. */
const [letter, gap] = [7.2, 12];

/**
 * Labels of a category axis whose places follow each other, such as months or classes: as many as fit side by side. Months
 * are labelled by the year that begins.
 */
export function orderedLabels(labels: readonly string[], context: ChartContext) {
  const look = { ...axisLook(context).axisLabel, hideOverlap: false, rotate: 0 };
  const room = Math.max(1, context.width - 90) / Math.max(1, labels.length);
  const isMonths = labels.length > 18 && labels.every((label) => /^\d{4}-\d{2}$/.test(label));
  if (isMonths) {
    const years = Math.ceil((4 * letter + gap) / (12 * room));
    return {
      ...look,
      interval: (_: number, label: string) => label.endsWith('-01') && Number(label.slice(0, 4)) % years === 0,
      formatter: (label: string) => label.slice(0, 4),
    };
  }
  const longest = Math.max(0, ...labels.map((label) => label.length));
  return { ...look, interval: Math.max(0, Math.ceil((letter * longest + gap) / room) - 1) };
}
