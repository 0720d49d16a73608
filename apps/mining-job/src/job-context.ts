import type { ObjectStore } from '@fm/object-store';
import type { Warehouse } from '@fm/warehouse';

/** What a command works on. */
export interface JobContext {
  readonly warehouse: Warehouse;
  /** The run folder: `request.json` in it, `plan-size.json`, `results.json`, `failures/` and `failure.txt` from here. */
  readonly store: ObjectStore;
  /** Where the objects are that slices read and leave for others. @default they read the warehouse, and leave none */
  readonly panelStore?: ObjectStore;
  /** Place of the job in the array of its stage. */
  readonly index: number;
  /** Memory that the container has, for what needs to be known before it is used. @default not checked */
  readonly memoryBytes?: number;
  /** Ends the job before its end; another attempt continues. */
  readonly signal?: AbortSignal;
}

/** What a command did, for its log line. */
export type Done = Readonly<Record<string, string | number>>;
