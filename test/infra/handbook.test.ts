import { describe, expect, it } from 'vitest';
import { readHandbook } from '../../functions/read-handbook.ts';

describe('the handbook', () => {
  const pages = readHandbook();

  it('has a page for each method and for what people ask most', () => {
    const names = pages.map(({ uri }) => uri.slice(uri.lastIndexOf('/') + 1)).sort();

    expect(names).toEqual([
      'continued-pre-training.md',
      'custom-model-import.md',
      'distillation.md',
      'fine-tuning.md',
      'hosting-costs.md',
      'marketplace.md',
      'prompt-engineering.md',
      'prompt-routing.md',
      'retrieval.md',
      'training-data.md',
    ]);
  });

  it.each(pages.map(({ uri, text }) => [uri, text]))(
    '%s names a source with its date, and begins with its title',
    (_, text) => {
      expect(text).toMatch(/^# \S/);
      expect(text).toMatch(/(?:docs\.aws\.amazon\.com\/\S+|AWS Price List quote),? (?:read|of) \d{4}-\d{2}-\d{2}/);
    },
  );
});
