import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownFact } from '../derive/known-fact.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { realFilings } from './real-data.ts';

/** The facts of a companyfacts document, each known on the day after it was filed. */
export function factsOf(path: string): KnownFact[] {
  const document = parseDocument(readFileSync(join(realFilings, path)), path);
  if (document.kind !== 'companyfacts') throw new Error(document.kind);
  return document.facts.map((fact) => ({
    ...fact,
    formRank: /14[AC]/.test(fact.form) ? 0 : /^(10-|20-F|40-F)/.test(fact.form) ? 2 : 1,
    knownAt: Date.parse(fact.filed) + 86_400_000,
  }));
}
