import type { HomePage } from '@rung/core/chat/home-page.ts';
import type { Evidence } from '@rung/core/diagnosis/verdict.ts';
import type { JudgementField, JudgementForm } from '@rung/core/evaluation/judgement/judgement-form.ts';
import type { MetricKind } from '@rung/core/evaluation/metrics/target-metric.ts';
import type { Snooze } from '@rung/core/hosting/snooze.ts';
import type { ToKeep } from '@rung/core/hosting/spell.ts';
import type { JudgementId, LaunchId, UserId } from '@rung/core/ids.ts';
import type { FormChoices } from '@rung/core/launch/form-choices.ts';
import type { FilledLaunch } from '@rung/core/launch/launch-again.ts';
import type { FormErrors, LaunchForm } from '@rung/core/launch/launch-form.ts';
import type { LaunchKind } from '@rung/core/launch/recipe.ts';
import type { EvaluationDesk } from './evaluation-desk.ts';
import type { HostDesk } from './host-desk.ts';

/** Somebody, somewhere in Slack. */
export interface Where {
  readonly by: UserId;
  readonly channel: string;
}

/** A problem told in a thread; `rootTs` is absent when the words came with a command and no thread exists yet. */
export interface Told extends Where {
  readonly text: string;
  readonly rootTs?: string;
}

/** A click on the card of a check; `ticket` is its button's value. */
export interface CheckClick {
  readonly rootTs: string;
  readonly ticket: string;
  readonly clickId: string;
}

export type FormReply =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'wrong'; readonly errors: FormErrors }
  | { readonly kind: 'not-allowed' | 'against-diagnosis'; readonly because: string };

/** A submitted launch form. */
export interface LaunchSubmission {
  readonly form: LaunchForm;
  readonly formId: string;
  readonly rootTs: string | undefined;
  readonly reason: string;
  readonly personalData: string;
  readonly target: MetricKind | undefined;
}

/** What the judgement form is opened with. */
export interface JudgementStart {
  readonly name: string;
  readonly heldOut: string;
  /** Declared before the launch. */
  readonly target: MetricKind | undefined;
}

export type JudgementFormReply =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Partial<Record<JudgementField, string>>> }
  | { readonly kind: 'not-allowed'; readonly because: string };

/** What the desk's listeners call: one use case each. The wiring puts them together; nothing here knows AWS. */
export interface Desk extends HostDesk, EvaluationDesk {
  ask(told: Told): Promise<void>;
  answer(press: Where & { rootTs: string; questionId: string; answerIndex: number }): Promise<void>;
  explainWhyNot(press: Where & { rootTs: string }): Promise<unknown>;
  /** What a thread's verdict rests on, for the form that corrects it. */
  evidenceOf(thread: { channel: string; rootTs: string }): Promise<readonly Evidence[]>;
  correctFacts(form: Where & { rootTs: string; facts: readonly string[] }): Promise<void>;
  /** What a launch form can offer here and now. */
  launchChoices(): Promise<FormChoices>;
  /** Why this person cannot launch in this place; undefined when they can. */
  launchRefusal(where: Where): Promise<string | undefined>;
  /** Why the diagnosis of a thread is against a launch of this kind; undefined when it is not. */
  launchVeto(thread: { channel: string; rootTs: string; kind: LaunchKind }): Promise<string | undefined>;
  /** What the form to launch it again is filled in with; undefined when there is no record of it. */
  launchAgain(launchId: LaunchId): Promise<FilledLaunch | undefined>;
  requestLaunch(request: Where & LaunchSubmission): Promise<FormReply>;
  decideLaunch(click: Where & { launchId: LaunchId; shownHash: string; decision: 'approve' | 'deny' }): Promise<void>;
  stopLaunch(click: Where & { launchId: LaunchId }): Promise<void>;
  checkDataset(request: Where & { uri: string }): Promise<void>;
  lookForNames(click: Where & CheckClick): Promise<void>;
  takeRepairedCopy(click: Where & CheckClick): Promise<void>;
  listLaunches(where: Where): Promise<void>;
  listHostings(where: Where): Promise<void>;
  /** What the Home tab says to one person. */
  home(by: UserId): Promise<HomePage>;
  stopHosting(click: Where & { spellId: string }): Promise<void>;
  /** What the judgement form starts with; undefined when the launch has no finished model. */
  judgementChoices(launchId: LaunchId): Promise<JudgementStart | undefined>;
  requestJudgement(
    request: Where & { launchId: LaunchId; form: JudgementForm; formId: string },
  ): Promise<JudgementFormReply>;
  confirmJudgement(
    click: Where & { judgementId: JudgementId; shownHash: string; decision: 'confirm' | 'decline' },
  ): Promise<void>;
  showFlips(click: Where & { judgementId: JudgementId }): Promise<void>;
  cancelStop(click: Where & { spellId: string }): Promise<void>;
  snoozeAlert(click: Where & { spellId: string; snooze: Snooze }): Promise<void>;
  /** What the form that keeps it is opened with; undefined where there is no record of it. */
  aboutToKeep(spellId: string): Promise<ToKeep | undefined>;
  keepHosting(form: Where & { spellId: string; reason: string }): Promise<void>;
  adoptHosting(click: Where & { spellId: string }): Promise<void>;
  estimate(asked: Where & { words: string }): Promise<void>;
  prices(asked: Where & { anew: boolean }): Promise<void>;
  showCredits(asked: Where & { words: string }): Promise<void>;
  orderDigest(asked: Where & { words: string }): Promise<void>;
  showCosts(where: Where): Promise<void>;
  switchSpending(asked: Where & { to: 'on' | 'stopped'; reason: string }): Promise<void>;
  about(where: Where): Promise<void>;
  help(where: Where): Promise<void>;
  notice(where: Where, words: { headline: string; detail: string }): Promise<void>;
}
