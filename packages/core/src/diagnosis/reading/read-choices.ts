import type { FactName } from '../fact-names.ts';
import type { Span } from './split-sentences.ts';

export interface ChoiceFound extends Span {
  readonly name: FactName;
  readonly choice: string;
}

/** Base models and regions, as the rules tell them apart. */
const CHOICES: readonly [FactName, string, RegExp][] = [
  ['base-model', 'nova', /\bnova(?: 2)?(?: lite| micro| pro)?\b/gu],
  ['base-model', 'llama-on-demand', /\bllama[- ]?3\.3\b/gu],
  ['base-model', 'llama', /\bllama(?:[- ]?3(?:\.[12])?)?(?![- ]?3\.3)\b/gu],
  ['base-model', 'mistral', /\b(?:mistral|mixtral)\b/gu],
  ['base-model', 'qwen', /\bqwen[\d.]*/gu],
  ['base-model', 'falcon', /\bfalcon\b/gu],
  ['base-model', 'gemma', /\bgemma\b/gu],
  ['base-model', 'phi', /\bphi-?[34]\b/gu],
  ['base-model', 'deepseek', /\bdeepseek\b/gu],
  ['base-model', 'gpt-oss', /\bgpt-oss\b/gu],
  ['base-model', 'gpt', /\b(?:gpt-?[345][\w.]*|openai|chatgpt)\b/gu],
  [
    'base-model',
    'open',
    /\b(?:open \d+(?:\.\d)?b|open(?:[- ](?:source|weights?))? (?:model|weights?|llm)|open-?weights?|open source model)\b/gu,
  ],
  ['region', 'us-tunable', /\b(?:us-east-1|us-west-2|virginia|oregon)\b/gu],
  ['region', 'import-only', /\b(?:eu-central-1|frankfurt|us-east-2|ohio)\b/gu],
  [
    'region',
    'elsewhere',
    /\b(?:eu-(?:west|north|south)-\d|ap-\w+-\d|sa-east-1|ca-central-1|me-\w+-\d|af-south-1|govcloud|(?:data|everything|it|model|inference|training|processing) (?:must|has to|may|can|needs to|should) (?:only )?(?:not )?(?:stay|remain|be (?:processed|kept|stored)|leave|never leave) (?:in )?(?:the )?(?:eu|europe|germany|france|switzerland|india|japan|australia|canada|brazil|singapore|uk|country|korea)|(?:eu|swiss|german|french|indian|australian|canadian) (?:data )?residency|(?:in|inside|within) the (?:eu|european union) only|eu only|eu[- ]region)\b/gu,
  ],
];

const NEED = /\b(?:teacher|sonnet|opus|competitor|currently|today|bill)\b/u;

export function readChoices(sentence: string): readonly ChoiceFound[] {
  return CHOICES.flatMap(([name, choice, pattern]) =>
    [...sentence.matchAll(pattern)].map((match) => ({
      name,
      choice,
      start: match.index,
      end: match.index + match[0].length,
    })),
  ).filter((found) => found.name !== 'base-model' || found.choice !== 'open' || !NEED.test(sentence));
}
