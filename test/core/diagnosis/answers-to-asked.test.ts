import { BASE_MODELS } from '@rung/core/dataset/base-models.ts';
import { explain } from '@rung/core/diagnosis/explain.ts';
import { describe, expect, test } from 'vitest';
import { diagnoseText } from './read-fixtures.ts';

const saying = (text: string) => explain(diagnoseText(text));
const firstOf = (text: string) => saying(text).asked.join(' ');

const HOUSE_FORMAT =
  'Can I fine-tune Claude Sonnet 4.5 on Bedrock? We want it to write code review comments in our house format (severity tag, rule id, one-sentence fix). Prompting gets 85% of comments in the right shape. 900 reviewed comments from senior devs, around 60k reviews/month.';

describe('Who names a Claude to be tuned', () => {
  test.each([
    HOUSE_FORMAT,
    'We want to fine-tune Claude Opus on Bedrock with our 2,000 labelled tickets, few-shot is stuck at 80% for months, 50k tickets a month.',
    'Can I fine-tune Claude Sonnet 4.5 on Bedrock?',
  ])('reads first of all that none can, and what can: %s', (text) => {
    const { headline, asked } = saying(text);

    expect(headline).toMatch(/^Claude cannot be tuned on AWS; a Nova or a Llama can\./u);
    expect(headline.length).toBeLessThanOrEqual(150);
    expect(asked.join(' ')).toMatch(/Claude 3 Haiku, ended on 10 September 2026/u);
  });

  test('reads the names of bases that Bedrock does tune', () => {
    const named = firstOf(HOUSE_FORMAT);
    const families = new Set(BASE_MODELS.map(({ family }) => family));

    expect(families).toContain('Llama 3.1');
    expect(families).toContain('Llama 3.3');
    for (const { name } of BASE_MODELS.filter(({ family }) => family.startsWith('Nova')))
      expect(named).toContain(name.replace(/^Nova (?=\D)/u, '').replace(/^Nova /u, ''));
  });

  test('reads it of no Claude that is only in use', () => {
    expect(saying('Claude keeps inventing refund rules that are not in our policy wiki.').headline).not.toMatch(
      /tuned/u,
    );
  });
});

describe('Who names a term', () => {
  const season = 'Our tax assistant is dead from May to February. A consultant recommended a custom model with a';
  const works = 'The prompt works, but it has 5,500 tokens and every request pays for it.';

  test('reads that it pays for quiet months and cannot be ended early', () => {
    expect(firstOf(`${season} 6-month commitment. ${works}`)).toMatch(
      /^Take no 6-month term: .*quiet months too.*cannot be ended early/u,
    );
  });

  test('reads nothing of a term where a month is only what something costs', () => {
    const bill = 'The team has a tuned Nova Pro on provisioned throughput that costs us $15k a month.';

    expect(firstOf(`${bill} The plain model with a good prompt does it, too.`)).not.toMatch(/Take no/u);
  });
});

describe('Who pays for a tune that is no better than the plain model', () => {
  const verdict = diagnoseText(
    'I own the AWS bill. The team has a fine-tuned Nova Pro on provisioned throughput that costs us around $15k a month, and as far as I can see it gets maybe 2,000 requests a day. They say the plain model with a good prompt was within one point on their test. Why do we need this?',
  );

  test('reads that what is hosted can go, and is asked whether a term runs', () => {
    expect(explain(verdict).so).toMatch(/let what is hosted go/u);
    expect(verdict.nextQuestion?.id).toBe('q-running-term');
  });
});

describe('Who kept what a model answered', () => {
  const kept = (model: string) =>
    `We route inbound emails into 14 queues, nothing else. ${model} gets 96.5% on our test set, Nova Micro 88%. 3.5 million emails per month cost $41k, which is too much. We kept all the ${model} answers from the last four months.`;

  test('reads what of it may be used, where the model is no teacher', () => {
    expect(firstOf(kept('Claude Sonnet'))).toMatch(
      /What Claude Sonnet answered cannot train .* what it was asked can, 100 to 15,000 prompts/u,
    );
    expect(firstOf(kept('Nova Pro'))).toBe('');
  });

  test('reads how many of them one distillation takes', () => {
    const many = kept('Nova Pro').replace('all the Nova Pro answers', '400k logged prompts and answers');

    expect(firstOf(many)).toMatch(/Of your 400,000 prompts one distillation in Bedrock takes 15,000/u);
  });
});

describe('Who moves a tune with its JSONL', () => {
  test('reads how it becomes conversations of a Nova', () => {
    const text =
      'We have a fine-tuned gpt-4o-mini that turns call transcripts into CRM fields, works great, and OpenAI is closing fine-tuning. We still have the 1,800 training examples in their JSONL. About 300k calls per month.';

    expect(firstOf(text)).toContain('rung check FILE --fix DIR --to conversation');
  });
});

describe('Who has less raw text than AWS speaks of', () => {
  test('reads so before anything is pre-trained, and of no great deal of text', () => {
    const text =
      "Our drilling engineers' daily reports are full of abbreviations no model seems to get (POOH, WOB, 'circ btms up'). We have roughly 30 GB of those reports, nobody labelled anything. It's not one task. Nova Pro misreads half of the sentences even with a glossary in the prompt.";

    expect(firstOf(text)).toMatch(/tens of billions of tokens for this; yours are some 7\.5 billion/u);
    expect(saying(text).headline).not.toMatch(/great deal/u);
  });
});
