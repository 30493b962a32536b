import type { Cue } from '../cue.ts';

/** Form (with the kind of it), narrow skills, and how stable and narrow the task is. */
export const FORM_CUES: readonly Cue[] = [
  [
    'output-fields',
    /\b(?:date formats?|allowed values|enum|field names?|\d+[- ]field|json|xml|yaml|csv|(?:\d+|fixed|closed) (?:set of )?(?:labels|values|categories|queues|codes)|scored? (?:it )?\d|grade it|\d ?(?:-|to) ?10\b|keys?\b.{0,20}\b(?:missing|renamed|differ\w*))|[{]\s?"\w+"\s?:/gu,
    { firm: true },
  ],
  [
    'gap-behaviour',
    /\b(?:answers?|repl(?:y|ies)|output|respon(?:d|se)s?|returns?|exports?|write|give) (?:\w+ ){0,3}?(?:as|in|to) (?:a )?(?:csv|json|xml|yaml|tsv|markdown|html)\b|\b(?:half|many|most|some|\d+ ?%) of the (?:lines|rows|records|objects|files|tables) (?:are|is|come|came) (?:\w+ )?(?:broken|invalid|malformed|cut|wrong|unparseable)\b/gu,
    { firm: true, choice: 'structure' },
  ],
  [
    'gap-behaviour',
    /(?<=^|[,;:.(] ?|\band )(?:the )?(?:right|correct|good|perfect|fine|great|flawless) (?:tone|voice|style|layout|format|formatting|structure|form|wording|phrasing)(?= ?(?:$|[,;:.)]|and\b|but\b|just\b|only\b))|\b(?:tone|style|layout|format|structure),? which (?:it|they) (?:currently |already |now |mostly )?(?:is|are|does|do)\b/gu,
    { denies: true, firm: true, strength: 3 },
  ],
  [
    'gap-behaviour',
    /\b(?:don't|doesn't|do not|does not|didn't|never|not) (?:really |quite |yet )?(?:sound|read|write|talk|look)s? like (?:us|we|our|ours|him|her|the (?:brand|house|team))\b|\b(?:wrong|other|own|same|fixed) (?:structure|order of \w+)\b|\b(?:is|comes?|stands?|goes|must be) (?:in front|first|at the top), (?:and )?then\b/gu,
    { firm: true, strength: 2.5 },
  ],
  [
    'gap-skill',
    /\b(?:coding|routing w\/|ticket routing|detection|correction|conversion|convert|red-?lin\w+|programs? per|commit messages|classifier|sentiment|deduplication)\b/gu,
  ],
  [
    'answers-gradable',
    /\b(?:scoring|grading|checking|evaluation) is (?:\w+ )?automatic\b|\b(?:run|execute) (?:every|each|all|the|any) (?:\w+ )?(?:quer(?:y|ies)|answers?|programs?|scripts?|snippets?|outputs?)\b.{0,30}\b(?:compare|check|verify|see (?:if|whether))|\bcompare (?:the |its |their |each )?(?:results?|outputs?|answers?) (?:with|to|against) (?:the |an? )?(?:expected|known|right|correct)\b|\btests (?:that )?(?:check|decide|verify|run|tell)|\bcan be computed automatically\b|\blinter\b|\breturns? the expected\b/gu,
  ],
  ['gap-skill', /\b(?:toxic\w*|matching|obligations?|extracting|hate-?speech|text-to-sql|slang|triage[sd]?)\b/gu],
  [
    'task-narrow',
    /\b(?:single|one|same) (?:\w+ )?(?:task|question|prompt|intent|step|job|form|workflow)\b|\bfields are always the same\b|\bsame question every time\b/gu,
  ],
  [
    'gap-behaviour',
    /\b(?:json|xml|xsd|yaml|fixed-?width|valid against|(?:output|outputs|answers?|replies|reply|returns?|respond|responds|emits?|produces?|generates?|writes?|writing|valid|invalid|broken|malformed|as|into)(?: \w+){0,3} csvs?(?! (?:exports?|files?|dumps?))|csvs? (?:output|format|rows? (?:is|are) (?:broken|invalid)|breaks|is (?:broken|invalid))|schemas?|valid(?:ity)? (?:json|xml|output)|fhir\w*|hl7|edifact|structured output|output shape|fences?|fields? (?:order|names?)|machine[- ]readable|parseable|parser (?:fails|breaks|chokes)|format lock|iso ?20022|xbrl|markdown)\b/gu,
    { choice: 'structure' },
  ],
  [
    'gap-behaviour',
    /\b(?:tone|voice(?!-| (?:agents?|bots?|assistants?|calls?|channel|line|menu|input|note|interface)\b)|style|styled|brand voice|house style|layout|template|formatting|format|formats|formatted|register|persona|phrasing|wording|bullet style|our way|line format|sections? order|letterhead|headings?|polite(?:ness)?|formal|style ?guide|output length|signature style|spelling conventions?|writes? like|sound(?:s)? like|reads? like|breaks? character|in character|reading[- ]level|line-?breaks?|\d+-line|\d+ lines|\d+ words|\d+ (?:bullets?|sentences|bullet points))\b/gu,
  ],
  [
    'gap-skill',
    /\b(?:classif(?:y|ies|ied|ying|ication|ier)|label+er|label+ing (?:of|emails|tickets|posts)|categori[sz]\w+|triage|triaging|tagging|tags?|tagger|extract(?:s|ed|ing|ion|or)?|entity|entities|ner|intents?|scor(?:e|ing) (?:leads|essays|answers|calls|claims|risk)|moderation|moderat\w+|coding of|mapp(?:ing|ed) (?:to|of|from)|icd(?:-?10)?|hs codes?|gl codes?|taxonomy|parsing|parse|sql|code generation|summari[sz]\w+|summary|summaries|detect(?:s|ing|ion)?|redact\w*|anonymi[sz]\w+|normali[sz]\w+|matching|dedup\w*|translat\w+|(?<!\bprompts? (?:\w+ )?)rewrit\w+|grad(?:e|ing) (?:essays|exams|answers)|annotat(?:e|es|ing) (?:\w+)|transcri(?:be|ption)\w*|captions?|assign(?:s|ing)? (?:a |the |one )?(?:code|label|category|queue|priority)|sort(?:s|ing)? (?:\w+ ){0,2}(?:into|emails|tickets|mail)|rout(?:e|es|ing) (?:tickets|emails|calls|letters|mail|cases)|\d+ (?:\w+ )?(?:classes|queues|labels|categories|topics|intents|codes|bands|components|verdicts)|clauses?\/|sentiment|refus(?:al|als|es)|detection|transcription|cleanup|recogni[sz]\w+|priority|macro|macros|autocomplete)\b/gu,
  ],
  ['gap-skill', /\b(?:accuracy|f1|agreement|precision|recall|exact match|error rate|wer|bleu|rouge)\b.{0,30}\d/gu],
  [
    'answers-gradable',
    /\b(?:(?:unit )?tests? (?:pass|tell|decide|run)|compiler|compiles?|graded? automatically|auto-?grad\w+|automatic(?:ally)? (?:check|grad|scor|verif)\w*|verifiable|verifier|checker|simulator|solver|executes? (?:and|against|correctly)|can be (?:checked|graded|scored|verified|executed|run|compared|compiled|simulated)(?: and \w+)? (?:by|automatically|with|against)|checker says|can be executed|we can (?:check|grade|score|verify)|reward (?:function|signal|model)|grader|rlvr|reinforcement)\b/gu,
  ],
  [
    'preference-pairs',
    /\b(?:preference[- ](?:scored |ranked |labelled )?(?:pairs|data)|preferred(?: and| \/|\/) ?rejected|chosen(?: and| \/|\/) ?rejected|dpo|thumbs[- ](?:up|down)|ranked (?:answers|pairs|outputs)|rlhf|a\/b preferences)\b/gu,
  ],
  [
    'task-narrow',
    /\b(?:one (?:narrow |single |fixed |repetitive )?(?:task|job|thing|format|use case)|single (?:task|use case|purpose|job)|nothing else|narrow|that's all it does|only does|same task|repetitive|always the same (?:task|question|form|structure|kind)|one kind of|fixed (?:task|format|schema)|very specific task|just this one|only one job)\b/gu,
  ],
  [
    'task-narrow',
    /\b(?:classif\w+|extract\w*|tagging|tags|tagger|label+er|address parsing|parsing|moderation|captions?|summari[sz]\w+|summary|triage|categori[sz]\w+|titles?|mapping)\b/gu,
    { strength: 0.5 },
  ],
  [
    'task-stable',
    /\b(?:stable|frozen|fixed|unchanged|hasn't (?:changed|moved)|has not (?:changed|moved)|haven't (?:changed|moved)|not (?:changed|moved) (?:in|for|since)|never chang(?:es|ed)|won't change|will not change|not going to change|same (?:for|since) (?:\w+ )?(?:years?|\d|months|decade|ever|20|19)|locked|set in stone|doesn't change|does not change|no changes? (?:in|for|since|planned))\b/gu,
    { firm: true },
  ],
  [
    'task-stable',
    /\b(?:(?:task|labels?|categor\w+|taxonomy|format|formats|schema|template|templates|classes|rubric|requirements?|spec|tone|style|guidelines?|label set|use case|scope)\b(?:(?!never|not |n't|no |without|hardly)[^.]){0,30}?\b(?:chang(?:e|es|ed|ing)|evolv\w+|moving target|in flux|redesigned|reworked|rewritten|updated|being (?:discussed|decided|defined)|not (?:final|settled|stable|decided|fixed)|still (?:discussing|deciding|moving|open|changing|in discussion)|every (?:week|month|sprint|quarter|few weeks|two weeks|monday)|keeps?|weekly|monthly|per (?:campaign|season|client))|new (?:labels?|categor\w+|classes|formats?|campaigns?) (?:every|each|per|all the time|weekly|monthly|keep)|moving target|keeps? (?:changing|moving) (?:the )?(?:requirements?|spec|format|labels?|mind)|changes? (?:their|his|her|its) mind|still (?:figuring|experimenting|prototyping|exploring)|pivot\w*)\b/gu,
    { denies: true, firm: true, strength: 1.5 },
  ],
  [
    'task-stable',
    /\b(?:(?:label set|labels|categor\w+|taxonomy|format|schema|template|task|rubric) (?:\w+ ){0,3}?(?:hasn't|has not|haven't|have not|never|doesn't|does not|not) (?:\w+ )?(?:chang|mov)\w+)\b/gu,
    { firm: true, strength: 2.5 },
  ],
  [
    'many-tasks',
    /\b(?:(?:for (?:all )?\d+|nine|eight|seven|six|five|four|ten|twelve|\d+ (?=teams|departments|offices|groups)|three|many|several|all|different|dozens of|various|multiple) (?:\w+ ){0,2}?(?:teams|departments|products|tasks|use cases|applications|apps|groups|offices|ministries|business units|tools)|(?:base|foundation|platform) (?:model )?(?:for|that|to build|on which)|build (?:up)?on|every team|whole company|company-?wide)\b/gu,
  ],
  [
    'task',
    /\b(?:bot|chatbot|assistant|copilot|helper|tool|generator|summari[sz]\w+|classif\w+|extract\w*|translat\w+|answer\w*|repl(?:y|ies)|emails?|letters?|reports?|descriptions?|captions?|parsing|parser|sql|tickets|moderation|tagging|triage|search|chats?|draft\w*|writes?|writing|generat\w+|review\w*|transcri\w+|detect\w*|scor\w+|recommend\w*|labeler|labeller|questions?|code|macros?|agent)\b/gu,
    { firm: true },
  ],
];
