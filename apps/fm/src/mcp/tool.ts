import type { Warehouse } from '@fm/warehouse';
import type { Static, TObject } from 'typebox';

/** What a tool works with. */
export interface ToolContext {
  /** Opens the warehouse for one call and closes it again. */
  readonly withWarehouse: <Result>(work: (warehouse: Warehouse) => Promise<Result>) => Promise<Result>;
}

/** A tool as it is offered to an agent. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly input: TObject;
  /** Whether the warehouse is the same before and after. */
  readonly readOnly: boolean;
  /** @param given - checked against `input` */
  call(given: unknown, context: ToolContext): Promise<unknown>;
}

/** Makes a tool whose function knows the types of its input. */
export function tool<Input extends TObject>(definition: {
  readonly name: string;
  readonly description: string;
  readonly input: Input;
  readonly readOnly: boolean;
  readonly call: (given: Static<Input>, context: ToolContext) => Promise<unknown>;
}): Tool {
  return { ...definition, call: (given, context) => definition.call(given as Static<Input>, context) };
}
