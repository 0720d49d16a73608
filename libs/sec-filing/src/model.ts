/** One value of a filing: what it measures, over which period, and which filing says so. Dates are `YYYY-MM-DD`. */
export interface Fact {
  readonly taxonomy: string;
  readonly tag: string;
  readonly unit: string;
  /** First day of a duration; undefined for a value at a moment. */
  readonly start: string | undefined;
  readonly end: string;
  readonly value: number;
  /** Accession number of the filing. */
  readonly accn: string;
  /** Fiscal year and period of the filing, not of the fact. */
  readonly fy: number | null;
  readonly fp: string;
  readonly form: string;
  readonly filed: string;
}

/** One filing of a company's index. */
export interface Filing {
  readonly accn: string;
  readonly form: string;
  readonly filed: string;
  readonly reportDate: string | null;
  /** Moment of acceptance by EDGAR, milliseconds since 1970. */
  readonly acceptedAt: number;
  /** Whether the filing carries XBRL facts; undefined where the index does not say. */
  readonly xbrl: boolean | undefined;
}

/** A stock exchange symbol of a filer. */
export interface Company {
  /** Ten digits. */
  readonly cik: string;
  readonly symbol: string;
  readonly name: string;
}

/** Industry of a company by the Standard Industrial Classification, as EDGAR has it on the day of the document. */
export interface Industry {
  /** Four digits. */
  readonly sic: string;
  readonly description: string;
}

/** A part of a document that cannot be used, and why. */
export interface Problem {
  /** Place in the document, e.g. `us-gaap/Revenues/USD[3]`. */
  readonly location: string;
  readonly code: string;
  readonly message: string;
  /** The part as it was. */
  readonly payload: string;
}

/** A line of a mapping file: the filer has the symbol from a day to a day, both inclusive; null where it is open. */
export interface MappedSymbolRow {
  readonly symbol: string;
  /** Ten digits. */
  readonly cik: string;
  readonly from: string | null;
  readonly until: string | null;
}

/** What a document of EDGAR, or a mapping file beside them, holds. */
export type ParsedDocument =
  | {
      readonly kind: 'companyfacts';
      readonly cik: string;
      readonly name: string;
      readonly symbols: readonly string[];
      readonly facts: readonly Fact[];
      readonly problems: readonly Problem[];
    }
  | {
      readonly kind: 'submissions';
      readonly cik: string;
      readonly name: string;
      readonly symbols: readonly string[];
      readonly filings: readonly Filing[];
      /** Undefined where the document gives none. */
      readonly industry: Industry | undefined;
      /** Names of the documents with older filings. */
      readonly olderPages: readonly string[];
      readonly problems: readonly Problem[];
    }
  | {
      readonly kind: 'symbol-map';
      readonly mapped: readonly MappedSymbolRow[];
      readonly problems: readonly Problem[];
    }
  | {
      readonly kind: 'company-tickers';
      readonly companies: readonly Company[];
      readonly problems: readonly Problem[];
    };
