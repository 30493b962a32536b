import type { Cue } from '../cue.ts';

/** The model does not know something, or must show where it knows it from. */
export const FACT_CUES: readonly Cue[] = [
  [
    'gap-retrieval',
    /\b(?:docs?|documents?|passages?|chunks?|articles?|pages?)\b.{0,30}\branked\b|\bnever reach(?:es)? the (?:model|prompt|llm)\b|\branked? (?:\d+(?:th)?|too low|low)\b/gu,
    { firm: true },
  ],
  [
    'gap-provenance',
    /\bwith (?:the )?(?:date|page|article|link|paragraph|section) (?:and|or|of|number|id)\b|\band the (?:article|page|paragraph|document) (?:id|number|link)\b/gu,
  ],
  [
    'gap-facts',
    /\b(?:not|no longer|isn't|aren't) (?:current|up to date|valid any ?more)\b|\bmixes (?:both|old and new|the two|versions)\b|\b(?:new|20\d\d) \w+ is out\b|\b(?:must|should|needs? to|has to) know (?:which|what|where|who|when|how many)\b|\bwant(?:s)? to know (?:our|my|the) (?:\w+)\b/gu,
    { firm: true },
  ],
  [
    'gap-facts',
    /\b(?:were|was|are|is) (?:right|true|correct|valid|current) (?:last (?:year|month|week|season|quarter)|until|a year ago|years ago|in (?:19|20)\d\d)\b/gu,
    { firm: true },
  ],
  [
    'gap-facts',
    /\b(?:that|which) our (?:\w+ ){1,2}(?:doesn't|don't|does not|do not) (?:do|have|offer|sell|run|make|stock|support)\b|\b(?:ask|know) anything\b|\bcompany brain\b/gu,
    { firm: true },
  ],
  [
    'gap-live-data',
    /\b(?:employee|customer|user|client|patient|student|member|guest|caller)(?:'s|s')? own \w+|\b(?:his|her|their) own (?:\w+ )?(?:balance|salary|band|orders?|account|contract|status|booking|data|leave|bill|grades?)\b|\bhow many (?:\w+ ){1,3}\S*i\S* (?:have|has) left\b/gu,
    { firm: true },
  ],
  [
    'gap-facts',
    /\bknowledge (?:of|about) .{2,40} is missing\b|\b(?:facts?|knowledge|information|content) (?:is|are) (?:missing|wrong|outdated)\b|\b(?:recommends?|suggests?|uses?|quotes?|gives?|lists?) (?:the )?(?:old|outdated|wrong|discontinued|generic|other|withdrawn) \w+|\b(?:is|are) newer\b|\b(?:hours|prices?|names?|numbers?|dates?|addresses|fees|rates|values|codes?|links?|facts|figures) (?:are|is) (?:often |always |mostly |sometimes |all )?(?:wrong|false|incorrect|made up|invented|old|outdated)\b|\b(?:is|was|are) trained (?:until|up to|till) (?:19|20)\d\d|\banswers? anyway\b|\bfrom (?:a|the|our) competitors?\b|\bsays? yes (?:always|to everything)|\balways says? yes\b|\bdoesn't know and\b/gu,
    { firm: true },
  ],
  [
    'quoted-truth',
    /\bwe (?:don't|do not|didn't|never did|never have|aren't|can't)\s*(?:[.!,]|$)|\bours? (?:\w+ ){0,2}?(?:is|are) (?:newer|different|other|older)|\bour (?:\w+ ){1,3}(?:is|are) newer\b/gu,
    { firm: true },
  ],
  [
    'gap-facts',
    /\b(?:doesn't|does not|dont|don't|do not|doesnt|didn't|did not|isn't|is not|not|never|has no|have no|no|without|knows? nothing|zero|lacks?)\s+(?:even |really |actually |any |the |aware |much |at all )*(?:know|aware|heard|access|idea|knowledge|familiar|seen|clue|recogni[sz]e|know about|information|context)\b(?! (?:what|how|whether|if|where to|which) (?:we|i|to)\b)/gu,
    { firm: true },
  ],
  [
    'gap-facts',
    /\b(?:it|model|bot|assistant|he|she|chatbot|claude|nova|llm|ai|copilot)\s+(?:has |have |is |are |was |were )?(?:never (?:seen|read|heard|learn\w*)|unaware|clueless|ignorant|blind to|in the dark)\b/gu,
    { firm: true },
  ],
  ['gap-facts', /\bknows? nothing\b/gu, { firm: true }],
  [
    'gap-facts',
    /\b(?:makes? (?:\w+ ){0,3}up|made (?:\w+ ){0,2}up|making (?:\w+ ){0,2}up|invent(?:s|ed|ing)?|fabricat\w+|hallucinat\w+|guess(?:es|ed|ing)?(?! (?:ai|the ai|it|that|which|who|ours|human))|confabulat\w+|bogus|non-?existent|imagin(?:es|ed|ary)|dreams? up|pulls? .{0,20}out of thin air)\b/gu,
  ],
  [
    'gap-facts',
    /\b(?:out ?-?of ?-?date|outdated|stale|obsolete|knowledge cut-?off|cut-?off|(?:old|last year's|previous|expired|superseded|discontinued|withdrawn) (?:prices?|policy|policies|version|versions|rules?|rates?|tariffs?|menus?|products?|edition|model|numbers?|terms?|catalogue|catalog|info\w*|stuff|data|fees?|guidance))\b/gu,
  ],
  [
    'gap-facts',
    /\b(?:about|of|on|in|from|with|knows?|learn|understand|to) (?:our|my|the company's|internal|in-house|company|house) (?:own )?(?:\w+ ){0,2}?(?:products?|polic(?:y|ies)|contracts?|clauses?|services?|systems?|procedures?|process(?:es)?|docs|documents?|documentation|wiki|manuals?|handbook|prices?|catalog(?:ue)?|sops?|rules|api|apis|codebase|data|knowledge|facts|parts|skus?|projects?|customers?|inventory|regulations?|benefits|runbooks?|company|business)\b/gu,
    { strength: 0.5, firm: true },
  ],
  [
    'gap-facts',
    /\b(?:(?:needs?|has|have|must|should|want|wants|supposed) (?:it |the model |the bot )?(?:to )?know|teach (?:it|the model|him|the bot|the llm)|learn) (?:about )?(?:all |every |each |both )?(?:of )?(?:our|my|the|new|latest|current)\b(?! (?:\w+ )?(?:format|style|tone|layout|schema|task|form|structure|voice|rules of)\b)/gu,
    { firm: true, strength: 0.8 },
  ],
  [
    'gap-facts',
    /\b(?:train|fine-?tune|finetune|tune|feed|teach|pre-?train)\w*\b.{0,30}\b(?:on|with|from|over) (?:all |the whole of |everything in |the entire )?(?:of )?(?:our|my|the|these|those) (?:own |internal |whole |entire |existing |company )?(?:\w+ )?(?:wiki|docs|documents?|documentation|manuals?|handbook|confluence|sharepoint|polic(?:y|ies)|contracts|pdfs?|knowledge base|intranet|notion|files|website|faq|sops|catalog(?:ue)?|guidelines|regulations|code ?base|repos?|repository)\b/gu,
  ],
  [
    'gap-facts',
    /\b(?:wrong|incorrect|false|different) (?:facts?|prices?|numbers?|dates?|policy|policies|part numbers?|figures?|information|info|data|amounts?|rates?|limits?|deadlines?|names?|versions?|values?|dosages?|doses?|torque|articles?|clauses?|address(?:es)?|hours|fees?)\b/gu,
  ],
  [
    'gap-facts',
    /\b(?:generic|general|textbooks?|usual(?:ly)?|internet|typical(?:ly)?|public|common|other (?:cities|companies|hotels|banks|schools|vendors|countries)|industry)\b.{0,45}\b(?:not|instead of|rather than|but) (?:from |the |about |in |what is in )?(?:our|ours|my|mine)\b|\b(?:and|,) not (?:from )?(?:our|ours)\b|\bfrom (?:general|generic|textbook|common|world|internet|public) (?:\w+ )?(?:knowledge|lore|sources|textbooks?|information|training)\b|\bfrom (?:textbooks?|other (?:cities|companies|hotels|banks|schools|countries|vendors)|wikipedia|the internet|its training|its head|memory)\b|\bwhat (?:\w+ ){1,2}(?:usually|typically|generally|normally) (?:do|does|say|have|offer|cost|charge)\b|\b(?:per|according to|based on|out of|straight from|only from|stick to|follow|grounded in|from) (?:our|the|my|approved) (?:own |approved |internal |official )?(?:\w+ )?(?:handbook|manuals?|docs|documents?|polic(?:y|ies)|wiki|formulary|catalog(?:ue)?|protocols?|labels?|guidelines?|regulations?|agreements?|price ?lists?|rate sheets?|sources|crm|database|files|records)\b|\bplausible but (?:wrong|false|made)\w*|\bcan(?:'t|not| not) (?:see|access|reach|look into|read|open) (?:the |our |any )?(?:\w+ )?(?:system|database|erp|crm|files|data|records|calendar|stock|inventory|docs)\b|\bmixes (?:them|up|products|these|contracts)\b|\bdoes(?:n't| not) (?:carry|hold|contain) our\b|\bquot(?:es|ed|ing) .{0,30}\bfrom (?:19|20)\d\d\b|\bour (?:\w+ )?has its own (?:rules|terms|names|codes)\b|\b(?:things|products?|stuff|items|services|forms|codes|rooms|people|models|functions|parameters|cities|clients) (?:that |which )?(?:we )?(?:don't|do not|never|didn't|doesn't|no longer) (?:even )?(?:sell|have|offer|stock|exist\w*|carry|make|support)\b|\bin (?:our|an|the) (?:own )?(?:excel|erp|sap|crm|system|database|catalogue|sheet)\b.{0,25}\bnot in\b/gu,
    { firm: true },
  ],
  [
    'gap-facts',
    /\b(?:no|zero|any) idea (?:about|of|what|where|which) (?:our|the|my)\b|\bmixes up \w+|\bconfuses (?:our|the|different) \w+|\bmakes (?:it|them) up\b|\badvis\w+ wrong\w*|\bworked (?:till|until|up to)\b|\bdo(?:es)? not pass any\b/gu,
    { firm: true, strength: 0.9 },
  ],
  [
    'gap-facts',
    /\b(?:which|that|who) (?:have |has |had |are |is |were |was )?(?:long )?(?:closed|gone|aren't there|isn't there|moved|left|don't exist|doesn't exist|never existed|expired|retired|ended|been discontinued|out of print)\b|\bas the (?:newest|latest|current)\b|\b(?:doesn't|does not|can't|cannot) see (?:what|the|our|which|who|any)\b|\b(?:connaitre|conocer|conhecer|kennen) (?:nos|nuestr|nossos|unsere)\w*|\bmiss(?:es|ed)? (?:the )?(?:new|latest|recent)\b|\bstill (?:describes?|says?|shows?|quotes?|mentions?|recommends?|talks? about|lists?|refers? to|thinks?|offers?|uses? (?:the )?old|answers? with)\b|\bconfident(?:ly)? (?:and |but )?(?:\w+ )?(?:wrong|off|false)|\bgreat confidence\b|\boff by \d|\b(?:put|get|load|bake|stuff|push) (?:all |the |our )*(?:\w+ )?(?:leaflets|products?|docs|documents|manuals?|knowledge|catalog(?:ue)?|data|facts|terms|quotas|prices|policies)\b.{0,20}\b(?:in|into|to) (?:the |a )?model\b|\b(?:teach|train) (?:it|the model|them|him) (?:\w+ ){0,3}?(?:quotas|terms|prices|products|facts|names|policies|procedures|rules)\b|\b(?:ignores?|doesn't use) our (?:termbase|glossary|catalogue|docs|price list)\b|\bmust not talk about\b|\bonly (?:about |from )?what(?:'s| is) in (?:the|our)\b|\bought to know\b|\bshould know\b/gu,
    { firm: true },
  ],
  [
    'gap-facts',
    /\b(?:own|internal|private|proprietary|company) (?:facts|knowledge|data|information|know-?how)\b/gu,
    { strength: 0.7 },
  ],
  [
    'gap-facts',
    /\b(?:know|remember|memori[sz]e|recall|aware of)s? (?:about )?(?:all|every|each|our|the current|the latest|today's|events|what (?:happened|changed)|new)\b/gu,
    { firm: true, strength: 0.8 },
  ],
  [
    'gap-facts',
    /\b(?:about|missing|lack(?:s|ing)? of?|new|needs?|needed|extra|any) (?:new |missing |extra |more )?(?:facts|information|knowledge)\b/gu,
    { strength: 1.1 },
  ],
  [
    'gap-facts',
    /\b(?:not|isn't|never|no) (?:\w+ ){0,3}(?:missing|lacking) (?:any )?(?:facts?|information|knowledge|info|context|data)\b|\b(?:facts|knowledge|information|content) (?:is|are|isn't|aren't) (?:\w+ ){0,2}(?:all there|present|given|provided|in the (?:input|prompt|document|text|ticket|email))|\ball (?:\w+ )?(?:attributes|data|details|fields|information|inputs?|facts) (?:come|comes|are given|is given|arrive)|\beverything (?:it needs |needed )?is in the (?:document|input|text|email|ticket|prompt|message|record|page|call|transcript)|\bfacts?(?: are|'re)? (?:not the|aren't the|fine|ok|right|correct|always right)|\b(?:knows?|gets?|has) (?:all )?the (?:facts|content|answers?|substance)(?: right| already| fine)?\b|\bcontent (?:is|are) (?:always |all |usually )?(?:right|fine|correct|ok|accurate)\b|\bno (?:new |extra |outside |external )?(?:facts|knowledge)(?: (?:needed|missing|required|involved))?\b|\bfacts (?:come|are supplied|are given)\b/gu,
    { denies: true, firm: true, strength: 2 },
  ],
  [
    'shown-wrong-fact',
    /\b(?:it|bot|model|assistant|he|she|chatbot|copilot|answer|output|claude|nova)\b.{0,15}\b(?:said|says|answer(?:s|ed)|told|tells|wrote|writes|quot(?:es|ed)|replied|replies|gave|gives|claim(?:s|ed)|insist(?:s|ed)|states?|stated)\b.{1,90}?\b(?:but|while|whereas|however|although|our|actual(?:ly)?|correct|real(?:ly)?|should (?:be|have been)|is in fact|in reality|in truth|since)\b.{0,70}?(?:\d|polic|price|manual|contract|handbook|discontinued|doesn't exist|does not exist|no longer|never (?:sold|had|offered)|we (?:don't|do not|stopped|never|sell|offer|only|have))/gu,
    { firm: true },
  ],
  [
    'shown-wrong-fact',
    /\b(?:we|our \w+)(?: have| has)? (?:stopped|discontinued|never (?:sold|offered|had)|no longer|don't (?:sell|offer|have|ship)|closed|replaced|renamed|changed) .{0,60}\b(?:it|bot|model|assistant) (?:still )?(?:say|said|tell|told|offer|recommend|quote|list|mention|answer)\w*/gu,
    { firm: true },
  ],
  [
    'shown-wrong-fact',
    /\b(?:it|bot|model|assistant|he|she|chatbot|kiosk|app|copilot)\b.{0,12}\b(?:said|says|answered|answers|told|tells|replied|quotes?|:).{1,120}?[.!,;\-)'"] ?(?:our|the real|in fact|actually|correct|right|real|true|in reality)\b.{0,40}?\b(?:is|are|was|=|says|since|has been)\b.{0,30}(?:\d|since|until|gone|closed|removed|moved|no)/gu,
    { firm: true, strength: 2 },
  ],
  [
    'shown-wrong-fact',
    /\b(?:it|this|that|which|\w+) (?:was|were|is|are|has been|have been|got) (?:removed|moved|closed|demolished|discontinued|replaced|cancelled|canceled|repealed|sold|renamed|torn down|abolished|retired|raised|lowered) (?:to \w+(?: \d+)? )?(?:in|since|last|to) (?:19|20)?\w+/gu,
    { firm: true },
  ],
  [
    'shown-wrong-fact',
    /\b(?:which|that) (?:doesn't|does not|never|do not|don't|did not|didn't) (?:even )?exist(?:ed|s)?\b|\b(?:there is|we have|there's) no such (?:\w+)\b|\b(?:expired|was replaced|was withdrawn|was cancelled|was repealed|was discontinued) in (?:19|20)\d\d/gu,
    { firm: true },
  ],
  [
    'quoted-answer',
    /\b(?:bot|model|it|assistant|he|she|chatbot|kiosk|app|copilot|ai|answer|output|got|result)(?: \w+)?\s*(?::|=|said|says|answer(?:s|ed)|replie[sd]|told|tells|claims?|claimed|describes?|writes|wrote|quotes|quoted|gives|gave).{0,60}(?:\d|'\w)|\b(?:bot|model|it|assistant|he|she|chatbot|kiosk|app|copilot|ai)(?: \w+)? (?:said|says|answer(?:s|ed)|replie[sd]|told|tells|claims?|claimed|insists?|describes?|keeps citing|recommends?) .{0,60}\b(?:that|yes|no|is|are|was|opens?|costs?)\b/gu,
    { firm: true },
  ],
  [
    'quoted-truth',
    /\b(?:our|the real|the actual|the correct|the right|real|actual|correct) (?:\w+ ){0,2}?(?:polic(?:y|ies)|prices?|limits?|rules?|fees?|warranty|handbook|manual|tariff|rate|hours|answer|value|number|figure|contract|version|menu|plan|terms|deadline|discount|address) (?:is|are|was|were|says?|has been|starts?|ends?)\b|\b(?:truth|reality|correct|expected|actual|should be|right answer)\s*[:=]?\s*(?:is )?\S{0,3}\d|\bwe (?:give|grant|charge|offer|pay|ask|sell|ship|close|open) (?:\w+ )?\d|\bin our (?:company|country|case|city|firm|school|hospital|house|bank|shop) (?:it's|it is|they|the|we)\b|\bwe have \d{3,}-\d+|\bis in fact\b|\bwe (?:don't|do not|stopped|never|no longer) (?:sell|sold|offer\w*|had|have|ship|serve|do|use|stock|make)\w*|\bwe (?:closed|only have|changed|moved|renamed|raised|left|switched|migrated|replaced|dropped|abolished) \w+|\bsince (?:the )?(?:amendment|reform|change|update|merger|release|move)\b|\b(?:was|were|has been|have been) (?:removed|moved|closed|discontinued|replaced|cancelled|canceled|repealed|sold|renamed|abolished|retired|raised|lowered)\b/gu,
    { firm: true },
  ],
  [
    'gap-provenance',
    /\b(?:(?:backed|supported|proven|covered) by (?:a |the |an )?(?:\w+ )?(?:line|passage|source|document|page|paragraph|clause|quote|prospectus|evidence)|grounded in|(?<!\bthen (?:the |an? )?)cit(?:e|es|ed|ing|ation|ations)|verbatim|word[- ]for[- ]word from|where (?:it|this|that|the answer|they|each \w+) (?:came|comes|come|got|gets|is) from|provenance|traceab\w+|source (?:link|page|reference|document)s?|link(?:s|ed)? (?:back )?to the (?:source|page|paragraph|document|policy|clause)|which (?:page|paragraph|clause|section|article|document)|(?:show|name|give|state|with|include|includes|see|prove|know|want|point to|quote) (?:\w+ )?(?:the |its |their |a )?(?:sources?|exact (?:text|wording|clause|paragraph|article|sentence|quote)|reference|paragraph|page numbers?)|page numbers?|footnotes?|exact(?:ly)? (?:wording|text|quote|number|figure|value) (?:of|from|in)|evidence trail|audit(?:able|or|ors)\b.{0,30}\b(?:see|source|show|where|ask(?! why)))\b/gu,
  ],
  [
    'gap-live-data',
    /\b(?:(?:my|their|his|her|the|a|each|every|customer'?s?|own|this) )?(?:order|parcel|shipment|delivery|package|account|booking|reservation|stock|balance|claim|refund|ticket|flight|application|loan|payment|invoice|case|repair|bill|table|room|slot|seat|appointment) (?:status|level|levels|balance|availability|history|state|position|eta|progress|count)\b|\bwhere(?:'s| is| are) (?:my|the|their) (?:\w+ )?(?:parcel|order|package|delivery|refund|shipment|driver|bus|train|luggage|money|technician|truck)\b|\b(?:real[- ]?time|live|today's|tonight's|this morning's|current|up-to-the-minute) (?:data|stock|inventory|prices?|availability|status|balances?|levels?|rates?|departures?|traffic|menu|weather|positions?|schedule|timetable|queue|exchange rates?|values?|readings?|orders)\b|\b(?:in stock|sold out|available rooms?|free (?:slots?|tables?|rooms?|seats?)|still available)\b/gu,
  ],
  [
    'gap-retrieval',
    /\b(?:retriev(?:es|ed|al|er|ing)|rag|knowledge base|\bkb\b|vector (?:search|store|db)|search|index|embeddings?|top[- ]?\d+|chunks?|opensearch|pgvector|pinecone|kendra)\b.{0,70}\b(?:wrong|irrelevant|misses|missed|missing|miss|bad|poor(?:ly)?|fails? to find|doesn't find|does not find|can't find|cannot find|never finds|old(?:er)? version|unrelated|split\w*|cuts?|half|noise|noisy|off-?topic|too (?:many|few|short|long)|not (?:find|in the top)|(?:results?|hits|chunks?|passages) (?:\w+ )?not relevant|rank(?:s|ed)? (?:low|lower|below|\d+)|buried|mixes|duplicates?|outdated|neighbou?r\w*|adjacent|different (?:product|document|contract|customer|model)s?|garbage|crap|junk|rubbish)\b/gu,
    { firm: true },
  ],
  [
    'gap-retrieval',
    /\b(?:wrong|irrelevant|unrelated|bad|poor|useless) (?:\w+ )?(?:chunks?|passages?|documents?|docs|pages?|paragraphs?|hits?|snippets?|retrieval)\b|\b(?:tables?|rows?|clauses?|paragraphs?|lists?|sentences?) (?:\w+ )?(?:get|gets|are|is|was|were) (?:split|cut|broken|torn|chopped)\b|\bchunk(?:s|ed|ing)?\b.{0,40}\b(?:middle|tables?|\d+ (?:tokens|characters|words|chars))\b|\bright (?:chunk|passage|page|doc|document|paragraph) (?:is |was |comes |isn't |wasn't |never )*(?:not|isn't|never|only|at (?:rank|position)|ranked|in \d)\b/gu,
    { firm: true },
  ],
];
