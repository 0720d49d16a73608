export { factorSheetOf } from './factor-sheet.ts';
export { renderSheet } from './render-sheet.ts';
export type { SheetData, SheetTable } from './sheet-data.ts';
