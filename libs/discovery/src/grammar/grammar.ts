import type { SearchField, Unit } from './units.ts';
import { sameUnit } from './units.ts';

/** What formulas of a search are made of. */
export interface Grammar {
  readonly panels: readonly SearchField[];
  readonly groups: readonly SearchField[];
  readonly fields: ReadonlyMap<string, SearchField>;
}

export function grammarOf(fields: readonly SearchField[]): Grammar {
  return {
    panels: fields.filter(({ kind }) => kind === 'panel'),
    groups: fields.filter(({ kind }) => kind === 'group'),
    fields: new Map(fields.map((field) => [field.name, field])),
  };
}

/** Panels of a unit. */
export function panelsOfUnit(grammar: Grammar, unit: Unit): readonly SearchField[] {
  return grammar.panels.filter((field) => sameUnit(field.unit, unit));
}
