import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { FmError, isVisible, readPlainFile } from '@fm/platform';
import { isZip } from '@fm/platform/packed';
import { columnarAsCsv } from '../columnar/columnar-as-csv.ts';
import { isColumnar } from '../columnar/columnar-heads.ts';
import type { ParsedPrices } from '../model/parsed.ts';
import type { PriceFile } from '../model/price-file.ts';
import { isPlainPriceFile } from './find-files.ts';
import { maxUnpackedBytes } from './limits.ts';

import { parseFile, readTextFile, refusedFile, type ReadOptions } from './read-price-file.ts';
import { isMarkedSynthetic, markerName } from './synthetic-marker.ts';
import { pieces } from './pieces.ts';
import { unzip } from './unzip.ts';

/**
 * Reads and parses a file, whatever it holds: text, Parquet, Arrow, or an archive, each of whose price files is a file of its own
 * (`prices.zip/AAPL.csv`). What is wrong with one is in the result.
 */
export async function* readPriceFiles(path: string, options: ReadOptions): AsyncGenerator<PriceFile> {
  const opened = headOf(path);
  if (opened === undefined || !(isZip(opened.head) || isColumnar(opened.head))) {
    yield readTextFile(path, options);
    return;
  }
  const whole = { name: path, uri: resolve(path), synthetic: isMarkedSynthetic(path), mtime: opened.mtime };
  const bytes = bytesOf(path);
  if ('code' in bytes) yield { ...fileOf(whole, Buffer.alloc(0)), parsed: refusedFile(bytes.code, bytes.what, '') };
  else if (isColumnar(opened.head)) yield await parsedFile(whole, bytes, options);
  else yield* filesOfArchive(whole, bytes, options);
}

/** What is known of a file beside its bytes. */
interface Named {
  /** Path, from which the symbol is read. */
  readonly name: string;
  readonly uri: string;
  readonly synthetic: boolean;
  readonly mtime: Date;
}

async function* filesOfArchive(whole: Named, archive: Buffer, options: ReadOptions): AsyncGenerator<PriceFile> {
  const unpacked = unzip(archive, (name) => basename(name) === markerName || isWanted(name));
  if ('code' in unpacked) {
    yield { ...fileOf(whole, archive), parsed: refusedFile(unpacked.code, unpacked.what, '') };
    return;
  }
  const entries = unpacked.entries.filter(({ name }) => basename(name) !== markerName);
  const synthetic = whole.synthetic || entries.length < unpacked.entries.length;
  if (entries.length === 0) {
    const what = 'the zip archive holds no price file';
    yield { ...fileOf(whole, archive), parsed: refusedFile('FILE_BINARY', what, '') };
  }
  for (const { name, bytes } of entries) {
    yield await parsedFile({ ...whole, name, uri: `${whole.uri}/${name}`, synthetic }, bytes, options);
  }
}

function isWanted(name: string): boolean {
  return isPlainPriceFile(basename(name)) && isVisible(name);
}

async function parsedFile(named: Named, bytes: Buffer, options: ReadOptions): Promise<PriceFile> {
  return { ...fileOf(named, bytes), parsed: await parsedBytes(named, bytes, options) };
}

async function parsedBytes({ name, mtime }: Named, bytes: Buffer, options: ReadOptions): Promise<ParsedPrices> {
  if (!isColumnar(bytes)) return parseFile(name, bytes.length, mtime, pieces(bytes), options);
  const table = await columnarAsCsv(bytes);
  if ('code' in table) return refusedFile(table.code, table.what, '');
  const text = Buffer.from(table.text);
  return parseFile(name, text.length, mtime, pieces(text), options);
}

function fileOf({ uri, synthetic }: Named, bytes: Buffer): Omit<PriceFile, 'parsed'> {
  return { uri, synthetic, contentHash: createHash('sha256').update(bytes).digest('hex') };
}

/** The first bytes of a file and when it was written; undefined where it cannot be opened. */
function headOf(path: string): { head: Buffer; mtime: Date } | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const head = Buffer.alloc(4);
    return { head: head.subarray(0, readSync(descriptor, head)), mtime: fstatSync(descriptor).mtime };
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function bytesOf(path: string): Buffer | { code: 'FILE_TOO_LARGE' | 'FILE_UNREADABLE'; what: string } {
  try {
    return readPlainFile(path, maxUnpackedBytes);
  } catch (thrown) {
    if (!(thrown instanceof FmError)) throw thrown;
    return { code: thrown.code === 'FILE_TOO_LARGE' ? 'FILE_TOO_LARGE' : 'FILE_UNREADABLE', what: thrown.what };
  }
}
