import { fileURLToPath } from 'node:url';

const EXAMPLES = new URL('../test/fixtures/datasets/', import.meta.url);

const file = (name: string) => fileURLToPath(new URL(name, EXAMPLES));

/** The datasets that Rung ships: a support desk's tickets, 330 to train on, 66 held out, and one file with planted faults. */
export const EXAMPLE_FILES = {
  training: file('support-triage.jsonl'),
  validation: file('support-triage.validation.jsonl'),
  faulty: file('support-triage.faulty.jsonl'),
} as const;
