import { remedyOf } from '@rung/core/launch/failure-remedy.ts';
import {
  type Done,
  type Failed,
  jobNameOf,
  type Made,
  type Refused,
  type Settled,
  type Stopped,
  type Unknown,
} from '@rung/core/launch/launch.ts';
import { formatUsdLimit } from '@rung/core/money.ts';
import { formatDuration } from '@rung/core/time.ts';
import { code, context, count, type Drawn, drawn, moment, safe, safeUpTo, section } from './blocks.ts';
import { costWords } from './estimate-words.ts';
import { judgeBlocks } from './judge-button.ts';
import { againButton, madeButtons } from './launch-buttons.ts';
import { approvedBy, asked, LONGEST, place } from './launch-card.ts';
import { stoppedWords } from './launch-notes.ts';
import { verdictHeadline, verdictNext, verdictSentence } from './loss-words.ts';
import { madeHeadline, madeNext } from './recipe-words.ts';

const NOTHING_DONE = 'Nothing was sent to Bedrock, nothing was spent.';

/** The card of a launch that is over: what came of it, what it cost, what to do next. */
export function endCard(launch: Settled): Drawn {
  switch (launch.state) {
    case 'done':
      return doneCard(launch);
    case 'made':
      return madeCard(launch);
    case 'refused':
      return refusedCard(launch);
    case 'failed':
      return failedCard(launch);
    case 'stopped':
      return stoppedCard(launch);
    case 'unknown':
      return unknownCard(launch);
    default:
      return launch satisfies never;
  }
}

function doneCard(launch: Done): Drawn {
  const headline = `*${safe(launch.recipe.name)}: ${verdictHeadline(launch.verdict)}* ${costWords(launch)}`;
  const curve = launch.curve.training.length > 0 ? ' The curve is in the thread.' : '';
  return drawn(headline, [
    section(
      `${safeUpTo(LONGEST.why, verdictSentence(launch.verdict))}${curve}\n*Next:* ${verdictNext(launch.verdict)}`,
    ),
    ...judgeBlocks(launch),
    asked(launch),
    approvedBy(launch),
    context(`Model ${code(launch.modelArn)}`, billWords(launch)),
  ]);
}

function billWords({ billed }: Done): string {
  if (!billed) return 'AWS’s bill follows within a day or two; this card then says what it says.';
  return `Bill read ${moment(billed.readAtMs)}. ${safe(billed.difference)}`;
}

function madeCard(launch: Made): Drawn {
  return drawn(`*${safe(launch.recipe.name)}: ${madeHeadline(launch)}*`, [
    section(`*Next:* ${madeNext(launch)}${launch.note ? `\n*AWS says:* ${safeUpTo(LONGEST.why, launch.note)}` : ''}`),
    ...madeButtons(launch),
    asked(launch),
    approvedBy(launch),
  ]);
}

function refusedCard(launch: Refused): Drawn {
  const name = safe(launch.recipe.name);
  const { reason } = launch;
  switch (reason.kind) {
    case 'findings': {
      const [first] = reason.findings;
      const others = reason.findings.length - 1;
      const words = first ? `${place(first)}${safeUpTo(LONGEST.finding, first.message)}` : '';
      const more = others > 0 ? ` ${count(others, 'more finding')} ${others === 1 ? 'is' : 'are'} in the thread.` : '';
      const remedy = first ? `*What to do:* ${safeUpTo(LONGEST.finding, first.remedy)}` : '';
      const again = others > 0 ? ' Then mend what the thread lists, and launch it again.' : '';
      return drawn(`*${name}: not started.* ${words}${more} ${NOTHING_DONE}`, [
        ...(first ? [section(`${remedy}${again}`)] : []),
        asked(launch),
        ...againButton(launch),
      ]);
    }
    case 'denied': {
      const isOwn = reason.by === launch.requester;
      const next = isOwn
        ? 'launch it again when it should run after all.'
        : `ask <@${reason.by}> why in this thread; launch it again once that is settled.`;
      const headline = `*${name}: ${isOwn ? 'withdrawn' : 'denied'} by <@${reason.by}>*, ${moment(reason.atMs)}.`;
      return drawn(`${headline} ${NOTHING_DONE}`, [
        section(`*What to do:* ${next}`),
        asked(launch),
        ...againButton(launch),
      ]);
    }
    case 'expired':
      return drawn(`*${name}: expired.* Nobody approved it in a day. ${NOTHING_DONE}`, [
        section('*What to do:* launch it again; prices and data are read anew.'),
        asked(launch),
        ...againButton(launch),
      ]);
    case 'changed':
      return drawn(`*${name}: not started.* ${safeUpTo(LONGEST.why, reason.what)} ${NOTHING_DONE}`, [
        section('*What to do:* launch it again, so that what is new is checked and approved.'),
        asked(launch),
        ...againButton(launch),
      ]);
    default:
      return reason satisfies never;
  }
}

function failedCard(launch: Failed): Drawn {
  const where = launch.jobArn ? `Job ${code(launch.jobArn)}` : 'No job was made, so nothing was spent.';
  return drawn(`*${safe(launch.recipe.name)}: failed in AWS.* ${safeUpTo(LONGEST.why, launch.why)}`, [
    section(
      `*What to do:* ${safe(remedyOf(launch))} Its reservation of ${formatUsdLimit(launch.approval.amount)} was given back.`,
    ),
    asked(launch),
    ...againButton(launch),
    approvedBy(launch),
    context(where),
  ]);
}

function stoppedCard(launch: Stopped): Drawn {
  const headline = `*${safe(launch.recipe.name)}: ${stoppedWords(launch)}*`;
  if (!launch.jobArn)
    return drawn(`${headline}, before a job was made. Nothing was spent.`, [
      section('*What to do:* launch it again when it should run after all.'),
      asked(launch),
      ...againButton(launch),
      approvedBy(launch),
    ]);
  const took = formatDuration(launch.endedAtMs - launch.startedAtMs);
  const reserved = `${formatUsdLimit(launch.approval.amount)} stay reserved in this month’s cap`;
  return drawn(
    `${headline} after ${took}. AWS may bill what was trained until then: at most ${formatUsdLimit(launch.approval.amount)}.`,
    [
      section(
        `*What to do:* nothing has to be cleaned up. ${reserved}, because the bill for the part is not known yet.`,
      ),
      asked(launch),
      ...againButton(launch),
      approvedBy(launch),
      context(`Job ${code(launch.jobArn)}`),
    ],
  );
}

function unknownCard(launch: Unknown): Drawn {
  const headline = `*${safe(launch.recipe.name)}: I do not know whether the job started.*`;
  return drawn(`${headline} ${safeUpTo(LONGEST.why, launch.why)}`, [
    section(
      `*Next:* I look for it every five minutes for a day, and will not start a second one. *What to do:* look in Bedrock, under customization jobs, for ${code(jobNameOf(launch))}.`,
    ),
    asked(launch),
    approvedBy(launch),
  ]);
}
