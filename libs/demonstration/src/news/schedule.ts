import { Random } from '../random.ts';

/** Tone of an article: 1 good, 0 neutral, -1 bad. */
export type Tone = 1 | 0 | -1;

/** An article about one company. */
export interface PlannedArticle {
  /** Day of publication in days since 1970-01-01; always a weekday. */
  readonly day: number;
  readonly tone: Tone;
  /** Which of the wordings of the tone. */
  readonly wording: number;
}

const millisecondsPerDay = 86_400_000;
/** Calendar days that a company's news keeps its tone. */
const daysPerTone = 63;
const daysPerArticle = 7;
/** Calendar days over which the tone is averaged. */
const window = 14;
/** 1970-01-05, a Monday. */
const firstMonday = 4;
const daysBefore = 28;

/** Days since 1970-01-01 of an ISO date. */
export function dayNumber(iso: string): number {
  return Date.parse(iso) / millisecondsPerDay;
}

/** News of company number `at`: one article a week, always on the same weekday, from four weeks before the market. */
export function articlesOf(seed: number, at: number, start: string, end: string): PlannedArticle[] {
  const random = new Random(seed, `news-${at}`);
  const articles: PlannedArticle[] = [];
  const from = dayNumber(start) - daysBefore;
  const first = from + ((((firstMonday + (at % 5) - from) % daysPerArticle) + daysPerArticle) % daysPerArticle);
  let tone = drawTone(random);
  for (let day = first; day <= dayNumber(end); day += daysPerArticle) {
    if ((day - first) % daysPerTone === 0) tone = drawTone(random);
    articles.push({ day, tone, wording: random.bits() % 4 });
  }
  return articles;
}

/** Mean tone of the articles of the 14 calendar days up to and including `day`; NaN without any. */
export function averageTone(articles: readonly PlannedArticle[], day: number): number {
  if (Number.isNaN(day) || articles.length === 0) return NaN;
  let sum = 0;
  let count = 0;
  const latest = Math.min(articles.length - 1, Math.floor((day - articles[0]!.day) / daysPerArticle));
  for (let at = latest; at >= 0 && articles[at]!.day > day - window; at--) {
    sum += articles[at]!.tone;
    count++;
  }
  return count === 0 ? NaN : sum / count;
}

function drawTone(random: Random): Tone {
  return ((random.bits() % 3) - 1) as Tone;
}
