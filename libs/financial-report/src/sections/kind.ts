import type { DocumentKind } from '../questions/measures.ts';

/** How documents name themselves on their first pages; SEC forms first, because they quote other names. */
const marks: readonly (readonly [RegExp, DocumentKind])[] = [
  [/\bform\s+(10-k|20-f|40-f|10-kt)\b/i, 'annual-report'],
  [/\bform\s+10-q\b/i, 'quarterly-report'],
  [/\bschedule\s+14a\b|\bproxy\s+statement\b/i, 'proxy-statement'],
  [
    /\b(sustainability|esg|environmental|corporate\s+responsibility|impact)\b[^.\n]{0,40}\breport\b/i,
    'sustainability-report',
  ],
  [/\bannual\s+report\b/i, 'annual-report'],
];

/** Pages on which a document says what it is. */
const titlePages = 3;

/**
 * Kind of a document from its own first pages.
 *
 * @returns the kind, or undefined when the document does not name one
 */
export function kindOf(pages: readonly string[]): DocumentKind | undefined {
  const title = pages.slice(0, titlePages).join('\n');
  return marks.find(([mark]) => mark.test(title))?.[1];
}
