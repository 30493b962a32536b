import { BY, type Page } from './page.ts';

/** Data for training, and judging what came of it. */
export const DATA_PAGES: readonly Page[] = [
  {
    name: 'training-data',
    title: 'Training data: the format',
    claims: [
      {
        text: 'One JSON object per line (JSONL, UTF-8), in the form that the base asks for. Nova takes conversations: schemaVersion, system, messages that begin with the user, alternate and end with the assistant; 8 to 20,000 records. System:, User: or Assistant: inside the text fail the job.',
        sources: [BY.novaData],
      },
      { text: 'Llama 3.1 takes prompt and completion; 100 to 10,000 records for Llama 3.', sources: [BY.prepare] },
      { text: '/rung check reads a file and says what AWS would refuse.', sources: [BY.own] },
    ],
  },
  {
    name: 'how-many-examples',
    title: 'How many examples fine-tuning needs',
    claims: [
      {
        text: 'Under 50 labelled examples: do not train, put them into the prompt. 50 to 100 is weak, 100 to 300 workable, from 300 on it gets good; for classification count per class. Five hundred reviewed ones beat five thousand scraped ones.',
        sources: [BY.own],
      },
      {
        text: 'By task: 50 to 200 for each class of a classification, 500 to 2,000 for written answers, 2,000 to 5,000 for long chains of reasoning; beyond 5,000 little is gained.',
        sources: [BY.guides],
      },
      {
        text: 'What AWS takes: Nova 8 to 20,000 records, and its guide recommends 100 for each task.',
        sources: [BY.novaData],
      },
      { text: '; Llama 3 100 to 10,000.', sources: [BY.quotas] },
    ],
  },
  {
    name: 'data-quality',
    title: 'What makes training data good',
    claims: [
      {
        text: 'A tune imitates its examples. Remove duplicates and contradictions, balance the classes, cut what it must not imitate, cover the hard cases, give all answers one structure, and write prompts as production will send them, with the same instruction and retrieved context. Have people who know check the answers.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'personal-data',
    title: 'Personal data in training',
    claims: [
      {
        text: 'Weights do not forget a name on request. Remove or mask names, numbers and secrets before training; /rung check finds kinds and lines without showing values.',
        sources: [BY.own],
      },
      {
        text: 'Bedrock does not use your data to train its base models and keeps the custom model private to your account.',
        sources: [BY.customModels],
      },
    ],
  },
  {
    name: 'held-out-sets',
    title: 'Validation set, test set, holdout',
    claims: [
      {
        text: 'Hold out a fifth of a small data set, a tenth of a large one, for validation; and keep a third part as the test set that neither training nor the choice of epochs ever saw. No prompt may stand in two of them.',
        sources: [BY.own],
      },
      {
        text: 'Nova 2 Lite takes no validation set in supervised tuning, so its jobs report no validation loss.',
        sources: [BY.novaData],
      },
    ],
  },
  {
    name: 'epochs-and-overfitting',
    title: 'Epochs, learning rate and overfitting',
    claims: [
      {
        text: 'An epoch is one pass over the data. Defaults differ by base: Nova 2 (of 1 to 5), Llama 5 (of 1 to 10); leave the learning rate at its default first.',
        sources: [BY.hyperparameters],
      },
      {
        text: 'Healthy is when both losses fall and then level off. Where a base takes a batch size, larger is faster and possibly less stable; Nova takes none.',
        sources: [BY.guides, BY.hyperparameters],
      },
      {
        text: 'Overfitting shows when validation loss rises while training loss falls, or when answers repeat the examples. Train again from the base with fewer epochs and cleaner, more varied data; Bedrock gives you no checkpoint to go back to, your own job in SageMaker does.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'metrics',
    title: 'Metrics: which score for which task',
    claims: [
      {
        text: 'One right answer: exact match. Fixed fields: a valid schema, then each field. Classes: accuracy, and F1 where some are rare. Written answers: a rubric, scored by people or by a judge model that people have checked. Score form, correctness and quality apart.',
        sources: [BY.guides],
      },
      {
        text: 'Say before training which score has to rise, and by how much: afterwards every score finds a friend.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'evaluation',
    title: 'Judging a tuned model: evaluation',
    claims: [
      {
        text: 'A finished tune is a hypothesis. Ask the tuned model, a good prompt, few-shot and retrieval the same held-out questions, and host only what beats the cheaper ones by more than chance and by enough to pay its bill. Judge it on a finished launch does this.',
        sources: [BY.own],
      },
      {
        text: 'Loss is a proxy: a falling curve says that it learned the file, not that answers are better.',
        sources: [BY.own],
      },
    ],
  },
];
