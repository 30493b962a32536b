import { explain } from '@rung/core/diagnosis/explain.ts';
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
