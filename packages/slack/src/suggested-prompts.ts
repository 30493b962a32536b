/** What people bring, as Slack offers it beside an empty conversation; four is Slack's most (docs.slack.dev, read 2026-11-20). */
export const SUGGESTED_PROMPTS = [
  { title: 'Should we fine-tune?', message: 'Our model doesn’t know our contracts, should we fine-tune?' },
  {
    title: 'The format breaks',
    message: 'The model knows the answer but one in ten comes back in the wrong JSON. We have 400 reviewed examples.',
  },
  {
    title: 'It costs too much',
    message: 'The big model is great at our triage but 3 million requests a month cost too much.',
  },
  { title: 'What is distillation?', message: 'What is distillation?' },
] as const;
