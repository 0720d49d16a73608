export { renderSheet } from './render-sheet.ts';
export type { SheetData, SheetPeriod, SheetSeries, SheetTable } from './sheet-data.ts';
