import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { FmError, messageOf } from '../errors.ts';

/**
 * The bytes of a plain file.
 *
 * @param maxBytes - largest file that is read
 * @throws FILE_UNREADABLE, FILE_TOO_LARGE
 */
export function readPlainFile(path: string, maxBytes: number): Buffer {
  const descriptor = openPlainFile(path);
  try {
    const { size } = fstatSync(descriptor);
    if (size > maxBytes) throw fileTooLarge(path, size, maxBytes);
    return readWhole(descriptor, size);
  } catch (thrown) {
    throw unreadable(path, thrown);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Opens a plain file to read it.
 *
 * @throws FILE_UNREADABLE, also where the path is a pipe, a device or a folder
 */
export function openPlainFile(path: string): number {
  let descriptor: number | undefined;
  try {
    // Do not wait for a pipe that has replaced the file since it was found.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!fstatSync(descriptor).isFile()) throw new Error('it is not a file');
    return descriptor;
  } catch (thrown) {
    if (descriptor !== undefined) closeSync(descriptor);
    throw unreadable(path, thrown);
  }
}

/** All bytes of an open file. One that another program is writing is read up to its initial length. */
export function readWhole(descriptor: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const read = readSync(descriptor, bytes, filled, size - filled, filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

/** FILE_TOO_LARGE. */
export function fileTooLarge(path: string, size: number, maxBytes: number): FmError {
  return new FmError('FILE_TOO_LARGE', {
    what: `the file has ${size} bytes, more than the ${maxBytes} that are read`,
    where: path,
    remedy: 'Split it, or check that it is the right file.',
  });
}

function unreadable(path: string, thrown: unknown): FmError {
  if (thrown instanceof FmError) return thrown;
  return new FmError('FILE_UNREADABLE', {
    what: `the file cannot be read: ${messageOf(thrown)}`,
    where: path,
    remedy: 'Check that it is a file and that you may read it.',
    cause: thrown,
  });
}
