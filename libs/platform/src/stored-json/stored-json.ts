import { Compile, type Validator } from 'typebox/schema';
import { FmError, messageOf } from '../errors.ts';
import type { Shape } from './shapes.ts';

/**
 * JSON that one part of the program stored and another reads. Members that the shape does not name are kept as they are.
 * The check is compiled when it is first needed; it takes less time than parsing.
 */
export class StoredJson<Value> {
  readonly #what: string;
  readonly #shape: Shape<Value>;
  #check: Validator | undefined;

  /** @param what - what is stored, for the error, e.g. `the request of a run` */
  constructor(what: string, shape: Shape<Value>) {
    this.#what = what;
    this.#shape = shape;
  }

  /**
   * The value of a stored text.
   *
   * @param where - where the text lies, e.g. `table runs, run_id abc`
   * @throws STORED_JSON_INVALID when it is not JSON, or not of this shape
   */
  read(text: string, where: string): Value {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw this.#invalid(`it is not JSON: ${messageOf(cause)}`, where, cause);
    }
    const check = (this.#check ??= Compile(this.#shape.schema));
    if (check.Check(value)) return value as Value;
    const [, [fault]] = check.Errors(value);
    throw this.#invalid(`${fault?.instancePath || 'it'} ${fault?.message ?? 'has another form'}`, where);
  }

  /** The value, or undefined where {@link read} would throw: for lists that show what can be read of each record. */
  readable(text: string): Value | undefined {
    try {
      return this.read(text, '');
    } catch {
      return undefined;
    }
  }

  #invalid(fault: string, where: string, cause?: unknown): FmError {
    return new FmError('STORED_JSON_INVALID', {
      what: `${this.#what} cannot be read: ${fault}`,
      where,
      remedy: 'It is damaged, or a later release wrote it: use that release, or restore it from a backup.',
      final: true,
      cause,
    });
  }
}
