import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import type { PdfFault } from './errors.ts';

/** Text of a PDF: one string per page, '' for a page without text, or whose font does not say which letters it shows. */
export interface PdfText {
  readonly pages: readonly string[];
  /** Numbers (from 1) of pages whose content is broken; their string is ''. */
  readonly brokenPages: readonly number[];
}

/** What reading comes to; plain data, because it crosses a thread boundary. */
export type PdfOutcome =
  | { readonly kind: 'text'; readonly text: PdfText }
  | { readonly kind: 'fault'; readonly fault: PdfFault; readonly detail: string };

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;

/** A page with an image and fewer visible characters than this is a scan: a stamp or a page number at most. */
const fewCharacters = 32;

/** So many pages without text are looked at for images; drawing every page of a long scan would take minutes. */
const pagesToInspect = 5;

/**
 * Text of a PDF, page by page, so that one page is in memory at a time. The text equals that of unpdf's `extractText`.
 *
 * @param bytes - the file; the array is handed over and must not be used afterwards
 */
export async function extractPages(bytes: Uint8Array): Promise<PdfOutcome> {
  let document: Document;
  try {
    document = await getDocumentProxy(bytes, { verbosity: 0 });
  } catch (error) {
    return { kind: 'fault', ...openingFault(error) };
  }
  try {
    const text = await readPages(document);
    const fault = await faultOf(document, text);
    return fault === undefined ? { kind: 'text', text } : { kind: 'fault', fault, detail: '' };
  } finally {
    await document.loadingTask.destroy();
  }
}

async function readPages(document: Document): Promise<PdfText> {
  const pages: string[] = [];
  const brokenPages: number[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    try {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(readable(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')));
      page.cleanup();
    } catch {
      pages.push('');
      brokenPages.push(number);
    }
  }
  return { pages, brokenPages };
}

/** Characters that no text has: control, private and unassigned ones, and those that stand for unknown ones. */
const noLetters = /[\p{Cc}\p{Co}\p{Cn}\uFFFD]/gu;

/** Share of such characters from which the rest of a page cannot be trusted either. */
const mostUnknown = 0.05;

/**
 * The text of a page, or '' where its font has glyph numbers and no table of letters: a reader then gives the numbers as
 * characters, most of them control characters.
 */
function readable(text: string): string {
  const characters = text.replace(/\s+/g, '');
  const unknown = characters.match(noLetters)?.length ?? 0;
  return unknown > mostUnknown * characters.length ? '' : text;
}

async function faultOf(document: Document, { pages, brokenPages }: PdfText): Promise<PdfFault | undefined> {
  if (brokenPages.length === pages.length) return 'PDF_MALFORMED';
  const broken = new Set(brokenPages);
  const sparse = pages.flatMap((text, at) => (visible(text) < fewCharacters && !broken.has(at + 1) ? [at + 1] : []));
  const mostlySparse = sparse.length * 2 > pages.length;
  if (mostlySparse && (await mostlyImages(document, spread(sparse, pagesToInspect)))) return 'PDF_SCANNED';
  return pages.every((text) => visible(text) === 0) ? 'PDF_NO_TEXT' : undefined;
}

async function mostlyImages(document: Document, numbers: readonly number[]): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS();
  const drawing = new Set([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject]);
  let withImage = 0;
  for (const number of numbers) {
    const page = await document.getPage(number);
    const { fnArray } = await page.getOperatorList();
    if (fnArray.some((operator) => drawing.has(operator))) withImage += 1;
    page.cleanup();
  }
  return withImage * 2 > numbers.length;
}

/** `count` elements spread evenly over a list. */
function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, at) => list[Math.floor((at * list.length) / count)]!);
}

function visible(text: string): number {
  return text.replace(/\s+/g, '').length;
}

function openingFault(error: unknown): { fault: PdfFault; detail: string } {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const locked = name === 'PasswordException' || /encrypt/i.test(message);
  return { fault: locked ? 'PDF_LOCKED' : 'PDF_MALFORMED', detail: message.slice(0, 200) };
}
