import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['apps', 'docs', 'examples', 'libs', 'scripts', 'stacks'];
const documents = ['*.md', ...folders.map((folder) => `${folder}/**/*.md`)].flatMap((pattern) =>
  globSync(pattern, { cwd: root, exclude: (path) => /node_modules|cdktf\.out/.test(String(path)) }),
);

/** A path with a word in capitals, such as `libs/factors/src/inputs/KIND.ts`, names no file but the form of one. */
const placeholder = /(^|[/*-])[A-Z]{4,}(?=[-.]|$)/;

/** Files of the repository that a document names: its links, and paths and names of tests in backquotes. */
function filesNamed(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');
  const links = [...text.matchAll(/\]\(([^)\s#]+)[^)\s]*\)/g)].map(([, link]) => link as string);
  const words = [...text.matchAll(/`([\w@./*-]+)`/g)].map(([, word]) => word as string);
  const paths = words.filter((word) => new RegExp(`^(${folders.join('|')}|src)/|\\.test\\.ts$`).test(word));
  const isNotAddress = (name: string): boolean => !/^[a-z]+:/.test(name);
  return [...links.filter(isNotAddress), ...paths.filter((path) => !placeholder.test(path))];
}

function exists(document: string, name: string): boolean {
  const folder = dirname(document);
  const places = [join(folder, name), name, join(folder, 'src', name)];
  if (places.some((place) => (name.includes('*') ? globSync(place, { cwd: root }) : [place]).some(isThere)))
    return true;
  return !name.includes('/') && globSync(`{${folders.join()}}/**/${name}`, { cwd: root }).length > 0;
}

function isThere(place: string): boolean {
  return existsSync(join(root, place));
}

/** Entries of libraries that a document names, such as `@fm/market/facts`. */
function entriesNamed(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8');
  return [...text.matchAll(/`@fm\/([\w./-]+)`/g)].map(([, entry]) => entry as string);
}

function isEntry(entry: string): boolean {
  const [library = '', ...rest] = entry.split('/');
  const file = ['libs', 'apps'].map((folder) => join(root, folder, library, 'package.json')).find(existsSync);
  if (file === undefined) return false;
  const { exports = {} } = JSON.parse(readFileSync(file, 'utf8')) as { exports?: object };
  return (rest.length === 0 ? '.' : `./${rest.join('/')}`) in exports;
}

test('the documents of the repository are found', () => {
  expect(documents).toEqual(expect.arrayContaining(['CONTRIBUTING.md', 'docs/deploy.md', 'libs/mining/README.md']));
  expect(documents.length).toBeGreaterThan(40);
});

test.each(documents)('%s names only files that exist', (document) => {
  expect(filesNamed(document).filter((name) => !exists(document, name))).toEqual([]);
});

test.each(documents)('%s names only entries that libraries have', (document) => {
  expect(entriesNamed(document).filter((entry) => !isEntry(entry))).toEqual([]);
});

test('the walks of CONTRIBUTING.md name the files to change', () => {
  expect(filesNamed('CONTRIBUTING.md').length).toBeGreaterThan(15);
});
