import type { Cue } from '../cue.ts';

const HOLDERS =
  'docs?|documents?|documentation|manuals?|handbooks?|wiki|wikis|confluence|sharepoint|notion|polic(?:y|ies)|contracts?|runbooks?|pdfs?|sops?|knowledge base|kb articles|articles|catalog(?:ue)?s?|price ?lists?|price sheets?|rate sheets?|excel sheets?|tariffs?|regulations?|standards|specs|datasheets?|data sheets|safety sheets|recipe sheets|recipes|intranet|google drive|gdrive|faqs?|guidelines?|circulars?|proposals|handouts?|procedures?|protocols|formular(?:y|ies)|bulletins?|brochures?|playbooks?|statutes?|laws|case law|judgments?|menus?|syllab\\w+|curricul\\w+|leaflets?|release notes|readmes?|case files|drawings|agreements?|directives?|decrees?|rulebooks?|bylaws|encyclop\\w+|patents|lab reports|internal reports|past projects|timetables?|minutes|prospectus(?:es)?|google sheets?|spreadsheets?|decks?|arbeitsanweisungen|fichas|fiches|rosters?|documentos|documentation|procedures internes|dokumente|handbuch|richtlinien|unterlagen';

/** Where knowledge lives, what people want from it, how it changes. */
export const DOCUMENT_CUES: readonly Cue[] = [
  ['documents', /\b(?:our|the|an?|company|own) archives?\b/gu, { firm: true }],
  [
    'facts-change',
    /\b(?:only |just )?(?:every|once every|once in|each) (?:\d+|two|three|four|five|ten|few|a few) (?:years|decades)\b|\bhardly ever\b/gu,
    { denies: true, firm: true, strength: 2 },
  ],
  ['documents', new RegExp(`\\b(?:${HOLDERS})\\b`, 'gu'), { firm: true }],
  [
    'goal-lookup',
    /\b(?:answer(?:s|ing)?(?! to (?:the )?same)|respond(?:s|ing)?|reply|replies) (?:\w+ ){0,4}?(?:questions?|queries|enquiries|inquiries)\b/gu,
  ],
  [
    'goal-lookup',
    new RegExp(
      `\\b(?:answering|answers? (?:from|based|only|about|questions)|questions?|q&a|q/a|ask|asks|asking|asked|look(?:s|ing)? ?up|search(?:es|ing)?|find(?:s|ing)?|retrieve|query|chat with|talk to|reuse|pull|quote)\\b.{0,60}\\b(?:${HOLDERS}|data|facts|system|database|records|exports?|emails|slack|history|sources|material|repo|repos|codebase)\\b`,
      'gu',
    ),
  ],
  ['goal-lookup', /["'][^"'?]{10,90}\?["']/gu, { firm: true, strength: 0.8 }],
  [
    'goal-lookup',
    /\b(?:find|search|look for|discover|locate|retrieve|pull up) (?:out )?(?:who|what|which|where|when|similar|the right|all|any|every|anything|something)\b|\b(?:built|composed|assembled|drafted|made|compiled|generated|derived) (?:from|out of|on) (?:\w+ )?(?:similar|past|previous|old|earlier|existing|our)\b/gu,
  ],
  [
    'goal-lookup',
    /\b(?:look(?:s|ing)? (?:it |them |things? |something )?up|lookups?|search engine|q&a bot|faq bot|help ?desk bot|knowledge (?:bot|assistant|search)|chat with our|ask(?:ing)? our|(?:docs?|hr|policy|handbook|portal|wiki|manual|product|support) (?:bot|assistant|chatbot|copilot))\b/gu,
  ],
  [
    'facts-change',
    /\b(?:chang(?:e|es|ed|ing)|updat(?:e|es|ed|ing)|ships?|releas(?:e|es|ed)|rotat\w+|edit(?:s|ed)?|revis(?:e|es|ed)|amend(?:s|ed)?|refresh(?:es|ed)?|expir(?:e|es|ed)|new \w+(?: \w+)?|replaced|re-?priced|publish(?:es|ed)?|reissued?|overwritten|added|different)\s+(?:\w+ ){0,2}?(?:every|each|daily|weekly|monthly|quarterly|yearly|hourly|nightly|twice a|once a|three times|several times|all the time|constantly|continuously|per (?:week|day|month|quarter|season)|often|frequently|a lot|overnight)\b/gu,
  ],
  [
    'facts-change',
    /\b(?:daily|weekly|monthly|quarterly|nightly|hourly|frequent|constant|regular|seasonal|yearly|annual) (?:\w+ )?(?:changes?|amendments?|updates?|releases?|edits?|revisions?|price changes?|new|amendments?|menus?|price ?lists?)\b|\bevery (?:\w+ )?(?:day|week|month|quarter|fortnight|sprint|season|morning|night|monday|year|release|semester|hour|\d+ (?:days|weeks|months)|two weeks|other week)\b(?=.{0,25}\b(?:chang|updat|new|edit|revis|releas))/gu,
  ],
  [
    'facts-change',
    /\b(?:current version|(?:is|are|keeps?|keep) changing|amendments? (?:come|comes|every)|hourly feed|latest (?:version|data|news|release|info\w*|edition|prices?|polic\w+|docs?)|up[- ]to[- ]date|as of (?:the|this|last)|last (?:release|sprint|quarter)'s|keeps? changing|change often|changes a lot|moving fast|(?:law|rules|regulation|regulations|rates|prices|policy|policies|docs|products?|menu|catalogue|catalog|terms|price list|schedule|handbook|guidance) (?:\w+ )?(?:change|changed|changes|move|moves|gets? updated|get updated|are updated|is updated))\b/gu,
  ],
  [
    'facts-change',
    /\b(?:never changes?|hasn't changed|hardly ever changes?|rarely changes?|does not change|doesn't change|don't change|unchanged|(?:once|twice) (?:a|per|every) (?:year|decade))\b/gu,
    { denies: true, firm: true, strength: 1 },
  ],
  [
    'context-fits',
    /\b(?:(?:all|everything|it all|they all|whole (?:thing|lot)|the lot|that) (?:easily |just |comfortably )?fits?|fits? (?:easily |comfortably |just |all )*(?:in|into|inside|within)|small enough to (?:paste|fit|put)|(?:can|could) (?:just |simply )?(?:paste|be pasted|put) (?:it |them |everything |all )*(?:in|into) the (?:context|prompt))\b/gu,
  ],
  [
    'context-fits',
    /\b(?:worked (?:till|until|up to) \d+|(?:does|do|will|did)(?:n't| not) (?:\w+ )?fit|no longer fits?|too (?:big|long|large|much) for (?:the |one |any )?(?:prompt|context)|can(?:'t|not) fit|exceeds? the context)\b/gu,
    { denies: true, firm: true, strength: 2 },
  ],
  [
    'context-fits',
    /(?<![\d.,])\b(?:only |just |about |around |maybe )?(?:one|two|three|four|five|six|a single|1|2|3|4|5|6|8|10) (?!hundred|thousand|million)(?:\w+ )?(?:pages?|paragraphs?|sheets?)\b(?! (?:each|per|of \d|long each))/gu,
    { strength: 0.6 },
  ],
  [
    'access-rules',
    /\b(?:access (?:control|rules?|rights?)|permissions?|confidential|restricted|only (?:hr|legal|managers?|partners|doctors|the \w+ team) (?:may|can|should|is)|not (?:everyone|everybody|all) (?:may|can|should|is)|who (?:can|may) see|need[- ]to[- ]know|chinese wall|clearance|row-level|per[- ](?:client|tenant|customer|team|department)|tenants?|multi-?tenant)\b/gu,
  ],
  [
    'internal-material',
    /\b(?:(?:hr|salary|salaries|payroll|personnel|client|board) (?:files?|data|records|documents?|papers)|emails?|contracts|slack exports?|sharepoint|confluence|notion|wikis?|internal|intranet|proposals|private)\b/gu,
    { strength: 0.8 },
  ],
  [
    'docs-format',
    /\b(?:scann?ed|pdfs?|tables?|excel|spreadsheets?|word files?|markdown|html|handwritten|images?|ocr|cad|slides|powerpoints?)\b/gu,
  ],
];
