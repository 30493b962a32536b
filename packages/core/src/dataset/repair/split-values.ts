/** Who takes the JSON values of a stream that is no JSON Lines. */
export interface ValueSink {
  /** One value on one line, as it stood but for the spacing between its tokens; `line` is where it began. */
  value(text: Uint8Array, line: number): void;
  tooLong(line: number): void;
}

/** Where the stream stops being values with nothing but spacing and commas between them. */
export interface BrokenAt {
  readonly line: number;
  readonly message: string;
}

/** Cuts bytes into JSON values by their brackets and quotes; parses nothing and keeps one value in memory. */
export interface ValueSplitter {
  /** Where it breaks; undefined while all is well. */
  push(chunk: Uint8Array): BrokenAt | undefined;
  end(): BrokenAt | undefined;
}

export interface ValueLimits {
  /** True for the elements of one array, false for values that follow each other. */
  readonly inArray: boolean;
  readonly maxBytes: number;
  /** A value longer than this breaks the stream. */
  readonly giveUpBytes: number;
}

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const LINE_FEED = 10;
const SPACE = 32;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const isOpening = (byte: number) => byte === 123 || byte === OPEN_BRACKET;
const isClosing = (byte: number) => byte === 125 || byte === CLOSE_BRACKET;
const isSpacing = (byte: number) => byte === SPACE || byte === 9 || byte === LINE_FEED || byte === 13;

interface State {
  phase: 'before' | 'between' | 'inside' | 'after';
  depth: number;
  inText: boolean;
  escaped: boolean;
  line: number;
  start: number;
  length: number;
  buffer: Uint8Array;
}

export function createValueSplitter(sink: ValueSink, limits: ValueLimits): ValueSplitter {
  const state: State = {
    phase: limits.inArray ? 'before' : 'between',
    depth: 0,
    inText: false,
    escaped: false,
    line: 1,
    start: 1,
    length: 0,
    buffer: new Uint8Array(4096),
  };
  const finish = () => {
    if (state.length > limits.maxBytes) sink.tooLong(state.start);
    else sink.value(state.buffer.slice(0, state.length), state.start);
    state.phase = 'between';
    state.length = 0;
    state.depth = 0;
  };
  const step = (byte: number): string | undefined => {
    if (state.phase === 'inside') return stepInside(state, byte, { finish, limits });
    if (isSpacing(byte)) return undefined;
    return stepOutside(state, byte, { finish, limits });
  };

  return {
    push(chunk) {
      for (const byte of chunk) {
        const message = step(byte);
        if (message !== undefined) return { line: state.start, message };
        if (byte === LINE_FEED) state.line += 1;
      }
      return undefined;
    },
    end() {
      const isBare = state.phase === 'inside' && state.depth === 0 && !state.inText;
      if (isBare && !limits.inArray) finish();
      const isOver = state.phase === (limits.inArray ? 'after' : 'between');
      return isOver ? undefined : { line: state.start, message: 'The file ends before its last value does.' };
    },
  };
}

interface Doing {
  readonly finish: () => void;
  readonly limits: ValueLimits;
}

function stepOutside(state: State, byte: number, { finish, limits }: Doing): string | undefined {
  state.start = state.line;
  if (state.phase === 'before') {
    // A byte order mark may stand before the bracket.
    if (byte === OPEN_BRACKET) state.phase = 'between';
    return undefined;
  }
  if (state.phase === 'after') return 'More stands in the file after the array is over.';
  if (byte === COMMA) return undefined;
  if (byte === CLOSE_BRACKET && limits.inArray) {
    state.phase = 'after';
    return undefined;
  }
  if (isClosing(byte)) return 'A bracket closes here that was never opened.';
  state.phase = 'inside';
  return stepInside(state, byte, { finish, limits });
}

function stepInside(state: State, byte: number, { finish, limits }: Doing): string | undefined {
  if (state.inText) return stepText(state, byte, limits);
  const isBare = state.depth === 0 && state.length > 0;
  if (isBare && (byte === COMMA || isSpacing(byte) || isOpening(byte) || isClosing(byte))) {
    finish();
    return isSpacing(byte) ? undefined : stepOutside(state, byte, { finish, limits });
  }
  const message = isSpacing(byte) ? keepSpace(state, limits) : keep(state, byte, limits);
  if (byte === QUOTE) state.inText = true;
  else if (isOpening(byte)) state.depth += 1;
  else if (isClosing(byte)) {
    state.depth -= 1;
    if (state.depth === 0) finish();
  }
  return message;
}

function stepText(state: State, byte: number, limits: ValueLimits): string | undefined {
  if (byte === LINE_FEED) return 'A text is not closed before its line ends.';
  if (state.escaped) state.escaped = false;
  else if (byte === BACKSLASH) state.escaped = true;
  else if (byte === QUOTE) state.inText = false;
  return keep(state, byte, limits);
}

/** Any run of spacing becomes one space: none at all could make one token of two. */
function keepSpace(state: State, limits: ValueLimits): string | undefined {
  const last = state.length > 0 ? state.buffer[Math.min(state.length, state.buffer.length) - 1] : undefined;
  return last === SPACE ? undefined : keep(state, SPACE, limits);
}

function keep(state: State, byte: number, { maxBytes, giveUpBytes }: ValueLimits): string | undefined {
  if (state.length === state.buffer.length && state.length < maxBytes) {
    const wider = new Uint8Array(Math.min(maxBytes, state.buffer.length * 2));
    wider.set(state.buffer);
    state.buffer = wider;
  }
  if (state.length < state.buffer.length) state.buffer[state.length] = byte;
  state.length += 1;
  return state.length > giveUpBytes ? 'A value begins here that has no end in sight.' : undefined;
}
