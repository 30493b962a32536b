import type { ShownFlip } from '@rung/core/chat/card.ts';
import type { ArmAnswer } from '@rung/core/evaluation/judgement/answer.ts';
import type { ArmName } from '@rung/core/evaluation/judgement/arms.ts';
import type { JudgedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { fieldsIn } from '@rung/core/evaluation/metrics/score-answer.ts';
import type { JudgementId, UserId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';
import { answeredChunks, flipsKey, readAnswers, readChunk } from './judgement-files.ts';
import { placeOf } from './tell-judgement.ts';

type Needs = Pick<Deps, 'judgements' | 'messenger' | 'work'>;

/** Flips of each direction that are shown with their answers. */
const SHOWN = 8;

const GONE = {
  kind: 'notice',
  headline: 'The answers of this judgement are gone.',
  detail: 'They are kept for a year. Judge the model again to see which examples flip today.',
} as const;

/** "Which examples flipped?": by line of the held-out file, with what was right and what both arms said; whispered to the one who asks. */
export async function showFlips(deps: Needs, click: { judgementId: JudgementId; by: UserId }): Promise<void> {
  const judgement = await deps.judgements.find(click.judgementId);
  if (judgement?.state !== 'judged' || !('duel' in judgement.verdict)) return;
  if ((await answeredChunks(deps, judgement.id)) === 0)
    return deps.messenger.whisper({ place: placeOf(judgement), user: click.by }, GONE);
  const { first } = judgement.flips;
  const chosen = (['gained', 'lost'] as const).flatMap((kind) =>
    first.filter((flip) => flip.kind === kind).slice(0, SHOWN),
  );
  const flips = await Promise.all(chosen.map(({ line, kind }) => explain(deps, judgement, { line, kind })));
  const { rival } = judgement.verdict.duel;
  const all = deps.work.uri(flipsKey(judgement.id));
  await deps.messenger.whisper(
    { place: placeOf(judgement), user: click.by },
    { kind: 'flips', judgement, rival, flips, all },
  );
}

async function explain(
  deps: Needs,
  judgement: JudgedJudgement,
  flip: { line: number; kind: 'gained' | 'lost' },
): Promise<ShownFlip> {
  if (!('duel' in judgement.verdict)) throw new Error('a judgement without a duel has no flips');
  const { rival } = judgement.verdict.duel;
  // Every line of a held-out set that was judged is an example, so a line's number is its place.
  const chunk = Math.floor((flip.line - 1) / judgement.plan.chunkSize);
  const example = (await readChunk(deps, judgement.id, chunk)).find(({ line }) => line === flip.line);
  const said = async (arm: ArmName) => textOf(await readAnswers(deps, judgement.id, { arm, chunk }), flip.line);
  const { right = '', turns = [] } = example ?? {};
  const shown = { ...flip, right, rival: await said(rival), tuned: await said('tuned') };
  return { ...shown, question: turns.at(-1)?.text ?? '', ...fieldsOf(judgement, shown) };
}

/** Counted where the metric gives partial credit by fields. */
function fieldsOf(
  { request }: JudgedJudgement,
  said: { right: string; rival: string; tuned: string },
): Pick<ShownFlip, 'fields'> {
  if (request.metric.kind !== 'json-fields') return {};
  const [rival, tuned] = [fieldsIn(said.right, said.rival), fieldsIn(said.right, said.tuned)];
  return rival && tuned ? { fields: { of: tuned.of, rival: rival.right, tuned: tuned.right } } : {};
}

function textOf(answers: readonly ArmAnswer[], wanted: number): string {
  const found = answers.find(({ line }) => line === wanted);
  return found?.kind === 'answered' ? found.text : '';
}
