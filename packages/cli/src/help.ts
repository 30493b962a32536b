/** What `rung help` prints. */
export const HELP = `Rung finds out which way of customizing a model on AWS a problem needs, checks the data for it,
and says what it costs.

  rung diagnose "text"          which method, why, what was ruled out, what would change it
  rung diagnose                 the same for a text on standard input
    --answer N                  the answer to the question that it asked, by its number; again for the question
                                after that
    --json                      the verdict for programs
    --jsonl [FILE]              one case per line in ({"id", "text", "turns"}; - or nothing: standard
                                input), one verdict per line out
  rung check FILE               every bad line of a training file, with its rule and its repair
    --model ID                  the base model, by its id for customization, or an id of JumpStart's; Nova
                                Micro (Nova 2 Lite for reinforcement fine-tuning) when left out
    --method METHOD             fine-tuning (when left out), reinforcement-fine-tuning, distillation or cpt
                                (continued pre-training)
    --validation FILE           the job's validation file, checked too and compared with FILE
    --eval FILE                 a held-out set of any layout: can it be read, and does FILE hold its prompts?
    --logs FILE                 prompts that production sent (Bedrock's invocation logs, .gz or not, or any
                                layout): are the training prompts like them?
    --near-duplicates           records that are nearly the same too
    --names                     how much Amazon Comprehend would get to look for names and addresses; sent from
                                Slack only
    --max-shown N               findings shown of each rule, 10 when left out; all are counted
    --fix DIR                   a mended, de-duplicated, split copy with its manifest, into an empty directory
    --to LAYOUT                 how that copy is laid out, whatever the model takes: conversation,
                                prompt-completion or openai-chat
    --redact                    personal data and secrets in it are replaced by what they are
    --json                      the report for programs
  rung estimate                 what a method costs, what hosting costs a month, and from how many requests it pays
    --requests N                requests a month
    --input N --output N        tokens of one request, without examples or passages
    --model ID --region ID      the base model, Nova 2 Lite when left out; us-east-1 when left out
    --method METHOD             fine-tuning (when left out), cpt, reinforcement-fine-tuning, distillation, import,
                                rag, router or prompt; each is measured by what stands beside it:
    --tokens N --epochs N       of fine-tuning and cpt: the training set; of rag: the corpus
    --training-hours N          of reinforcement fine-tuning: "4" or "2-6.5"
    --prompts N --teacher ID    of distillation: prompts that the teacher answers, Nova Pro when left out
    --other-model ID            of router: the other model of the two
    --embedding ID              of rag: what embeds; Titan Text Embeddings V2 when left out
    --evaluation N              answers that are asked to see whether it got better
    --live                      prices of now from AWS's Price List, with the credentials of this shell; without
                                it nothing is sent and the dated prices that Rung ships are used
    --few-shot N --retrieval N  tokens that examples, and passages, add to a request; 1,500 and 3,000
    --store-usd N               what your vector store costs a month; not known when left out
    --hours N --busiest-hour N  hours of a day with requests, and the busiest one in percent of the average
    --unit-requests N           requests that one model unit answers in an hour, as you measured it
    --instance TYPE --instances N --import-units N --copies N     what an endpoint and an import take
    --json                      the estimate for programs
  rung help                     this page
  rung --version                the version, and that of the rules

Exit codes: 0 done, and for check: ready · 1 check found what blocks, or a price is not known (with --live: or not AWS's)
· 2 wrong use or unreadable input.
`;
