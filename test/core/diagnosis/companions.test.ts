import { decide } from '@rung/core/diagnosis/decide.ts';
import { explain } from '@rung/core/diagnosis/explain.ts';
import { applyAnswer } from '@rung/core/diagnosis/next-question.ts';
import { readText } from '@rung/core/diagnosis/read-text.ts';
import { describe, expect, test } from 'vitest';
import { diagnoseText } from './read-fixtures.ts';

const beside = (text: string) => explain(diagnoseText(text)).beside.join(' ');

describe('Beside a tune stands', () => {
  const invoices =
    "We extract line items from freight invoices into JSON. Nova Lite with 6 examples gives valid JSON in 91% of cases, and we've been stuck there for five weeks of prompt work. 180k invoices a month, and we have 2,400 hand-checked invoice/JSON pairs.";

  test('a schema to be tried before it, where the shape fails and nothing enforces it', () => {
    const forced = `${invoices} The JSON schema is enforced by a tool call already.`;

    expect(diagnoseText(invoices).method).toBe('fine-tuning');
    expect(beside(invoices)).toMatch(/a JSON schema or a forced tool before the tune/u);
    expect(beside(forced)).not.toMatch(/before the tune/u);
  });

  test('the retrieval that runs, with its passages in the prompts that are trained', () => {
    const contracts =
      'We already have a Knowledge Base on our 12,000 contracts. In our eval the right clause is in the top 5 for 94% of questions. The answers still come in the wrong structure: legal wants issue / clause / risk / recommendation and we get that maybe 3 times out of 4, prompt rewritten at least ten times. 450 answers reviewed by counsel.';

    expect(diagnoseText(contracts).method).toBe('fine-tuning');
    expect(diagnoseText(contracts).companions.map(({ name }) => name)).toContain('rag');
    expect(beside(contracts)).toMatch(/Retrieval stays/u);
  });

  test('no credits where nobody has any', () => {
    const own =
      'For regulatory reasons we have to own the weights. We classify narratives into 22 codes, 5,500 labelled by compliance, 1.2M a month. Prompting Llama 3.1 8B got us to 83% and it won’t budge, we need 92.';

    expect(diagnoseText(own).method).toBe('fine-tuning');
    expect(beside(own)).not.toMatch(/credits/u);
    expect(beside(`${own} We have AWS credits until June.`)).toMatch(/credits/u);
  });

  test('no letters where invoices are trained on', () => {
    expect(beside(invoices)).not.toMatch(/letters|charts/iu);
  });
});

describe('A student that is wanted for its speed', () => {
  test('is given because the large model is too slow, not because it costs too much', () => {
    const slow =
      "Nova Pro takes 6 seconds and we need under 2 for the voice agent. Quality is fine. It's a narrow job, decide which of 9 intents the caller has, 2 million calls per month. Nova Micro is fast enough but only 84% right vs 95 with Pro.";
    const dear = slow.replace('takes 6 seconds and we need under 2 for', 'costs $60k a month, far too much for');

    expect(explain(diagnoseText(slow)).headline).toMatch(/is too slow/u);
    expect(explain(diagnoseText(dear)).headline).toMatch(/costs too much/u);
  });
});

describe('A shape that nothing enforces yet', () => {
  const invoices =
    "We extract line items from freight invoices into JSON. Nova Lite with 6 examples gives valid JSON in 91% of cases, and we've been stuck there for five weeks of prompt work. 180k invoices a month, and we have 2,400 hand-checked invoice/JSON pairs.";

  test('is asked about before personal data in invoices, and a no keeps the prompt', () => {
    const { nextQuestion } = diagnoseText(invoices);
    const situation = readText([{ role: 'user', text: invoices }]);
    const askedOnly = applyAnswer(situation, 'q-schema', 0);
    const enforced = applyAnswer(situation, 'q-schema', 1);

    expect(nextQuestion?.id).toBe('q-schema');
    expect(askedOnly && decide(askedOnly).method).toBe('prompt');
    expect(enforced && decide(enforced).method).toBe('fine-tuning');
  });
});

describe('Pages that are never found', () => {
  const manuals =
    "We use RAG over the maintenance manuals and the answers are wrong in a third of the cases. I looked at 60 of the bad ones and in 45 the right page wasn't retrieved at all. Chunk size is 300 tokens, no reranker.";

  test('are cut and searched anew: nobody asks again whether they are found, and no reranker ranks them', () => {
    const verdict = diagnoseText(manuals);

    expect(verdict.nextQuestion?.id).not.toBe('q-chunking');
    expect(explain(verdict).so).toMatch(/^Parse and cut the documents anew/u);
    expect(beside(manuals)).not.toMatch(/reranker/u);
  });

  test('are so as well once it was answered', () => {
    const situation = readText([
      { role: 'user', text: 'Our knowledge base finds the wrong paragraphs in 22 of 30 questions.' },
    ]);
    const answered = applyAnswer(situation, 'q-chunking', 0);

    expect(explain(decide(situation)).beside.join(' ')).toMatch(/reranker/u);
    expect(answered && explain(decide(answered)).beside.join(' ')).not.toMatch(/reranker/u);
  });
});

describe('What would turn a verdict', () => {
  test.each([
    ['We have 35 examples of it.', /your 35 examples have become 300 reviewed ones/u],
    ['We have 4,000 past tickets with the agent’s reply.', /300 of your 4,000 examples are reviewed/u],
    ['We have 4,000 past tickets with replies that our experts checked.', /more than 1 of 20$/u],
  ])('counts the examples that they have: %s', (told, words) => {
    const text = `Our bot invents refund rules that are not in our policy wiki of 600 pages. ${told}`;

    expect(diagnoseText(text).reversal?.when).toMatch(words);
  });
});

describe('Articles of a help center that change', () => {
  test('are asked about neither where they lie nor who may read them', () => {
    const text =
      'Claude keeps giving answers that were right last year. We run support with around 900 help center articles that change every two weeks.';

    expect(['q-place', 'q-access']).not.toContain(diagnoseText(text).nextQuestion?.id);
  });
});
