/** How far a piece of work has come. */
export interface Progress {
  /** A word for it: "download", "unpack". */
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** `191794682` as `191.8 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
