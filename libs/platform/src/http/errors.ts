import { FmError } from '../errors.ts';

const later = 'Try again later; everything fetched so far is kept.';

export const httpAddress = (provider: string) =>
  new FmError('HTTP_ADDRESS', {
    what: `an address of ${provider} is not an absolute http or https address`,
    remedy: 'Correct the address in the configuration.',
    kind: 'usage',
  });

export const httpStatus = (status: number, where: string) => {
  if (status === 401 || status === 403)
    return new FmError('HTTP_BLOCKED', {
      what: `the provider refused with status ${status}`,
      where,
      remedy: 'Check the key and the declared contact, and lower the request rate.',
    });
  if (status === 404 || status === 410)
    return new FmError('HTTP_NOT_FOUND', {
      what: `the provider has nothing at this address (status ${status})`,
      where,
      remedy: 'Check the symbol or identifier.',
    });
  if (status === 429)
    return new FmError('HTTP_THROTTLED', {
      what: 'the provider reports too many requests (status 429)',
      where,
      remedy: later,
    });
  if (status >= 500)
    return new FmError('HTTP_SERVER_FAULT', {
      what: `the provider failed with status ${status}`,
      where,
      remedy: later,
    });
  return new FmError('HTTP_STATUS', {
    what: `the provider answered with status ${status}`,
    where,
    remedy: 'Check the request against the documentation of the provider.',
  });
};

export const httpContentType = (found: string, accepted: readonly string[], where: string) =>
  new FmError('HTTP_CONTENT_TYPE', {
    what: `the response is ${found}, expected ${accepted.join(' or ')}`,
    where,
    remedy: 'Look at the raw response that was kept: providers send pages instead of data when they block.',
  });

export const httpTooLarge = (maxBytes: number, where: string) =>
  new FmError('HTTP_TOO_LARGE', {
    what: `the response is larger than ${maxBytes} bytes`,
    where,
    remedy: 'Raise maxBytes if a response of this size is right.',
  });

export const httpTruncated = (where: string, cause: unknown) =>
  new FmError('HTTP_TRUNCATED', { what: 'the body ended before it was complete', where, remedy: later, cause });

export const httpTimeout = (timeoutMs: number, where: string) =>
  new FmError('HTTP_TIMEOUT', { what: `no complete response within ${timeoutMs} ms`, where, remedy: later });

export const httpConnection = (where: string, cause: unknown) =>
  new FmError('HTTP_CONNECTION', {
    what: 'the connection failed',
    where,
    remedy: 'Check the network and the address.',
    cause,
  });

export const httpRedirects = (why: string, where: string) =>
  new FmError('HTTP_REDIRECTS', { what: why, where, remedy: 'Check the address; the provider may have moved.' });

export const httpCircuitOpen = (provider: string) =>
  new FmError('HTTP_CIRCUIT_OPEN', {
    what: `calls to ${provider} are stopped after repeated failures`,
    remedy: later,
  });

export const httpAborted = (where: string) =>
  new FmError('HTTP_ABORTED', { what: 'the call was cancelled', where, remedy: 'Start it again.' });

export const httpNotJson = (where: string) =>
  new FmError('HTTP_NOT_JSON', {
    what: 'the body is not JSON',
    where,
    remedy: 'Look at the raw response that was kept.',
  });

export const providerLimitsDiffer = (provider: string) =>
  new FmError('HTTP_LIMITS_DIFFER', {
    what: `two clients of ${provider} have different limits`,
    remedy: 'Give every client of a provider the same rate, concurrency and circuit settings.',
    kind: 'usage',
  });
