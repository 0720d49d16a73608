import './echarts-server.ts';
import type * as Canvas from '@napi-rs/canvas';
import * as echarts from 'echarts/core.js';
import type { ChartModel } from '../charts/model.ts';
import { type ChartTheme, fontFamily } from '../charts/theme.ts';
import { pngUnavailable } from '../errors.ts';
import { captionLines, type ChartSize, lineHeight, titleHeight, totalHeight } from './chart-page.ts';

/** Pixels per CSS pixel. */
const density = 2;

/** In a variable, so that a bundle of the server leaves the native module to the machine it runs on. */
const canvasModule = '@napi-rs/canvas';

/**
 * A chart as PNG with title, caption and source, at twice its size in CSS pixels.
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
  echarts.setPlatformAPI({ createCanvas: () => createCanvas(32, 32) as never });
  const picture = createCanvas(size.width * density, size.height * density);
  const chart = echarts.init(picture as never, null, {
    ...size,
    renderer: 'canvas',
    devicePixelRatio: density,
  });
  chart.setOption({ ...model.option, animation: false, dataZoom: [] });

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

async function loadCanvas(): Promise<typeof Canvas> {
  try {
    return (await import(canvasModule)) as typeof Canvas;
  } catch (thrown) {
    throw pngUnavailable(thrown);
  }
}
