import type { Cue } from '../cue.ts';

const BIG =
  '(?:(?:the |a |our )?(?:large|larger|big|bigger|biggest|expensive|strong|stronger|strongest|frontier|premium|top|full-size|huge|good|best|flagship|costly|pricey|heavy|dearest|priciest|costliest|most expensive|dear) (?:model|one|llm|teacher)s?|opus|sonnet(?: \\d(?:\\.\\d)?)?|nova pro|nova premier|premier|\\bpro\\b|gpt-?4o?\\w*|gpt-?5\\w*|claude(?: \\d(?:\\.\\d)?)?(?: opus| sonnet)?|405b|llama 405b|llama 70b|70b|teacher|mistral large|big one|(?:top|best|strongest|priciest)[- ]model)';
const SMALL =
  '(?:(?:the |a |our )?(?:small|smaller|smallest|cheap|cheaper|cheapest|tiny|little|mini|light|weak|lite) (?:model|one|llm|student)s?|haiku|nova micro|nova lite|micro|lite|8b|7b|3b|1b|mini|nano|student|small one)';
const GOOD =
  "(?:(?:is|are|does|do|was|were|works?|looks?|performs?|did|gives?|gets?|has|'s|delivers?|answers?|scores?|reach(?:es)?|handles?|makes?|hits?|manages?|writes?|reads?) (?:it |this |them |these |those |both |the job |us |that |very |really |just |all |quite |pretty |so |about |around |already )*(?:good|great|fine|perfect(?:ly)?|excellent(?:ly)?|right|well|ok|okay|well enough|good enough|spot on|flawless(?:ly)?|accurate|enough|what we need|9\\d(?:\\.\\d)?|brilliant\\w*|superb\\w*|correct(?:ly)?|good quality|good results?)|(?:very |really )?(?:good|great|perfect|excellent|fine|ok)\\b|(?:is |are )?right (?:every|each|all)|(?:is |are )?(?:loved|trusted|liked|perfect)|at 9\\d|exactly (?:like|as|what|right)|agrees? with|nails?(?: it)?|pass(?:es)?|aces|(?:meets?|hits?|clears?) (?:the|our)|works|9\\d(?:\\.\\d)? ?%)";
const BAD =
  "(?:(?:is|are|does|do|was|were|works?|performs?|'s) (?:very |really |just |way |much )*(?:not|bad|poor|worse|terrible|weak|useless|not enough|awful|no good|wrong|too (?:dumb|weak|stupid|bad))|not (?:good|enough|ok|there|usable|able)|bad|poor|fails?|so-so|bland|meh|way off|gets \\d of \\d|loses|doesn't|does not|can't|cannot|isn't|misses \\d|misses|makes (?:too many )?(?:mistakes|errors)|only (?:gets? )?\\d|(?:makes?|gets?|scores?|reach(?:es)?|manages?|hits?) (?:only )?[1-8]\\d\\b(?! of)|loses (?:\\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|falls? (?:apart|short|behind)|struggles?|worse|gets? (?:it )?wrong|drops? to|[4-8]\\d ?%)";

/** Cost, speed, large against small, mixed traffic. */
export const COST_CUES: readonly Cue[] = [
  [
    'gap-cost',
    /\b(?:cost|costs|price|money|budget) (?:is |are )?(?:unimportant|irrelevant|secondary|no object|not important|no factor|whatever)\b/gu,
    { denies: true, firm: true, strength: 2 },
  ],
  [
    'gap-cost',
    /\b(?:unpayable|unaffordable|margin (?:is )?negative|\d+ ?% off\b|(?:\d+x|twice|double|far) over (?:plan|budget)|\d+k (?:a|per|\/) ?mo\w*|costs? (?:\w+ ){0,2}\d+x|at (?:a )?(?:micro|small[- ]model|lite|haiku|8b|cheap[- ]model)(?:'s)? price|on (?:micro|lite|haiku|small model)'?s? price)\b/gu,
    { firm: true },
  ],
  [
    'big-model-good',
    new RegExp(
      `\\b${BIG}(?: (?:llm|model))?(?: is| was| are|'s)?[ :=,-]*(?:\\w+ ){0,4}?(?:loved|accepted|approved|trusted|liked|adored|we (?:love|like|trust|accept)|passes|at human level)\\b`,
      'gu',
    ),
    { firm: true },
  ],
  [
    'small-model-weak',
    new RegExp(
      `\\b${SMALL}(?: (?:llm|model))?(?: is| was| are|'s)?[ :=,-]*(?:\\w+ ){0,3}?(?:hated|rejected|lame|lousy|fails?|failing|unusable|worse|bad|not accepted|refused)\\b`,
      'gu',
    ),
    { firm: true },
  ],
  [
    'big-model-good',
    /\b(?:quality|results?|outputs?|answers?) (?:with|of|from|by) (?:opus|sonnet|claude|premier|nova pro|the (?:big|large|expensive) (?:one|model|llm)|gpt\S*) ?(?:=|is|are|was|:) ?(?:\w+ ){0,2}?(?:approved|accepted|good|fine|great|perfect|excellent)\b|\blabels made by (?:a )?(?:gpt\S*|claude|opus|the (?:big|large) (?:model|llm))/gu,
    { firm: true },
  ],
  [
    'big-model-good',
    new RegExp(
      `\\b${BIG}\\b.{0,90}\\b(?:[0-4](?:\\.\\d)? ?% (?:errors?|mistakes|wrong|rejects?|rework)|all good|ships? (?:\\w+ )?(?:unedited|untouched|as (?:it|they) (?:is|are))|nobody (?:edits|touches|corrects))`,
      'gu',
    ),
    { firm: true },
  ],
  [
    'small-model-weak',
    new RegExp(
      `\\b${SMALL}\\b(?:\\s+(?!but|large|big)\\S+){0,6}? ?[:=] ?[1-8]?\\d ?%|\\b${SMALL}.{0,25}\\blaughed at\\b`,
      'gu',
    ),
    { firm: true },
  ],
  [
    'quality-drop-accepted',
    /\b(?:one|two|three|a|\d) (?:points?|percent|%) (?:of (?:\w+ )?)?(?:we|i|they) (?:can|could|may|would) (?:lose|give|drop|live)|\b(?:can|could|may) lose (?:one|two|three|a|\d) (?:points?|percent|%)/gu,
    { firm: true },
  ],
  [
    'gap-mixed-traffic',
    /\b(?:looks? at|inspects?|reads?|checks?|judges?|classifies) (?:each|every|the) (?:prompt|request|message|question|call|query)\b.{0,40}\b(?:picks?|chooses?|selects?|decides?|sends?)\b|\b(?:picks?|chooses?|selects?|switch\w*) (?:between )?(?:haiku|sonnet|opus|lite|micro|pro|the (?:small|cheap|big)\w* (?:one|model)) (?:or|and|vs) (?:haiku|sonnet|opus|lite|micro|pro|the (?:small|cheap|big)\w* (?:one|model))\b/gu,
    { firm: true },
  ],
  [
    'gap-mixed-traffic',
    /\b(?:a third|a quarter|two fifths|a half|half) of (?:the |our |all )?(?:requests|questions|messages|traffic|prompts|tickets)\b.{0,80}\b(?:rest|remainder|others?|remaining)\b|\bautomatic(?:ally)? (?:switch|switching|selection|choice|choos\w+|pick\w*)\b.{0,60}\b(?:haiku|sonnet|models?|lite|pro|opus)\b|\b(?:haiku|lite|micro)\b.{0,20}\b(?:and|or)\b.{0,20}\b(?:sonnet|opus|pro)\b.{0,40}\b(?:difficulty|depending|per)\b/gu,
    { firm: true },
  ],
  [
    'big-model-good',
    /\b(?:opus|sonnet|claude|nova pro|premier|gpt\S*|large model|big model) is at human level\b|\bhuman[- ]level\b/gu,
    { firm: true },
  ],
  [
    'quality-drop-accepted',
    /\b\d ?(?:points?|pts?|%|percent) (?:of (?:quality|accuracy) )?(?:less|can go|may go|lower|worse|is ok|are ok|off)\b|\b(?:a )?(?:small|slight|little|minor|tiny) (?:quality )?(?:loss|drop|decrease|dip) (?:of quality )?(?:is|would be) (?:ok|okay|fine|acceptable|accepted)\b/gu,
    { firm: true },
  ],
  [
    'gap-mixed-traffic',
    /\b(?:greetings|thank-?yous?|small ?talk|simple|easy|trivial|hellos?|short|routine|faqs?)\b.{0,50}\b(?:go|goes|sent|run|runs|handled|land|processed)\b.{0,20}\b(?:to|by|on|through|with)\b.{0,15}\b(?:expensive|big|large|best|top|same|opus|sonnet|premier|strong)|\b(?:simple|easy|trivial|basic)\b.{0,60}\b(?:complex|hard|difficult|tricky|deep|planning|drafting)\b.{0,60}\b(?:same|one|all)\b|\b(?:cheapest|adequate|right|suitable|best) (?:\w+ )?model (?:per|for each|for every|by) (?:call|request|question|prompt|task)|\b(?:automatic|dynamic) (?:selection|choice|switching) (?:of|between) (?:the )?models?|\b(?:cheap|small|lite|haiku|weak)\w*\b.{0,40}\bwhen\b.{0,25}\b(?:easy|simple)\b|\b(?:lots|most|majority|bulk|plenty) of\b.{0,60}\b(?:few|rare|some|occasional|handful)\b.{0,40}\b(?:escalations?|deep|hard|complex|expert|analysis|legal|difficult)\b/gu,
    { firm: true },
  ],
  [
    'big-model-good',
    /\bsmall\w* (?:model|one|llm)?.{0,30}\b(?:behave|perform|act|as good|imitate|mimic|match|like)\w*\b.{0,25}\b(?:large|big|pro|premier|opus|sonnet|teacher|expensive)|\b(?:outputs?|answers?|results?|labels?|quality) of (?:claude|opus|sonnet|nova pro|premier|the (?:big|large|expensive|strong) (?:model|one)).{0,20}\b(?:accepted|approved|fine|good|great|trusted|liked|excellent|perfect)\b|\b(?:happy|satisfied|pleased) with (?:opus|sonnet|claude|nova pro|premier|the (?:big|large) (?:model|one))\b/gu,
    { firm: true },
  ],
  [
    'big-model-good',
    new RegExp(
      `\\b${BIG}\\b(?:\\s+(?!but|small|cheap|too|and|not|never|isn't)\\S+){0,7}?[,:]?\\s+${GOOD}(?! (?:last|until|a year ago|years ago)\\b)`,
      'gu',
    ),
    { firm: true },
  ],
  [
    'big-model-good',
    new RegExp(
      `\\b(?:like|love|loves|happy with|satisfied with|good (?:results?|quality|answers?) (?:with|from|on)|quality (?:of|with|from|on)|works? (?:well|fine|great|perfectly)? ?(?:with|on)|accept|trust|perfect with|great with) (?:\\w+ ){0,2}?${BIG}`,
      'gu',
    ),
  ],
  [
    'big-model-good',
    /\b(?:expensive|large|big|strong) model\b.{0,40}\b(?:like it|love it|happy|satisfied|approve)\b|\b(?:quality|output|answers?|results?|it) (?:is|are) (?:\w+ )?(?:great|fine|good|excellent|perfect|right|superb)\b.{0,60}\b(?:but|just|only|however|the problem is)\b.{0,40}\b(?:bill|cost|costs|expensive|price|pricey|slow|latency|money|budget|invoice)\b/gu,
    { firm: true },
  ],
  [
    'big-model-good',
    /\bteacher\b.{0,60}\bstudent\b|\bstudent\b.{0,60}\bteacher\b|\b(?:bullets|answers?|outputs?|results?|labels?|quality) (?:from|of|by) (?:the )?(?:sonnet|opus|claude|nova pro|pro|big one|large model|405b|70b)\b.{0,25}\b(?:loved|good|great|perfect|fine|what we (?:want|need)|trusted|excellent)|\b(?:big one|large one|big model|large model|opus|sonnet|claude|pro)'s (?:\w+ )?(?:answers?|outputs?|labels?|results?|bullets?|quality) (?:are|is) (?:\w+ )?(?:what we (?:want|need)|loved|good|great|perfect|fine|excellent)|\b(?:sonnet|opus|pro|claude|frontier|big[- ]model|gpt-?4\w*) (?:brain|quality|level|accuracy)\b|\b(?:policy team|reviewers?|auditors?|customers|qa|users|experts|everyone|they) (?:\w+ )?(?:trusts?|loves?|likes?|approves?|happy with)\b/gu,
    { firm: true },
  ],
  [
    'big-model-good',
    new RegExp(
      `\\b${BIG}\\b.{0,40}\\b(?:accuracy|quality|results?|outputs?|answers?)(?: is| are| was)?(?: \\w+)? (?:great|good|fine|perfect|excellent|superb|ok)\\b`,
      'gu',
    ),
    { firm: true },
  ],
  [
    'big-model-good',
    /\b(?:same|big[- ]model|frontier|sonnet|opus|pro|gpt-?4)[- ](?:level )?quality\b|\bquality (?:is|was) (?:never )?(?:\w+ )?(?:fine|good|great|ok|excellent|perfect|not the (?:issue|problem))\b/gu,
    { firm: true },
  ],
  ['big-model-named', new RegExp(`\\b${BIG}\\b`, 'gu'), { firm: true }],
  ['small-model-weak', new RegExp(`\\b${SMALL}\\b(?:\\s+(?!but|large|big)\\S+){0,5}?\\s+${BAD}`, 'gu'), { firm: true }],
  [
    'gap-cost',
    /\b(?:pays? for (?:it|them|that|this|each|every)|pay|paying|prices?(?! (?:\w+ )?(?:chang|updat|mov|var(?:y|ies)|lists?\b|sheets?\b|hourly|daily|weekly))|pricey|costs?|expense|budget cut|afford)\b/gu,
    { firm: true, strength: 0.3 },
  ],
  [
    'gap-cost',
    /\b(?:too (?:expensive|costly|dear|pricey|much money)|(?:can|could)(?:'t|not| not) (?:afford|pay|sustain|keep paying)|cannot pay|unaffordable|bill|invoice|costs? (?:is|are|of|us|too|has|have|keeps?|went|goes|grows?|doubled|explod\w+|per)|cost\b.{0,20}\b(?:problem|issue|killing|matters?|hurts?|explod\w+)|spend(?:ing|s)?|finance|cfo|cheaper|cut (?:the |our )?(?:cost|costs|bill|spend|price)|reduc\w+ (?:the |our )?(?:cost|costs|bill|spend)|save money|saving money|lower (?:the |our )?(?:cost|costs|bill|price|spend)|unit economics|margins?|price per (?:call|request|document|ticket|item)|burn(?:s|ing)?|eats? (?:up )?(?:our|the)|expensive|pricey|trop cher|zu teuer|muy caro|demasiado caro|cost reduction|economical|cost a fortune|a fortune|pay a lot|paying a lot|(?:haiku|micro|lite|small[- ]model|mini|8b) (?:price|cost)|at that price|micro price|\d+(?:\.\d+)? ?(?:cents?|ct) (?:each|per|a)|custa (?:demais|muito)|trop cher|kostet zu viel|zu teuer|costs \$|half the (?:cost|price)|fraction of the (?:cost|price)|\$ ?\d[\d.,]*k? ?(?:\/|a|per|each) ?(?:mo|month|day|week|year))\b/gu,
  ],
  [
    'gap-cost',
    /\b(?:cost|costs|price|money|budget|bill) (?:of \S+(?: \S+)? )?(?:is |are |was )?(?:ok|okay|fine|no (?:issue|problem|concern)|not (?:an?|the|our) (?:issue|problem|concern)|accepted|acceptable|irrelevant|doesn't matter|does not matter)\b|\b(?:don't|do not) (?:care|mind|worry) about (?:the )?(?:cost|money|price|bill)/gu,
    { denies: true, firm: true, strength: 2 },
  ],
  [
    'gap-cost',
    /\$ ?\d[\d.,]*k? ?(?:\/|a |per |each )|\d[\d.,]*k? ?(?:usd|eur|euros?|dollars|\$)? ?(?:\/|a |per )(?:mo|month|year|yr)\b(?=.{0,30}\b(?:on|for|model|bill|cost|spend|finance|opus|sonnet))/gu,
    { firm: true },
  ],
  [
    'gap-speed',
    /\b(?:too slow|latency|p9[059]|(?:takes?|needs?|waits?) (?:\w+ ){0,2}?\d+(?:\.\d+)? ?(?:s|sec|seconds|secs)|faster|slow(?:ly)?|response time|time to first token|snappier|under \d+ ?(?:ms|milliseconds)|within \d+ ?(?:ms|milliseconds)|< ?\d+ ?ms|\d+ ?ms)\b/gu,
  ],
  [
    'latency-target',
    /\b(?:under|below|within|less than|max|<|sub-?)\s?\d+(?:\.\d+)? ?(?:ms|milliseconds|s|sec|seconds)\b|\b\d+ ?ms\b/gu,
  ],
  [
    'quality-drop-accepted',
    /\b(?:quality )?(?:drop|loss|decrease|dip|worse)\b.{0,40}\b(?:accept\w*|ok|okay|fine|tolera\w+|allowed|live with|would do|acceptable)\b|\b(?:accept|tolerate|live with|lose|give up|sacrifice)\b.{0,25}\b(?:\d ?(?:points?|pts?|%|percent)|small (?:drop|loss)|a bit|little|slightly)\b|\bup to \d+ ?(?:pts?|points?|%)/gu,
  ],
  [
    'logged-prompts',
    /\b(?:logs?|logged|logging|invocation logs?|history of|recorded|stored) (?:\w+ ){0,4}?(?:prompts?|requests?|answers?|outputs?|responses?|calls|completions?|conversations|pairs)\b|\b(?:prompts?|requests?|answers?|outputs?|responses?|completions?|conversations) (?:are |is |were |all )*(?:logged|recorded|stored|kept|in (?:the )?logs?|in s3|saved)\b|\binvocation logs?\b/gu,
  ],
  [
    'gap-mixed-traffic',
    /\b(?:\d+ ?%|(?:most|some|many|half|majority|two thirds|three quarters|lots|a lot|nine out of ten|\d+ (?:out )?of \d+|the bulk|largely|mostly|usually)\b).{0,70}\b(?:trivial|easy|simple|'?hi'?|thanks|thank you|greetings?|small ?talk|one-?liners?|chit-?chat|basic|short questions?|opening hours|boring|lookups|routine|banal|faq|straightforward|yes\/no|password resets?)\b.{0,110}\b(?:others?|rest|few|remaining|remainder|some|\d+ ?%|but|hard|complex|difficult|tricky|nasty|deep|multi-?step|while|whereas|tail)\b/gu,
    { firm: true },
  ],
  [
    'gap-mixed-traffic',
    /\b(?:hard|complex|difficult|tricky|nasty|gnarly|heavy)\b.{0,60}\b(?:and|but|mixed|vs|versus|others?|rest|,)\b.{0,40}\b(?:trivial|easy|simple|small ?talk|basic|one-?liners?|straightforward)\b|\b(?:easy|simple|trivial|cheap|small|light) (?:ones?|questions?|requests?|queries|prompts?|stuff|messages?|traffic|tickets|tasks)\b.{0,60}\b(?:to|go to|goes to|on|by|with|at) (?:a |the )?(?:small|cheap|cheaper|smaller|lite|micro|haiku|weak)\b/gu,
    { firm: true },
  ],
  [
    'gap-mixed-traffic',
    /\bmix of\b.{0,80}\band\b.{0,60}\b(?:same|one|all|everything|hits?|goes?)\b|\b\d+ ?% (?:are |is )?(?:trivial|easy|simple|banal|routine)\b|\bone model for (?:all|everything)\b|\b(?:everything|all (?:requests|traffic|of them|questions|prompts)|every request) (?:\w+ )?(?:to|on|through|by|with) (?:nova premier|nova pro|opus|sonnet|claude|the (?:big|large|expensive|strongest|same))\b|\b(?:haiku|micro|lite|cheap|small|mini)\b.{0,40}\bfor\b.{0,50}\b(?:sonnet|opus|pro|premier|big|large|expensive|strong)\b.{0,40}\bfor\b|\b(?:tries|try|starts? with|first) .{0,30}\b(?:lite|micro|haiku|small|cheap\w*|weak\w*)\b.{0,50}\b(?:goes to|go to|escalat\w+|then|falls?|up to|only if|when|if)\b|\b(?:both|all) (?:of them )?(?:run|runs|go|goes|hit|hits|land|lands|use) (?:on|to|through|in)? ?(?:the )?(?:top|same|best|big|large|expensive|strongest|priciest)\b|\b(?:best|top|big|large|premium|opus|sonnet)[- ]model (?:money|price|prices|cost) for (?:everything|all)|\beasy (?:stuff|ones|questions|requests) (?:dominates?|are most|make up|is most)|\bonly the (?:best|strong\w*|big|top) model (?:is|will|can)\b|\bhalf of (?:my|our|the|all) (?:prompts|requests|questions|traffic|messages|calls|tickets)\b|\b(?:should|do) (?:i|we) (?:use|need) one model\b|\b(?:opus|sonnet|claude|premier|nova pro|gpt\S*|big model|large model|expensive model) answers everything\b|\bsame price for (?:both|all|everything)|\b\d+ ?% (?:of (?:what|the|our|all) .{3,60} )?(?:is|are) .{3,60}\b\d+ ?% (?:is|are)\b|\b(?:decide|choose|pick|select)s? per (?:message|request|prompt|question|call|query)\b|-level vs\.? \w+-level|\b(?:opus|sonnet|claude|nova pro|premier|gpt\S*|one model|the big one) for (?:all|everything)\b(?! in (?:our|the) (?:one|single))|\bdo (?:we|i) need (?:opus|sonnet|the big (?:one|model)) for (?:all|every)\w*|\bper request\b.{0,40}\b(?:choose|pick|decide|cheap|model)|\bchoose .{0,40}\bper request\b|\bsplitting (?:help|traffic)|\b(?:any|even a small|a cheap) model can do (?:them|those|it|that)\b/gu,
    { firm: true },
  ],
  [
    'gap-mixed-traffic',
    /\b(?:mixed (?:bag|traffic|difficulty|workload|requests|load|stream)|traffic (?:is )?mixed|mix of (?:easy|simple|hard|trivial|cheap)|(?:prompt |model |llm |request )?rout(?:er|ing) (?:requests?|prompts?|between|across|by difficulty|each)|intelligent prompt routing|prompt router|model router|route (?:each|every|requests?|prompts?|the easy|easy|simple|by|between|to the (?:cheap|small|right|best))|falls? back to (?:the |a )?(?:strong|big|large|expensive|better)|pick(?:s)? the (?:cheapest|right) model|(?:cheapest|right) model (?:for|per) (?:each|every|request)|send (?:only )?(?:the )?(?:easy|simple|hard|difficult|complex)|different difficulty|difficulty varies|all (?:of it |of them )?goes? to (?:the )?(?:opus|sonnet|pro|big|large|expensive|same|premier|claude))\b/gu,
  ],
];
