import { type Condition, holds } from './condition.ts';
import type { FactName } from './fact-names.ts';
import type { Outcome } from './methods.ts';
import { TENS_OF_BILLIONS } from './rules/pre-training.ts';
import { type Situation, situationOf } from './situation.ts';
import type { Verdict } from './verdict.ts';
import { unofferedTeacher } from './what-to-do.ts';

/** What was named or asked for, and what is true of it whichever method it takes. */
interface Asked {
  /** Every outcome where it is left out. */
  readonly methods?: readonly Outcome[];
  readonly when: Condition;
  readonly answer: string | ((situation: Situation) => string | undefined);
}

/** A Claude that is to be tuned, whoever proposes it. */
const CLAUDE = /\b(?:claude|sonnet|opus|haiku)\b/iu;
const TUNING_CLAUDE =
  /\b(?:fine-?tun(?:e|ing)|fine tun(?:e|ing)|tun(?:e|ing)|train(?:ing)?|customise|customize|customising|customizing)(?: of| on)? (?:the |an? |our )?(?:newest )?(?:claude|sonnet|opus|haiku)\b/iu;

/** What can be tuned instead of it. */
const BASES =
  'The last Claude that AWS tuned, Claude 3 Haiku, ended on 10 September 2026. Bedrock tunes Nova Micro, Lite, Pro and 2 Lite and Llama 3.1 to 3.3; SageMaker tunes other open models (read on 20 November 2026).';

/** A committed term, and not only model units. */
const HOW_LONG = /\b(?:\d+|one|three|six|twelve)[- ]months?\b/iu;
const TERM = new RegExp(`\\bterms?\\b|\\bcommit\\w*|\\breserved\\b|${HOW_LONG.source}`, 'iu');
const TERM_NAMED: Condition = {
  all: [
    { fact: 'commitment-considered', says: TERM },
    {
      not: { any: ['term-running', 'term-certain', { fact: 'commitment-considered', says: /\bwithout\b|\bno[- ]/iu }] },
    },
  ],
};

/** Prompts that one distillation in Bedrock takes. */
const MOST_PROMPTS = 15_000;
/** More than this was no count of prompts. */
const COUNTABLE = 1_000_000_000;
const ONE_MILLION = 1_000_000;

const ASKED: readonly Asked[] = [
  {
    methods: ['prompt', 'rag', 'routing'],
    when: TERM_NAMED,
    answer: (situation) =>
      `Take no ${termIn(situation)}: a base model is billed per token and needs none, a term bills quiet months too, and it cannot be ended early.`,
  },
  {
    methods: ['fine-tuning', 'distillation', 'cpt', 'not-enough-info'],
    when: TERM_NAMED,
    answer: (situation) =>
      `Take no ${termIn(situation)} before a tuned model has passed on held-out cases: a term bills quiet months too, and it cannot be ended early.`,
  },
  {
    methods: ['import'],
    when: TERM_NAMED,
    answer: (situation) => `Take no ${termIn(situation)}: Bedrock has no Provisioned Throughput for imported weights.`,
  },
  {
    methods: ['fine-tuning'],
    when: {
      all: ['tuning-tried', { fact: 'base-model', oneOf: ['gpt'] }, 'labelled-pairs'],
    },
    answer:
      'Examples in OpenAI’s JSONL become a Nova’s conversations by rung check FILE --fix DIR --to conversation, which also says what is wrong in them.',
  },
  {
    methods: ['cpt'],
    when: { fact: 'raw-corpus', below: TENS_OF_BILLIONS },
    answer: (situation) =>
      `AWS speaks of tens of billions of tokens for this; yours are some ${amountIn('raw-corpus', situation)}. Measure retrieval with a written-out glossary first: it may be enough.`,
  },
  {
    methods: ['distillation'],
    when: 'logged-prompts',
    answer: keptAnswers,
  },
  {
    methods: ['distillation'],
    when: { all: [{ fact: 'logged-prompts', atLeast: MOST_PROMPTS + 1, below: COUNTABLE }, { not: 'own-teacher' }] },
    answer: (situation) =>
      `Of your ${amountIn('logged-prompts', situation)} prompts one distillation in Bedrock takes 15,000: draw them so that every kind of case is among them.`,
  },
];

/** The answers to what was named, in the order in which a card gives them. */
export function answersToAsked({ method, facts }: Pick<Verdict, 'method' | 'facts'>): readonly string[] {
  const situation = situationOf(facts);
  const told = ASKED.filter(({ methods, when }) => (methods?.includes(method) ?? true) && holds(when, situation))
    .map(({ answer }) => (typeof answer === 'string' ? answer : answer(situation)))
    .filter((answer) => answer !== undefined);
  return wantsClaude(facts) ? [BASES, ...told] : told;
}

/** What a headline begins with where somebody wants to tune a model that nobody can. */
export function refusedBase({ facts }: Pick<Verdict, 'facts'>): string | undefined {
  return wantsClaude(facts) ? 'Claude cannot be tuned on AWS; a Nova or a Llama can.' : undefined;
}

function wantsClaude(facts: Verdict['facts']): boolean {
  return facts.some(
    ({ name, state, quote }) =>
      TUNING_CLAUDE.test(quote) || (name === 'model-not-tunable' && state === 'known' && CLAUDE.test(quote)),
  );
}

function termIn({ facts }: Situation): string {
  const quote = facts['commitment-considered']?.quote ?? '';
  const length = HOW_LONG.exec(quote)?.[0];
  // Who asks "one month or six" is told of neither.
  return length === undefined || /\bor\b/iu.test(quote)
    ? 'term'
    : `${length.toLowerCase().replace(' ', '-').replace(/s$/u, '')} term`;
}

/** Logged answers teach only where the model that gave them may be the teacher. */
function keptAnswers(situation: Situation): string | undefined {
  const teacher = unofferedTeacher(situation);
  return teacher === undefined
    ? undefined
    : `What ${teacher} answered cannot train a model in Bedrock’s distillation; what it was asked can, 100 to 15,000 prompts.`;
}

function amountIn(name: FactName, { facts }: Situation): string {
  const value = facts[name]?.amount?.value ?? 0;
  if (value < ONE_MILLION) return value.toLocaleString('en-US');
  const [unit, word] = value < COUNTABLE ? [ONE_MILLION, 'million'] : [COUNTABLE, 'billion'];
  return `${(value / unit).toLocaleString('en-US', { maximumFractionDigits: 1 })} ${word}`;
}
