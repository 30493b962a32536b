import type { FactName } from '../fact-names.ts';
import type { Amount } from '../situation.ts';
import { findNumbers, type NumberFound } from './numbers.ts';
import type { Span } from './split-sentences.ts';

export interface AmountFound extends Span {
  readonly name: FactName;
  readonly amount?: Amount;
  /** Where one name has several amounts the clearest wins. */
  readonly strength: number;
}

type Reading = (number: NumberFound, sentence: string) => Omit<AmountFound, 'start' | 'end'> | undefined;

const TOKENS_PER_WORD = 1.3;
/** One byte of plain text is about a quarter of a token in English. */
const TOKENS_PER_BYTE = 0.25;
const TOKENS_PER_DOCUMENT = 1_000;
const TOKENS_PER_PAGE = 500;
const BYTES: Readonly<Record<string, number>> = {
  tb: 1e12,
  gb: 1e9,
  mb: 1e6,
  kb: 1e3,
  terabytes: 1e12,
  gigabytes: 1e9,
  megabytes: 1e6,
  terabyte: 1e12,
  gigs: 1e9,
};

const RAW =
  /\b(?:unlabell?ed|raw|corpus|corpora|without (?:any )?labels?|no labels?|zero annotations|no annotations?|untagged|archive|of (?:plain )?text|jargon|notes)\b/u;

/** "1,100 letters edited by our team", "5k human-written summaries": people made or checked the output. */
const MADE_BY_PEOPLE =
  /^\s*\+?(?:[\w'/-]+[\s,]+){0,4}?(?:(?:human|expert|founder|hand|doctor|lawyer|agent|staff|writer|editor)-?\s?(?:written|made|edited|checked|graded|labell?ed|corrected|curated)\b|(?:edited|coded|classed|sorted|rated|judged|marked|double[- ]marked|checked|approved|rewritten|corrected|written|transcribed|translated|graded|scored|annotated|labell?ed|tagged|verified|reviewed|categori[sz]ed|classified|confirmed|validated|signed[- ]off|resolved)(?=\s+(?:by|from|with|pairs|examples|answers|in|$|for|to|twice|over)|[.,;:)]|\s*$))|^\s*(?:[\w'/-]+\s+){0,3}?(?:by|from) (?:(?:our|the|two|three|senior|in-house|certified|real)\s+(?:\w+\s+){0,2}?)?(?:writers?|editors?|experts?|team|lawyers?|doctors?|agents|coders|copywriters?|analysts?|leads|officers|examiners|raters|translators|staff|clerks|nurses|adjusters|underwriters|teachers|librarians|pharmacists|linguists|founders?|stewards?|office|desk|department|people|him|her|hand|annotators?|clinicians|engineers)/u;

/** What people reach is the bar for a model: "humans' 94", "lawyers 0.93". */
const PEOPLE_SCORE =
  /\b(?:humans?|(?:rate |service |help )?desk|office|clerks|raters|linguists|nurses|editors|adjusters|underwriters|auditors?|lawyers|reviewers|experts?|examiners|(?:triage |support )?team|agents|people|doctors|coders|annotators|moderators|staff|analysts)(?:'s?)?(?: among themselves)?(?: are| is| at| get| reach| agree| do| score)?:?\s*$/u;

const ROW_UNIT =
  /^\s*(?:[\w'/-]+\s+){0,3}?(?:rows?|lines?|records?|entries|data points|lignes|zeilen|filas|linhas|items)\b/u;
const LABELLED_UNIT =
  /^[\s-]*\+?(?:[\w'/-]+[\s,]+){0,4}?(?:[a-z]+-labell?ed|before\/after|labell?ed|labels?\b|annotated|annotations?|double-annotated|pairs?\b|examples?\b|ex\.|samples?\b|prompt[/-]completion|q\/a|q&a|hand-?(?:edited|written|labelled|labeled|corrected|graded|scored|picked|checked)|reviewed|curated|tagged|graded|corrected|approved|human-?\w*ed|coded|adjudicated|ground[- ]truth|'?ideal'?|gold|rated|verified|demonstrations|instruction)\b/u;

function per(number: NumberFound): number {
  return number.perMonth ?? 1;
}

const READINGS: readonly Reading[] = [
  (number, sentence) => {
    if (
      !number.percent &&
      !(/^\s*(?:valid|accura\w+|agreement|f1|correct|right)\b/u.test(number.after) && number.value <= 100)
    )
      return undefined;
    if (number.value > 100) return undefined;
    const isBar =
      /\b(?:need(?:s|ed)?|target\w*|want(?:ed|s)?|goal|require[sd]?|must (?:be|reach|hit)|bar|at least|threshold|sla|kpi|should (?:be|reach)|humans?'?|auditors?|lawyers|reviewers|partners|leads|experts?|examiners|(?:triage )?team|agents?|law says|aim\w*|expect\w*|accept\w*)\b[^,;.\d]{0,25}$/u.test(
        number.before,
      ) ||
      /^[^,;.\d]{0,12}\b(?:needed|required|target|wanted|is the (?:bar|target|goal)|or (?:better|more))\b/u.test(
        number.after,
      );
    const isShare =
      /^\s*(?:of (?!(?:the )?time)|trivial|easy|simple|need|brutal|hard|traffic|are|is|der|des|de)\b/u.test(
        number.after,
      ) &&
      !/^\s*of the time/u.test(number.after) &&
      !/\b(?:gets?|accuracy|agreement|valid|score)/u.test(number.before);
    if (
      /\b(?:off|wrong|differs?|lower|higher|rewrites?|in) (?:by |in )?(?:about |around )?$/u.test(number.before) ||
      /^\s*of (?:the )?(?:reports|letters|chats|cases|answers|emails|calls|requests|documents|tickets|all)\b/u.test(
        number.after,
      )
    )
      return undefined;
    if (
      isShare ||
      /\b(?:cheaper|discount|saving|less|drop|loss|lose|growth)\b/u.test(sentence.slice(number.end, number.end + 20))
    )
      return undefined;
    return {
      name: isBar ? 'quality-bar' : 'quality-measured',
      amount: { value: number.value, unit: 'percent' },
      strength: 1,
    };
  },
  (number) => {
    if (number.value <= 0 || number.value >= 1) return undefined;
    if (
      /\b(?:f1|accuracy|score|precision|recall|auc|definitions|prompt|few[- ]?shot|shots|hits|scores|zero-?shot|gets|reaches)\b[^.\d]{0,12}$/u.test(
        number.before,
      ) ||
      /^ ?(?:macro-?|micro-?)?f1\b/u.test(number.after)
    )
      return { name: 'quality-measured', amount: { value: number.value * 100, unit: 'percent' }, strength: 1 };
    return PEOPLE_SCORE.test(number.before) || /\b(?:need|target|want|bar)\b[^.\d]{0,12}$/u.test(number.before)
      ? { name: 'quality-bar', amount: { value: number.value * 100, unit: 'percent' }, strength: 1 }
      : undefined;
  },
  (number) =>
    PEOPLE_SCORE.test(number.before) && !number.currency && number.value >= 50 && number.value <= 100
      ? { name: 'quality-bar', amount: { value: number.value, unit: 'percent' }, strength: 1 }
      : undefined,
  (number) => {
    if (number.currency || number.perMonth !== undefined || number.value < 40 || number.value > 100) return undefined;
    if (/^\s*(?:is )?(?:needed|required|wanted|expected|the target|or better)\b/u.test(number.after))
      return { name: 'quality-bar', amount: { value: number.value, unit: 'percent' }, strength: 1 };
    const scored =
      /\b(?:tops?(?: out)? at|reach(?:es|ed)?|scores?|stuck at|plateau\w* at|stalls at|maxes out at|ends at|sits at|lands at|still)\s*(?:about |around )?$/u;
    return scored.test(number.before) && /^\s*(?:$|[.,;!?)]|on our|vs|against|while|but|and)/u.test(number.after)
      ? { name: 'quality-measured', amount: { value: number.value, unit: 'percent' }, strength: 1 }
      : undefined;
  },
  (number) => {
    const bar =
      /\b(?:sla|contract(?: says| requires)?|\w+ (?:requires|wants|demands|expects)|law says|need(?:s|ed)?|target(?: was| is|:)?|want(?:ed)?|goal(?: is| was)?|must (?:reach|be|hit)|bar(?: is| was)?)\s*(?:at least |>=? ?|about |of )?$/u.test(
        number.before,
      );
    return bar &&
      !number.currency &&
      number.value >= 50 &&
      number.value <= 100 &&
      /^\s*(?:$|[.,;!?)])/u.test(number.after)
      ? { name: 'quality-bar', amount: { value: number.value, unit: 'percent' }, strength: 1 }
      : undefined;
  },
  (number, sentence) => {
    if (!number.currency || number.perMonth !== undefined) return undefined;
    if (
      !/\b(?:budget|max|limit|approved|spend up to|funding|grant|we have|got|credits|only have|can spend)\b/u.test(
        sentence,
      )
    )
      return undefined;
    return { name: 'budget', amount: { value: number.value, unit: 'usd' }, strength: 1 };
  },
  (number) =>
    /\bbudget\b[^.\d]{0,20}$/u.test(number.before) && number.value >= 100
      ? { name: 'budget', amount: { value: number.value, unit: 'usd' }, strength: 1 }
      : undefined,
  (number) =>
    number.currency && number.perMonth === undefined && number.value >= 1_000
      ? { name: 'gap-cost', strength: -0.5 }
      : undefined,
  (number, sentence) => {
    const unit = /^\s*(?:[\w-]+\s+){0,2}?(tokens?|words?|tb|gb|mb|kb|terabytes?|gigabytes?|megabytes?|gigs)\b/u.exec(
      number.after,
    )?.[1];
    if (unit === undefined || number.currency || number.perMonth !== undefined) return undefined;
    if (/^(?:tokens?|words?)$/u.test(unit)) {
      if (number.value < 1_000_000) return undefined;
      return {
        name: 'raw-corpus',
        amount: tokens(number.value * (unit.startsWith('word') ? TOKENS_PER_WORD : 1)),
        strength: 3,
      };
    }
    if (/\b(?:ram|memory|vram|gpu|images?|video|disk|file size)\b/u.test(sentence)) return undefined;
    return { name: 'raw-corpus', amount: tokens(number.value * (BYTES[unit] ?? 1) * TOKENS_PER_BYTE), strength: 2 };
  },
  (number, sentence) => {
    if (number.currency || number.percent || number.value < 2) return undefined;
    if (
      /^\s*-?\s?(?:shots?|epochs?|nodes?|classes|labels? (?:in|classes)|categories|teams|pages|x\b|hours?|years?|yrs?|months?|weeks?|days?|minutes?|ms|s\b|lines? (?:format|summary))/u.test(
        number.after,
      )
    )
      return undefined;
    if (/\bof\s*$/u.test(number.before)) return undefined;
    if (
      number.perMonth === undefined &&
      /^\s*(?:[\w'/-]+\s+){0,3}?(?:logged|stored|recorded|invocation) (?:\w+[\s/]+){0,2}?(?:prompts?|answers?|outputs?|requests?|calls?|conversations?|responses?|completions?|pairs)\b|^\s*(?:[\w'+/-]+\s+){0,3}?(?:prompts?|requests?|answers?|outputs?|responses?) (?:\+|and|&|\/)|^\s*(?:\w+\s+){0,2}?logs\b/u.test(
        number.after,
      )
    )
      return { name: 'logged-prompts', amount: { value: number.value, unit: 'prompts' }, strength: 2 };
    if (number.perMonth !== undefined) return undefined;
    if (
      /(?:\b(?:with|prompt and|plus|using|and|few[- ]?shot|put|the|all)|\+)\s*$/u.test(number.before) &&
      number.value <= 60 &&
      !/\b(?:have|got|only)\b/u.test(number.before)
    )
      return undefined;
    if (MADE_BY_PEOPLE.test(number.after) && !/^\s*-?(?:year|hour|week|month|people|person)/u.test(number.after))
      return { name: 'labelled-pairs', amount: { value: number.value, unit: 'examples' }, strength: 3 };
    if (
      /^\s*(?:[\w'/-]+\s+){1,4}?with (?:\w+\s+){0,4}?(?:labels?|verdicts?|decisions?|codes?|categor\w+|scores?|grades?|outcomes?|answers?|queue)\b/u.test(
        number.after,
      )
    )
      return { name: 'labelled-pairs', amount: { value: number.value, unit: 'examples' }, strength: 2 };
    if (
      LABELLED_UNIT.test(number.after) &&
      !/^\s*(?:[\w'-]+\s+){0,3}?(?:unlabell?ed|without|examples? in (?:the |our )?prompt|few[- ]?shot|no )\b/u.test(
        number.after,
      )
    ) {
      const isPreference = /\b(?:preference|preferred|chosen|ranked|dpo)\b/u.test(number.after);
      return {
        name: isPreference ? 'preference-pairs' : 'labelled-pairs',
        amount: { value: number.value, unit: 'examples' },
        strength: 2,
      };
    }
    if (
      /\b(?:labell?ed|annotated|annotations?|decisions|labels|pairs|examples)\b[^.;\d]{0,14}(?:=|:|is|are|\()\s*(?:about |around |~)?$|\b(?:labels|annotations|pairs)\s*$/u.test(
        number.before,
      )
    )
      return { name: 'labelled-pairs', amount: { value: number.value, unit: 'examples' }, strength: 2 };
    return ROW_UNIT.test(number.after) && !RAW.test(sentence)
      ? { name: 'rows', amount: { value: number.value, unit: 'rows' }, strength: 1 }
      : undefined;
  },
  (number) => {
    if (number.perMonth === undefined || number.percent) return undefined;
    if (number.currency || /\b(?:bill|costs?|pay(?:ing)?|spend(?:ing)?|invoice|price)\b[^.;\d]{0,25}$/u.test(number.before))
      return { name: 'gap-cost', strength: 0 };
    if (
      /^\s*(?:[\w-]+\s+){0,1}?(?:hours?|hrs?|minutes?|times|people|changes?|updates?|edits?|releases?|new)\b/u.test(
        number.after,
      )
    )
      return undefined;
    return {
      name: 'traffic-volume',
      amount: { value: number.value * per(number), unit: 'requests', period: 'month' },
      strength: 2,
    };
  },
  (number, sentence) => {
    if (number.percent) return undefined;
    const unit =
      /^\s*(?:[\w'-]+\s+){0,3}?(documents?|docs|pages|reports|records|notes|files|articles|manuals|contracts|judgments|emails|papers|slips|letters|logs|books|filings|abstracts|entries|decisions|transcripts|lines)\b/u.exec(
        number.after,
      )?.[1];
    if (unit === undefined || number.currency || number.perMonth !== undefined) return undefined;
    const each = unit === 'pages' ? TOKENS_PER_PAGE : TOKENS_PER_DOCUMENT;
    if (RAW.test(sentence)) return { name: 'raw-corpus', amount: tokens(number.value * each), strength: 1 };
    return { name: 'documents', amount: { value: number.value, unit: 'documents' }, strength: 1 };
  },
];

function tokens(value: number): Amount {
  return { value: Math.round(value), unit: 'tokens' };
}

/** What the numbers of a sentence say. */
export function readAmounts(sentence: string): readonly AmountFound[] {
  return findNumbers(sentence).flatMap((number) => {
    for (const reading of READINGS) {
      const found = reading(number, sentence);
      if (found !== undefined) return [{ ...found, ...around(number, sentence) }];
    }
    return [];
  });
}

/** The number with its unit: to the end of the clause, at most 40 characters on. */
function around(number: NumberFound, sentence: string): Span {
  const rest = sentence.slice(number.end, number.end + 40);
  const stop = rest.search(/[,;.()]|\s-\s| but | and /u);
  return { start: number.start, end: number.end + (stop < 0 ? rest.length : stop) };
}
