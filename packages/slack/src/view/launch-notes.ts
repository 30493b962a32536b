import type { Card } from '@rung/core/chat/card.ts';
import { STALLED_AFTER_MS } from '@rung/core/launch/job-progress.ts';
import type { Launch, Refused, Settled, Stopped, Training } from '@rung/core/launch/launch.ts';
import { formatUsdLimit } from '@rung/core/money.ts';
import { formatDuration } from '@rung/core/time.ts';
import { code, context, type Drawn, drawn, moment, safe, section } from './blocks.ts';
import { costWords } from './estimate-words.ts';
import { stopButton } from './launch-buttons.ts';
import { verdictHeadline } from './loss-words.ts';
import { madeHeadline } from './recipe-words.ts';

type LaunchNote = Extract<
  Card,
  { kind: 'launch-approved' | 'launch-stalled' | 'launch-moved' | 'launch-ended' | 'orphan-job' }
>;

/** What is said beside a launch's card: in its thread, once each, or in the owner's channel. */
export function launchNote(note: LaunchNote): Drawn {
  switch (note.kind) {
    case 'launch-approved':
      return approvedNote(note.launch);
    case 'launch-stalled':
      return stalledNote(note.launch);
    case 'launch-moved':
      return movedNote(note.from);
    case 'launch-ended':
      return endedCard(note.launch);
    case 'orphan-job':
      return orphanCard(note.job);
    default:
      return note satisfies never;
  }
}

/** Who said yes, when, to what and up to which amount: the line that an audit looks for. */
function approvedNote({ approval }: Extract<Launch, { approval: unknown }>): Drawn {
  const who = approval.by ? `*Approved* by <@${approval.by}>` : '*Approved* automatically, below the threshold,';
  return drawn(`${who} ${moment(approval.atMs)}, for at most ${formatUsdLimit(approval.amount)}.`, [
    context(
      `Plan ${code(approval.planHash)}: the recipe, the data by its SHA-256, and the price. Any change of them needs a new yes.`,
    ),
  ]);
}

/** The one who asked is mentioned: somebody has to choose between waiting and stopping. */
function stalledNote(launch: Training): Drawn {
  const hours = formatDuration(STALLED_AFTER_MS);
  return drawn(
    `<@${launch.requester}> ${safe(launch.recipe.name)}: *AWS took the job and has not begun to train for more than ${hours}.*`,
    [
      section(
        'Jobs have been seen to stand like this for one to three days, and to begin after all. Nothing is billed before tokens are trained. Wait, or stop it and launch it again, with another base model if it is urgent.',
      ),
      ...stopButton(launch),
    ],
  );
}

function movedNote(from: string): Drawn {
  return drawn(
    `*This launch was told in <#${from}>, where I cannot write any more* (the channel is archived, or I was removed).`,
    [
      context(
        'What it came to stands here from now on. Whoever should approve it has to be asked from a channel that I am in.',
      ),
    ],
  );
}

/** A job with our tag that we have no record of: somebody may have restored the table, or copied the tag. */
function orphanCard(job: { readonly name: string; readonly arn: string }): Drawn {
  return drawn(`*A customization job runs that Rung has no record of:* ${code(job.name)}.`, [
    section(
      'It carries Rung’s tag, and it costs while it trains. Rung stops nothing that it has no record of. *What to do:* ask who started it, and stop it in Bedrock if nobody did.',
    ),
    context(`Job ${code(job.arn)}`),
  ]);
}

/** The one message at the end that mentions the requester: an edited card notifies nobody. */
function endedCard(launch: Settled): Drawn {
  return drawn(`<@${launch.requester}> ${safe(launch.recipe.name)}: ${endWords(launch)}`, []);
}

function endWords(launch: Settled): string {
  switch (launch.state) {
    case 'done':
      return `${verdictHeadline(launch.verdict)} ${costWords(launch)} The card above says what to do next.`;
    case 'made':
      return `${madeHeadline(launch)} The card above says what to do with it.`;
    case 'refused':
      return `not started (${refusalWords(launch)}), and nothing was spent. The card above says what to do.`;
    case 'failed':
      return 'failed in AWS. The card above has AWS’s reason and what to do.';
    case 'stopped':
      return `${stoppedWords(launch)}. The card above says what it may cost.`;
    case 'unknown':
      return 'I do not know whether its job was made. I look for it every five minutes; the card above says where you can look.';
    default:
      return launch satisfies never;
  }
}

export function stoppedWords({ by }: Stopped): string {
  return by ? `stopped by <@${by}>` : 'stopped in AWS, not through Rung';
}

export function refusalWords({ reason, requester }: Refused): string {
  switch (reason.kind) {
    case 'findings':
      return reason.findings.length > 1
        ? `preflight found ${reason.findings.length} things to mend`
        : 'preflight refused it';
    case 'denied':
      return reason.by === requester ? 'withdrawn' : `denied by <@${reason.by}>`;
    case 'expired':
      return 'nobody approved it in a day';
    case 'changed':
      return 'what was asked for is no longer the same';
    default:
      return reason satisfies never;
  }
}
