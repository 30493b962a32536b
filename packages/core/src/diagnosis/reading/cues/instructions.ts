import type { Cue } from '../cue.ts';

/** The model can do it, unevenly; or nobody told it clearly. */
export const INSTRUCTION_CUES: readonly Cue[] = [
  [
    'prompt-tried',
    /\b(?:no|without(?: an?| any)?) (?:json )?(?:schema|(?<!\b(?:we|i|they|you) (?:\w+ )?(?:have|had|got) (?:no|without(?: an?| any)?) )example|template|stop sequence|format description)s?\b(?! (?:changes?|helps?|works?))/gu,
    { denies: true, firm: true, strength: 1.5 },
  ],
  [
    'gap-instructions',
    /\b(?:inconsisten\w*|sometimes|now and then|occasionally|every so often|once in a while|half (?:of )?the time|most of the time|some of the time|at random|randomly|varies|vary|unpredictabl\w+|depends on (?:its|the) mood|hit (?:and|or) miss|flaky|non-?deterministic|(?:the )?(?:same|identical) (?:question|input|prompt|ticket|text|email)s?\b.{0,30}\bdifferent|different (?:answer|result|output|field|format|wording|structure)s? (?:each|every) (?:time|run|call|day)|always a different|one day .{0,40} the next|de vez en cuando|parfois|manchmal|a veces|as vezes)\b/gu,
  ],
  [
    'gap-instructions',
    /\b(?:(?:get|gives?|getting|returns?) different (?:answers?|results?|outputs?|totals?|values?)|two different|outputs? (?:swings?|varies|jumps?|changes?)|mal .{1,25} mal |reproducib\w+|every (?:second|third|fourth|fifth|tenth|other|\d+th) (?:one|time|answer|letter|request|call|message)|twice|half of them|picks any|almost right|as an ai language model|at the end of (?:each|every)|capitali[sz]es|apologi[sz]es? too)\b/gu,
  ],
  [
    'gap-instructions',
    /\b(?!one of)(?:\d+|nine|eight|seven|six|five|four|three|two|one)(?: times)? (?:out of|of|in) (?:every )?(?:\d+|ten|nine|eight|five|four|three|twenty|twelve|hundred|a hundred)\b(?! (?:teams|offices|countries))/gu,
    { strength: 0.6 },
  ],
  [
    'gap-instructions',
    /\b(?:ignor(?:es|ed|ing)|forgets?|skips?|doesn't follow|does not follow|won't follow|not follow(?:ing)?|disobeys?|drifts?|overlooks?|leaves out|omits?) (?:\w+ ){0,4}?(?:instructions?|prompt|rule|rules|guidelines|steps?|request|what (?:we|i) (?:say|ask|tell)|to (?:\w+)|fields?|the \w+)\b/gu,
  ],
  [
    'gap-instructions',
    /\b(?:too (?:long|short|verbose|formal|wordy|chatty|polite|friendly|casual|vague|generic|technical|enthusiastic|salesy|brief|terse|dry|stiff)|rambl(?:es|ing|y)|(?:adds?|starts? with|begins? with|wraps?|puts?) (?:\w+ ){0,4}?(?:preamble|intro|disclaimer|apolog\w+|greeting|fences?|explanations?|comments?|emojis?|bullet\w*|markdown|backticks)|'?sure[!,]|here(?:'s| is) (?:the|your)|as an ai|keeps? (?:adding|apologi[sz]ing|repeating|asking|answering in|using|starting|writing|switching)|in(?:to)? the wrong language|answers? in english|repl(?:y|ies) in english|switch(?:es)? to english|uses? (?:the )?(?:wrong|old) (?:word|name|term|unit)s?|refuses? to|american spelling|bullet points? (?:instead|when))\b/gu,
  ],
  [
    'gap-instructions',
    /\b(?:should|must|needs? to|has to|want it to) (?:ask|ask back|say (?:that )?(?:it|he|she) (?:doesn't|does not) know|say i don't know|refuse|escalate|hand over|stop|clarify|admit)\b/gu,
    { strength: 1.5 },
  ],
  [
    'complaint',
    /\b(?:wrong(?:ly)?|bad(?:ly)?|incorrect\w*|errors?|mistakes?|misses|missed|hates?|annoy\w*|complain\w*|fails?|failing|broken|breaks|instead|shouldn't|too \w+|doesn't|does not|can't|cannot|keeps?|forgets?|hallucinat\w*|invalid|not (?:what|right|good|valid)|poor|weird|strange|only \d|\d+ ?% (?:valid|accura\w+|correct|right)|valid|problem|issue|bland|upset|twice|differs?|swears?|mixes|confuses?|drops?|upset|ignores?|unless)\b/gu,
    { firm: true },
  ],
  [
    'gap-tools',
    /\b(?:should|must|has to|needs to|want it to) (?:stop and |just |always |first )?ask (?:back|first|instead|for (?:it|them|the))?(?:\b|$)|\b(?:assumes?|guess(?:es)?|invents?|fills? in|makes up) .{0,50}\b(?:and (?:carries|goes|moves) on|instead of asking|rather than ask\w*|without asking)\b|\b(?:skips?|forgets?|leaves? (?:out|blank|empty)) the \w+ (?:question|field|box)\b/gu,
    { firm: true, choice: 'ask-back', strength: 1.2 },
  ],
  [
    'gap-tools',
    /\b(?:(?:when|if|even though|although) (?:the |a )?(?:user|customer|caller|guest|patient|person|client|input)s? (?:hasn't|has not|haven't|didn't|did not|doesn't|does not|don't) (?:given|give|gave|provide[ds]?|say|said|tell|told|mention\w*|supplied)|(?:missing|required|mandatory|empty) (?:slot|field|parameter)s?|should ask instead|must ask (?:back|first|for))\b/gu,
  ],
  [
    'gap-tools',
    /\b(?:adds? (?:them|it|numbers|up)(?: up)? (?:in)?correctly|(?:can't|cannot|can not|doesn't|unable to) (?:even )?(?:count|calculate|add|multiply|sum|compute)|max(?:imum)? \d+ characters|character limit|time ?zones?|off by (?:one|an hour|a day)|in its head)\b/gu,
    { firm: true },
  ],
  [
    'gap-tools',
    /\b(?:arithmetic|calculat\w+|adds? up|sums?(?! ?mari)|multipl(?:y|ies|ication)|math|maths|percentages?|compute[sd]?|date (?:arithmetic|math)|working days|days between|vat amount|totals? (?:are|is|come|wrong|don't|do not)|count(?:s|ing)? (?:words|characters|letters|items|the)|convert(?:s|ing)? (?:units|currenc\w+|between)|unit conversion|interest|instal+ments?|wrong sum)\b/gu,
    { firm: true },
  ],
  [
    'gap-tools',
    /\b(?:book|cancel|create|update|submit|trigger|place|open|close|execute|send)s? (?:a|an|the|it|their|orders?|tickets?|bookings?|appointments?|meetings?) .{0,30}\b(?:in|via|through|by calling) (?:our |the )?(?:api|crm|system|erp|jira|salesforce|calendar|zendesk|servicenow|backend)\b/gu,
  ],
  [
    'gap-input',
    /\b(?:ambiguous|ambiguity|unclear (?:label|title|name|input|categor|instruction)\w*|(?:labels?|titles?|categor\w+|names?|classes|codes?|macros?) (?:\w+ )?(?:overlap|are (?:the same|nearly|almost)|mean the same|confus\w+)|overlapping (?:labels?|categor\w+|classes)|(?:even )?(?:our |two )?(?:humans|people|agents|annotators|experts|clerks|staff|colleagues|we|reviewers|nurses|lawyers) (?:themselves |also |can't |cannot |don't |do not |often |still )*(?:disagree|agree on|can't agree|cannot agree|can't tell|cannot tell|can't decide)|unreadable|illegible|garbled|(?:bad|poor|terrible|low|blurry) (?:scans?|ocr|audio|transcripts?|quality scans?|photos?)|ocr (?:is|makes|errors?|garbage|noise))\b/gu,
  ],
  [
    'prompt-tried',
    /\b(?:(?<!\b(?:rows|pairs|examples|records|data) (?:have|has|had|contain|with) )(?:no|without (?:a|any)|empty|blank|nothing in (?:the|our)|zero|not? (?:any|a)|hasn't (?:a|any)|haven't (?:a|any)|have not (?:a|any)) (?:real )?(?:system )?(?:prompt|instructions?)|(?:nobody|no one|noone|we|i|they|never|not|haven't|hasn't) (?:\w+ ){0,4}?(?:touched|looked at|changed|reviewed|worked on|tuned|improved|rewrote|rewritten|optimi[sz]ed|revised|edited|tested|updated) (?:\w+ ){0,2}?(?:prompt|instructions|it)|(?:haven't|have not|hasn't|didn't|did not|never|not yet|not) (?:\w+ ){0,2}?(?:tried|tryed|try|done|did|written|wrote|write|added|used|use|experimented with|played with|bothered with) (?:\w+ ){0,3}?(?:prompt\w*|few[- ]?shots?|examples?|instructions|anything|nothing|system prompt)|did not write nothing|nothing (?:was |has been |is )?(?:tried|written|done)(?: yet| so far)?|have(?:n't| not) tried|(?:prompts?|instructions?)\b[^.;]{0,40}\buntouched|untouched (?:system )?prompt|first thing we tried|out of the box|no prompt (?:work|engineering)|zero prompt\w*|without prompt\w*|no few[- ]?shot|no examples in (?:it|the prompt|there)|(?<!\b(?:we|i|they|you) (?:\w+ )?(?:have|had|got)\s)no examples(?: yet| so far)?|(?:prompt|instructions?) (?:is|are|was|were|says?|just says?|reads?|'s)? ?(?:only |just |literally |basically |still )*(?:inherited|default|one line|one sentence|a one-?liner|one-?liner|two lines|two sentences|three words|3 words|copied|copy-?pasted|from (?:a|an|the|our) (?:hackathon|blog|tutorial|intern|demo|quickstart|template|vendor)|["']|\d+ words|\d lines?|the same since|unchanged|years? old|written by (?:an|the|our) intern)|one[- ]line(?:r)? prompt|(?:one|two|three|1|2|3)[- ](?:line|sentence|word) (?:system )?prompt|temperature (?:is |was |at |of |=|set to )?(?:1(?:\.0)?|0\.9|default|1\.[0-9])|just (?:ask(?:ed)?|typed?|paste[ds]?) (?:it|the)|no instructions?|nobody (?:ever )?(?:wrote|told|defined|specified|described|explained)|(?:we|i|they|nobody|never) (?:\w+ )?(?:never|not|haven't|didn't|did not|have not|nothing) (?:\w+ )?(?:sent|told|tell|wrote|written|gave|given|showed|shown|described|defined|specified|said|explained)|told it nothing|tried nothing|nothing (?:about|on) (?:it|this|that) in the prompt|never (?:gave|told|showed|sent|given|shown|wrote)|(?:instruction|prompt)s? (?:doesn't|does not|don't|never) (?:say|mention|tell|specify|contain|state|cover)|i (?:say|ask|write|type) '|not in the prompt|nobody dares|(?:one|an|two|1|2|half an?|a few) (?:hours?|minutes|days?) (?:\w+ ){0,2}?(?:on|with|in|for) (?:the |our |a )?prompts?|(?:two|three|one|2|3)[- ]word (?:system )?prompt|prompt (?:is )?silent|we never asked|never asked for|schema isn't in|isn't in the prompt|contradictory (?:rules|instructions)|prompts? (?:\w+ ){0,3}?(?:typos|contradict\w*|a mess|messy|chaotic)|(?<!\b(?:try|tried|tryed|trying|tested|wrote|written|after|with|already|did|used)\s(?:\w+\s){0,2})(?:three|two|several|many|different) (?:different )?prompts|no \w+ text in the prompt|zero examples|gave it zero|short prompt|lazy prompt|prompt is v1|first (?:version|draft) of the prompt|a single sentence as (?:a )?prompt|no (?:idea|clue) about sampling|nobody set (?:anything|it)|not included in the (?:request|prompt|context)|doesn't say which)\b|\bprompt\s*(?:is|was|says?|reads?|=|:)\s*(?:just |only |still )?["'“]|\btemperature\?|\bprompt is (?:just |only )?\d+ words|\bsysprompt\b.{0,20}\bnichts\b|\bim systemprompt nichts\b/gu,
    { denies: true, firm: true, strength: 2 },
  ],
];
