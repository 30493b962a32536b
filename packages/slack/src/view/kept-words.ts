import { endingWithBase, type Kept, type KeptModel, orphans, type VectorStore } from '@rung/core/hosting/kept.ts';
import { formatUsd, sumUsd } from '@rung/core/money.ts';
import type { EpochMs } from '@rung/core/time.ts';
import { code, count, day, safe, safeUpTo } from './blocks.ts';

/** What costs while it is kept: models that serve nobody, models that end with their base, and stores of vectors. */
export function keptLines(
  seen: { models: readonly KeptModel[]; kept: readonly Kept[]; unread: readonly { what: string; why: string }[] },
  nowMs: EpochMs,
): string[] {
  const lonely = orphans(seen.models, nowMs);
  return [
    ...(lonely.length > 0
      ? [
          `*${count(lonely.length, 'custom model')} kept and serving nobody*: ${storageWords(lonely)}. Delete what nobody needs in Bedrock; Rung deletes no custom model.`,
        ]
      : []),
    ...lonely.map((one) => `• ${nameWords(one)} · since ${day(isoDay(one.model.createdAtMs))}`),
    ...endingWithBase(seen.models, nowMs).map(
      (one) =>
        `• ${nameWords(one)} · *its base ends ${day(isoDay(one.model.baseEndsAtMs ?? 0))}*, and it answers no more from then on`,
    ),
    ...seen.kept.flatMap((one) => (one.kind === 'vector-store' ? [storeLine(one)] : [])),
    ...seen.unread.map(({ what, why }) => `Not seen: ${what}. AWS answered ${safeUpTo(200, why)}.`),
  ];
}

const isoDay = (atMs: EpochMs) => new Date(atMs).toISOString().slice(0, 10);

function storageWords(models: readonly KeptModel[]): string {
  const prices = models.flatMap(({ monthly }) => (monthly.kind === 'known' ? [monthly.price.amount] : []));
  const unknown = models.length - prices.length;
  if (prices.length === 0) return 'what their storage costs is not known';
  const sum = `${formatUsd(sumUsd(...prices))} a month for storage`;
  return unknown === 0 ? sum : `${sum}, and ${unknown} whose price is not known`;
}

const nameWords = ({ model, launch }: KeptModel) =>
  `*${safe(model.name)}* · ${launch ? `launched by <@${launch.requester}>` : 'not launched here of late'} · ${code(model.baseArn.slice(model.baseArn.lastIndexOf('/') + 1))}`;

/** AWS on OpenSearch Serverless: half a unit for indexing and half for search at least, twice that with standby copies (AWS Big Data blog, "cost-effective search capabilities, at any scale", read 2026-11-27). */
function storeLine({ name, store }: VectorStore): string {
  const about = `• *${safe(name)}* · Knowledge Base · `;
  switch (store) {
    case 'S3_VECTORS':
      return `${about}S3 Vectors: billed by what it stores and answers, nothing for standing`;
    case 'OPENSEARCH_SERVERLESS':
      return `${about}*OpenSearch Serverless: bills by the hour, asked or not*: one compute unit at least, two with standby copies; price not known to Rung`;
    default:
      return `${about}${safe(store)}: what it costs while it stands is not known to Rung`;
  }
}
