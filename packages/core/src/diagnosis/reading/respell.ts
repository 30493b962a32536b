/** Words whose misspelling would cost a fact; anything else is read as it stands. */
const WORDS =
  `accuracy afford already annotated annotations anonymized answers articles behaviour brand budget caching catalogue
category categories checkpoint citation citations classification classifier classify clauses commitment competitor completion
confluence consistent consistently context contract contracts conversation conversations corpus customer customers database
dataset deterministic distill distillation document documents documentation domain embeddings endpoint engineering
enough evaluation everyone everything examples expensive extract extraction financial finetune finetuned finetuning format formatting
generate glossary guideline guidelines hallucinate hallucinates hallucinating hallucination handbook holdout hosting import
inconsistent inconsistently inference information instruction instructions internal inventory jargon knowledge labelled
labeled labels language languages latency legal license logged manual manuals medical message messages million millions model models
moderation monthly notebook outputs parsing patient patients personal plateau policies policy practice precise
prefer pretraining pretrained product production products prompt prompting prompts provisioned quality question questions random
reliable reliably requests requirement retrieval retrieve reviewed reviewer reviewers routing sagemaker schema schemas
sensitive sentence sharepoint sometimes specialist stable steady structure structured student style summaries summarise summarize
summary support system teacher template templates terminology thousand thousands throughput ticket tickets tokens tone
traffic train trained training transcripts translate translation tuned tuning unlabelled unlabeled validation verbatim vocabulary
volume weights wording`
    .split(/\s+/u)
    .filter((word) => word.length >= 6);

/** Real words one letter away from one of ours. */
const REAL = new Set(
  `interval intervals patent patents content contents passing classes working trailing logger equality causes stale routine throughout lagged modes contrast manuel annotate qualify extensive promoting catching pausing staple hoisting modals turing contest table tables teaches persona personas productos stages straining modelo modele modell modelos documentos documente format formato qualite quality tokenize ticketing contact contacts contracted customers' labeled labelled models' modern formal formats reliably prompted practise stables stable
  religion summarised summarized classified formatted importing imports students teachers budgets lessons version versions ticketed
  monthly steadily schemes scheme training straining retrieved retrieves answered unlabelled unlabeled tuned turned turning weighs
  license licence requested request volumes corpus random behavior behaviors behavioral answer stylee trainer trainers tokenise
  patiently impatient produce produces produced languages' policed policing manually voluble tunings sentences messaged document's
  question's product's customer's exporting export exports imported important importance personnel production's generated generates
  hosting posting ghosting boosting prefers preferred proper rooting touting formatter structures structural unstructured hosted
  classifies classifiers examples' training's handbooks guideline's retrieve instructed instructs summaries' contexts domains`.split(
    /\s+/u,
  ),
);

const KNOWN = new Set(WORDS);

/** Each word with one letter left out → the word: two words one edit apart share such a form. */
const BY_DELETION = new Map<string, string>();
for (const word of WORDS) for (const form of deletions(word)) if (!BY_DELETION.has(form)) BY_DELETION.set(form, word);

/** The word that a typo was meant to be, or undefined when the word is left as it is. */
export function respell(word: string): string | undefined {
  if (word.length < 5 || KNOWN.has(word) || KNOWN.has(`${word}s`) || REAL.has(word) || !/^[a-z]+$/u.test(word))
    return undefined;
  if (isInflected(word)) return undefined;
  const direct = BY_DELETION.get(word);
  if (direct?.startsWith(word.charAt(0))) return direct;
  for (const form of deletions(word)) {
    if (KNOWN.has(form) && word.length > 6 && !word.startsWith(form)) return form;
    const near = BY_DELETION.get(form);
    if (near !== undefined && isOneEditAway(word, near)) return near;
  }
  return undefined;
}

/** "documented", "tickets": a form of a word of ours, not a misspelling. */
function isInflected(word: string): boolean {
  const stem = word.replace(/(?:'s|s|es|ed|ing|er|ers|ly|al)$/u, '');
  return stem !== word && (KNOWN.has(stem) || KNOWN.has(`${stem}e`) || KNOWN.has(`${stem}s`) || REAL.has(stem));
}

function deletions(word: string): readonly string[] {
  return [...word].map((_, index) => word.slice(0, index) + word.slice(index + 1));
}

/** One letter replaced, or two neighbours swapped. */
function isOneEditAway(word: string, other: string): boolean {
  if (Math.abs(word.length - other.length) > 1) return false;
  if (word.length !== other.length) return true;
  const wrong = [...word].flatMap((letter, index) => (letter === other[index] ? [] : [index]));
  if (wrong.length === 1) return wrong[0] !== 0;
  const [first = 0, second = 0] = wrong;
  return wrong.length === 2 && second === first + 1 && word[first] === other[second] && word[second] === other[first];
}
