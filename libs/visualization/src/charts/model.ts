import type { ComposeOption } from 'echarts/core.js';
import type {
  BarSeriesOption,
  BoxplotSeriesOption,
  CustomSeriesOption,
  HeatmapSeriesOption,
  LineSeriesOption,
  ScatterSeriesOption,
} from 'echarts/charts.js';
import type {
  DataZoomComponentOption,
  GridComponentOption,
  LegendComponentOption,
  MarkLineComponentOption,
  TitleComponentOption,
  TooltipComponentOption,
  VisualMapComponentOption,
} from 'echarts/components.js';
import type { Quantity } from '../format.ts';
import type { ChartTheme } from './theme.ts';

/** The part of ECharts that the dashboard uses. */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | BoxplotSeriesOption
  | CustomSeriesOption
  | HeatmapSeriesOption
  | LineSeriesOption
  | ScatterSeriesOption
  | DataZoomComponentOption
  | GridComponentOption
  | LegendComponentOption
  | MarkLineComponentOption
  | TitleComponentOption
  | TooltipComponentOption
  | VisualMapComponentOption
>;

export interface Column {
  readonly key: string;
  readonly label: string;
  readonly quantity: Quantity;
}

/** The numbers of a chart for people who do not see it, and for copying. */
export interface DataTable {
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** A chart with everything that belongs to it; made by a pure function, drawn in the browser or on the server. */
export interface ChartModel {
  readonly id: string;
  readonly title: string;
  /** One line under the picture: what to look for, with the number of trials where it matters. */
  readonly lead: string;
  /** Method and units in full: what a reader must know before believing the picture. */
  readonly caption: string;
  /** What the picture shows, in words. */
  readonly description: string;
  readonly option: ChartOption;
  readonly table: DataTable;
}

/** What a chart needs besides its rows. */
export interface ChartContext {
  readonly theme: ChartTheme;
  /** Width in CSS pixels; narrow charts turn labels and shrink margins. */
  readonly width: number;
  /** True draws the mark of the demonstration market into the picture. */
  readonly synthetic: boolean;
  /** True for a picture that nobody can zoom, which has no slider. @default false */
  readonly still?: boolean;
}

/** Width below which a chart is laid out for a phone. */
export const narrowWidth = 520;
