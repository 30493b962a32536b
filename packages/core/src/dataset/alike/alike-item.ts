import type { Exchange } from '../recognise-record.ts';
import { saidIn } from './said-in.ts';
import { sketchOf } from './sketch.ts';
import { tellingTokens, tokensOf } from './tokens.ts';

/** A record as it is compared with others. */
export interface AlikeItem {
  /** The exact prompt with its media, and the exact answer. */
  readonly asked: string;
  readonly answered: string;
  /** All tokens of the prompt, and those without the system text; equal where only spelling differs. */
  readonly whole: string;
  readonly said: string;
  readonly hasSystem: boolean;
  /** Tokens of the prompt without filling words and endings; undefined where too few are left to mean anything. */
  readonly content: string | undefined;
  /** Tokens of the answer. */
  readonly answer: string;
  /** For what is nearly the same; undefined where nobody asked. */
  readonly near: Nearness | undefined;
}

export interface Nearness {
  readonly prompt: Uint32Array;
  /** Undefined where only the very same answer is alike: JSON, a label. */
  readonly answer: Uint32Array | undefined;
  /** Hash of what must not differ at all: media, numbers, signs, negations. */
  readonly mustMatch: number;
  /** Hash of the system text; 0 where there is none. */
  readonly system: number;
}

/** Words without which a question asks the same. */
const FILLING = new Set(
  'a an the please kindly just so that this it its is are was were be do does did can could would will i you we me my your our of to for in on at and or with if there hi hello hey thanks thank der die das ein eine bitte ist sind und oder le la les un une de des et est s re ve ll m d'.split(
    ' ',
  ),
);

const LEAST_CONTENT = 3;
/** Answers of no more words are labels. */
const MOST_OF_LABEL = 6;

function isFixed(completion: string, tokens: readonly string[]): boolean {
  return tokens.length <= MOST_OF_LABEL || completion.startsWith('{') || completion.startsWith('[');
}

/** What is left of a question, in its order: from here to there is not from there to here. */
function contentOf(tokens: readonly string[], around: string): string | undefined {
  const telling = tokens.filter((token) => !FILLING.has(token));
  if (telling.length < LEAST_CONTENT) return undefined;
  const stems = telling.map((token) => (token.length > 4 ? token.replace(/(?:ing|ed|es|s)$/, '') : token));
  return `${around}\0${stems.join(' ')}`;
}

export function alikeItem(exchange: Exchange, hash: (text: string) => number, withNear: boolean): AlikeItem {
  const { asked, prompt, completion } = exchange;
  const { system, said } = saidIn(exchange);
  const media = asked.slice(prompt.length);
  const [systemTokens, saidTokens, answerTokens] = [tokensOf(system), tokensOf(said), tokensOf(completion)];
  const answer = answerTokens.length > 0 ? answerTokens.join(' ') : completion;
  // What has no tokens at all ("???") is itself.
  const words = saidTokens.length > 0 ? saidTokens.join(' ') : said;
  return {
    asked,
    answered: completion,
    whole: `${[...systemTokens, words].join(' ')}${media}`,
    said: `${words}${media}`,
    hasSystem: systemTokens.length > 0,
    content: contentOf(saidTokens, `${systemTokens.join(' ')}${media}`),
    answer,
    near: withNear
      ? {
          prompt: sketchOf(saidTokens),
          answer: isFixed(completion, answerTokens) ? undefined : sketchOf(answerTokens),
          mustMatch: hash([media, ...tellingTokens(saidTokens)].join('\0')),
          system: systemTokens.length > 0 ? hash(systemTokens.join(' ')) || 1 : 0,
        }
      : undefined,
  };
}
