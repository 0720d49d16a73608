const replacement = '[redacted]';
const credentialHeader = /^(authorization|proxy-authorization|cookie|x-amz-security-token|.*api-?key.*|.*token.*)$/i;
const credentialParameter = /key|token|secret|password|signature|credential|auth/i;
const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** Headers of a response that describe its body and reveal nothing about the caller. */
const keptHeaders = [
  'content-type',
  'content-length',
  'content-encoding',
  'date',
  'etag',
  'last-modified',
  'retry-after',
];

/**
 * The parts of a request that must never be shown: credential headers and parameters, and the given secrets with their
 * parts.
 */
export function secretsOf(
  url: URL,
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
): readonly string[] {
  const found = new Set<string>();
  const add = (secret: string) => {
    for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
      if (form.length >= 4) found.add(form);
  };
  for (const secret of secrets) {
    add(secret);
    for (const address of secret.match(email) ?? []) add(address);
  }
  for (const [name, value] of Object.entries(headers))
    if (credentialHeader.test(name)) {
      add(value);
      add(value.replace(/^\w+\s+/, ''));
    }
  for (const [name, value] of url.searchParams) if (credentialParameter.test(name)) add(value);
  for (const part of [url.username, url.password]) add(part);
  return [...found].sort((a, b) => b.length - a.length);
}

/** The text with every secret replaced. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, replacement);
  return clean;
}

/** The body with every secret replaced; the same buffer when it holds none. */
export function redactBody(body: Buffer, secrets: readonly string[]): Buffer {
  let clean = body;
  for (const secret of secrets) {
    const needle = Buffer.from(secret);
    const parts: Buffer[] = [];
    let from = 0;
    for (let at = clean.indexOf(needle); at !== -1; at = clean.indexOf(needle, from)) {
      parts.push(clean.subarray(from, at), Buffer.from(replacement));
      from = at + needle.length;
    }
    if (from > 0) clean = Buffer.concat([...parts, clean.subarray(from)]);
  }
  return clean;
}

/** The response headers worth keeping, by lower-case name. */
export function describingHeaders(headers: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = headers.get(name);
    if (value !== null) kept[name] = value;
  }
  return kept;
}
