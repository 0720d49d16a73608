/** A stretch of a document. Stretches follow each other without gap or overlap. */
export interface Section {
  /** Headings found in it, or `Pages 3 to 7`. */
  readonly title: string;
  /** First and last page, from 1. */
  readonly firstPage: number;
  readonly lastPage: number;
  readonly text: string;
}

/** Between two pages: a form feed, as text files mark pages. */
export const pageBreak = '\f';
