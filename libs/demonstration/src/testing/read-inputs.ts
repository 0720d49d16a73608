import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Facts {
  readonly entityName: string;
  readonly facts: Readonly<
    Record<string, Readonly<Record<string, { readonly units: Readonly<Record<string, readonly Fact[]>> }>>>
  >;
}

/** A fact as EDGAR gives it. */
export interface Fact {
  readonly start?: string;
  readonly end: string;
  readonly val: number;
  readonly accn: string;
  readonly form: string;
  readonly filed: string;
}

/** Facts of a company by tag, from its companyfacts file. */
export function readFacts(folder: string, at: number): (tag: string, taxonomy?: string) => readonly Fact[] {
  const { facts } = JSON.parse(readFileSync(join(folder, `CIK${9_990_000_001 + at}.json`), 'utf8')) as Facts;
  return (tag, taxonomy = 'us-gaap') => Object.values(facts[taxonomy]![tag]!.units)[0]!;
}

/** An article as the search gave it. */
export interface Article {
  readonly published: number;
  readonly collected: number;
  readonly text: string;
}

interface Searches {
  readonly searches: readonly {
    readonly symbol: string;
    readonly collected_at: string;
    readonly response: { readonly results: readonly { readonly published_date: string; readonly content: string }[] };
  }[];
}

/** Articles by symbol. */
export function readNews(folder: string): Map<string, Article[]> {
  const news = new Map<string, Article[]>();
  for (const name of readdirSync(folder)) {
    const { searches } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Searches;
    for (const { symbol, collected_at: collected, response } of searches) {
      const found = response.results.map(({ published_date: published, content }) => {
        return { published: Date.parse(published), collected: Date.parse(collected), text: content };
      });
      news.set(symbol, [...(news.get(symbol) ?? []), ...found]);
    }
  }
  return news;
}
