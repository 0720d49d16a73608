import './echarts-server.ts';
import type * as Canvas from '@napi-rs/canvas';
import * as echarts from 'echarts/core.js';
import type { ChartModel, ChartOption } from '../../charts/model.ts';
import { type ChartTheme, fontFamily } from '../../charts/theme.ts';
import { pngUnavailable } from '../../errors.ts';
import { captionLines, type ChartSize, lineHeight, titleHeight, totalHeight } from './chart-page.ts';

/** Pixels per CSS pixel. */
const density = 2;

/** In a variable, so that a bundle of the server leaves the native module to the machine it runs on. */
const canvasModule = '@napi-rs/canvas';

/**
 * A chart as PNG with title, caption and source, at twice its size in CSS pixels. It changes how ECharts measures texts
 * in the whole thread: only a thread of its own may draw so.
 *
 * @throws PNG_UNAVAILABLE where the native module is not installed
 */
export async function renderPng(
  model: ChartModel,
  size: ChartSize,
  theme: ChartTheme,
  source: string,
): Promise<Buffer> {
  const { createCanvas } = await loadCanvas();
  echarts.setPlatformAPI(platformOn(createCanvas));
  const picture = createCanvas(size.width * density, size.height * density);
  const chart = echarts.init(picture, null, {
    ...size,
    renderer: 'canvas',
    devicePixelRatio: density,
  });
  chart.setOption({ ...model.option, ...inOneStep(model.option), animation: false, dataZoom: [] });

  const lines = captionLines(model, size, source);
  const sheet = createCanvas(size.width * density, totalHeight(size, lines) * density);
  const pen = sheet.getContext('2d');
  pen.fillStyle = theme.surface;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.drawImage(picture, 0, titleHeight * density);
  chart.dispose();
  pen.scale(density, density);
  pen.fillStyle = theme.ink;
  pen.font = `bold 16px ${fontFamily}`;
  pen.fillText(model.title, 16, 23);
  pen.font = `11px ${fontFamily}`;
  lines.forEach((line, at) => pen.fillText(line, 16, titleHeight + size.height + 14 + at * lineHeight));
  return sheet.encode('png');
}

/** Texts are measured as the canvas will write them. */
function platformOn(createCanvas: typeof Canvas.createCanvas) {
  const ruler = createCanvas(1, 1).getContext('2d');
  return {
    createCanvas: () => createCanvas(32, 32) as never,
    measureText: (text: string, font?: string) => {
      ruler.font = font ?? `12px ${fontFamily}`;
      // ECharts measures every ASCII character, and the canvas refuses the first of them.
      return { width: ruler.measureText(text.replaceAll('\0', '')).width };
    },
    // ECharts paints heat maps for 15 ms at a time, the later steps after the picture is copied: its clock is stopped.
    getTime: () => 0,
  };
}

/** Many marks are otherwise laid out in steps, each in a later turn. */
function inOneStep({ series = [] }: ChartOption): ChartOption {
  return { series: [series].flat().map((one) => ({ ...one, progressive: 0 })) };
}

async function loadCanvas(): Promise<typeof Canvas> {
  try {
    return (await import(canvasModule)) as typeof Canvas;
  } catch (thrown) {
    throw pngUnavailable(thrown);
  }
}
