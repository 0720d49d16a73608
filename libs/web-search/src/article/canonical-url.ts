/** Parameters that say where a reader came from, not what is read. */
const tracking =
  /^(utm_.*|gclid|dclid|fbclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|guccounter|guce_.*|ocid|cmpid|ref_?src)$/i;

/**
 * One address for one article: https, no `www.`, no port of the scheme, no fragment, no tracking parameters, the other
 * parameters sorted, no slash at the end of the path.
 *
 * @param text - address as the search gives it
 * @returns the address, or undefined when it is not an http(s) address
 */
export function canonicalUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  const host = url.hostname
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');
  if (!host.includes('.')) return undefined;
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  const path = url.pathname.replace(/\/{2,}/g, '/').replace(/\/+$/, '');
  const kept = [...url.searchParams].filter(([name]) => !tracking.test(name));
  const query = new URLSearchParams(kept.sort(byNameThenValue)).toString();
  return `https://${host}${port}${path}${query === '' ? '' : `?${query}`}`;
}

function byNameThenValue(a: [string, string], b: [string, string]): number {
  const [left, right] = [a.join('='), b.join('=')];
  return left < right ? -1 : left > right ? 1 : 0;
}
