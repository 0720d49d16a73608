import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Data of an insert: at once, or in pieces of any size. */
export type InsertData = Uint8Array | AsyncIterable<Uint8Array>;

/** A path with one of these would be read as a pattern by the engine. */
const pattern = /[*?{}]/;

/**
 * The folder in which data wait for their insert, and results for their reader; emptied when it is opened and removed when
 * it is closed.
 */
export class Spool {
  readonly #folder: string;

  constructor(folder: string) {
    rmSync(folder, { recursive: true, force: true });
    this.#folder = pattern.test(folder) ? mkdtempSync(join(tmpdir(), 'fm-spool-')) : folder;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** Path of a file that is not there yet. */
  path(): string {
    return join(this.#folder, `${randomUUID()}.data`);
  }

  /** Writes the data to a file of their own and gives its path. */
  async put(data: InsertData): Promise<string> {
    const path = this.path();
    try {
      if (data instanceof Uint8Array) await writeFile(path, data, { mode: 0o600 });
      else await pipeline(Readable.from(data, { objectMode: false }), createWriteStream(path, { mode: 0o600 }));
    } catch (error) {
      await this.remove(path);
      throw error;
    }
    return path;
  }

  read(path: string): Promise<Buffer> {
    return readFile(path);
  }

  async remove(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
