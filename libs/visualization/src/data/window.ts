/** First and last session that are shown, ISO dates; absent means all. */
export interface Window {
  readonly start?: string;
  readonly end?: string;
}
