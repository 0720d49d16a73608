/** What a formula may be at most, so that none can exhaust the parser, the memory or the history. */
export const limits = {
  /** Length of the text, in bytes of UTF-8. */
  textBytes: 8192,
  /** Names, numbers and operators of the text. */
  nodes: 500,
  /** Operators within operators; a chain of the same precedence, such as a sum, counts once. */
  depth: 64,
  /** Brackets within brackets. */
  brackets: 200,
  /** Sessions before t that a value may depend on: twenty years. */
  lookBack: 5040,
} as const;
