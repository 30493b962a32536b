import { answersToAsked, refusedBase } from './answers-to-asked.ts';
import type { FactName } from './fact-names.ts';
import { isARoad } from './flip-roads.ts';
import { isWithinReach } from './flips.ts';
import { type AwsPath, METHOD_WORDS, type Method } from './methods.ts';
import { quotesToShow } from './quotes.ts';
import { sentenceOf } from './rule.ts';
import { RULES } from './rules.ts';
import { situationOf } from './situation.ts';
import type { FactChange, Verdict } from './verdict.ts';
import { type Advice, whatToDo } from './what-to-do.ts';

/** What a card says of a verdict; plain sentences, no markup. */
export interface Explanation {
  /** At most 150 characters. */
  readonly headline: string;
  /** What is true of a model, a term or a file that they named, whichever method it takes. */
  readonly asked: readonly string[];
  readonly youSaid: readonly string[];
  readonly struck: readonly string[];
  readonly so: string;
  readonly beside: readonly string[];
  readonly not: readonly string[];
  /** The AWS path and the hosting with their reasons; empty where nothing is trained, imported or hosted. */
  readonly onAws: string;
  readonly cost: string;
  readonly wouldChangeIf: readonly string[];
  readonly reversal: string | undefined;
}

/** The heavier methods that people ask for and have to hear a no about. */
const WORTH_REFUSING: readonly Method[] = ['fine-tuning', 'cpt', 'distillation', 'rag'];
const LONGEST_HEADLINE = 150;
/** Longer lists are read by nobody; the first are those that follow from something that was said. */
const MOST_QUOTES = 5;
const MOST_BESIDE = 4;
/** Of three things at once nobody sees what to do. */
const MOST_CHANGES = 2;
const PROMPT_DOES = 'A prompt would be enough';

const PATH_NAMES: Readonly<Record<AwsPath, string>> = {
  bedrock: 'Amazon Bedrock',
  jumpstart: 'SageMaker JumpStart',
  sagemaker: 'SageMaker AI',
};

export function explain(verdict: Verdict): Explanation {
  const advice = whatToDo(verdict);
  return {
    headline: headlineOf(verdict, advice),
    asked: answersToAsked(verdict),
    youSaid: quotesToShow(verdict.evidence.map(({ quote }) => quote)).slice(0, MOST_QUOTES),
    struck: verdict.struck.map(({ fact }) => fact.quote),
    so: advice.sentence,
    beside: verdict.companions
      .filter(({ rule }) => !advice.covers.includes(rule))
      .map(({ because }) => because)
      .slice(0, MOST_BESIDE),
    not: refusals(verdict),
    onAws: onAws(verdict),
    cost: verdict.costShape,
    wouldChangeIf: flipsOf(verdict),
    reversal: reversalOf(verdict),
  };
}

/** The outcome with the reason that fits the advice; where nothing special is advised, with the strongest. */
function headlineOf(verdict: Verdict, advice: Advice): string {
  const { rules, reasons } = verdict;
  const { because } = advice;
  const headline = [refusedBase(verdict), advice.headline].filter((part) => part !== undefined).join(' ');
  const fitting = because !== undefined && rules.includes(because) ? RULES.find(({ id }) => id === because) : undefined;
  const reason = fitting === undefined ? reasons[0] : sentenceOf(fitting, situationOf(verdict.facts));
  const whole = [headline, reason].filter((part) => part !== undefined).join(' ');
  return whole.length <= LONGEST_HEADLINE ? whole : headline;
}

/** Where and how it runs, where that is a choice: a base model on demand is none. */
function onAws({ path, hosting }: Verdict): string {
  const words = [path && `${PATH_NAMES[path.choice]}: ${lowerFirst(path.because)}`, hosting?.because];
  return hosting?.rule === 'H-NONE' ? '' : words.filter((part) => part !== undefined).join(' ');
}

/** What has to be true for another method; one that the measured reversal leads to is told by that. */
function flipsOf(verdict: Verdict): readonly string[] {
  if (verdict.method === 'not-enough-info') return [];
  return verdict.flips
    .filter((flip) => isWithinReach(flip) && flip.method !== verdict.reversal?.method)
    .filter(({ changes }) => changes.length <= MOST_CHANGES && changes.every((change) => isNews(change, verdict)))
    .filter((flip) => isARoad(flip, verdict))
    .map(({ change, method }) =>
      method === 'prompt' ? `${PROMPT_DOES} if ${change}.` : `It would be ${METHOD_WORDS[method]} if ${change}.`,
    );
}

/** Facts about what there is: nobody finds out next week that there is less of it than was told. */
const STOCK: readonly FactName[] = ['labelled-pairs', 'documents', 'traffic-volume', 'raw-corpus', 'logged-prompts'];

/** Whether somebody who told all this could still find it out. */
function isNews({ name, to, amount }: FactChange, { facts }: Verdict): boolean {
  if (name === 'context-fits') return !facts.some((fact) => fact.name === 'gap-live-data' && fact.state === 'known');
  if (name === 'bar-met') return to === 'known';
  if (!STOCK.includes(name)) return true;
  const told = facts.find((fact) => fact.name === name)?.amount?.value;
  return to === 'known' && (amount === undefined || told === undefined || amount.value > told);
}

function reversalOf({ reversal }: Verdict): string | undefined {
  if (reversal === undefined) return undefined;
  if (reversal.method === 'prompt') return `${PROMPT_DOES} if ${reversal.when}.`;
  return `This would become ${METHOD_WORDS[reversal.method]} if ${reversal.when}.`;
}

/** One sentence per reason, with all the methods that it rules out. */
function refusals(verdict: Verdict): readonly string[] {
  if (verdict.method === 'not-enough-info') return [];
  const refused = verdict.ruledOut.filter(
    ({ method, rule }) =>
      WORTH_REFUSING.includes(method) &&
      !['NO-EVIDENCE', 'LESS-EVIDENCE'].includes(rule) &&
      (method !== 'distillation' || speaksFor(method, verdict)),
  );
  const reasons = [...new Set(refused.map(({ because }) => because))];
  return reasons.map((because) => {
    const methods = refused.filter((one) => one.because === because).map(({ method }) => METHOD_WORDS[method]);
    return `Not ${orOf(methods)}: ${withoutName(lowerFirst(because), methods)}`;
  });
}

/** Nobody who did not ask for a student has to hear why there is none. */
function speaksFor(method: Method, { rules }: Verdict): boolean {
  return RULES.some(({ id, effect }) => effect.kind === 'for' && effect.method === method && rules.includes(id));
}

/** "Not fine-tuning: it teaches …". */
function withoutName(because: string, [method, ...others]: readonly string[]): string {
  return method !== undefined && others.length === 0 && because.startsWith(`${method} `)
    ? `it${because.slice(method.length)}`
    : because;
}

/** "a, b or c". */
function orOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function lowerFirst(sentence: string): string {
  return /^(?:Bedrock|Custom Model|SageMaker|AWS|Provisioned|JSON)/u.test(sentence)
    ? sentence
    : `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
