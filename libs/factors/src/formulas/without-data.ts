import { FormulaError, panelKey, type Expression } from '@fm/expressions';

const remedies: Readonly<Record<string, string>> = {
  vwap: 'Daily prices have no average price: use typical_price, (high + low + close) / 3, or load average prices with `fm ingest panel vwap FILE`.',
  sector: 'Groups of stocks are read by the field industry; load them with `fm ingest groups`.',
  subindustry: 'Groups of stocks are read by the field industry; load them with `fm ingest groups`.',
};

/** A formula that reads something for which the platform has no data. */
export function withoutData(text: string, node: Expression): FormulaError {
  const name = node.operator === 'field' ? String(node.params[0]) : node.operator;
  const item = node.params.find((param) => typeof param === 'string' && !['pit', 'ttm', 'annual'].includes(param));
  const place = placeOf(text, name, node.operator === 'field' ? undefined : String(item));
  return new FormulaError(
    'FORMULA_NAME',
    text,
    place,
    `there are no data for ${panelKey(node)}`,
    remedies[name] ?? 'The README of libs/factors lists what formulas can read.',
  );
}

/** Where a name is in the text, or the call of it that has the item; the whole text where neither is found. */
function placeOf(text: string, name: string, item: string | undefined): { begin: number; end: number } {
  const loose = (word: string): string => word.replaceAll('_', '_?');
  const wanted =
    item === undefined ? `\\b${loose(name)}\\b` : `\\b${loose(name)}\\s*\\([^)]*\\b${loose(item)}\\b[^)]*\\)`;
  const found = new RegExp(wanted, 'i').exec(text);
  return found === null ? { begin: 0, end: text.length } : { begin: found.index, end: found.index + found[0].length };
}
