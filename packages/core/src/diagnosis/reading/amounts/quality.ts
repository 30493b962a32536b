import type { FactName } from '../../fact-names.ts';
import type { NumberFound } from '../numbers.ts';
import type { Reading } from './amount-found.ts';

/** What people reach is the bar for a model: "humans' 94", "lawyers 0.93". */
const PEOPLE_SCORE =
  /\b(?:humans?|accountants|attorneys|brokers|teachers|radiologists|physicians|(?:rate |service |help )?desk|office|clerks|raters|linguists|nurses|editors|adjusters|underwriters|auditors?|lawyers|brokers?|reviewers|experts?|examiners|(?:triage |support )?team|agents|dispatchers?|qa|operators|specialists|colleagues|technicians|techs|partners|people|doctors|coders|annotators|moderators|staff|analysts)(?:'s?)?(?: among (?:themselves|each other))?(?: are| is| at| get| reach| agree| do| score)?:?\s*$/u;

/** Words before a percentage that make it the bar. */
const BAR_BEFORE =
  /\b(?:need(?:s|ed)?|target\w*|want(?:ed|s)?|goal|require[sd]?|must (?:be|reach|hit)|bar|at least|threshold|sla|kpi|should (?:be|reach)|gate|hurdle|acceptance|sign-off level|promised|agreed on|asks? for|asked for|demands?|refuse anything less than|nothing (?:below|under|less than)|spec|floor|owner's mark|humans?'?|auditors?|lawyers|brokers?|dispatchers?|reviewers|partners|leads|experts?|examiners|(?:triage )?team|agents?|law says|aim\w*|expect\w*|accept\w*)\b[^,;.\d]{0,25}$/u;
const BAR_AFTER =
  /^[^,;.\d]{0,12}\b(?:needed|required|target|wanted|is the (?:bar|target|goal|gate|floor|line|limit)|is (?:required|needed|agreed|enough)|would (?:be (?:fine|enough|nice|ok)|do)|or (?:better|more)|they won't|the authority)\b/u;
/** Words directly before a bare number that make it the bar. */
const BARE_BAR_BEFORE =
  /\b(?:sla|contract(?: says| requires)?|\w+ (?:requires|wants|demands|expects)|law says|need(?:s|ed)?|target(?: was| is|:)?|want(?:ed)?|goal(?: is| was)?|must (?:reach|be|hit)|(?:gate|hurdle|mark|floor|acceptance|threshold|level|line|spec)(?: is| was)?:?|promised|agreed(?: on)?|asks?(?: for)?|asked for|would (?:love|accept)|(?:nothing|anything) (?:below|under|less than)|(?:reject\w*|bounces?) (?:\w+ ){0,3}?under|bar(?: is| was)?)\s*(?:at least |>=? ?|about |of )?$/u;
const SCORED_BEFORE =
  /\b(?:tops?(?: out)? at|reach(?:es|ed)?|scores?|stuck (?:at|@)|went to|jump\w* to|plateau\w* at|stalls at|maxes out at|ends at|sits at|lands at|is at|now at|still)\s*(?:about |around )?$/u;
/** What is reached on real requests counts over what a test file says. */
const LIVE_BEFORE = /\b(?:in prod(?:uction)?|production|live|on real (?:traffic|requests|cases))\b[^.;\d]{0,12}$/u;
/** Rates of error and shares of a whole are percentages and no quality. */
const ERROR_BEFORE =
  /\b(?:cer|wer|errors?|error rate|reject\w*|fails? in|win by|off|wrong|differs?|lower|higher|rewrites?|in) (?:by |in )?(?:about |around )?$/u;
const SHARE_AFTER = /^\s*(?:of (?!(?:the )?time)|trivial|easy|simple|need|brutal|hard|traffic|are|is|der|des|de)\b/u;
const PART_AFTER =
  /^\s*of (?:the |its |our |their |all )?(?:traffic|volume|load|usage|users|customers|sales|revenue|reports|letters|chats|cases|answers|emails|calls|requests|documents|tickets|all)\b/u;
const MONEY_AFTER = /^.{0,19}\b(?:cheaper|discount|saving|less|drop|loss|lose|growth)\b/u;
const METRIC_BEFORE = /\b(?:gets?|accuracy|agreement|valid|score)/u;
const METRIC_AFTER = /^\s*(?:valid|accura\w+|agreement|f1|correct|right)\b/u;
const FRACTION_BEFORE =
  /\b(?:f1|accuracy|score|precision|recall|auc|definitions|prompt|few[- ]?shot|shots|hits|scores|zero-?shot|gets|reaches)\b[^.\d]{0,12}$/u;
/** What stands lower is a rate of errors or a share, not a quality that somebody measured or wants. */
const LOWEST_QUALITY = 20;
/** A score from which a model is taken to do the task, where no bar is compared. */
export const GOOD_ENOUGH = 85;
const SENTENCE_PART_ENDS = /^\s*(?:$|[.,;!?)])/u;

/** "need 0.9", "vs 95", "-> 92", "must 98": whatever stands before, the bar comes now. */
const BAR_JUST_BEFORE =
  /\b(?:need(?:s|ed)?|want(?:s|ed)?|target|goal|must(?: be)?|required?|bar|sla|expected|vs\.?(?! base| the base| prompt)|versus|against)\s*(?:is |was |of |at least |>=? ?|: ?|= ?)?$|->\s*(?:need(?:s|ed)? )?$/u;
/** Words directly before a bare number whose score it is. */
const SCORER_BEFORE =
  /\b(?:prompt(?:ing|s|ed)?|instructions?(?: only)?|template|samples?|specimens?|(?:worked )?examples|untuned|tuned|trial|same instruction:?|few[- ]?shot(?:s|ted)?|shots?|zero[- ]?shot|best|model|llm|one|it|lite|micro|haiku|nova|claude|sonnet|baseline|rag|retrieval|codebook retrieval|examples|ex|definitions|each|flat at|gap)\s*(?:is |are |at |=|: ?|gets? |got |reach(?:es|ed) |scores? |now |only |with \w+ )?$/u;
/** "68 -> 93", "from 74 to 99.2": where it got to. */
const GOT_TO_BEFORE = /\b(?:from )?(?:\.\d+|\d{2,3}(?:[.,]\d)?) ?%? ?(?:->|→|=>|to) ?$/u;
/** "96 of 100", "49 out of 50": a share of what was looked at; of errors it says the opposite. */
const OF_HOW_MANY = /^ ?(?:\/|of|out of|times out of|in) (?:the )?(?:a |one )?(hundred|\d{2,4})\b/u;
const RIGHT =
  /\b(?:right|correct\w*|ok(?:ay)?|pass(?:es|ed)?|accept\w*|agree\w*|approv\w*|fine|clean|usable|unchanged|as (?:it|they) (?:is|are|came|come)|valid|match\w*|hits?|solved|good)\b/u;
const WRONG =
  /\b(?:wrong|miss\w*|reject\w*|bounc\w*|fail\w*|redo\w*|rewr\w*|off|bad|errors?|broken?|nonsense|sent back|complain\w*|incorrect\w*|not)\b/u;

/** "94 vs 79 base": compared with what was there before, not with what is wanted. */
const BASELINE_AFTER =
  /^\s*(?:for |with |from |of )?(?:the )?(?:base|baseline|plain|vanilla|prompt|few|zero|before|old|previous|small|untuned|today|now)\b/u;
const BIG_BEFORE =
  /\b(?:big|large|bigger|expensive|frontier|teacher|opus|premier|70b|405b)\b(?: (?:model|llm|one))?(?: \w+){0,6}?\s*[:=]?\s*$/u;

function quality(name: FactName, percent: number, strength = 1): ReturnType<Reading> {
  return { name, amount: { value: percent, unit: 'percent' }, strength };
}

function readPercentage(number: NumberFound): ReturnType<Reading> {
  const isPercentage = number.percent || METRIC_AFTER.test(number.after);
  if (!isPercentage || number.value > 100) return undefined;
  if (ERROR_BEFORE.test(number.before) || PART_AFTER.test(number.after) || MONEY_AFTER.test(number.after))
    return undefined;
  if (number.value < LOWEST_QUALITY || /\btolerance\b[^.\d]{0,12}$/u.test(number.before)) return undefined;
  if (SHARE_AFTER.test(number.after) && !METRIC_BEFORE.test(number.before)) return undefined;
  const isBar =
    BAR_BEFORE.test(number.before) ||
    BAR_AFTER.test(number.after) ||
    (BAR_JUST_BEFORE.test(number.before) && !BASELINE_AFTER.test(number.after)) ||
    PEOPLE_SCORE.test(number.before);
  if (!isBar && BIG_BEFORE.test(number.before)) return ofBigModel(number.value);
  if (isBar) return quality('quality-bar', number.value);
  return quality('quality-measured', number.value, LIVE_BEFORE.test(number.before) ? 2 : 1);
}

/** ".74 macro-F1", "lawyers 0.93": scores between 0 and 1. */
function readFraction(number: NumberFound): ReturnType<Reading> {
  if (number.value <= 0 || number.value >= 1) return undefined;
  const percent = Math.round(number.value * 1_000) / 10;
  if (GOT_TO_BEFORE.test(number.before)) return quality('quality-measured', percent);
  if (BAR_JUST_BEFORE.test(number.before)) return quality('quality-bar', percent);
  if (FRACTION_BEFORE.test(number.before) || /^ ?(?:macro-?|micro-?)?f1\b/u.test(number.after))
    return quality('quality-measured', percent);
  const isBar =
    PEOPLE_SCORE.test(number.before) ||
    /\b(?:needs?|target|want|bar|must be|requires?|requirement)\b[^.\d]{0,12}$/u.test(number.before);
  return isBar ? quality('quality-bar', percent) : undefined;
}

/** "tops at 84, rate desk 97", "61 accepted, 90 needed": scores without a sign. */
function readBareScore(number: NumberFound): ReturnType<Reading> {
  if (number.currency || number.perMonth !== undefined || number.value < 40 || number.value > 100) return undefined;
  const ends = SENTENCE_PART_ENDS.test(number.after);
  if (BIG_BEFORE.test(number.before) && (ends || /^ ?(?:,|precision|accuracy|f1)/u.test(number.after)))
    return ofBigModel(number.value);
  if (BAR_JUST_BEFORE.test(number.before) && ends && !BASELINE_AFTER.test(number.after))
    return quality('quality-bar', number.value);
  if (PEOPLE_SCORE.test(number.before)) return quality('quality-bar', number.value);
  if (/^\s*(?:is )?(?:needed|required|wanted|expected|the target|or better)\b/u.test(number.after))
    return quality('quality-bar', number.value);
  if (BARE_BAR_BEFORE.test(number.before) && ends) return quality('quality-bar', number.value);
  const isScored =
    (SCORED_BEFORE.test(number.before) || SCORER_BEFORE.test(number.before) || GOT_TO_BEFORE.test(number.before)) &&
    (ends || /^\s*(?:on our|vs|against|while|but|and|->|→|now|today|needed|with|zero|few|\/)/u.test(number.after));
  return isScored ? quality('quality-measured', number.value) : undefined;
}

/** "passes 49 of 50 checks": kept as percent. */
function readShare(number: NumberFound, sentence: string): ReturnType<Reading> {
  const whole = OF_HOW_MANY.exec(number.after)?.[1];
  if (whole === undefined || number.currency || number.perMonth !== undefined) return undefined;
  const percent = Math.round((number.value / (whole === 'hundred' ? 100 : Number(whole))) * 1_000) / 10;
  if (!(percent >= 40 && percent <= 100) || !RIGHT.test(sentence) || WRONG.test(sentence)) return undefined;
  return quality('quality-measured', percent);
}

/** A large model's score is no score of what is to be improved. */
function ofBigModel(percent: number): ReturnType<Reading> {
  return percent >= GOOD_ENOUGH ? { name: 'big-model-good', strength: 1 } : undefined;
}

/** "3.6 of 5, they want 4.5": ratings, kept as percent of the scale. */
function readRating(number: NumberFound, sentence: string): ReturnType<Reading> {
  if (number.value > 5 || number.currency || number.percent) return undefined;
  if (/^ ?(?:\/|out of|of) ?5\b/u.test(number.after)) return quality('quality-measured', number.value * 20);
  const isBar = /\b(?:needs?|wants?|target|goal|bar|must be|requires?)\s*$/u.test(number.before);
  return isBar && /\d ?(?:\/|out of|of) ?5\b/u.test(sentence) ? quality('quality-bar', number.value * 20) : undefined;
}

export const QUALITY_READINGS: readonly Reading[] = [
  readShare,
  readPercentage,
  readRating,
  readFraction,
  readBareScore,
];
