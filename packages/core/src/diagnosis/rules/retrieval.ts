import { type Rule, SOURCES } from '../rule.ts';

/** When the model has to be given facts, and what a facts problem rules out. */
export const RETRIEVAL_RULES: readonly Rule[] = [
  {
    id: 'R-FACTS',
    when: ['gap-facts'],
    effect: { kind: 'for', method: 'rag', weight: 9 },
    because: 'The model lacks facts that your own material holds; retrieval puts them in front of it.',
    source: SOURCES.knowledgeBases,
  },
  {
    id: 'R-SHOWN-FACT',
    when: ['shown-wrong-fact'],
    effect: { kind: 'for', method: 'rag', weight: 12 },
    because: 'What it gets wrong is a fact, whatever it was called.',
    source: SOURCES.knowledgeBases,
  },
  {
    id: 'R-LIVE-DATA',
    when: ['gap-live-data'],
    effect: { kind: 'for', method: 'rag', weight: 10 },
    because: 'The answer is another one for each person, place or minute; no index and no weights hold it.',
    source: SOURCES.knowledgeBases,
  },
  {
    id: 'R-PROVENANCE',
    when: ['gap-provenance'],
    effect: { kind: 'for', method: 'rag', weight: 8 },
    because: 'An answer that must show its source has to be given the source.',
    source: SOURCES.knowledgeBases,
  },
  {
    id: 'R-RETRIEVAL-QUALITY',
    when: ['gap-retrieval'],
    effect: { kind: 'for', method: 'rag', weight: 13 },
    because:
      'Retrieval brings back the wrong passages: repair chunking, filters and ranking before anything is trained.',
    source: SOURCES.rerank,
  },
  {
    id: 'R-LOOKUP',
    when: ['goal-lookup'],
    effect: { kind: 'for', method: 'rag', weight: 6 },
    because: 'Finding and answering from material is what retrieval does.',
    source: SOURCES.knowledgeBases,
  },
  {
    id: 'R-CHANGE',
    when: ['facts-change'],
    effect: { kind: 'for', method: 'rag', weight: 5 },
    because: 'Your facts change; an index changes with them, weights do not.',
    source: SOURCES.knowledgeBases,
  },
  {
    id: 'R-DOCUMENTS',
    when: ['documents'],
    effect: { kind: 'for', method: 'rag', weight: 2 },
    because: 'There are documents to retrieve from.',
    source: SOURCES.knowledgeBases,
  },
  {
    id: 'R-DOCUMENTS-TASK',
    when: [
      'documents',
      { any: ['task', 'complaint'] },
      {
        not: {
          any: [
            'gap-behaviour',
            'gap-skill',
            'prompt-works',
            'context-fits',
            'gap-instructions',
            'gap-tools',
            'denied:gap-facts',
            'wish-only',
            'labelled-pairs',
            'quality-measured',
          ],
        },
      },
    ],
    effect: { kind: 'for', method: 'rag', weight: 3 },
    because: 'The answers stand in documents and no form or skill was complained about.',
    source: SOURCES.knowledgeBases,
  },
  {
    id: 'R-RETRIEVAL-THERE',
    when: [
      'retrieval-tried',
      'complaint',
      {
        not: {
          any: [
            'retrieval-falls-short',
            'retrieval-works',
            'gap-behaviour',
            'gap-skill',
            'gap-language',
            'denied:gap-facts',
          ],
        },
      },
    ],
    effect: { kind: 'for', method: 'rag', weight: 5 },
    because: 'Retrieval is there and something is lost in it; look at what it finds before anything else.',
    source: SOURCES.rerank,
  },
  {
    id: 'R-FACTS-LIKELY',
    when: [
      'facts-likely',
      {
        not: {
          any: [
            'prompt-falls-short',
            'labelled-pairs',
            'denied:gap-facts',
            'gap-behaviour',
            'context-fits',
            'prompt-works',
            'gap-mixed-traffic',
          ],
        },
      },
    ],
    effect: { kind: 'for', method: 'rag', weight: 5 },
    because: 'What you describe sounds like facts that differ or age, and those are looked up.',
    source: SOURCES.practice,
  },
  {
    id: 'R-FORM-SOLVED',
    when: ['gap-facts', 'prompt-works', 'denied:gap-behaviour'],
    effect: { kind: 'for', method: 'rag', weight: 14 },
    because: 'The form is solved by the prompt; what is left is facts.',
    source: SOURCES.knowledgeBases,
  },
  {
    id: 'R-TOO-LONG',
    when: ['denied:context-fits'],
    effect: { kind: 'for', method: 'rag', weight: 8 },
    because: 'The material no longer fits into the prompt, so the right part of it has to be found.',
    source: SOURCES.knowledgeBases,
  },
  {
    id: 'R-FACTS-NO-PROMPT',
    when: ['gap-facts', 'documents', 'unknown:context-fits', 'unknown:prompt-works'],
    effect: { kind: 'for', method: 'rag', weight: 4 },
    because: 'No wording makes a model say what it has never read.',
    source: SOURCES.practice,
  },
  {
    id: 'R-FACTS-NO-TUNE',
    when: [{ any: ['gap-facts', 'gap-live-data', 'shown-wrong-fact', 'gap-retrieval'] }],
    effect: { kind: 'veto', methods: ['fine-tuning'] },
    because: 'Fine-tuning teaches how to answer, not what is true.',
    source: SOURCES.customModels,
  },
  {
    id: 'R-LOOKUP-NO-TRAINING',
    when: ['goal-lookup', { any: ['documents', 'raw-corpus', 'facts-change'] }, { not: 'denied:gap-facts' }],
    effect: { kind: 'veto', methods: ['fine-tuning', 'cpt'] },
    because: 'Training does not store facts so that they can be looked up.',
    source: SOURCES.customModels,
  },
  {
    id: 'R-CHANGE-NO-TRAINING',
    when: [
      'facts-change',
      { any: ['documents', 'labelled-pairs', 'gap-facts', 'goal-lookup'] },
      { not: 'denied:gap-facts' },
      { not: { all: [{ fact: 'labelled-pairs', atLeast: 300 }, { any: ['prompt-falls-short', 'quality-measured'] }] } },
      { not: { all: ['prompt-falls-short', { fact: 'labelled-pairs', atLeast: 300 }] } },
    ],
    effect: { kind: 'veto', methods: ['fine-tuning', 'cpt'] },
    because: 'What is trained in is stale at the next change.',
    source: SOURCES.practice,
  },
  {
    id: 'R-PROVENANCE-NO-TRAINING',
    when: ['gap-provenance', { not: 'gap-overfitting' }],
    effect: { kind: 'veto', methods: ['fine-tuning', 'cpt'] },
    because: 'Trained weights cannot say where a sentence came from.',
    source: SOURCES.customModels,
  },
  {
    id: 'R-FACTS-DENIED',
    when: [
      'denied:gap-facts',
      { not: { any: ['shown-wrong-fact', 'gap-live-data', 'gap-provenance', 'gap-retrieval', 'goal-lookup'] } },
    ],
    effect: { kind: 'veto', methods: ['rag'] },
    because: 'You said that missing facts are not the problem.',
    source: SOURCES.practice,
  },
  {
    id: 'R-FORM-NOT-FACTS',
    when: [
      'gap-behaviour',
      'prompt-falls-short',
      {
        not: {
          any: [
            'gap-facts',
            'gap-live-data',
            'gap-provenance',
            'gap-retrieval',
            'goal-lookup',
            'facts-change',
            'facts-likely',
          ],
        },
      },
    ],
    effect: { kind: 'against', method: 'rag', weight: 14 },
    because: 'What fails is the form, and nothing you said is about missing facts.',
    source: SOURCES.practice,
  },
  {
    id: 'R-RETRIEVAL-SPENT',
    when: [{ any: ['retrieval-falls-short', 'retrieval-works'] }, { not: 'gap-retrieval' }],
    effect: { kind: 'against', method: 'rag', weight: 9 },
    because: 'Retrieval is in place and the problem is still there.',
    source: SOURCES.practice,
  },
];
