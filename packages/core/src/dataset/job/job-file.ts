/** A file of a job, wherever it is. */
export interface JobFile {
  /** As the person wrote it. */
  readonly name: string;
  readonly bytes: number;
  /** False for a pipe, which can be read once. */
  readonly isRereadable: boolean;
  /** Its bytes from the start. */
  open(): AsyncIterable<Uint8Array>;
}
