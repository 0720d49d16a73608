import { styleText } from 'node:util';

/** A style of a text on a terminal. */
export type Style = Parameters<typeof styleText>[0];

let wide = false;

/** `--wide`: tables keep all their columns however narrow the terminal is. */
export function showWide(): void {
  wide = true;
}

/** Characters in a line of standard output; without end where it is not a terminal, or after {@link showWide}. */
export function lineWidth(): number {
  return process.stdout.isTTY && !wide ? process.stdout.columns || 80 : Infinity;
}

/** A text in a style where the stream is a terminal that shows it; `NO_COLOR` and `FORCE_COLOR` are heeded. */
export function styled(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(style, text, { stream });
}
