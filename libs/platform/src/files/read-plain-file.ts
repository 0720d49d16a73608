import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { FmError, messageOf } from '../errors.ts';

/**
 * The bytes of a plain file.
 *
 * @param maxBytes - largest file that is read
 * @throws FILE_UNREADABLE, FILE_TOO_LARGE
 */
export function readPlainFile(path: string, maxBytes: number): Buffer {
  let descriptor: number | undefined;
  try {
    // A pipe that took the file's place since it was found must not be waited for.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new Error('it is not a file');
    if (stats.size > maxBytes) throw tooLarge(path, stats.size, maxBytes);
    return wholeOf(descriptor, stats.size);
  } catch (thrown) {
    if (thrown instanceof FmError) throw thrown;
    throw new FmError('FILE_UNREADABLE', {
      what: `the file cannot be read: ${messageOf(thrown)}`,
      where: path,
      remedy: 'Check that it is a file and that you may read it.',
      cause: thrown,
    });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** A file that another program writes meanwhile is read as far as it was long at first. */
function wholeOf(descriptor: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const read = readSync(descriptor, bytes, filled, size - filled, null);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

function tooLarge(path: string, size: number, maxBytes: number): FmError {
  return new FmError('FILE_TOO_LARGE', {
    what: `the file has ${size} bytes, more than the ${maxBytes} that are read`,
    where: path,
    remedy: 'Split it, or check that it is what you meant to give.',
  });
}
