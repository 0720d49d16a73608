import { describe, expect, test } from '@jest/globals';
import { count, figure, flag, listOf, objectWith, orNull, recordOf, text } from './shapes.ts';
import { StoredJson } from './stored-json.ts';

interface Book {
  readonly title: string;
  readonly pages: number;
  readonly marks: readonly number[];
  readonly prices?: Readonly<Record<string, number | null>>;
  readonly lent: { readonly to: string } | null;
  readonly isOld?: boolean;
}

const books = new StoredJson<Book>(
  'a book',
  objectWith(
    { title: text, pages: count, marks: listOf(figure), lent: orNull(objectWith({ to: text })) },
    { prices: recordOf(figure), isOld: flag },
  ),
);
const book = { title: 'Emma', pages: 474, marks: [1, 2], lent: null };
const read = (changes: object): Book => books.read(JSON.stringify({ ...book, ...changes }), 'shelf 3');

describe('stored JSON', () => {
  test('is read as it was written, with members that a later release added', () => {
    expect(read({ prices: { a: 1.5, b: null }, isOld: true, colour: 'red' })).toEqual({
      ...book,
      ...{ prices: { a: 1.5, b: null }, isOld: true, colour: 'red' },
    });
    expect(read({ lent: { to: 'Ada' } }).lent).toEqual({ to: 'Ada' });
  });

  test('may lack what older releases did not write', () => {
    expect(read({})).toEqual(book);
  });

  test('takes null for a number that was not finite', () => {
    expect(read({ marks: [NaN, 1, -Infinity] }).marks).toEqual([null, 1, null]);
  });

  test.each<[string, object, string]>([
    ['lacks a member', { title: undefined }, 'it must have required properties title'],
    ['has a member of another kind', { pages: 'many' }, '/pages must be number'],
    ['has a list with an item of another kind', { marks: [1, 'two'] }, '/marks/1 must be'],
    ['has a record with a value of another kind', { prices: { a: [] } }, '/prices/a must be'],
    ['has null where an object is', { marks: null }, '/marks must be array'],
    ['has a part without a member', { lent: {} }, '/lent must have required properties to'],
  ])('that %s is refused with what it is, where it lies and what to do', (_, changes, fault) => {
    expect(() => read(changes)).toThrow(
      expect.objectContaining({
        code: 'STORED_JSON_INVALID',
        message: expect.stringContaining(`a book cannot be read: ${fault}`),
        where: 'shelf 3',
        remedy: expect.stringContaining('restore it from a backup'),
      }),
    );
  });

  test.each(['', '{"title":"Em', 'null', '[]', '"Emma"'])('that is %p is refused too', (damaged) => {
    expect(() => books.read(damaged, 'shelf 3')).toThrow(/^STORED_JSON_INVALID: a book cannot be read: it /);
    expect(books.readable(damaged)).toBeUndefined();
  });

  test('has a shape that takes all that its type allows, else it does not compile', () => {
    // @ts-expect-error: `a` may be missing by its type, and the shape demands it.
    const demanding = new StoredJson<{ readonly a?: string }>('a thing', objectWith({ a: text }));
    expect(() => demanding.read('{}', '')).toThrow(/must have required properties a/);
  });
});
