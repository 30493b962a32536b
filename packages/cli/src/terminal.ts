import type { Readable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import { VisibleError } from '@rung/core/errors.ts';

/** Where a command's answer goes, and where text may come from. */
export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean };
  /** Columns that a page may fill. */
  readonly width: number;
  readonly bold: Paint;
  readonly dim: Paint;
  /** Resolves when the text is written; false once nobody reads any longer (`| head`). */
  print(text: string): Promise<boolean>;
  /** One line for a person beside the answer, on standard error. */
  tell(text: string): void;
  /** Rewrites one line of standard error in place; nothing where that is no terminal. Empty text takes the line away. */
  progress(text: string): void;
}

export type Paint = (text: string) => string;

const WIDTH = { without: 80, least: 40, most: 100 } as const;

export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  let isRead = true;
  // A pipe that was closed is told to the write's own callback; without a listener it would end the process as well.
  stdout.on('error', () => undefined);
  return {
    input: stdin,
    width: Math.max(WIDTH.least, Math.min(WIDTH.most, stdout.columns || WIDTH.without)),
    bold: paintFor('bold', stdout),
    dim: paintFor('dim', stdout),
    async print(text) {
      isRead = isRead && (await write(stdout, text));
      return isRead;
    },
    tell: (text) => void stderr.write(`${text}\n`),
    progress(text) {
      if (stderr.isTTY) stderr.write(`\r\u001B[K${text}`);
    },
  };
}

/** Colour only on a terminal that has some; `hasColors` knows NO_COLOR, NODE_DISABLE_COLORS and TERM=dumb. */
export function paintFor(style: 'bold' | 'dim', stream: Pick<WriteStream, 'isTTY' | 'hasColors'>): Paint {
  if (!stream.isTTY || !stream.hasColors()) return (text) => text;
  return (text) => styleText(style, text, { validateStream: false });
}

function write(stdout: NodeJS.WriteStream, text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    stdout.write(text, (error?: NodeJS.ErrnoException | null) => {
      if (!error) resolve(true);
      else if (error.code === 'EPIPE') resolve(false);
      else reject(unwritable(error));
    });
  });
}

function unwritable(error: NodeJS.ErrnoException): VisibleError {
  return new VisibleError(
    {
      kind: 'unavailable',
      code: 'answer-not-written',
      message: `The answer could not be written (${error.code}).`,
      remedy: 'What was written before is incomplete; make room and run the command again.',
    },
    { cause: error },
  );
}
