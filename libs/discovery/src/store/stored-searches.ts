import { count, figure, flag, listOf, objectWith, StoredJson, text } from '@fm/platform/stored-json';
import type { SearchRequest } from '../discover.ts';
import type { LockboxReport, SearchReport } from '../gate/report.ts';
import type { EpochResult } from '../search/epoch.ts';

/** What a search writes as JSON into its tables, and reads from there. */

const days = objectWith({ start: text, end: text });

export const storedSearchRequest = new StoredJson<SearchRequest>(
  'the request of a search',
  objectWith({
    ...{ universe: text, horizon: count, budget: count, islands: count, finalists: count, seed: count },
    ...{ known: listOf(text), proposed: listOf(objectWith({ name: text, formula: text })) },
    periods: objectWith({ discovery: days, validation: days, lockbox: days }),
  }),
);

const counts = objectWith({
  ...{ drawn: count, evaluated: count, duplicates: count, screened: count, unjudged: count, refused: count },
});

const elite = objectWith({
  ...{ formula: text, hash: text, cell: text, sign: count, nodes: count },
  ...{ t: figure, fitness: figure, lookBack: figure, turnover: figure },
});

export const storedEpoch = new StoredJson<EpochResult>(
  'the result of an epoch',
  objectWith({
    ...{ island: count, epoch: count, hashes: listOf(count), t: listOf(figure), sample: listOf(text) },
    ...{ elites: listOf(elite), counts },
  }),
);

const evidence = objectWith({ coefficient: figure, t: figure, sessions: count });
const period = objectWith({ start: text, end: text, sessions: count, detectable: figure });
const finalist = objectWith({
  ...{ formula: text, hash: text, sign: count, survives: flag, discovery: evidence, validation: evidence },
  ...{ deflated: figure, decay: figure, familyWiseP: figure, falseDiscoveryP: figure },
});

export const storedReport = new StoredJson<SearchReport>(
  'the report of a search',
  objectWith({
    ...{ horizon: count, stocks: count, neutralTo: listOf(text), synthetic: flag, level: figure, notes: listOf(text) },
    periods: objectWith({ discovery: period, validation: period, lockbox: period }),
    trials: objectWith({ counts, distinct: count, histogram: listOf(figure), effective: figure }),
    finalists: listOf(finalist),
    others: objectWith({ realityCheckP: figure, superiorAbilityP: figure, overfitting: figure }),
  }),
);

export const storedLockbox = new StoredJson<LockboxReport>(
  'what a lock-box says',
  objectWith({ detectable: figure, finalists: listOf(objectWith({ hash: text, decay: figure, sessions: count })) }),
);
