/**
 * Starts of sections: the items of SEC forms and of proxy statements ("Item 1A. Risk Factors", "Proposal 2"), and parts
 * set in capitals on a line of their own ("EXECUTIVE COMPENSATION").
 */
const heading =
  /(?<=^|\f)[ \t]*((?:part[ \t]+[ivx]+[ \t]*[.,—-]?[ \t]*)?(?:item|proposal)[ \t]+(?:no\.[ \t]*)?\d{1,2}[a-c]?\b[^\n\f]{0,100}|[A-Z][A-Z’'&,/ -]{11,79})[ \t]*(?=$|\f)/gim;

/** A heading and where its line starts. */
export interface Heading {
  readonly at: number;
  readonly title: string;
}

/** Headings of a text, in order. */
export function headingsOf(text: string): Heading[] {
  return [...text.matchAll(heading)]
    .map((match) => ({ at: match.index, title: (match[1] ?? '').trim() }))
    .filter(({ title }) => /^(part|item|proposal)\b/i.test(title) || title === title.toUpperCase());
}
