/** Why a packed file, or a file of an archive, cannot be read. */
export interface PackedFault {
  readonly code: 'FILE_TOO_LARGE' | 'FILE_BINARY';
  /** What happened, as a sentence without a full stop. */
  readonly what: string;
}
