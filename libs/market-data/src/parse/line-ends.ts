const [lineFeed, carriageReturn] = [10, 13];

/** Chunks of a file in which lines end with a line feed, as some programs still end them with a carriage return. */
export function* withLineFeeds(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let isByReturn: boolean | undefined;
  for (const chunk of chunks) {
    isByReturn ??= chunk.includes(carriageReturn) && !chunk.includes(lineFeed);
    yield isByReturn ? chunk.map((byte) => (byte === carriageReturn ? lineFeed : byte)) : chunk;
  }
}
