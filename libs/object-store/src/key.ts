import { objectKey } from './errors.ts';

const part = /^[\w.=+@,-]{1,200}$/;

/**
 * The key itself, when every home can store it.
 *
 * @throws OBJECT_KEY when it is empty, absolute, longer than 900 characters, or has a part that is empty, hidden
 *   (starts with a dot) or holds other characters than letters, digits and `._=+@,-`
 */
export function checkedKey(key: string): string {
  const fine = key.length <= 900 && key.split('/').every((one) => part.test(one) && !one.startsWith('.'));
  if (!fine) throw objectKey(key);
  return key;
}

/** Text as a part of a key: every character that a key cannot hold becomes `_`. */
export function keyPart(text: string): string {
  const safe = text.replace(/[^\w.=+@,-]/g, '_').replace(/^\./, '_');
  return safe === '' ? '_' : safe.slice(0, 200);
}
