import type { Cue } from '../cue.ts';

/** What was tried, and how far it got. */
export const TRIED_CUES: readonly Cue[] = [
  [
    'prompt-falls-short',
    /\b(?:prompt(?:s|ing|ed)?|few[- ]?shot(?:s|ted)?|\d+[- ]shots?|\d+ (?:examples|ex|shots)|rules? set|rubric|after \d+ \w+ of prompting)\b.{0,90}?(?:\b(?:reject\w*|rewrit\w*|edit(?:s|ed)?|fix(?:es)?|violat\w*|breaks?|broke|drop(?:s|ping)?|miss(?:es)?|fails?|wrong|correct(?:s|ed)|forgets?|off)\b.{0,30}?\b\d+(?:\.\d+)? ?(?:%|\/ ?\d|of \d|in \d|out of)|\b\d+(?:\.\d+)? ?(?:%|\/ ?\d+|of \d+|out of \d+|in \d+)(?: of)?(?: \w+){0,2} (?:reject\w*|rewrit\w*|edit(?:s|ed)?|fix(?:es)?|violat\w*|breaks?|wrong|fail\w*|missed|dropped|off|as good))/gu,
    { firm: true },
  ],
  [
    'prompt-tried',
    /\b(?:prompted|few-?shotted|prompts?: (?:tried|done|yes|\d+)|few-?shot: (?:tried|yes|done)|(?:dozen|twelve|ten|twenty|fifteen|eight|six|\d+) prompt (?:versions|variants|rewrites|iterations|drafts)|(?:weeks?|months?|days) of prompt(?:ing| work)?|prompting (?:flat|stuck|for|since))\b/gu,
    { firm: true },
  ],
  [
    'prompt-falls-short',
    /\bprompt(?:ing|s)? (?:is |was |has been )?(?:flat|stuck|stalled|saturated)\b|\b(?:model|prompt\w*|it) (?:can't|cannot|doesn't|does not) get there\b|\b(?:weeks?|months?) of prompting\b.{0,40}\b(?:stuck|only|still|flat|no|not|\d)/gu,
    { firm: true },
  ],
  [
    'prompt-falls-short',
    /\bprompt\w* ?(?:\+|plus|and) (?:\w+ )?(?:examples|shots|few[- ]?shot)\b.{0,12}\b[1-8]\d ?%|\b(?:model|it|prompt) (?:with|plus) (?:\w+ ){0,5}(?:examples|doc) (?:violates?|breaks?)/gu,
    { firm: true },
  ],
  [
    'prompt-tried',
    /\bprompting for (?:half|a|\w+) (?:a )?(?:year|months?|weeks?)|\b(?:descriptions?|definitions?|rules?|rubric|playbook|policy|guidelines|style guide) (?:\w+ ){0,3}?in (?:the |our )?prompt\b|\bprompt (?:is|now is|stands) at\b|\bwith (?:a |the |our )?rubric\b|\bfirst try\b/gu,
  ],
  [
    'prompt-falls-short',
    /\bsaturat\w+|\bbest (?:we|i) (?:get|got|can get) (?:from|with) (?:prompt\w*|few[- ]?shot\w*)|\bgets close but\b|\b(?:model|gpt\S*|claude|nova|llm) with (?:the |our )?(?:\w+ )?(?:docs?|rules|rubric|playbook|guidelines|definitions|style guide|examples)\b.{0,60}\b(?:violates?|agrees?|breaks?|fails?|reject\w*|gets|reaches|misses|\d+ ?%)|\bprompting (?:still )?(?:fails|stalled|stalls)|\bhumans (?:still )?win\b|\bstill don't read like\b|\b(?:rewrites?|rewrite|edits?|fix(?:es)?|corrects?|rejects?) (?:nearly |almost |about )?(?:all|most|half|every|\d+ ?%|two thirds)\b/gu,
    { firm: true },
  ],
  [
    'prompt-tried',
    /\b(?:tried|did|done|spent|rewrote|rewritten|iterated|worked|after|despite|even with|months? of|weeks? of|days? of|hours of|used|exhausted|optimi[sz]ed|tuned|rounds? of|versions? of|revisions? of|v\d+ of|\d+ (?:different )?versions?|try|tweaked|engineered|polished|with|maxed)\b.{0,40}\b(?:prompts?|prompting|prompt engineering|instructions|few[- ]?shots?|shots?|examples in|in-context)\b/gu,
  ],
  [
    'prompt-tried',
    /\b(?:prompts?|prompting|prompt engineering|few[- ]?shots?|instructions) (?:\w+ ){0,3}?(?:tried|exhausted|maxed|done|iterated|plateau\w*|tops?|gets?|got|gives?|stalls?|stuck|reach(?:es|ed)|hit|hits|ended|ends|fails?|failed|did|brought|took|optimi[sz]ed|tweaked|isn't|is not|not|doesn't|does not|didn't|only|still|can't|cannot|never|caps?|helped)\b/gu,
  ],
  ['prompt-tried', /\b(?:prompt|template|schema) ?(?:\+|w\/)|\b(?:prompts?|prompting|prompted \w+) (?:only )?\d/gu],
  [
    'prompt-tried',
    /\b(?:good|best|long|careful|detailed|current|tuned|elaborate|full|our) prompts?\b|\b(?:prompted|zero-?shot|prompt optimi[sz]\w+|\d+ prompt (?:versions|variants|iterations)|prompt plus|all definitions)\b|\b(?:w\/|with|\+|plus|after|and) \d+ (?:\w+ )?(?:examples|shots|samples|demos)\b|\b\d+ (?:\w+ )?examples in (?:the |our )?prompt\b/gu,
  ],
  ['prompt-tried', /\bprompts? (?:by|from) (?:two|three|four|five|several|many|our|\d+)\b/gu],
  ['prompt-tried', /\b\d+[- ]shots?\b|\bshots\b/gu],
  [
    'few-shot-tried',
    /\b(?:few[- ]?shots?|\d+[- ]shots?|\d+ shots|(?:with|had|using|gave|put|added) (?:\w+ ){0,3}?examples in (?:the |it|our )?prompt|in-context examples)\b/gu,
  ],
  [
    'prompt-falls-short',
    /\b(?:prompts?(?! cach| rout)|prompting|few[- ]?shots?|\d+[- ]shots?|shots|instructions|examples in the prompt|policy in prompt)\b.{0,70}?\b(?:still|not enough|isn't enough|is not enough|aren't enough|wasn't enough|doesn't help|didn't help|does not help|no (?:better|luck|use|help|difference|improvement)|fails?|failed|tops? out|topped out|stuck|plateau\w*|stalls?|stalled|maxed|max(?:es)? out|peak\w*|only (?:gets?|got|reach\w*|gives?|brings?|brought|\d)|exhausted|falls? short|fell short|can't|cannot|could not|couldn't|doesn't stick|does not|doesn't|never|caps?|hits? a (?:wall|ceiling)|won't|no longer improves?|isn't|not reliable|unreliable)\b/gu,
    { firm: true },
  ],
  [
    'prompt-falls-short',
    /\b\d+ (?:\w+ )?(?:examples|lines|shots|samples)\b.{0,70}\b(?:still|but|only|judged|fails?|drops?|misses|breaks?|reject\w*|sounds?|reads?)\b|\b(?:template|schema|rubric|rule ?book|definitions|guidelines|glossary|instructions) (?:\w+ ){0,6}?still\b/gu,
    { firm: true },
  ],
  [
    'prompt-falls-short',
    /\b(?:tops? out|topped out|plateau\w*|hit(?:s|ting)? (?:a|the) (?:wall|ceiling)|stuck (?:at|around|on|near)|stalls? at|stalled at|flat(?:tens|tened)? (?:at|out)|won't go (?:above|past|over|beyond)|can(?:'t|not) get (?:it )?(?:past|above|over|beyond|higher)|never (?:gets?|got|goes|went) (?:past|above|over|beyond)|no matter (?:what|how)|caps? out|maxed out|not one point more|refuses to go (?:above|past|over)|nothing (?:helps?|helped|worked|moves? it))\b/gu,
    { firm: true },
  ],
  [
    'prompt-falls-short',
    /\b(?:even with|despite|in spite of|after|regardless of)\b.{0,40}\b(?:few[- ]?shots?|prompts?|prompting|\d+[- ]shots?|shots|instructions|schema|examples|iterations|revisions|versions)\b/gu,
    { firm: true },
  ],
  [
    'prompt-falls-short',
    /\b(?:tried|did|done|spent|used|try|tested)\b.{0,60}\b(?:prompts?|prompting|few[- ]?shots?|\d+[- ]shots?|prompt engineering|everything|shots|all tricks)\b.{0,80}\b(?:still|but|not|isn't|doesn't|fails?|only|reject\w*|no luck|misses|wrong|can't|never|yet|spots?|catch\w*)\b/gu,
    { firm: true },
  ],
  [
    'prompt-falls-short',
    /\bprompts? (?:are |is |were |was )?(?:all )?(?:exhausted|maxed|used up|spent)\b|\b(?:vanilla |plain |standard )?sft is done and isn't enough\b|\bprompts? (?:was |were |has been |have been )?(?:re-?written|rewritten|revised|changed|iterated|tuned) (?:\d+|many|a dozen|several|countless|twenty|ten) times|\bno further (?:gain|improvement)|\b(?:prompts?|glossary|few[- ]?shots?)(?: prompts?)? (?:did|does|do|changed|brought) (?:nothing|not help|little)|\bleaves \d+ ?%|\bprompting (?:has |is )?(?:run out|a dead end|at its limit|done to death)\b/gu,
    { firm: true },
  ],
  [
    'prompt-falls-short',
    /\b(?:works?|worked|good|great|perfect|fine|enough|does the (?:job|trick)|solved|fixed)\b.{0,20}\b(?:with|after|using|via|by) (?:\w+ ){0,3}?(?:prompt\w*|few[- ]?shots?|examples?|shots?|schema)\b/gu,
    { denies: true, firm: true, strength: 1.5 },
  ],
  [
    'prompt-works',
    /\b(\d{2,}) (?:out )?of (?:the )?\1\b(?! (?:classes|fields|rules))/gu,
    { firm: true, strength: 1.5 },
  ],
  [
    'bar-met',
    /\b(?:output|quality|translations?|results?|answers?|it|they) (?:is|are) (?:just |perfectly |quite )?(?:fine|good|ok|okay|great) (?:the way|as) (?:it|they) (?:is|are)\b|\bnothing(?:'s| is| was) (?:really )?wrong\b/gu,
    { firm: true },
  ],
  [
    'prompt-works',
    /\b(?:one|1|two|2|three|3|few|\d+)[- ]shots?(?: prompt)?s?\s*(?:=|is|are|was|works?|does|gives?|gets?|already)\s*(?:\w+ ){0,2}?(?:good|great|fine|ok|okay|perfect|works?|enough|it|right|solid|100|9[5-9])/gu,
    { firm: true },
  ],
  [
    'prompt-works',
    /\b(?:plain|base|ordinary|untuned|stock|vanilla) (?:\w+ ){0,2}?(?:model|one)\b.{0,40}\b(?:within (?:an?|one|two|1|2)(?: or two)? ?(?:points?|pts?|percent|%)|(?:as|just as) good|no worse|on par|equally (?:good|well))\b|\b(?:prompt\w*|few[- ]?shots?|\w+[- ]shots?|base model)\b.{0,40}\b(?:match(?:es|ed)|equal(?:s|led|ed)|ties?(?: with)?|as good as|as well as|no worse than|on par with|the same as) (?:the |our |its |what the )?(?:tune\b|tuned|fine-?tun\w+|sft|trained)|\b(?:tune|tuned (?:model|one)|fine-?tuned (?:model|one)|sft) (?:is |was |does |did |scores? |performs? )?(?:no better than|not better than|the same as|equal to|within (?:an?|one|two|1|2) (?:points?|pts?|percent|%) of) (?:the |our |a )?(?:\w+ )?(?:prompt\w*|few[- ]?shots?|\w+[- ]shots?|base)\b/gu,
    { choice: 'equals-tune', strength: 4 },
  ],
  [
    'prompt-works',
    /\b(?:when|if|once|as soon as|whenever) (?:i|we|you|they|somebody|someone) (?:\w+ ){0,2}?(?:put|paste|pasted|include|included|add|added|give|gave|show|tell|told|spell|explain\w*|write|specify|mention|copy|attach|ask|phrase|rephrase|say|insert)\b.{0,80}\b(?:correct(?:ly)?|right|perfect(?:ly)?|works?|good|fine|great|no (?:problem|errors?|mistakes?)|nails?|flawless\w*|accurate\w*|spot on|does it|it does|obeys?|gets it|as wanted|ok)\b/gu,
    { firm: true },
  ],
  [
    'prompt-works',
    /\b(?:great|good|perfect|right) (?:results?|answers?|output)\b.{0,40}\bwith (?:the |a |our )?(?:long|longer|good|detailed|full|proper|careful) (?:instructions?|prompts?)\b|\b(?:now|then) (?:it's |it is |they're |all )?(?:ok|okay|fine|perfect|correct|good|right)\b/gu,
    { firm: true },
  ],
  [
    'prompt-works',
    /\bworks? (?:nicely|well|fine|great|perfectly|ok|today|already|as is)\b|\bdoes its job\b|\b(?:prompt|version|v) ?\d*\b[^.;]{0,30}\b(?:beats?|outperforms?|wins? against)\b[^.;]{0,30}\btune\w*|\bprompts?\b[^.;]{0,40}\bdoes (?:it|the job) (?:perfectly|well|fine|right)\b|\bright \d+ (?:out )?of (?:100|50|20|200)\b/gu,
    { strength: 0.9 },
  ],
  [
    'prompt-works',
    /\b(?:one|two|three|four|five|\d+|with) (?:\w+ )?(?:examples?|shots?)\s*(?:->|=>|:|=|gives?|gets?|reach(?:es)?|is|are)\s*(?:9[4-9]|100)\b/gu,
    { firm: true },
  ],
  [
    'prompt-works',
    /\b(?:works?|worked|correct|right|perfect|good|fine|great|flawless\w*|nails it|spot on|solved|fixed) (?:\w+ ){0,3}?(?:when|if|once|as soon as|after|with) (?:i|we|you|the|a|an|one|two|three|\d+|some) (?:\w+ ){0,3}?(?:put|paste|pasted|include|included|add|added|give|gave|show|tell|told|spell|explain\w*|examples?|shots?|prompt|schema|template|few[- ]?shot|instruction|sentence)\b/gu,
    { firm: true },
  ],
  [
    'prompt-works',
    /\b(?:adding|added|giving|pasting|pasted|putting|put|one|two|three|\d+|with) (?:\w+ ){0,3}?(?:examples?|schema|template|sentence|line|instruction|few[- ]?shots?)\b(?! of).{0,40}\b(?:fixed|fixes|solved|solves|cured|did the (?:job|trick)|does the (?:job|trick)|was enough|is enough|made it (?:work|right|perfect|go away)|gone|disappeared|went away|works?(?: well| fine| great)?|perfect)\b/gu,
    { firm: true },
  ],
  [
    'bar-met',
    /\b(?:target|goal|bar|threshold|requirement|sla|kpi|needed|required|need) (?:is |was |of |: ?)?(?:already )?(?:met|reached|exceeded|passed|beaten|hit|achieved|surpassed)\b|\b(?:above|over|beyond|past|exceeds?|beats?|meets?|met|hits?|reached|passed) (?:the |our |that |their |its )?(?:target|goal|bar|threshold|requirement|sla|kpi|acceptance (?:level|bar))\b|\b(?:already good enough|nobody complains|no complaints|everyone is happy|users are happy|all happy|more than enough|happy with (?:the )?(?:result|quality|answers?|it))\b/gu,
  ],
  [
    'retrieval-tried',
    /\b(?:rag|kb|knowledge base|retrieval|vector (?:search|store|db)|opensearch|kendra|pgvector|pinecone|semantic search)\b/gu,
  ],
  [
    'retrieval-works',
    /\b(?:rag|kb|knowledge base|retrieval|search|retriever)\b.{0,40}\b(?:works?|is (?:fine|good|great|solid|ok|excellent|in place|live|running)|finds? the right|brings? (?:back )?the right|already|correct|right (?:chunks?|passages?|docs?|documents?)|returns? the right|accurate)\b/gu,
  ],
  [
    'retrieval-falls-short',
    /\b(?:rag|kb|knowledge base|retrieval)\b.{0,60}\b(?:still|didn't (?:help|fix|change|cure)|doesn't (?:help|fix|change|cure)|did not (?:help|fix)|does not (?:help|fix)|no (?:better|help|difference|use)|not enough|isn't enough|never helped|helps? little|didn't matter|useless|made no difference)\b/gu,
    { firm: true },
  ],
  [
    'tuning-tried',
    /\b(?:openai|gpt\S*|our|the|existing|current|last|first) (?:\w+ )?(?:fine-?tune|finetune|ft|tuned \w+|tune)\b|\bft \d/gu,
    { firm: true },
  ],
  [
    'tuning-tried',
    /\b(?:has|have|had|got|runs?|running|uses?|using|keeps?|pay(?:s|ing)? for) (?:an?|the|our|one|two|\d+) (?:\w+ )?(?:fine-?tuned|finetuned|tuned|customi[sz]ed) (?:amazon )?(?:nova|claude|titan)\b/gu,
    { firm: true },
  ],
  [
    'tuning-tried',
    /\b(?:already |have |has |had |we |i |we've |i've |they've |our |vanilla |the )(?:been )?(?:tuned|fine-?tuned|finetuned|sft|trained (?:once|twice|a|the|it))\b|\b(?:after|our) (?:the )?(?:first |last )?(?:tune|tuning|fine-?tune|fine-?tuning run|training run|sft)\b/gu,
    { firm: true },
  ],
  [
    'gap-overfitting',
    /\b(?:over-?fit\w*|val(?:idation)?[ -]?loss\b.{0,40}\b(?:climb\w*|ris(?:es|ing)|rose|goes up|went up|grows|flat after)|(?:outputs?|answers?|it) (?:copy|copies|copying) (?:the )?(?:training|example)|val(?:idation)?[ -]?loss (?:\w+ )?(?:went up|goes up|rises?|rising|rose|climb\w*|increas\w+|is up|up|grew|diverg\w+|started (?:to|going|climbing|rising)\w*)|parrot(?:s|ing)?|memori[sz](?:es|ed|ing)|regurgitat\w+|repeats? (?:the |its )?(?:training )?examples|copies (?:the )?(?:training|examples)|word for word from (?:the )?(?:training|examples)|train(?:ing)? loss (?:is |was |at |near |of |down to |fell to |drops? to )*(?:0(?:\.0\d*)?|almost zero|near zero)|\d+ epochs|catastrophic(?:ally)? forg\w+|forgot (?:how|everything)|lost its general)\b/gu,
    { firm: true },
  ],
  [
    'cheaper-levers-used',
    /\b(?:caching|cache|batch|flex|cross-?region|shorter prompts?|prompt compression)\b.{0,60}\b(?:already|squeezed|used|done|in place|exhausted|enabled|on|active|tried|maxed|applied|implemented|live)\b|\b(?:already|using|use|with|did|done|tried|have|enabled|after) (?:\w+ ){0,3}?(?:caching|batch(?:ing)?(?: api| inference| mode)?|prompt compression)\b/gu,
  ],
];
