import { BY, type Page } from './page.ts';

/** Which method for which problem, and what the light ones are. */
export const CHOOSING_PAGES: readonly Page[] = [
  {
    name: 'ladder',
    title: 'The ladder: which method for which problem',
    claims: [
      {
        text: 'Ask what is wrong with the output. A missing fact asks for retrieval; an unclear instruction for a better prompt; a form, tone or narrow skill that prompting cannot hold for fine-tuning; a good model that is too dear for distillation; a foreign language of a whole field for continued pre-training.',
        sources: [BY.own],
      },
      {
        text: 'Climb from the lightest: prompt, retrieval, routing, a Marketplace model, import, fine-tuning, distillation, continued pre-training. Take the lightest combination that meets your bar; methods combine, such as retrieval for facts beside a narrow tune for form.',
        sources: [BY.own],
      },
      {
        text: 'Only the last three change weights. Each step up costs more and is more to look after: a prompt nothing, retrieval an index, a tune its examples, its hosting and the next training. Distillation and continued pre-training are for special situations and never a default.',
        sources: [BY.guides],
      },
    ],
  },
  {
    name: 'retrieval-or-fine-tuning',
    title: 'Retrieval or fine-tuning: the difference',
    claims: [
      {
        text: 'Retrieval (RAG) changes what the model knows when it answers; fine-tuning changes how it answers. Facts, prices, policies, anything that changes or must be cited: retrieval. Form, tone, labels, one narrow skill: a tune, after prompting fell short.',
        sources: [BY.own],
      },
      {
        text: 'They combine: facts from retrieval, form from a narrow tune. Then train on prompts that hold retrieved passages, as production will.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'distillation-or-fine-tuning',
    title: 'Distillation or fine-tuning: the difference',
    claims: [
      {
        text: 'Both train a model on pairs. In fine-tuning people wrote or checked the answers, and the aim is behaviour that no prompt gives. In distillation a large model writes them, and the aim is its quality at a small model’s price. With checked labels of your own fine-tune; with only prompts or logs and a good teacher distil.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'pre-training-or-fine-tuning',
    title: 'Continued pre-training or fine-tuning: the difference',
    claims: [
      {
        text: 'Continued pre-training takes raw text, billions of tokens, and teaches a language; fine-tuning takes labelled pairs, hundreds, and teaches one task. One narrow task with pairs: fine-tuning. Many tasks in a language that the model does not command, with raw text: pre-training, then a tune.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'when-to-fine-tune',
    title: 'When fine-tuning is worth it, and when not',
    claims: [
      {
        text: 'Worth it when all of these hold: one narrow task that stays as it is; prompt and few-shot were measured and fall short; 300 reviewed examples or more (50 at the very least); enough traffic to carry hosting.',
        sources: [BY.own],
      },
      {
        text: 'Not worth it when facts are missing or change, when nobody has worked on the prompt, when the task still moves, when it is a general one that base models do well (summarise, translate), or when under 100 requests a day are expected: a longer prompt is cheaper then.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'fine-tuning-and-facts',
    title: 'Can fine-tuning teach facts or knowledge?',
    claims: [
      {
        text: 'Not reliably. A tune learns how to answer; facts in its examples are memorised unevenly, cannot be cited, and are stale at the next change. Asked beyond its examples it invents with more confidence. Knowledge belongs into retrieval.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'time-to-value',
    title: 'How long until a method works: setup time and effort of each',
    claims: [
      {
        text: 'A better prompt or few-shot: minutes. A Knowledge Base: hours. Fine-tuning: days, most of them for the data. Continued pre-training: days to weeks.',
        sources: [BY.guides],
      },
      {
        text: 'A managed job is little effort, its data is not: collecting, cleaning and checking examples is where the days go.',
        sources: [BY.guides],
      },
    ],
  },
  {
    name: 'worked-cases',
    title: 'Worked cases: two problems and what became of them',
    claims: [
      {
        text: 'A team wanted a tune since the model did not know their contract clauses. Facts were missing, so the contracts went into a Knowledge Base; a narrow tune for the review format came beside it, and nothing was trained to remember clauses.',
        sources: [BY.guides],
      },
      {
        text: 'Another wanted code reviews in its own format and rubric, which no prompt held. Behaviour, and weights to be owned: an open model was tuned in SageMaker with QLoRA on Trainium, a small Knowledge Base cites the style guide, and the endpoint scales.',
        sources: [BY.guides],
      },
    ],
  },
  {
    name: 'rung-itself',
    title: 'What Rung does and how it decides',
    claims: [
      {
        text: 'Rung reads a problem into facts with your own words as quotes; rules, each with an id and a source, decide between eight methods. No model decides, and nothing that costs starts without a person’s confirmed click. It says what would change the answer, or asks one question.',
        sources: [BY.own],
      },
      {
        text: 'Ask why? in a thread for the rules that spoke; /rung about says how often it is right on cases held out.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'prompt-engineering',
    title: 'Prompt engineering',
    claims: [
      {
        text: 'A better prompt is the first rung: a clear instruction, three to five examples, a schema for the output, and a score on fifty real cases. It trains nothing and hosts nothing; you pay tokens. Most wishes to fine-tune end here, because the model was never told clearly what is wanted.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'prompt-management',
    title: 'Prompt Management',
    claims: [
      {
        text: 'Bedrock keeps prompts under an ARN of their own; Converse takes that ARN in place of a model and its messages, so that a prompt is changed without a deployment.',
        sources: [BY.bedrockApi],
      },
      { text: 'Score each version on the same fifty cases before it goes live.', sources: [BY.own] },
    ],
  },
  {
    name: 'few-shot',
    title: 'Few-shot prompting',
    claims: [
      {
        text: 'Few-shot prompting puts a few examples of input and wanted answer into the prompt. It is prompt engineering, costs input tokens on every request, and is what a tuned model has to beat: measure with three to five varied examples before you train.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'prompt-caching',
    title: 'Prompt caching',
    claims: [
      {
        text: 'Caching keeps the fixed front of a prompt (instructions, examples, a pasted handbook) so that repeated requests read it at a lower price and answer sooner. Put what never changes first and what changes last.',
        sources: [BY.promptCaching],
      },
      {
        text: 'A system prompt of thousands of tokens is therefore no reason to fine-tune by itself: compare the cached prompt with the tune at your traffic, /rung estimate does.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'prompt-optimisation',
    title: 'Prompt optimisation jobs',
    claims: [
      {
        text: 'Bedrock can rewrite a prompt for you: a job tries versions against your examples for up to five models and reports which did best; a single rewrite is also offered as a call. Nothing is trained and no weights change.',
        sources: [BY.bedrockApi],
      },
      { text: '/rung launch starts such a job with approval and price.', sources: [BY.own] },
    ],
  },
  {
    name: 'structured-output',
    title: 'Structured output and JSON schemas',
    claims: [
      {
        text: 'When the form of the answer has to be certain, give the call a JSON schema or a tool with required fields: Converse takes both, so broken JSON is prevented instead of trained away.',
        sources: [BY.bedrockApi],
      },
      {
        text: 'Do this before any fine-tuning for format. A schema fixes the shape and not the content of fields.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'tool-use',
    title: 'Tools and agents',
    claims: [
      {
        text: 'Calculating, validating, looking up an order, asking back for a missing field: give the model a tool with required fields instead of training it. Converse takes tools with a JSON schema.',
        sources: [BY.bedrockApi],
      },
      { text: 'Weights cannot hold live data, and they do sums unreliably.', sources: [BY.own] },
    ],
  },
  {
    name: 'batch',
    title: 'Batch inference',
    claims: [
      {
        text: 'What can wait runs as a batch job: requests from S3, answers into S3 within 24 hours, at about half of the on-demand price.',
        sources: [BY.capacity],
      },
      {
        text: 'Batch calls no tools and enforces no schema, and is not there for provisioned models.',
        sources: [BY.batch],
      },
    ],
  },
];
