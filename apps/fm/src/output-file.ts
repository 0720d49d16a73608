import { accessSync, constants, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { FmError, messageOf } from '@fm/platform';

/**
 * Checks before any work whether a file can be written.
 *
 * @param option - that names the file, for the remedy
 * @throws OUTPUT_FOLDER_MISSING, OUTPUT_IS_A_FOLDER, OUTPUT_NOT_WRITABLE
 */
export function checkOutputFile(path: string, option = '--output'): void {
  const fault = faultOf(option);
  const folder = dirname(resolve(path));
  const at = statSync(folder, { throwIfNoEntry: false });
  if (at?.isDirectory() !== true)
    throw fault('OUTPUT_FOLDER_MISSING', path, `the folder ${folder} does not exist`, `Make it: mkdir -p '${folder}'`);
  const file = statSync(path, { throwIfNoEntry: false });
  if (file?.isDirectory() === true)
    throw fault('OUTPUT_IS_A_FOLDER', path, 'it is a folder', 'Give the name of a file in it');
  try {
    accessSync(file === undefined ? folder : path, constants.W_OK);
  } catch (thrown) {
    throw fault('OUTPUT_NOT_WRITABLE', path, messageOf(thrown), 'Choose a file that you may write');
  }
}

/**
 * Writes a file whose place was checked.
 *
 * @throws OUTPUT_NOT_WRITTEN
 */
export async function writeOutputFile(path: string, bytes: Buffer, option = '--output'): Promise<void> {
  await writeFile(path, bytes).catch((thrown: unknown) => {
    throw new FmError('OUTPUT_NOT_WRITTEN', {
      what: `the file could not be written: ${messageOf(thrown)}`,
      where: path,
      remedy: `Make room on its disk, or choose another ${option}.`,
      cause: thrown,
    });
  });
}

function faultOf(option: string) {
  return (code: string, path: string, why: string, remedy: string): FmError =>
    new FmError(code, {
      what: `the output file cannot be written: ${why}`,
      where: path,
      remedy: `${remedy}, or choose another ${option}.`,
      kind: 'usage',
    });
}
