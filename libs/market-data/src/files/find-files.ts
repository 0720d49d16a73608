import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { messageOf } from '@fm/platform';
import { remedies, type Problem, type ProblemCode } from '../model/problems.ts';
import { priceFileExtensions } from '../parse/symbol.ts';
import { markerName } from './synthetic-marker.ts';

/** Files to read, sorted within each folder, and what was wrong with the paths. */
export interface FoundFiles {
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** Expands files and folders; of folders, recursively, only .csv, .txt and .json files that are not hidden. */
export function findPriceFiles(paths: readonly string[]): FoundFiles {
  const problems: Problem[] = [];
  const report = (code: ProblemCode, file: string, what: string): void =>
    void problems.push({ severity: 'error', code, file, what, remedy: remedies[code], rows: 0 });
  const files = paths.flatMap((path) => {
    try {
      if (!statSync(path).isDirectory()) return [path];
      const found = filesUnder(path);
      if (found.length === 0) report('FOLDER_EMPTY', path, 'the folder has no price files');
      return found;
    } catch (error) {
      report('FILE_UNREADABLE', path, `the path can not be read: ${messageOf(error)}`);
      return [];
    }
  });
  return { files: [...new Set(files)], problems };
}

function filesUnder(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.name.startsWith('.'));
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesUnder(path);
      return isPriceFile(entry.name) ? [path] : [];
    });
}

function isPriceFile(name: string): boolean {
  return name !== markerName && (priceFileExtensions as readonly string[]).includes(extname(name).toLowerCase());
}
