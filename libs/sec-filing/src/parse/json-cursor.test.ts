import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mutations } from '../testing/mutations.ts';
import { JsonCursor } from './json-cursor.ts';

/** Rebuilds a value by walking it member by member and element by element. */
function walk(cursor: JsonCursor): unknown {
  if (cursor.atObject) {
    const members: Record<string, unknown> = {};
    cursor.eachMember((name) => {
      Object.defineProperty(members, name, {
        value: walk(cursor),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    });
    return members;
  }
  if (cursor.atArray) {
    const elements: unknown[] = [];
    cursor.eachBatch((batch, first) => {
      expect(first).toBe(elements.length);
      elements.push(...batch);
    });
    return elements;
  }
  return cursor.value();
}

function read(text: Buffer): unknown {
  const cursor = new JsonCursor(text);
  const value = walk(cursor);
  cursor.end();
  return value;
}

/** The value, or the fact that there is none. */
function attempt(parse: () => unknown): unknown {
  try {
    return { value: parse() };
  } catch (thrown) {
    return (thrown as Error).name;
  }
}

describe('JsonCursor', () => {
  test('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(read(Buffer.from(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  test('reads arrays longer than a batch', () => {
    const numbers = Array.from({ length: 2500 }, (_, at) => at);
    expect(read(Buffer.from(JSON.stringify({ numbers })))).toEqual({ numbers });
  });

  test.each([
    '',
    '{',
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,}',
    '{a:1}',
    '[1,]',
    '[1 2]',
    '[1',
    '"a',
    'nul',
    '{} {}',
    '[01]',
    '{"a":1}}',
  ])('refuses %p', (text) => {
    expect(() => read(Buffer.from(text))).toThrow(SyntaxError);
  });

  test('accepts and refuses what JSON.parse does, over mutated documents', () => {
    const document = { a: [1, 2, { b: 'x"\\y', c: null }], 'd€': { e: [[], {}, 'z'], f: -1.5e3 }, g: false };
    for (const mutated of mutations(document, 2000, 11)) {
      const text = mutated.toString('utf8');
      expect(attempt(() => read(Buffer.from(text)))).toEqual(attempt(() => JSON.parse(text) as unknown));
    }
  });
});
