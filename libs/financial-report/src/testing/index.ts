import { constants, deflateRawSync } from 'node:zlib';

/** A PDF with one line of text per page, built by hand; for tests. */
export function pdfOf(...lines: readonly string[]): Uint8Array {
  const pages = lines.map((_, at) => `${4 + 2 * at} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages}] /Count ${lines.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...lines.flatMap((line, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> /Contents ${5 + 2 * at} 0 R >>`,
      `<< /Length ${line.length + 30} >>\nstream\nBT /F 12 Tf 20 700 Td (${line}) Tj ET\nendstream`,
    ]),
  ];
  return Buffer.from(
    `%PDF-1.4\n${objects.map((body, at) => `${at + 1} 0 obj\n${body}\nendobj\n`).join('')}trailer << /Root 1 0 R >>\n%%EOF`,
  );
}

/** A small PDF whose page unpacks to as many mebibytes. */
export function pdfThatUnpacksTo(mebibytes: number): Uint8Array {
  const block = deflateRawSync(Buffer.alloc(2 ** 20, '0 g\n'), { finishFlush: constants.Z_FULL_FLUSH });
  const end = [0x03, 0, 0, 0, 0, 0];
  const packed = Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array<Buffer>(mebibytes).fill(block), Buffer.from(end)]);
  const [before = '', after = ''] = Buffer.from(pdfOf('')).toString('latin1').split('BT /F 12 Tf 20 700 Td () Tj ET');
  const head = before.replace('<< /Length 30 >>', `<< /Length ${packed.length} /Filter /FlateDecode >>`);
  return Buffer.concat([Buffer.from(head), packed, Buffer.from(after)]);
}

/** A PDF like that of {@link pdfOf} with a font that shows glyphs 1, 2, 3, ... and says of none which letter it is. */
export function pdfWithoutLetters(...lines: readonly string[]): Uint8Array {
  const letters = [...new Set(lines.join(''))];
  const codes = letters.map((_, at) => at + 1);
  const names = codes
    .map((code) => `/glyph${'abcdefghij'[Math.floor(code / 10)]}${'abcdefghij'[code % 10]}x`)
    .join(' ');
  const octal = (letter: string) => `\\${(letters.indexOf(letter) + 1).toString(8).padStart(3, '0')}`;
  const font = `/BaseFont /Custom /FirstChar 1 /LastChar ${codes.length} /Widths [${codes.map(() => 500).join(' ')}] /Encoding << /Type /Encoding /Differences [1 ${names}] >>`;
  const coded = lines.map((line) => Array.from(line, octal).join(''));
  return Buffer.from(
    Buffer.from(pdfOf(...coded))
      .toString('latin1')
      .replace('/BaseFont /Helvetica', font),
    'latin1',
  );
}
