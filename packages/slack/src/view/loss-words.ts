import type { LossVerdict } from '@rung/core/evaluation/loss-verdict.ts';

/** Two decimals, and of a loss below a tenth its first two digits: 0.003 is not 0.00. */
const loss = (value: number) => (value > 0 && value < 0.1 ? value.toPrecision(2) : value.toFixed(2));

/** What the curves say, as the outcome of a card's first line. */
export function verdictHeadline(verdict: LossVerdict): string {
  switch (verdict.kind) {
    case 'learned':
      return `learned${verdict.flatFromStep === undefined ? '' : `, and flat from step ${verdict.flatFromStep}`}.`;
    case 'overfit':
      return `learned, then overfitted after epoch ${verdict.afterEpoch}.`;
    case 'flat':
      return 'trained, and learned next to nothing.';
    case 'unstable':
      return 'trained, and did not settle.';
    case 'unreadable':
      return 'trained; its losses could not be read.';
    default:
      return verdict satisfies never;
  }
}

/** The numbers behind the headline, in one sentence. */
export function verdictSentence(verdict: LossVerdict): string {
  switch (verdict.kind) {
    case 'learned':
      return verdict.measuredOn === 'validation'
        ? `Validation loss fell from ${loss(verdict.from)} to ${loss(verdict.to)}.`
        : `Training loss fell from ${loss(verdict.from)} to ${loss(verdict.to)}. There was no validation set, so overfitting cannot be seen.`;
    case 'overfit':
      return `Validation loss was best at ${loss(verdict.best)} and rose to ${loss(verdict.last)}: from there on the model memorised its examples.`;
    case 'flat':
      return `The loss went from ${loss(verdict.from)} to ${loss(verdict.to)}: the examples taught it almost nothing.`;
    case 'unstable':
      return `The loss went from ${loss(verdict.from)} to ${loss(verdict.to)}: it rose instead of falling.`;
    case 'unreadable':
      return verdict.why;
    default:
      return verdict satisfies never;
  }
}

/** The one thing to do next. Loss is a proxy, and every answer says so in its own way. */
export function verdictNext(verdict: LossVerdict): string {
  switch (verdict.kind) {
    case 'learned':
      return 'a lower loss is not yet a better answer. Judge it against a good prompt and few-shot on examples that training never saw, before anything is hosted.';
    case 'overfit':
      return `run it again with ${verdict.afterEpoch} ${verdict.afterEpoch === 1 ? 'epoch' : 'epochs'}, or with more examples. Do not host this one.`;
    case 'flat':
      return 'look at the examples first: is there a pattern that a person would learn from them? More epochs come second.';
    case 'unstable':
      return 'check the examples for contradictions, then try a lower learning rate.';
    case 'unreadable':
      return 'open the job in Bedrock and look at its output files.';
    default:
      return verdict satisfies never;
  }
}
