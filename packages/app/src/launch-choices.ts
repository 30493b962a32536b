import { hostingAhead } from '@rung/core/cost/hosting-ahead.ts';
import type { PriceAnswer } from '@rung/core/cost/price.ts';
import type { BaseModel } from '@rung/core/dataset/base-models.ts';
import { type FormChoices, formChoices } from '@rung/core/launch/form-choices.ts';
import { costOf, formatUsd } from '@rung/core/money.ts';
import type { Deps } from './deps.ts';
import { priceBook } from './price-book.ts';

/** Slack's trigger lives three seconds, and the form has to be on the screen by then. */
const PATIENCE_MS = 1500;

/** "What can I launch?": what AWS lists in our region now, else what the dated tables say; bases with a known price first. */
export async function launchChoices(deps: Pick<Deps, 'settings' | 'jobs' | 'clock' | 'prices'>): Promise<FormChoices> {
  const { settings, jobs } = deps;
  const [models, routers, book] = await Promise.all([
    jobs.offered({ withinMs: PATIENCE_MS }).catch(() => undefined),
    jobs.readyRouters({ withinMs: PATIENCE_MS }).catch(() => []),
    priceBook(deps),
  ]);
  const priceOf = (base: { id: string }) => book(base.id, 'training-tokens-1k', settings.region);
  const choices = formChoices(settings, models && { models, routers }, (base) => ({
    label: label(base, priceOf(base)),
    hosting: hostingAhead(base, settings.region, book),
  }));
  const isPriced = (base: { id: string }) => (priceOf(base).kind === 'known' ? 0 : 1);
  return { ...choices, bases: [...choices.bases].sort((a, b) => isPriced(a) - isPriced(b)) };
}

function label(base: BaseModel, answer: PriceAnswer): string {
  if (answer.kind === 'unknown') return `${base.name} · price not known`;
  return `${base.name} · ${formatUsd(costOf(answer.price.amount, 1000))} per million tokens × epochs`;
}
