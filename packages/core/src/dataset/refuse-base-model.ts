/** Why an id cannot be the base of a customization job. */
export type RefusalReason =
  | 'wrong-variant'
  | 'inference-id'
  | 'end-of-life'
  | 'no-longer-tunable'
  | 'not-tunable'
  | 'unknown';

/** The refusal of an id, with the ids to use instead (may be empty). */
export interface Refusal {
  readonly kind: 'refused';
  readonly id: string;
  readonly reason: RefusalReason;
  readonly why: string;
  readonly instead: readonly string[];
}

interface KnownWrong {
  readonly pattern: RegExp;
  readonly reason: RefusalReason;
  readonly why: string;
  readonly instead: readonly string[];
}

const NOVA_LITE = 'amazon.nova-lite-v1:0:300k';
const NOVA_MICRO = 'amazon.nova-micro-v1:0:128k';
const LLAMA_33 = 'meta.llama3-3-70b-instruct-v1:0:128k';

/** Lifecycle dates: docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html, read 2026-11-20. */
const KNOWN_WRONG: readonly KnownWrong[] = [
  {
    pattern: /^anthropic\.claude-3-haiku-/,
    reason: 'end-of-life',
    why: 'Claude 3 Haiku was the only Claude that Bedrock fine-tuned, and it reached its end of life on 2026-09-10.',
    instead: [NOVA_LITE, LLAMA_33],
  },
  {
    pattern: /^anthropic\./,
    reason: 'not-tunable',
    why: 'Bedrock does not fine-tune this Claude model.',
    instead: [NOVA_LITE, LLAMA_33],
  },
  {
    pattern: /^amazon\.titan-text-/,
    reason: 'no-longer-tunable',
    why: 'Titan Text is no longer in the table of models that Bedrock fine-tunes.',
    instead: [NOVA_MICRO, NOVA_LITE],
  },
  {
    pattern: /^cohere\./,
    reason: 'no-longer-tunable',
    why: 'Cohere Command is no longer in the table of models that Bedrock fine-tunes.',
    instead: [NOVA_LITE, LLAMA_33],
  },
  {
    pattern: /^amazon\.nova-premier-/,
    reason: 'end-of-life',
    why: 'Nova Premier reached its end of life on 2026-09-14 and was never in the fine-tuning table.',
    instead: ['amazon.nova-pro-v1:0:300k'],
  },
  {
    pattern: /^amazon\.(nova-canvas|nova-reel|titan-image|titan-embed)/,
    reason: 'not-tunable',
    why: 'This is an image, video or embedding model; Rung tunes text models only.',
    instead: [NOVA_LITE],
  },
];

/** Explains an id that is not in the table; `tunable` are the ids that are. */
export function refuseBaseModel(id: string, tunable: readonly string[]): Refusal {
  const plain = id.replace(/^(us|us-gov|eu|apac|jp|au|ca|global)\./, '');
  const wrong = KNOWN_WRONG.find((candidate) => candidate.pattern.test(plain));
  if (wrong) return { kind: 'refused', id, reason: wrong.reason, why: wrong.why, instead: wrong.instead };
  const sibling = tunable.find((candidate) => stem(candidate) === stem(plain));
  if (sibling) return wrongSpelling(id, { sibling, isVariant: plain === id && plain.split(':').length === 3 });
  const why = `${JSON.stringify(id)} is not in the table of models that Bedrock fine-tunes (read 2026-11-20).`;
  return { kind: 'refused', id, reason: 'unknown', why, instead: tunable };
}

function wrongSpelling(id: string, found: { sibling: string; isVariant: boolean }): Refusal {
  const { sibling, isVariant } = found;
  const why = isVariant
    ? `${id} is a variant for Provisioned Throughput. CreateModelCustomizationJob accepts its shape, then the job fails; the variant that is tuned is ${sibling}.`
    : `${id} is the id for inference; a customization job needs the context length in the id: ${sibling}.`;
  return { kind: 'refused', id, reason: isVariant ? 'wrong-variant' : 'inference-id', why, instead: [sibling] };
}

/** The id without its version and context length: `amazon.nova-lite-v1`. */
function stem(id: string): string {
  return id.split(':')[0] ?? id;
}
