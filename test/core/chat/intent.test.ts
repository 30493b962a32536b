import { asksForReasons, wantsExplanation } from '@rung/core/chat/intent.ts';
import { describe, expect, it } from 'vitest';

describe('what a message wants', () => {
  it.each([
    'what is continued pre-training?',
    'What does hosting cost?',
    'how does distillation work',
    'explain prompt routing',
    'what’s RAG?',
  ])('%j is a question about a word', (text) => {
    expect(wantsExplanation(text)).toBe('yes');
  });

  it.each([
    'can I fine-tune Claude?',
    'is RAG cheaper than fine-tuning?',
    'which models can be tuned',
    'why do tunes go stale?',
  ])('%j is one when the answer is known', (text) => {
    expect(wantsExplanation(text)).toBe('if-known');
  });

  it.each([
    'can we fine-tune it?',
    'should we fine-tune?',
    'Is it normal? The bot invents prices.',
    'what is wrong with our bot?',
    'how do we fine-tune our model?',
    'the model makes up prices',
    'why does my model repeat itself',
  ])('%j is a problem', (text) => {
    expect(wantsExplanation(text)).toBe('no');
  });

  it.each(['why?', 'Why', 'but why?', 'why not fine-tuning?', 'why not'])(
    '%j asks for the reasons of a verdict',
    (text) => {
      expect(asksForReasons(text)).toBe(true);
    },
  );

  it.each(['why does it repeat itself?', 'why not, we have 500 pairs and a plateau', 'no'])('%j does not', (text) => {
    expect(asksForReasons(text)).toBe(false);
  });
});
