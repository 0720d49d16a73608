import './echarts-server.ts';
import { init } from 'echarts/core.js';
import type { ChartModel } from '../../charts/model.ts';
import { type ChartTheme, fontFamily } from '../../charts/theme.ts';
import { captionLines, type ChartSize, lineHeight, titleHeight, totalHeight } from './chart-page.ts';
import { escapeXml } from './svg-text.ts';

/**
 * A chart as one self-contained SVG document: title, picture, caption and the run it is from.
 *
 * @param source - line at the bottom, e.g. the run
 */
export function renderSvg(model: ChartModel, size: ChartSize, theme: ChartTheme, source: string): string {
  const { width, height } = size;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  // A picture cannot be zoomed: its slider is left out.
  chart.setOption({ ...model.option, animation: false, dataZoom: [] });
  const picture = withoutStyles(chart.renderToSVGString()).replace('<svg ', `<svg y="${titleHeight}" `);
  chart.dispose();
  const lines = captionLines(model, size, source);
  const total = totalHeight(size, lines);
  const text = (content: string, y: number, size: number, extra = '') =>
    `<text x="16" y="${y}" font-family="${escapeXml(fontFamily)}" font-size="${size}" fill="${theme.ink}"${extra}>${escapeXml(content)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" role="img">`,
    `<title>${escapeXml(model.title)}</title><desc>${escapeXml(model.description)}</desc>`,
    `<rect width="${width}" height="${total}" fill="${theme.surface}"/>`,
    text(model.title, 23, 16, ' font-weight="bold"'),
    picture,
    ...lines.map((line, at) => text(line, titleHeight + height + 14 + at * lineHeight, 11)),
    '</svg>',
  ].join('\n');
}

/** Styles as attributes, hover styles left out: a strict content security policy then has nothing to forbid. */
function withoutStyles(svg: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => style.split(';').map(attributesOf).join(''));
}

function attributesOf(declaration: string): string {
  const [name, value] = declaration.split(':').map((part) => part.trim());
  if (!name || !value) return '';
  const font = name === 'font' ? /([\d.]+px)\s+(.*)/.exec(value) : null;
  return font ? ` font-size="${font[1]}" font-family="${font[2]}"` : ` ${name}="${value}"`;
}
