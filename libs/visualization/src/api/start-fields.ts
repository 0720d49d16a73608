/** One field of an order for a run: of the form on the page, and of the body of `POST /api/v1/runs`. */
export interface StartField {
  readonly name: string;
  readonly label: string;
  /** What may be written, in words. */
  readonly hint: string;
  /** What the form begins with; empty takes the default of `fm mine`. */
  readonly initial: string;
  readonly example: string;
}

const field = (name: string, label: string, hint: string, initial: string, example = initial): StartField => ({
  name,
  label,
  hint,
  initial,
  example,
});

/** How many slices are worked on at once; only where the run is a process of the machine that serves the page. */
export const jobsField = field('jobs', 'Slices at once', '1 to 64; empty: as many as are worth it', '', '2');

/** Fields of the workflow's input that the form asks for. */
export const startFields: readonly StartField[] = [
  field('factors', 'Factors', 'all, or names joined by commas', 'all', 'RSI14,ROC20'),
  field(
    'universe',
    'Universe',
    'ingested, demonstration, or symbols joined by commas; empty: ingested, or demonstration where nothing else is there',
    '',
    'AAPL,MSFT',
  ),
  field('ranges', 'Date ranges', 'yearly, quarterly, rolling:252:21 or FROM..TO, joined by commas', 'yearly'),
  field('from', 'First day used', 'YYYY-MM-DD', '', '2015-01-01'),
  field('to', 'Last day used', 'YYYY-MM-DD', '', '2023-12-31'),
  field(
    'holdout',
    'Hold-out',
    'FROM..TO, after the sample; sealed until fm holdout opens it; empty: none',
    '',
    '2022-01-01..2023-12-31',
  ),
  field('weighting', 'Weighting', 'equal or cap', 'equal'),
  field('groups', 'Portfolios per sort', '2 to 100', '3'),
  field('horizons', 'Horizons in sessions', 'joined by commas', '1,5,21'),
  field('cost_basis_points', 'Cost in basis points', '0 to 10000', '10'),
  field('winsorise', 'Winsorise', 'share of the stocks pulled in at each end, below 0.5; empty: none', '', '0.01'),
  field('neutralise', 'Neutralise', 'size, group, or both joined by a comma; empty: by nothing', '', 'size,group'),
  field('thread_no', 'Groups of stocks', 'how the work is cut; empty: as planned', '', '2'),
  field('parallel_m', 'Segments of dates', 'how the work is cut; empty: as planned', '', '4'),
];
