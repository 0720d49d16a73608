import { extname } from 'node:path';
import { findFiles, unpackedName } from '@fm/platform';
import { remedies, type Problem, type ProblemCode } from '../model/problems.ts';
import { priceFileExtensions } from '../parse/symbol.ts';
import { markerName } from './synthetic-marker.ts';

/** Files to read, sorted within each folder, and what was wrong with the paths. */
export interface FoundFiles {
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** Expands files and folders, see {@link findFiles}; of folders, only files with the extension of a price file, also packed (`.csv.gz`, `.zip`), or as Parquet. */
export function findPriceFiles(paths: readonly string[]): FoundFiles {
  const { files, problems } = findFiles(paths, isPriceFile);
  return {
    files,
    problems: problems.map(({ code, path, what }) => {
      const own: ProblemCode = code === 'PATH_EMPTY' ? 'FOLDER_EMPTY' : 'FILE_UNREADABLE';
      return { severity: 'error', code: own, file: path, what, remedy: remedies[own], rows: 0 };
    }),
  };
}

/** Whether a file of a folder or an archive may hold prices itself, by its name. */
export function isPlainPriceFile(name: string): boolean {
  const extension = extname(unpackedName(name)).toLowerCase();
  return name !== markerName && (priceFileExtensions as readonly string[]).includes(extension);
}

function isPriceFile(name: string): boolean {
  return name.toLowerCase().endsWith('.zip') || isPlainPriceFile(name);
}
