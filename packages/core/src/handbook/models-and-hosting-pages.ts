import { BY, type Page } from './page.ts';

/** Which models, what they cost to host and to train, and how long they live. */
export const MODEL_PAGES: readonly Page[] = [
  {
    name: 'tunable-models',
    title: 'Which models can be fine-tuned on Bedrock',
    claims: [
      {
        text: 'Text models on the list: Nova 2 Lite, Nova Micro, Lite and Pro (us-east-1); Llama 3.1 8B and 70B, 3.2 1B, 3B, 11B and 90B, 3.3 70B (us-west-2). No Mistral, no Qwen, no Titan Text, no Cohere.',
        sources: [BY.tunable],
      },
      {
        text: 'Open models beyond that list, such as Qwen or GPT-OSS, are tuned in SageMaker.',
        sources: [BY.serverless],
      },
      { text: 'The launch form asks AWS for the live list.', sources: [BY.own] },
    ],
  },
  {
    name: 'claude',
    title: 'Fine-tuning Claude (Anthropic)',
    claims: [
      {
        text: 'Claude cannot be fine-tuned on Bedrock today. Only Claude 3 Haiku ever could, in us-west-2, and Bedrock ended it on 2026-09-10.',
        sources: [BY.tunable, BY.lifecycle],
      },
      { text: 'Claude is no distillation teacher there either.', sources: [BY.distillation] },
      {
        text: 'What works with Claude (Sonnet, Opus, Haiku) is a better prompt, examples, caching, a JSON schema and retrieval. If a tune is really needed, take a Nova or a Llama.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'openai-models',
    title: 'Fine-tuning OpenAI’s models: GPT and GPT-OSS',
    claims: [
      {
        text: 'OpenAI’s GPT models cannot be tuned on Bedrock. OpenAI itself closed fine-tuning to new users on 2026-05-07.',
        sources: [BY.openai],
      },
      {
        text: 'The open-weight GPT-OSS 20B can: reinforcement fine-tuning over the OpenAI-compatible API in us-west-2, or serverless customization in SageMaker.',
        sources: [BY.serverless],
      },
      {
        text: 'Moving a tune from OpenAI means converting its JSONL and training anew; check first whether a prompt on a current model already does it.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'titan-and-cohere',
    title: 'Titan and Cohere',
    claims: [
      {
        text: 'Titan Text and Cohere Command used to be tunable on Bedrock and are no longer in its table; do not plan on them.',
        sources: [BY.tunable],
      },
      { text: 'Cohere ended tuning in its own service on 2025-09-15.', sources: [BY.cohere] },
    ],
  },
  {
    name: 'regions',
    title: 'Regions',
    claims: [
      { text: 'Bedrock fine-tunes text models in us-east-1 and us-west-2 only.', sources: [BY.tunable] },
      { text: 'Import is also in us-east-2 and eu-central-1.', sources: [BY.import] },
      { text: 'Data that must stay elsewhere is trained in SageMaker in its own region.', sources: [BY.own] },
      { text: 'Data, job and bucket have to be in one region.', sources: [BY.customModels] },
    ],
  },
  {
    name: 'ownership',
    title: 'Who owns the weights',
    claims: [
      {
        text: 'A model customized in Bedrock is private to your account and region and stays inside Bedrock: you cannot download its weights.',
        sources: [BY.customModels],
      },
      {
        text: 'Trained in SageMaker, the weights are files in your own S3 bucket; an open model’s licence still applies.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'model-lifetime',
    title: 'How long a tuned model lives',
    claims: [
      {
        text: 'A tuned model works until its base reaches its end of life; a base in Legacy state takes no new Provisioned Throughput. Nova Micro, Lite, Pro and Nova 2 Lite were active; Claude 3 Haiku, Nova Premier and Nova Canvas ended in September 2026.',
        sources: [BY.lifecycle],
      },
      {
        text: 'Keep the data and the held-out set: the next base is trained from them. Look again when the task moves, since a tune drifts away from it.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'tuning-again',
    title: 'Fine-tuning a model that was tuned already',
    claims: [
      {
        text: 'Bedrock’s API takes the ARN of a custom model as base, but which models accept it could not be verified; train from the base again with old and new data together.',
        sources: [BY.bedrockApi],
      },
      { text: 'SageMaker documents chaining techniques one after another.', sources: [BY.serverless] },
    ],
  },
  {
    name: 'hosting-costs',
    title: 'What hosting costs',
    claims: [
      {
        text: 'A tuned Nova on demand bills per token, and nothing while idle but its storage. Nova 2 Lite: $0.0003 for 1,000 tokens in, $0.0025 for 1,000 out, $1.95 a month to store.',
        sources: [BY.priceList],
      },
      {
        text: 'Provisioned Throughput bills by the hour, used or not: $60.50 for one unit of Nova 2 Lite without a term, $43,560 in a month of 720 hours.',
        sources: [BY.priceList],
      },
      {
        text: 'SageMaker and Marketplace endpoints bill by the instance hour, used or not: $1.52 for ml.g5.2xlarge, about $1,094 in a month of 720 hours.',
        sources: [BY.instancePrices],
      },
      {
        text: 'An imported model bills $0.05718 a minute for each unit of a copy that runs, and goes to zero after five idle minutes.',
        sources: [BY.pricingPage, BY.importCost],
      },
      {
        text: 'Hosting usually costs far more than training, and a smaller base less than a larger one: look at it first. /rung estimate compares all of it at your traffic.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'on-demand-hosting',
    title: 'On-demand hosting of a tuned model',
    claims: [
      {
        text: 'A custom model deployment serves a tuned model per token. It takes Nova Micro, Lite, Pro and Nova 2 Lite (us-east-1) and Llama 3.3 70B (us-west-2), customized on or after 2025-07-16; every other base needs Provisioned Throughput.',
        sources: [BY.onDemand],
      },
      {
        text: 'A Nova trained in SageMaker is taken as an adapter (PEFT), not when all of its weights were trained.',
        sources: [BY.novaOnDemand],
      },
    ],
  },
  {
    name: 'provisioned-throughput',
    title: 'Provisioned Throughput',
    claims: [
      {
        text: 'Provisioned Throughput reserves model units for one model and bills by the hour, day and night, used or not. Without a term it can be deleted at any time; a term of one or six months is cheaper and cannot be deleted before it ends.',
        sources: [BY.provisioned],
      },
      {
        text: 'One unit of Nova 2 Lite cost $60.50 an hour without a term and $55.00 with one month.',
        sources: [BY.priceList],
      },
      {
        text: 'Choose it only beyond the break-even with on demand, or where the base leaves no other way.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'endpoints',
    title: 'SageMaker endpoints and scaling to zero',
    claims: [
      {
        text: 'A SageMaker endpoint bills by the instance hour for as long as it is up. With inference components it can scale to zero: nothing bills while it sleeps, and requests fail for some minutes while it wakes.',
        sources: [BY.scaleToZero],
      },
      {
        text: 'Scaling with the traffic and a Savings Plan of SageMaker lower its bill.',
        sources: [BY.guides],
      },
      {
        text: 'It is where weights go that Bedrock does not take, or that must answer at once after a quiet hour.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'training-costs',
    title: 'What training costs',
    claims: [
      {
        text: 'A supervised tune is billed by tokens × epochs: $0.00378 per 1,000 tokens for Nova 2 Lite.',
        sources: [BY.priceList],
      },
      {
        text: 'One thousand examples of 500 tokens for two epochs are a million tokens, so $3.78.',
        sources: [BY.priceList, BY.own],
      },
      {
        text: 'Older articles have a price per model-unit hour; no source at AWS was found for it. Preparing clean data costs more of people’s time than the job costs money.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'training-time',
    title: 'How long training takes',
    claims: [
      {
        text: 'A Bedrock tune runs for minutes to hours; with its queue allow two to eight hours, and up to a day for distillation. The job’s card shows how far it is.',
        sources: [BY.own],
      },
      {
        text: 'Jobs of Nova in us-east-1 were seen waiting 25 to 74 hours before training began, so Rung says when one stalls.',
        sources: [BY.incidents],
      },
    ],
  },
  {
    name: 'credits',
    title: 'AWS credits',
    claims: [
      {
        text: 'AWS answers how much of each pool of credits remains, what it pays for and when it expires. /rung credits shows that, the day of the first real dollar, and what outlives the credits.',
        sources: [BY.billingApi],
      },
      {
        text: 'They are finite, often filed by a partner, and can pay training, hosting, storage and embeddings. Prove it while they last: plan hosting by its price without them, since the bill comes on the day after.',
        sources: [BY.guides],
      },
    ],
  },
];
