import type { HostErrors, HostForm } from '@rung/core/hosting/lease/host-form.ts';
import type { Imported } from '@rung/core/hosting/lease/imported.ts';
import type { JudgedResult } from '@rung/core/hosting/lease/judged-result.ts';
import type { Move } from '@rung/core/hosting/lease/replaced.ts';
import type { HostWay } from '@rung/core/hosting/lease/ways.ts';
import type { LaunchId, LeaseId } from '@rung/core/ids.ts';
import type { EpochMs } from '@rung/core/time.ts';
import type { Where } from './desk.ts';

/** What the form that hosts a model is opened with; figures are undefined where nobody measured them. */
export interface HostStart {
  readonly name: string;
  readonly baseName: string;
  /** Set for an imported model, which stands already. */
  readonly imported: Imported | undefined;
  readonly ways: readonly HostWay[];
  readonly moves: readonly Move[];
  readonly notPassed: string | undefined;
  readonly judged: JudgedResult | undefined;
  readonly requestsAMonth: number | undefined;
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

export type HostFormReply =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'wrong'; readonly errors: HostErrors }
  | { readonly kind: 'not-allowed'; readonly because: string };

/** What the listeners of hosting call. */
export interface HostDesk {
  /** Or why nothing can be hosted. */
  hostChoices(launchId: LaunchId): Promise<HostStart | { readonly because: string }>;
  showModelsToHost(where: Where): Promise<void>;
  requestHosting(request: Where & { launchId: LaunchId; form: HostForm; formId: string }): Promise<HostFormReply>;
  decideHosting(click: Where & { leaseId: LeaseId; shownHash: string; decision: 'approve' | 'deny' }): Promise<void>;
  extendLease(click: Where & { leaseId: LeaseId; shownEndMs: EpochMs | undefined }): Promise<void>;
  stopLease(click: Where & { leaseId: LeaseId; shownEndMs: EpochMs | undefined }): Promise<void>;
  keepLease(click: Where & { leaseId: LeaseId }): Promise<void>;
}
