import { wasm } from '@fm/factor-math';

type Code = wasm.Code;

const { get, set, plus, constant, loopWhile, isBelow } = wasm;

/** Collects the parameters and locals of a function while its body is written. */
export class FunctionBuilder {
  readonly #name: string;
  readonly #parameters: number[] = [];
  readonly #locals: number[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  /** Numbers of new parameters; all of them are asked for before the first local. */
  parameters(count: number, of: keyof typeof wasm.type = 'i32'): number[] {
    return Array.from({ length: count }, () => this.#parameters.push(wasm.type[of]) - 1);
  }

  /** Numbers of new locals. */
  locals(count: number, of: keyof typeof wasm.type = 'i32'): number[] {
    return Array.from({ length: count }, () => this.#parameters.length + this.#locals.push(wasm.type[of]) - 1);
  }

  /** The function with its body. */
  with(...body: readonly Code[]): wasm.WasmFunction {
    return { name: this.#name, parameters: this.#parameters, locals: this.#locals, body: body.flat() };
  }
}

/** Sets a local. */
export const put = (local: number, value: Code): Code => set(local, value);

/** Adds to a local whole number. */
export const advance = (local: number, by: Code): Code => set(local, plus(get(local), by));

/** Runs the body for local = 0, step, ... below the end. */
export function counting(local: number, end: Code, step: number, body: Code): Code {
  return [
    ...set(local, constant(0)),
    ...loopWhile(isBelow(get(local), end), [...body, ...advance(local, constant(step))]),
  ];
}
