import type { Finding } from '@rung/core/launch/finding.ts';
import { worstFirst } from '@rung/core/launch/finding.ts';
import type { Launch, Settled } from '@rung/core/launch/launch.ts';
import type { Passage } from '@rung/core/ports.ts';
import { ACTIONS } from '../action-ids.ts';
import { COMMAND_WORDS } from '../errand.ts';
import { actions, button, context, type Drawn, moment, safe, section } from './blocks.ts';
import { place } from './launch-card.ts';
import { verdictHeadline } from './loss-words.ts';

export function noticeCard(headline: string, detail: string): Drawn {
  return {
    text: `${headline} ${detail}`.trim(),
    blocks: [section(`*${safe(headline)}*${detail === '' ? '' : ` ${detail}`}`)],
  };
}

/** Findings in a thread, worst first, each with its place and its remedy. */
export function findingsCard(findings: readonly Finding[]): Drawn {
  const shown = worstFirst(findings).slice(0, 15);
  const lines = shown.map(
    (finding) => `• ${place(finding)}${safe(finding.message)} _${safe(finding.remedy)}_ \`${finding.rule}\``,
  );
  const more = findings.length > shown.length ? `\nAnd ${findings.length - shown.length} more.` : '';
  const headline = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
  return { text: headline, blocks: [section(`*${headline}*\n${lines.join('\n')}${more}`)] };
}

/** The one message at the end that mentions the requester: an edited card notifies nobody. */
export function endedCard(launch: Settled): Drawn {
  const words = `<@${launch.requester}> ${safe(launch.recipe.name)}: ${endWords(launch)}`;
  return { text: words.replaceAll('\u200b', ''), blocks: [section(words)] };
}

function endWords(launch: Settled): string {
  switch (launch.state) {
    case 'done':
      return `${verdictHeadline(launch.verdict)} The card above has the cost and what to do next.`;
    case 'refused':
      return 'not started, and nothing was spent. The card above says why.';
    case 'failed':
      return 'failed in AWS. The card above has AWS’s reason.';
    case 'unknown':
      return 'its state is not known. The card above says where to look.';
    default:
      return launch satisfies never;
  }
}

export function helpCard(): Drawn {
  const text =
    'Rung finds out which way of customizing a model your problem needs, launches it with guardrails, and says what it costs.';
  const words = COMMAND_WORDS.map(
    ({ word, takes, does }) => `\`/rung ${word}${takes === '' ? '' : ` ${takes}`}\` ${does}`,
  ).join('\n');
  return {
    text,
    blocks: [
      section(`*${text}*`),
      section(`Write to me, mention me, or use a command:\n${words}`),
      ...actions([button({ actionId: ACTIONS.openLaunchForm, text: 'Launch a fine-tune', value: 'help' })]),
      context('For example: “our model doesn’t know our contracts, should we fine-tune?”'),
    ],
  };
}

/** `/rung about`. */
export function aboutCard(rulesVersion: string, region: string): Drawn {
  const text = `Rung, diagnosis rules ${rulesVersion}, region ${region}.`;
  const words =
    'Prices come from the table that Rung ships, each with its date; cards name it. What is not in the table is shown as not known.';
  return { text, blocks: [section(`*${text}*`), section(words)] };
}

/** `/rung jobs`. */
export function launchList(launches: readonly Launch[]): Drawn {
  if (launches.length === 0) {
    const text = 'No launches yet.';
    return {
      text,
      blocks: [
        section(`*${text}* Nobody has asked for one.`),
        ...actions([button({ actionId: ACTIONS.openLaunchForm, text: 'Launch a fine-tune', value: 'jobs' })]),
      ],
    };
  }
  const headline = `The last ${launches.length} ${launches.length === 1 ? 'launch' : 'launches'}, newest first.`;
  const lines = launches.map(
    (launch) =>
      `• *${safe(launch.recipe.name)}* · ${STATE_WORDS[launch.state]} · <@${launch.requester}> · ${moment(launch.requestedAtMs)}`,
  );
  return { text: headline, blocks: [section(`*${headline}*\n${lines.join('\n')}`)] };
}

const STATE_WORDS: Readonly<Record<Launch['state'], string>> = {
  requested: 'being checked',
  checked: 'checked',
  awaitingApproval: 'waiting for a yes',
  approved: 'approved',
  training: 'training',
  done: 'done',
  refused: 'not started',
  failed: 'failed in AWS',
  unknown: 'state not known',
};

/** An answer from the handbook: the passages themselves, with where they stand. */
export function passagesCard(question: string, passages: readonly Passage[]): Drawn {
  const [best, ...others] = passages;
  if (!best) {
    const text = 'The handbook has nothing on this.';
    return {
      text,
      blocks: [
        section(`*${text}* Describe the problem instead: one input, the answer you got, the answer you wanted.`),
        context(safe(question)),
      ],
    };
  }
  const also = others.filter((passage) => passage.source !== best.source).map((passage) => pageOf(passage));
  const seeAlso = also.length > 0 ? ` See also: ${[...new Set(also)].join(', ')}.` : '';
  const [title = '', ...rest] = best.text.split('\n');
  const words = title.startsWith('# ') ? `*${safe(title.slice(2))}*\n${safe(rest.join('\n').trim())}` : safe(best.text);
  return { text: best.text, blocks: [section(words), context(`From the handbook: ${pageOf(best)}.${seeAlso}`)] };
}

const pageOf = (passage: Passage) => safe(passage.source.slice(passage.source.lastIndexOf('/') + 1));
