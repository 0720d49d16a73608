/** What a panel that factors can ask for holds. */
export interface InputDescription {
  readonly unit: string;
  readonly summary: string;
}
