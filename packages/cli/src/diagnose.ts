import { decodeUtf8 } from '@rung/core/dataset/decode-utf8.ts';
import { MAX_LINE_BYTES } from '@rung/core/dataset/split-lines.ts';
import { decide } from '@rung/core/diagnosis/decide.ts';
import { readText } from '@rung/core/diagnosis/read-text.ts';
import { VisibleError } from '@rung/core/errors.ts';
import { answerQuestions } from './answer-questions.ts';
import { badLine, describeTolerated, readJsonLines, type Tolerated } from './json-lines.ts';
import { findFile } from './open-file.ts';
import { parseCase } from './parse-case.ts';
import { readOptions, wrongUse } from './read-options.ts';
import type { Terminal } from './terminal.ts';
import { questionJson, verdictJson } from './verdict-json.ts';
import { verdictPage } from './verdict-page.ts';

export const DIAGNOSE_USAGE = 'rung diagnose "text" [--answer N]… [--json]   or   rung diagnose --jsonl [FILE]';

const STANDARD_INPUT = 'standard input';

/** `rung diagnose`: one problem for a person or a program, or a stream of cases. Answers the exit code. */
export async function diagnose(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readOptions(args, {
    usage: DIAGNOSE_USAGE,
    options: { json: { type: 'boolean' }, jsonl: { type: 'boolean' }, answer: { type: 'string', multiple: true } },
  });
  const numbers = values.answer ?? [];
  if (values.jsonl && numbers.length > 0)
    throw wrongUse('--answer goes with one text, not with --jsonl.', DIAGNOSE_USAGE);
  if (values.jsonl) return diagnoseLines(positionals, terminal);
  const isPiped = positionals.length === 0 || (positionals.length === 1 && positionals[0] === '-');
  const text = isPiped ? await readAll(terminal) : positionals.join(' ');
  if (text.trim() === '') throw wrongUse('There is no text to diagnose.', DIAGNOSE_USAGE);
  const { situation, answered } = answerQuestions(readText([{ role: 'user', text }]), numbers, DIAGNOSE_USAGE);
  const verdict = decide(situation);
  const json = { ...verdictJson(null, verdict), question: questionJson(verdict) };
  await terminal.print(
    values.json ? `${JSON.stringify(json, undefined, 2)}\n` : verdictPage(verdict, { page: terminal, answered }),
  );
  return 0;
}

/** One case in, one verdict out, before the next is read. */
async function diagnoseLines(files: readonly string[], terminal: Terminal): Promise<number> {
  const [file = '-', ...more] = files;
  if (more.length > 0) throw wrongUse('--jsonl takes one file.', DIAGNOSE_USAGE);
  const name = file === '-' ? STANDARD_INPUT : file;
  const source = file === '-' ? terminal.input : (await findFile(file)).open();
  const tolerated: Tolerated = new Map();
  for await (const { line, value } of readJsonLines(source, { name, tolerated })) {
    const found = parseCase(value);
    if (typeof found === 'string') throw badLine(name, { line, message: found });
    const verdict = decide(readText(found.turns));
    if (!(await terminal.print(`${JSON.stringify(verdictJson(found.id, verdict))}\n`))) return 0;
  }
  const note = describeTolerated(tolerated, name);
  if (note !== undefined) terminal.tell(`rung: ${note}`);
  return 0;
}

async function readAll({ input }: Terminal): Promise<string> {
  if (input.isTTY) throw wrongUse('There is no text to diagnose.', DIAGNOSE_USAGE);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_LINE_BYTES)
      throw badInput(
        `The text is longer than ${MAX_LINE_BYTES / 1024} KiB; it was not read.`,
        'Tell the problem in fewer words.',
      );
  }
  const decoded = decodeUtf8(Buffer.concat(chunks));
  if (decoded.kind === 'broken')
    throw badInput('The text on standard input is not UTF-8; it was not read.', 'Save it as UTF-8 and send it again.');
  return decoded.text.replace(/^\uFEFF/, '');
}

function badInput(message: string, remedy: string): VisibleError {
  return new VisibleError({ kind: 'bad-input', code: 'text-unreadable', message, remedy });
}
