/** What a person wants, read from the words after `/rung`. */
export type CommandErrand =
  | { readonly kind: 'help' }
  | { readonly kind: 'diagnose'; readonly text: string }
  | { readonly kind: 'launch' }
  | { readonly kind: 'check'; readonly uri: string }
  | { readonly kind: 'jobs' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'estimate'; readonly words: string }
  | { readonly kind: 'prices'; readonly anew: boolean }
  | { readonly kind: 'host' }
  | { readonly kind: 'halt'; readonly reason: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'costs' }
  | { readonly kind: 'credits' | 'digest'; readonly words: string }
  | { readonly kind: 'about' }
  | { readonly kind: 'unclear'; readonly word: string; readonly closest: string | undefined };

/** The words that `/rung` takes, with what they do: the help card, the manifest's hint and completion all read them here. */
export const COMMAND_WORDS = [
  { word: 'diagnose', takes: 'what is wrong', does: 'Which method your problem needs, and why' },
  { word: 'check', takes: 's3://…', does: 'Every bad line of a dataset, with its rule and its repair' },
  { word: 'estimate', takes: 'requests in out', does: 'What hosting a tune costs a month, and from when it pays' },
  { word: 'prices', takes: 'refresh', does: 'The prices in use, with their source and day' },
  { word: 'launch', takes: '', does: 'Launch a customization: preflight, price, approval, and what came of it' },
  { word: 'jobs', takes: '', does: 'Launches and where they stand' },
  { word: 'host', takes: '', does: 'Host a judged model, with an end date and a second yes' },
  { word: 'idle', takes: '', does: 'What stands, what it costs, and whether anybody uses it' },
  { word: 'costs', takes: '', does: 'This month by channel, person, model and hosting, and what was not spent' },
  { word: 'credits', takes: '', does: 'Credits left, the first real dollar, what outlives them' },
  { word: 'digest', takes: 'on | off', does: 'A weekly summary in this channel' },
  { word: 'halt', takes: 'why', does: 'Stop all spending at once: nothing is approved or started' },
  { word: 'resume', takes: '', does: 'Allow spending again (approvers)' },
  { word: 'about', takes: '', does: 'Version and rules in use, and what became of problems' },
  { word: 'help', takes: '', does: 'What Rung does' },
] as const;

/** Reads a command's text; the first word decides, in any case. */
export function parseCommand(text: string): CommandErrand {
  const trimmed = text.trim();
  const word = trimmed.split(/\s+/, 1)[0]?.toLowerCase() ?? '';
  const rest = trimmed.slice(word.length).trim();
  switch (word) {
    case '':
    case 'help':
      return { kind: 'help' };
    case 'diagnose':
      return rest === '' ? { kind: 'help' } : { kind: 'diagnose', text: rest };
    case 'check':
      return { kind: 'check', uri: rest };
    case 'estimate':
      return { kind: 'estimate', words: rest };
    case 'prices':
      return { kind: 'prices', anew: rest.toLowerCase() === 'refresh' };
    case 'credits':
    case 'digest':
      return { kind: word, words: rest };
    case 'halt':
      return { kind: 'halt', reason: rest };
    case 'launch':
    case 'resume':
    case 'jobs':
    case 'host':
    case 'idle':
    case 'costs':
    case 'about':
      return { kind: word };
    default:
      return isSentence(trimmed)
        ? { kind: 'diagnose', text: trimmed }
        : { kind: 'unclear', word, closest: closestWord(word, 2) };
  }
}

/** Fewest words of a sentence; no command takes as many before it is known which. */
const SENTENCE_WORDS = 3;

/** "what does hosting cost?" is asked and no command; a command with one wrong letter and words behind it still is one. */
function isSentence(text: string): boolean {
  const [first = '', ...others] = text.toLowerCase().split(/\s+/u);
  return others.length >= SENTENCE_WORDS - 1 && closestWord(first, 1) === undefined;
}

/** The command word that differs least, when it differs by at most so many letters. */
function closestWord(typed: string, most: number): string | undefined {
  const ranked = COMMAND_WORDS.map(({ word }) => ({ word, distance: editDistance(typed, word) })).sort(
    (a, b) => a.distance - b.distance,
  );
  return ranked[0] && ranked[0].distance <= most ? ranked[0].word : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
