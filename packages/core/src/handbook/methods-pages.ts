import { BY, type Page } from './page.ts';

/** What each method is. */
export const METHOD_PAGES: readonly Page[] = [
  {
    name: 'retrieval',
    title: 'Retrieval (RAG)',
    claims: [
      {
        text: 'Retrieval-augmented generation looks up passages in your documents and puts them into the prompt, so that the model answers from them and can cite them. It changes what the model knows and not how it answers; new facts count once they are indexed.',
        sources: [BY.knowledgeBases],
      },
      {
        text: 'It costs embeddings once per version of a document, a vector store by the month, and more input tokens per request. Nothing is trained. Choose it when answers are wrong because a fact is missing, or because facts change.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'knowledge-bases',
    title: 'Bedrock Knowledge Bases',
    claims: [
      {
        text: 'A Knowledge Base reads documents from S3 and other sources, cuts them into chunks, embeds and indexes them, and answers a question with the passages that fit and where they lie.',
        sources: [BY.knowledgeBases],
      },
      {
        text: 'When it finds the wrong passages, repair before training anything: clean parsing of tables and scans, smaller or larger chunks, filters by metadata, hybrid search.',
        sources: [BY.own],
      },
      { text: 'A reranker orders what was found by how well it fits the question.', sources: [BY.rerank] },
    ],
  },
  {
    name: 'fine-tuning',
    title: 'Fine-tuning',
    claims: [
      {
        text: 'Supervised fine-tuning goes on training a base model with pairs of input and wanted output. It teaches format, tone and narrow skills; the result is a private custom model in your account.',
        sources: [BY.customModels],
      },
      {
        text: 'Bedrock bills it by tokens × epochs, and the tuned model then has to be hosted.',
        sources: [BY.customModels],
      },
      {
        text: 'What it has learnt can leave the prompt, so that each request takes fewer tokens; /rung estimate sets that against its hosting.',
        sources: [BY.guides],
      },
      {
        text: 'It pays when the task is narrow and stable, prompting was measured and falls short, and a few hundred reviewed examples exist.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'reinforcement-fine-tuning',
    title: 'Reinforcement fine-tuning',
    claims: [
      {
        text: 'Reinforcement fine-tuning (RFT) trains on prompts and a grader instead of written answers: a Lambda function scores each answer, and the model learns what scores well. Bedrock offers it for Nova 2 Lite, with 100 to 20,000 prompts and billing by the hour; the hourly price was not found.',
        sources: [BY.hyperparameters, BY.quotas],
      },
      {
        text: 'It fits when an answer can be graded but not easily written: code that passes tests, plans that satisfy rules.',
        sources: [BY.own],
      },
      { text: 'Preference training (DPO) is in SageMaker.', sources: [BY.serverless] },
    ],
  },
  {
    name: 'lora',
    title: 'LoRA, QLoRA and full fine-tuning',
    claims: [
      {
        text: 'LoRA leaves the base frozen and trains small matrices beside it; QLoRA does the same on a base kept in 4 bits. Both need a fraction of the memory and keep most of the quality; full tuning of every weight is rarely worth it.',
        sources: [BY.own],
      },
      { text: 'SageMaker’s serverless customization trains LoRA.', sources: [BY.sagemakerApi] },
    ],
  },
  {
    name: 'continued-pre-training',
    title: 'Continued pre-training',
    claims: [
      {
        text: 'Continued pre-training (CPT) goes on training a base model on raw text, without pairs of question and answer, so that it commands the language of a whole field. AWS documents it for Nova in SageMaker, speaks of tens of billions of tokens, and follows it with instruction tuning.',
        sources: [BY.cpt],
      },
      { text: 'Bedrock’s own page of customization jobs no longer offers it.', sources: [BY.customModels] },
      {
        text: 'Choose it when many tasks share a language that the model does not command, with billions of tokens to learn it from. It is the heaviest rung, and even so does not remember documents reliably: keep facts in retrieval.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'distillation',
    title: 'Distillation',
    claims: [
      {
        text: 'Distillation trains a small model, the student, on the answers of a large one, the teacher. In Bedrock the teacher can answer your prompts itself, or logged answers are taken.',
        sources: [BY.distillation],
      },
      {
        text: 'It fits when a large model is good enough, the task narrow, and the volume makes it too dear or too slow. The student stays a little below its teacher and learns its mistakes too, so judge the teacher first.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'distillation-data',
    title: 'Distillation: prompts, logs and teachers',
    claims: [
      {
        text: 'A distillation takes 100 to 15,000 prompts, with or without answers, single turn and text only, or invocation logs; sample a larger log down.',
        sources: [BY.distillationData],
      },
      {
        text: 'Teachers left are Nova Pro (for Nova Lite and Micro) and Llama 3.1 405B, 3.1 70B and 3.3 70B (for smaller Llamas). Claude is not offered as a teacher; Nova Premier ended on 2026-09-14.',
        sources: [BY.distillation, BY.lifecycle],
      },
      { text: 'A teacher of your own means training in SageMaker.', sources: [BY.serverless] },
    ],
  },
  {
    name: 'custom-model-import',
    title: 'Custom model import',
    claims: [
      {
        text: 'Import brings weights that you trained elsewhere into Bedrock and serves them behind its API. It bills running copies in windows of five minutes and goes to zero after five idle ones; waking, it answers ModelNotReady.',
        sources: [BY.importCost],
      },
      {
        text: 'One unit of a copy cost $0.05718 a minute and $1.95 a month to store; large models need several units.',
        sources: [BY.pricingPage],
      },
      { text: 'Provisioned Throughput does not exist for imported models.', sources: [BY.importCost] },
      {
        text: 'An imported model bills its storage until it is deleted. Rung gives it an end date on request, and then deletes it only while its weights lie unchanged in S3, so that it can be imported again.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'import-architectures',
    title: 'Which weights can be imported: architectures, formats, regions',
    claims: [
      {
        text: 'Custom Model Import takes Hugging Face safetensors of these architectures: Llama, Mistral, Mixtral, Flan-T5, GPTBigCode, GPT-OSS, Qwen2, Qwen2.5 and Qwen3; in us-east-1, us-east-2, us-west-2 and eu-central-1.',
        sources: [BY.import],
      },
      {
        text: 'Others (Falcon, Gemma, Phi, your own architecture) and GGUF files are not on that list; they run behind a SageMaker endpoint, which bills by the hour. What counts is model_type in config.json: a DeepSeek distilled into Llama or Qwen counts as those.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'prompt-routing',
    title: 'Prompt routing',
    claims: [
      {
        text: 'A prompt router sends each request to the cheaper of two models of one family when it expects about the same quality, and to the stronger one otherwise. You set the accepted difference and a fallback model. AWS claims savings of up to 30 %; models of different vendors cannot be mixed, and it is made for English.',
        sources: [BY.routing],
      },
      {
        text: 'It fits when easy and hard requests share one stream. When nearly all of it is one narrow task, distillation saves more.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'marketplace',
    title: 'Bedrock Marketplace',
    claims: [
      {
        text: 'The Marketplace deploys specialist models that are not in Bedrock’s own catalogue, each on an endpoint in your account that bills by the instance hour for as long as it stands, and some with a software price of the vendor.',
        sources: [BY.marketplace],
      },
      {
        text: 'Compare it with a catalogue model on fifty of your cases first, and give the endpoint an end date.',
        sources: [BY.own],
      },
    ],
  },
  {
    name: 'sagemaker-training',
    title: 'Training in SageMaker: machines, Trainium and Spot',
    claims: [
      {
        text: 'A training job starts the machines, runs your script on data in S3, writes the weights back to S3 and stops; you pay for that time. Transformers and PyTorch with LoRA or QLoRA is the usual stack; several machines need a distributed set-up.',
        sources: [BY.guides],
      },
      {
        text: 'Machines are GPUs (ml.g cheaper, ml.p larger) or Trainium (ml.trn1, ml.trn2); managed Spot training is a switch of the job.',
        sources: [BY.sagemakerApi],
      },
      {
        text: 'Trainium is cheaper for the work that it does, and Spot lowers the bill further.',
        sources: [BY.guides],
      },
    ],
  },
  {
    name: 'aws-paths',
    title: 'Bedrock, JumpStart or SageMaker: where to train',
    claims: [
      {
        text: 'Start as managed as you may: Bedrock when your base is on its list. SageMaker’s serverless customization (JumpStart’s place today) tunes many open models without a script: SFT, DPO, RLVR, RLAIF and distillation.',
        sources: [BY.serverless],
      },
      {
        text: 'Your own SageMaker training job is for what forces it: weights that must be yours, an objective of your own, several machines, a teacher of your own. It is real machine-learning work.',
        sources: [BY.own],
      },
    ],
  },
];
