import type { IncomingHttpHeaders } from 'node:http';

/** One request to AWS as the proxy sees it. */
export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly rawUrl: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What the proxy does: answers itself, or hands a call on, changed where needed, and revises what comes back. */
export type Result =
  | { readonly status: number; readonly type: string; readonly body: string | Buffer }
  | { readonly forward: Call; readonly revise?: Revise };

/** Makes the body of a successful answer into what AWS would say. */
export type Revise = (body: string) => string;

/** One gap of moto_server and how the proxy fills it. */
export interface Answer {
  readonly name: string;
  matches(call: Call): boolean;
  respond(call: Call): Result | Promise<Result>;
}

/** A JSON answer. */
export function json(body: unknown, status = 200): Result {
  return { status, type: 'application/x-amz-json-1.0', body: JSON.stringify(body) };
}

/** The bucket that a path-style call is about; clients write it with or without a slash behind. */
export function bucketOf({ url }: Call): string {
  return url.pathname.replace(/^\/|\/$/g, '');
}

/** Whether the call names `operation` in its X-Amz-Target header. */
export function isTarget(call: Call, operation: string): boolean {
  return call.headers['x-amz-target'] === operation;
}

/** Revises a JSON object. */
export function reviseJson(change: (answer: Record<string, unknown>) => object): Revise {
  return (body) => JSON.stringify(change(JSON.parse(body) as Record<string, unknown>));
}
