import type { Method, Outcome } from '../diagnosis/methods.ts';
import { RULES } from '../diagnosis/rules.ts';
import type { Verdict } from '../diagnosis/verdict.ts';
import type { UserId } from '../ids.ts';
import type { LaunchKind } from './recipe.ts';

/** The diagnosis that a launch comes from. `against` is set when one of its rules forbids a tune. */
export interface DiagnosisOnLaunch {
  readonly threadKey: string;
  readonly method: Outcome;
  readonly rulesVersion: string;
  readonly against: { readonly rule: string; readonly because: string } | undefined;
}

/** Why somebody launches against the diagnosis; part of the plan, so the approver says yes to this too. */
export interface Override {
  readonly by: UserId;
  readonly reason: string;
}

/** Fewest letters of a reason: a dot is none. */
const SHORTEST_REASON = 10;

/** Somebody's name to a reason; undefined where what they wrote is none. */
export function overrideBy(given: { by: UserId; reason: string }): Override | undefined {
  const reason = given.reason.trim();
  return reason.length >= SHORTEST_REASON ? { by: given.by, reason } : undefined;
}

/** The method of the ladder that each kind of launch carries out. */
const METHOD_OF: Readonly<Record<LaunchKind, Method>> = {
  'fine-tuning': 'fine-tuning',
  'reinforcement-fine-tuning': 'fine-tuning',
  distillation: 'distillation',
  import: 'import',
  router: 'routing',
  'prompt-optimisation': 'prompt',
};

/** What a thread's verdict means for a launch of this kind. */
export function diagnosisOnLaunch(threadKey: string, verdict: Verdict, kind: LaunchKind): DiagnosisOnLaunch {
  const ruledOut = verdict.ruledOut.find(({ method }) => method === METHOD_OF[kind]);
  const isVeto = RULES.some((rule) => rule.id === ruledOut?.rule && rule.effect.kind === 'veto');
  const against = ruledOut && isVeto ? { rule: ruledOut.rule, because: ruledOut.because } : undefined;
  return { threadKey, method: verdict.method, rulesVersion: verdict.rulesVersion, against };
}

export type OverrideAnswer =
  | { readonly kind: 'free' }
  | { readonly kind: 'overridden'; readonly override: Override }
  | { readonly kind: 'refused'; readonly because: string };

/** A tune that its diagnosis forbids is refused, unless somebody puts their name to a reason. */
export function mayLaunch(
  diagnosis: DiagnosisOnLaunch | undefined,
  given: { by: UserId; reason: string },
): OverrideAnswer {
  if (!diagnosis?.against) return { kind: 'free' };
  const override = overrideBy(given);
  if (override) return { kind: 'overridden', override };
  return {
    kind: 'refused',
    because: `This thread’s diagnosis is against it: ${diagnosis.against.because} Give a reason to launch anyway; it is recorded with your name.`,
  };
}
