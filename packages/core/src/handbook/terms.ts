/** Words of the field that mean one thing however they are written; each becomes one term. Order matters: longer ones first. */
const SAME: readonly [string, RegExp][] = [
  ['whichmodels', /\b(?:which|what|list of) (?:\w+ )?models?\b/gu],
  ['pretraining', /\b(?:continu\w+[- ])?pre-?\s?training\b|\bcpt\b|\bcontinued pretraining\b/gu],
  ['reinforcement', /\brein?forcement(?: fine-?\s?tuning| learning)?\b|\brft\b|\brlhf\b|\brl(?:vr|aif)?\b/gu],
  ['tune', /\bfine-?\s?tun\w+|\btun(?:e[sd]?|ing|able)\b|\bsft\b|\bft\b/gu],
  ['retrieval', /\bretrieval(?:[- ]augmented generation)?\b|\brag\b/gu],
  ['knowledgebase', /\bknowledge bases?\b|\bkbs?\b/gu],
  ['distil', /\bdistill?\w*/gu],
  ['provisioned', /\bprovisioned(?: throughput)?\b|\bptus?\b|\bpt\b|\bmodel units?\b/gu],
  ['ondemand', /\bon[- ]demand\b|\bper token\b/gu],
  ['fewshot', /\b(?:few|one|two|three|five|zero|\d)[- ]shots?\b/gu],
  ['prompt', /\bprompt(?:s|ed|ing)?(?: engineering)?\b/gu],
  ['routing', /\brout(?:ers?|ing|es?|ed)\b/gu],
  ['caching', /\bcach(?:e[sd]?|ing)\b/gu],
  ['schema', /\b(?:json|schemas?|structured outputs?)\b/gu],
  ['overfit', /\bover-?fit\w*/gu],
  ['heldout', /\bheld[- ]out\b|\bhold-?outs?\b|\btest sets?\b|\bvalidation(?: sets?)?\b/gu],
  ['personal', /\bpersonal(?: data| information)?\b|\bpii\b|\bgdpr\b/gu],
  ['scaletozero', /\bscal(?:e|es|ing) to zero\b|\bscale-to-zero\b/gu],
  ['gpt', /\b(?:chat)?gpt(?:-?[345][\w.]*)?\b(?!-oss)|\bopenai\b/gu],
  ['claude', /\b(?:claude|anthropic|sonnet|opus|haiku)\b/gu],
  [
    'cost',
    /\b(?:costs?|costing|prices?|priced|pricing|expensive|pay|bill(?:s|ed|ing)?|charged?|cheap(?:er|est)?|money|fees?)\b/gu,
  ],
  ['host', /\bhost(?:s|ed|ing)?\b|\bserv(?:e|es|ed|ing)\b/gu],
  ['example', /\b(?:examples?|samples?|pairs?|records?|rows?)\b/gu],
  ['train', /\btrain(?:s|ed|ing)?\b/gu],
  ['import', /\bimport(?:s|ed|ing)?\b/gu],
  ['evaluate', /\beval\w*\b|\bjudg\w+\b|\bbenchmark\w*\b/gu],
  ['long', /\b(?:how long|duration|hours|minutes|time)\b/gu],
  ['own', /\b(?:owns?|owned|ownership|download(?:ed)?)\b/gu],
  ['lifetime', /\b(?:lifetime|life|lives?|expires?|retired?|end of life|deprecated)\b/gu],
  ['difference', /\b(?:difference|differ|differs|versus|vs|compared?|compare)\b/gu],
  ['fact', /\b(?:facts?|knowledge)\b/gu],
  ['teach', /\b(?:teach|teaches|add|adds|inject|memori[sz]e\w*|learn)\b/gu],
  ['region', /\bregions?\b/gu],
  ['worth', /\b(?:worth(?:while)?|sense|pays? off)\b/gu],
];

/** Words that every question is made of. */
const FILLER = new Set(
  `a an and are as at be been by can could did do does doing explain define for from get gets give had has have how i if in into is it its
  just know like make me mean means meaning much many may might model models must my need needs no not of off on one only or our out over please
  really shall should so some something such take takes tell than that the their them then there these they thing this those to up us use used
  uses using very want was way we were what when where whether which who why will with work works would you your ll llm llms ai about work
  actually exactly run runs running s re ve t d what's amazon aws bedrock between possible good different any every two better best more instead`.split(
    /\s+/u,
  ),
);

/** The different terms of a text. */
export function termsOf(text: string): ReadonlySet<string> {
  const plain = text.toLowerCase().replaceAll('’', "'");
  const named = SAME.reduce((sofar, [term, pattern]) => sofar.replace(pattern, ` ${term} `), plain);
  const words = named.match(/[\p{L}\p{N}][\p{L}\p{N}.-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu) ?? [];
  return new Set(words.filter((word) => !FILLER.has(word)).map(stemOf));
}

/** Crude on purpose: it only has to bring singular and plural, and forms of one verb, together. */
function stemOf(word: string): string {
  return word.length > 4 ? word.replace(/(?:ies|ing|ed|es|s|y)$/u, '') : word;
}
