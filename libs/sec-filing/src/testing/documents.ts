/** A row of a made-up companyfacts document. */
export interface MadeRow {
  readonly start?: string;
  readonly end: string;
  readonly val: number;
  readonly accn: string;
  readonly form: string;
  readonly filed: string;
}

/** A companyfacts document; tags are `us-gaap` unless they have a taxonomy before a slash. */
export function companyFacts(cik: number, tags: Readonly<Record<string, readonly MadeRow[]>>): Record<string, unknown> {
  const facts: Record<string, Record<string, unknown>> = {};
  for (const [name, rows] of Object.entries(tags)) {
    const [tag = '', taxonomy = 'us-gaap'] = name.split('/').reverse();
    const unit = taxonomy === 'dei' ? 'shares' : 'USD';
    const full = rows.map((row) => ({ ...row, fy: 2020, fp: 'FY', frame: 'CY2020' }));
    facts[taxonomy] = { ...facts[taxonomy], [tag]: { label: tag, description: `“${tag}”`, units: { [unit]: full } } };
  }
  return { cik, entityName: 'Made Up Inc.', facts };
}

/** Accession number of the n-th filing. */
export const accession = (n: number) => `0000000001-20-${String(n).padStart(6, '0')}`;

/** A submissions document, times in UTC. */
export function submissions(
  cik: number,
  filings: readonly { accn: string; form: string; filed: string; accepted: string }[],
  files: readonly string[] = [],
): Record<string, unknown> {
  // A filing in the New York evening shows that the times are UTC.
  const rows = [
    ...filings,
    { accn: accession(999_999), form: '4', filed: '2020-01-02', accepted: '2020-01-02T23:30:00.000Z' },
  ];
  return {
    cik: String(cik).padStart(10, '0'),
    name: 'Made Up Inc.',
    tickers: ['MADE'],
    sic: '3571',
    sicDescription: 'Electronic Computers',
    filings: {
      recent: {
        accessionNumber: rows.map((row) => row.accn),
        filingDate: rows.map((row) => row.filed),
        reportDate: rows.map(() => ''),
        acceptanceDateTime: rows.map((row) => row.accepted),
        form: rows.map((row) => row.form),
        isXBRL: rows.map(() => 1),
      },
      files: files.map((name) => ({ name, filingCount: 1, filingFrom: '2010-01-01', filingTo: '2015-01-01' })),
    },
  };
}

/** Four years of a made-up company with quarters, a restatement, balances and a cover page. */
export function madeCompany(cik = 1): Record<string, unknown> {
  const revenue: MadeRow[] = [];
  const assets: MadeRow[] = [];
  const shares: MadeRow[] = [];
  const ends = ['03-31', '06-30', '09-30', '12-31'];
  const filed = ['05-04', '08-03', '11-02'];
  for (let year = 2017; year <= 2020; year += 1) {
    ends.forEach((day, quarter) => {
      const isYear = quarter === 3;
      const source = {
        accn: accession((year - 2017) * 4 + quarter),
        form: isYear ? '10-K' : '10-Q',
        filed: isYear ? `${year + 1}-02-12` : `${year}-${filed[quarter]}`,
      };
      const end = `${year}-${day}`;
      revenue.push({ start: `${year}-01-01`, end, val: (quarter + 1) * 100 * (year - 2000), ...source });
      assets.push({ end, val: 1000 + quarter + year, ...source });
      shares.push({ end: source.filed, val: 50 + year, ...source });
    });
  }
  revenue.push({
    start: '2018-01-01',
    end: '2018-12-31',
    val: 7000,
    accn: accession(11),
    form: '10-K',
    filed: '2020-02-12',
  });
  return companyFacts(cik, {
    Revenues: revenue,
    StockholdersEquity: assets,
    'dei/EntityCommonStockSharesOutstanding': shares,
  });
}
