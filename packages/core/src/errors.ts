/** Why a person is told that something did not happen. */
export type VisibleKind = 'refused' | 'bad-input' | 'missing' | 'denied' | 'unavailable' | 'unknown';

export interface VisibleWords {
  readonly kind: VisibleKind;
  /** Stable name for tests and logs ("dataset-missing"). */
  readonly code: string;
  /** What happened and what was not done. */
  readonly message: string;
  /** What to do next. */
  readonly remedy: string;
}

/** An error made for a person to read; everything else that is thrown is a bug and shown only as a request id. */
export class VisibleError extends Error {
  override readonly name = 'VisibleError';
  readonly kind: VisibleKind;
  readonly code: string;
  readonly remedy: string;

  constructor(words: VisibleWords, options: { cause?: unknown } = {}) {
    super(words.message, options);
    this.kind = words.kind;
    this.code = words.code;
    this.remedy = words.remedy;
  }
}

/** No card can stand in this place any more: the app was removed, or the channel is archived or gone. The message is the reason's code. */
export class PlaceGone extends Error {
  override readonly name = 'PlaceGone';
}
