import { mulberry32 } from '../mulberry32.ts';

/** About a hundred words with their usual capitals and marks; what they say does not matter. */
const WORDS =
  'The order arrived on Monday, but one of the two lamps was broken. Please tell me how to return it and when I will see the refund on my account; the invoice is number 4711-22. I have tried the steps from your guide twice: first with the app, then with a browser. It says “not available” and stops. Could it be that our plan does not include this? We would rather keep it, as most of the team depends on the weekly report. A short answer is enough. Thanks in advance for looking into it, and for your patience with our earlier question about São Paulo and Köln.'.split(
    ' ',
  );
const SYSTEM = 'You answer questions of customers. Be brief and exact, and say so when you do not know.';
/** One record in two hundred repeats the one before; half of the lines escape what is not ASCII, as Python does. */
const REPEAT_SHARE = 0.005;

/** Records of 200 to 3,000 bytes in one layout, about `bytes` of them together; the same at every call. */
export function* benchLines(layout: 'prompt-completion' | 'conversation', bytes: number): Generator<string> {
  const random = mulberry32(20261121);
  let line = '';
  for (let written = 0; written < bytes; written += line.length) {
    if (line === '' || random() >= REPEAT_SHARE) {
      const record = JSON.stringify(
        recordOf(layout, words(random, 40 + random() ** 2 * 400), words(random, 10 + random() * 90)),
      );
      line = `${random() < 0.5 ? escaped(record) : record}\n`;
    }
    yield line;
  }
}

function recordOf(layout: 'prompt-completion' | 'conversation', prompt: string, completion: string): unknown {
  if (layout === 'prompt-completion') return { prompt, completion };
  return {
    schemaVersion: 'bedrock-conversation-2024',
    system: [{ text: SYSTEM }],
    messages: [
      { role: 'user', content: [{ text: prompt }] },
      { role: 'assistant', content: [{ text: completion }] },
    ],
  };
}

function words(random: () => number, count: number): string {
  const list = Array.from({ length: Math.ceil(count) }, () => WORDS[Math.floor(random() * WORDS.length)]);
  return list.join(' ').replaceAll('. ', '.\n');
}

function escaped(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
