import { messageOf } from '@fm/platform';
import { engineErrorText } from '../embedded/engine-error.ts';

/** An error of the gateway itself, in the form that ClickHouse gives its own. */
export class GatewayError extends Error {
  constructor(code: number, type: string, what: string) {
    super(`Code: ${code}. DB::Exception: ${what}. (${type})`);
  }
}

/** Error codes of ClickHouse that its HTTP interface does not answer with status 500. */
const statusByCode: Readonly<Record<number, number>> = {
  // Syntax and types: the client's statement is wrong.
  6: 400,
  26: 400,
  27: 400,
  33: 400,
  36: 400,
  38: 400,
  41: 400,
  43: 400,
  44: 400,
  50: 404,
  53: 400,
  60: 404,
  62: 400,
  69: 400,
  70: 400,
  46: 404,
  47: 404,
  48: 501,
  73: 404,
  81: 404,
  115: 404,
  117: 400,
  130: 400,
  131: 400,
  159: 408,
  164: 403,
  192: 404,
  210: 503,
  241: 500,
  349: 400,
  497: 403,
  516: 403,
};

/** Code, HTTP status and text of anything that was thrown. */
export function errorAnswer(thrown: unknown): { code: number; status: number; text: string } {
  const message = engineErrorText(thrown) ?? messageOf(thrown);
  const match = /^Code: (\d+)\./.exec(message);
  // 1002 is ClickHouse's code for an exception that is none of its own.
  const code = match === null ? 1002 : Number(match[1]);
  const text = match === null ? `Code: 1002. DB::Exception: ${message}. (UNKNOWN_EXCEPTION)` : message;
  return { code, status: statusByCode[code] ?? 500, text: text.endsWith('\n') ? text : `${text}\n` };
}
