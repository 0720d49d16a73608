import { monthlyTurnover, type FactorBook } from '@fm/portfolio/book';
import type { FactorBySector } from '@fm/portfolio/sectors';
import type { SheetData, SheetTable } from '@fm/visualization/sheet';
import { sectorNote, sectorRows } from '../report/sector-table.ts';
import { againstRows, attributionRows, drawdownRows, figureRows, knownRows } from './book-tables.ts';
import { attributionText, bookVerdict, countsText, estimators, termsText } from './book-words.ts';

/** A book as everything that a tear sheet shows. */
export function sheetOfBook(book: FactorBook, sectors: FactorBySector): SheetData {
  const { atClose, run, terms, definition, attribution } = book;
  const { net, benchmark } = atClose.figures;
  const universe = { name: 'universe', returns: atClose.benchmark };
  const { against } = book;
  return {
    title: `A book of ${terms.factor}`,
    description: [definition.description, ...termsText(terms).split('\n')],
    verdict: bookVerdict(book),
    synthetic: run.synthetic,
    run: `run ${run.id}, ${atClose.dates[0]} to ${atClose.dates.at(-1)}: ${countsText(atClose)}`,
    notes: [
      ...run.notes,
      ...(against?.notes ?? []),
      ...(sectors.missing === null ? [] : [`By industry: ${sectors.missing}`]),
    ],
    estimators: [
      ...estimators.split('\n'),
      ...(attribution === null ? [] : [attributionText(attribution)]),
      ...(sectors.missing === null ? [`By industry: ${sectorNote(sectors)}`] : []),
    ],
    dates: atClose.dates,
    series: [
      { name: 'net', returns: atClose.net },
      { name: 'gross', returns: atClose.gross },
      ...openSeries(book),
      ...(against === null ? [] : [universe]),
    ],
    benchmark: against === null ? universe : { name: against.name, returns: against.returns },
    ...{ monthly: net.monthly, yearly: net.yearly },
    benchmarkYearly: (against?.figures ?? benchmark).yearly,
    turnover: monthlyTurnover(atClose, terms.longOnly),
    skill: atClose.skill.map(({ month, value }) => ({ date: month, value })),
    tables: [
      ...tablesOf(book),
      ...(sectors.missing === null ? [{ title: 'The factor by industry', ...sectorRows(sectors) }] : []),
    ],
  };
}

/** Net at the open on the dates of the book at the close. */
function openSeries({ atClose, atOpen }: FactorBook): { name: string; returns: Float64Array }[] {
  if (atOpen === null) return [];
  const at = new Map(atOpen.dates.map((date, place) => [date, atOpen.net[place] as number]));
  return [{ name: 'net at open', returns: Float64Array.from(atClose.dates, (date) => at.get(date) ?? NaN) }];
}

function tablesOf(book: FactorBook): SheetTable[] {
  const figures = figureRows(book);
  return [
    { title: 'Figures', ...figures },
    ...(book.against === null ? [] : [{ title: `Against ${book.against.name}`, ...againstRows(book.against) }]),
    { title: 'Deepest falls, net', ...drawdownRows(book.atClose) },
    ...(book.attribution === null
      ? []
      : [{ title: 'Exposures, and return and risk by factor', ...attributionRows(book.attribution) }]),
    ...(book.known.length === 0 ? [] : [{ title: 'Against published factors, net', ...knownRows(book) }]),
  ];
}
