/** A company as a search must name it: a symbol such as V is ambiguous alone. */
export interface Company {
  readonly symbol: string;
  readonly name: string;
}

/** Body of a Tavily search, see docs.tavily.com/documentation/api-reference/endpoint/search. */
export interface SearchRequest {
  readonly query: string;
  /** Only news results carry a publication date. */
  readonly topic: 'news';
  readonly search_depth: 'basic' | 'advanced';
  readonly max_results: number;
  readonly include_raw_content: false;
  /** First day, `YYYY-MM-DD`. */
  readonly start_date: string;
  /** Day after the last one. */
  readonly end_date: string;
}

/**
 * The search for one company and one day.
 *
 * @param day - `YYYY-MM-DD`
 */
export function searchRequest({ symbol, name }: Company, day: string): SearchRequest {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return {
    query: `"${name}" (${symbol}) stock news`,
    topic: 'news',
    search_depth: 'basic',
    max_results: 20,
    include_raw_content: false,
    start_date: day,
    end_date: next,
  };
}
