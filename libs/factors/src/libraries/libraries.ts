import { alpha158, alpha158AsAvailable } from './alpha158.ts';
import { investment } from './investment.ts';
import { issuance } from './issuance.ts';
import type { FormulaLibrary } from './library.ts';
import { liquidity } from './liquidity.ts';
import { momentumAndRisk } from './momentum-and-risk.ts';
import { profitability } from './profitability.ts';
import { seasonality } from './seasonality.ts';
import { shortSelling } from './short-selling.ts';
import { value } from './value.ts';

const libraries: readonly FormulaLibrary[] = [
  momentumAndRisk,
  liquidity,
  seasonality,
  value,
  profitability,
  investment,
  issuance,
  shortSelling,
  alpha158,
  alpha158AsAvailable,
];

/** All libraries of formulas: those of published signals, and Alpha158. */
export function listLibraries(): readonly FormulaLibrary[] {
  return libraries;
}

/** The library of the name, whatever its case; undefined where there is none. */
export function findLibrary(name: string): FormulaLibrary | undefined {
  return libraries.find((library) => library.name === name.trim().toLowerCase());
}
