import { headingsOf } from './headings.ts';
import { pageBreak, type Section } from './section.ts';

/** Characters of one section to read at once: about 12,000 tokens. */
const defaultCharacters = 48_000;

/**
 * Cuts a document into stretches of at most `maxCharacters` that a model reads one by one. Cuts fall on headings where
 * there are some, else on page ends, line ends or spaces. Nothing is left out: the texts joined are the pages joined by
 * form feeds.
 *
 * @param pages - text per page
 * @param maxCharacters - @default 48,000
 */
export function sectionsOf(pages: readonly string[], maxCharacters = defaultCharacters): Section[] {
  const text = pages.join(pageBreak);
  const headings = headingsOf(text);
  const cuts = packed([0, ...headings.map(({ at }) => at), text.length], maxCharacters).flatMap(([start, end]) =>
    halved(text, start, end, maxCharacters),
  );
  const ends = pageEnds(pages);
  return cuts.map(([start, end]) => {
    const [firstPage, lastPage] = [pageAt(ends, start), pageAt(ends, end - 1)];
    const titles = [...new Set(headings.filter(({ at }) => at >= start && at < end).map(({ title }) => title))];
    const title = titles.length === 0 ? `Pages ${firstPage} to ${lastPage}` : titles.slice(0, 40).join('; ');
    return { title, firstPage, lastPage, text: text.slice(start, end) };
  });
}

type Stretch = readonly [start: number, end: number];

/** Joins neighbours while they fit together: the lines of a table of contents are not sections. */
function packed(points: readonly number[], max: number): Stretch[] {
  const stretches: [number, number][] = [];
  for (let at = 1; at < points.length; at += 1) {
    const [start, end] = [points[at - 1]!, points[at]!];
    const last = stretches.at(-1);
    if (last !== undefined && end - last[0] <= max) last[1] = end;
    else if (end > start) stretches.push([start, end]);
  }
  return stretches;
}

/** Cuts a stretch that is too long into pieces of about equal length, so that the last is not a sliver. */
function halved(text: string, start: number, end: number, max: number): Stretch[] {
  if (end - start <= max) return [[start, end]];
  const pieces = Math.ceil((end - start) / max);
  const cut = softCut(text, start, start + Math.ceil((end - start) / pieces), max);
  return [[start, cut], ...halved(text, cut, end, max)];
}

/** The last page end, line end or space in the quarter before `wanted`; else `wanted`, but never inside a character. */
function softCut(text: string, start: number, wanted: number, max: number): number {
  const floor = wanted - Math.floor(Math.min(wanted - start, max) / 4);
  for (const mark of [pageBreak, '\n', ' ']) {
    const found = text.lastIndexOf(mark, wanted - 1);
    if (found >= floor && found > start) return found + 1;
  }
  const insideCharacter = /[\uD800-\uDBFF]/.test(text.charAt(wanted - 1));
  return insideCharacter && wanted - 1 > start ? wanted - 1 : wanted;
}

/** Position after each page, its form feed included. */
function pageEnds(pages: readonly string[]): number[] {
  let end = 0;
  return pages.map((page) => (end += page.length + pageBreak.length));
}

function pageAt(ends: readonly number[], position: number): number {
  const at = ends.findIndex((end) => position < end);
  return at < 0 ? ends.length : at + 1;
}
