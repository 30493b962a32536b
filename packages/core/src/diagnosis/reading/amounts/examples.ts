import type { FactName } from '../../fact-names.ts';
import type { NumberFound } from '../numbers.ts';
import type { Reading } from './amount-found.ts';
import { RAW_TEXT } from './sizes.ts';

/** "1,100 letters edited by our team", "5k human-written summaries": people made or checked the output. */
const MADE_BY_PEOPLE =
  /^\s*\+?(?:[a-z'/-][\w'/-]*[\s,]+){0,4}?(?:(?:human|expert|founder|hand|doctor|lawyer|agent|staff|writer|editor)-?\s?(?:written|made|edited|checked|graded|labell?ed|corrected|curated)\b|(?:edited|coded|classed|sorted|rated|judged|marked|double[- ]marked|checked|approved|rewritten|corrected|written|transcribed|translated|graded|scored|annotated|labell?ed|tagged|verified|reviewed|categori[sz]ed|classified|confirmed|validated|signed[- ]off|resolved|converted|moderated|adjudicated|flagged|redacted|summari[sz]ed|drafted)(?=\s+(?:by|from|with|pairs|examples|answers|in|$|for|to|twice|over)|[.,;:)]|\s*$))|^\s*(?:[\w'/-]+\s+){0,3}?(?:by|from) (?:(?:our|the|two|three|senior|in-house|certified|real)\s+(?:\w+\s+){0,2}?)?(?:writers?|editors?|experts?|team|lawyers?|doctors?|agents|coders|copywriters?|analysts?|leads|officers|examiners|raters|translators|staff|clerks|nurses|adjusters|underwriters|teachers|librarians|pharmacists|linguists|founders?|stewards?|office|desk|department|people|him|her|hand|annotators?|clinicians|engineers)/u;

/** "8,400 lines fixed by writers", "2,000 charts by attorneys", "letters with nurse-corrected versions": agents by how the word ends. */
const MADE_BY_AGENTS =
  /^\s*\+?(?:[a-z'/-][\w'/-]*\s+){0,6}?(?:by|from) (?:(?:our|the|two|three|\d|senior|human|certified|trained|in-house|own|professional)\s+){0,3}(?:\w+(?:ers|ors|ists|ants|ians|neys|rks|ewers|hers)|staff|counsel|people|humans?|hand|us)\b|^\s*\+?(?:[a-z'/-][\w'/-]*\s+){0,5}?[a-z]+-(?:corrected|edited|labell?ed|reviewed|written|approved|verified|checked|scored|signed|validated|annotated)\b|^\s*human \w+|^\s*\+?(?:[a-z'/-][\w'/-]*\s+){0,3}?training (?:rows?|pairs?|examples?|samples?|records?)\b/u;

/** Words by which a sentence says that people made or checked the outputs that it counts. */
const HUMAN_WORK =
  /\b(?:annotat(?:ed|ors?)|labell?ed|corrected|coded|hand-?\s?(?:made|written|edited|labell?ed)|written|approved|signed|human|reviewed|verified|checked|curated|edited|graded|rated|red-?lined|perfect|ideal|by our|by senior|with the (?:correct|right|final)|before\/after|edits)\b/u;

const COUNTED_ELSE =
  /^[\s-]*(?:people|persons?|experts?|teams?|classes|rules|fields|years?|yrs?|months?|weeks?|days?|hours?|h\b|pages?|labels? \(|annotators?|reviewers?|editors?|codes|categories|queues|types|documents in|shots?|epochs?|nodes?|in \d|of \d|out of|points?|pts|ms|s\b|f1|stars?|-\w)/u;

const KINDS = /^\s*(?:\w+\s+){0,2}?(?:types?|classes|categories|kinds|labels?|queues|intents|prompts?|versions)\b/u;

const ROW_UNIT =
  /^\s*(?:[\w'/-]+\s+){0,3}?(?:rows?|lines?|records?|entries|data points|lignes|zeilen|filas|linhas|items)\b/u;
const LABELLED_UNIT =
  /^[\s-]*\+?(?:[a-z'/-][\w'/-]*[\s,]+){0,4}?(?:[a-z]+-labell?ed|before\/after|labell?ed|labels?\b|annotated|annotations?|double-annotated|pairs?\b|examples?\b|ex\.|samples?\b|prompt[/-]completion|q\/a|q&a|hand-?(?:edited|written|labelled|labeled|corrected|graded|scored|picked|checked)|reviewed|curated|tagged|graded|corrected|approved|human-?\w*ed|coded|adjudicated|ground[- ]truth|'?ideal'?|gold|rated|verified|demonstrations|instruction)\b/u;
const PEOPLE_UNIT = /^\s*(?:people|persons|experts|annotators|reviewers|editors|raters|linguists|labell?ers)\b(?!-)/u;
const NOT_LABELLED =
  /^\s*(?:[\w'-]+\s+){0,3}?(?:unlabell?ed|without|examples? in (?:the |our )?prompt|few[- ]?shot|no )\b/u;
const LABELLED_BEFORE =
  /\b(?:labell?ed|annotated|annotations?|decisions|labels|pairs|examples)\b[^.;\d]{0,14}(?:=|:|is|are|\()\s*(?:about |around |~)?$|\b(?:labels|annotations|pairs)\s*$|\b(?:fixed|edited|corrected|written|checked|reviewed|labell?ed|approved|scored|annotated|signed) by (?:\w+ ){0,2}?\w+(?:ers|ors|ists|ants|ians|neys|rks|staff)\b[:,(]\s*$/u;
const WITH_LABEL =
  /^\s*(?:[\w'/-]+\s+){1,4}?with (?:\w+\s+){0,4}?(?:labels?|verdicts?|decisions?|codes?|categor\w+|scores?|grades?|outcomes?|answers?|queue|expected \w+)\b/u;
const LOGGED =
  /^\s*(?:[\w'/-]+\s+){0,3}?(?:logged|stored|recorded|invocation) (?:\w+[\s/]+){0,2}?(?:prompts?|answers?|outputs?|requests?|calls?|conversations?|responses?|completions?|pairs)\b|^\s*(?:[\w'+/-]+\s+){0,3}?(?:prompts?|requests?|answers?|outputs?|responses?) (?:\+|and|&|\/)|^\s*(?:[\w'-]+\s+){0,2}?(?:prompts?|requests?|answers?|outputs?|responses?|calls|conversations) (?:are |were |all )?(?:logged|stored|recorded|kept|saved|in (?:the )?logs?)\b|^\s*(?:\w+\s+){0,2}?logs\b/u;
const OTHER_UNIT =
  /^\s*-?\s?(?:shots?|epochs?|nodes?|classes|labels? (?:in|classes)|categories|teams|pages|x\b|hours?|years?|yrs?|months?|weeks?|days?|minutes?|ms|s\b|tokens?\b|languages?\b|lines? (?:format|summary))/u;
const PUT_IN_PROMPT = /(?:\b(?:with|prompt and|plus|using|and|few[- ]?shot|put|the|all)|\+)\s*$/u;
/** "72B in-house model": how large a model is. */
const MODEL_SIZE =
  /^\s*-?(?:[a-z-]+\s+){0,2}?(?:models?|llms?|parameters?|params|weights|teachers?|students?|checkpoints?)\b/u;
const SMALLEST_MODEL = 1e8;
/** "Llama 8B on 2k rows". */
const MODEL_BEFORE = /\b(?:llama|mi[sx]tral|qwen|gemma|phi|falcon|deepseek|nova)[\w.-]*(?: \d(?:\.\d)?)? ?$/u;
/** Fewest that a count must be to be read as examples only because its sentence speaks of human work. */
const FEWEST_BY_COMPANY = 200;
/** Most examples that anybody puts into a prompt. */
const MOST_SHOTS = 60;

function count(name: FactName, value: number, strength: number): ReturnType<Reading> {
  const unit = name === 'rows' ? 'rows' : name === 'logged-prompts' ? 'prompts' : 'examples';
  return { name, amount: { value, unit }, strength };
}

function readLogs(number: NumberFound): ReturnType<Reading> {
  if (!isCount(number) || number.perMonth !== undefined || !LOGGED.test(number.after)) return undefined;
  return count('logged-prompts', number.value, 2);
}

function readExamples(number: NumberFound): ReturnType<Reading> {
  if (!isCount(number) || number.perMonth !== undefined || isShots(number) || PEOPLE_UNIT.test(number.after))
    return undefined;
  if (
    (MADE_BY_PEOPLE.test(number.after) ||
      (MADE_BY_AGENTS.test(number.after) && !COUNTED_ELSE.test(number.after) && !KINDS.test(number.after))) &&
    !/^\s*-?(?:year|hour|week|month|people|person)/u.test(number.after)
  )
    return count('labelled-pairs', number.value, 3);
  if (WITH_LABEL.test(number.after)) return count('labelled-pairs', number.value, 2);
  if (LABELLED_UNIT.test(number.after) && !NOT_LABELLED.test(number.after)) {
    const isPreference = /\b(?:preference|preferred|chosen|ranked|dpo)\b/u.test(number.after);
    return count(isPreference ? 'preference-pairs' : 'labelled-pairs', number.value, 2);
  }
  return LABELLED_BEFORE.test(number.before) ? count('labelled-pairs', number.value, 2) : undefined;
}

/** "25k tweets, 3 annotators each": the sentence says that people did them. */
function readExamplesByCompany(number: NumberFound, sentence: string): ReturnType<Reading> {
  if (!isCount(number) || number.perMonth !== undefined || number.value < FEWEST_BY_COMPANY) return undefined;
  if (!HUMAN_WORK.test(sentence) || RAW_TEXT.test(sentence) || COUNTED_ELSE.test(number.after)) return undefined;
  return /^\s*[a-z]/u.test(number.after) ? count('labelled-pairs', number.value, 1) : undefined;
}

function readRows(number: NumberFound, sentence: string): ReturnType<Reading> {
  if (!isCount(number) || number.perMonth !== undefined || RAW_TEXT.test(sentence)) return undefined;
  return ROW_UNIT.test(number.after) ? count('rows', number.value, 1) : undefined;
}

function isCount(number: NumberFound): boolean {
  if (number.currency || number.percent || number.value < 2) return false;
  const isModel = MODEL_SIZE.test(number.after) || MODEL_BEFORE.test(number.before);
  if (number.value >= SMALLEST_MODEL && isModel) return false;
  return !OTHER_UNIT.test(number.after) && !/\bof\s*$/u.test(number.before);
}

function isShots(number: NumberFound): boolean {
  return (
    number.value <= MOST_SHOTS && PUT_IN_PROMPT.test(number.before) && !/\b(?:have|got|only)\b/u.test(number.before)
  );
}

export const EXAMPLE_READINGS: readonly Reading[] = [readLogs, readExamples, readExamplesByCompany, readRows];
