import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StockDesign } from '../prices/design.ts';
import { articlesOf, type PlannedArticle } from './schedule.ts';
import { wordings } from './wordings.ts';

const millisecondsPerDay = 86_400_000;

/**
 * Writes the news of every company under `news/`: search responses as Tavily gives them (topic news), one per article, in
 * a file of the format `fm.searches.v1` that says when each was collected, an hour after publication.
 */
export async function writeNews(
  folder: string,
  seed: number,
  designs: readonly StockDesign[],
  start: string,
  end: string,
): Promise<string> {
  const news = join(folder, 'news');
  await mkdir(news, { recursive: true });
  for (const [at, design] of designs.entries()) {
    const searches = articlesOf(seed, at, start, end).map((article) => search(design, article));
    const content = { format: 'fm.searches.v1', synthetic: true, searches };
    await writeFile(join(news, `${design.symbol}.json`), `${JSON.stringify(content)}\n`);
  }
  return news;
}

function search({ symbol, name }: StockDesign, { day, tone, wording }: PlannedArticle): Record<string, unknown> {
  const published = new Date(day * millisecondsPerDay + 14 * 3_600_000);
  const iso = published.toISOString().slice(0, 10);
  const text = `${name} ${wordings[tone][wording]!}.`;
  const result = {
    title: text,
    url: `https://news.invalid/${symbol.toLowerCase()}/${iso}`,
    content: text,
    score: 0.9,
    published_date: published.toUTCString(),
  };
  return {
    symbol,
    collected_at: new Date(published.getTime() + 3_600_000).toISOString(),
    response: { query: `"${name}" (${symbol}) stock news`, results: [result] },
  };
}
