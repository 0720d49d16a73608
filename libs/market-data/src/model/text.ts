/** Text without lone surrogates, which UTF-8 has no form for; each becomes U+FFFD. */
export function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
