/** What `rung help` prints. */
export const HELP = `Rung finds out which way of customizing a model on AWS a problem needs, and checks the data for it.

  rung diagnose "text"          which method, why, what was ruled out, what would change it
  rung diagnose                 the same for a text on standard input
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
    --max-shown N               findings shown of each rule, 10 when left out; all are counted
    --fix DIR                   a mended, de-duplicated, split copy with its manifest, into an empty directory
    --to LAYOUT                 how that copy is laid out, whatever the model takes: conversation,
                                prompt-completion or openai-chat
    --redact                    personal data and secrets in it are replaced by what they are
    --json                      the report for programs
  rung help                     this page
  rung --version                the version, and that of the rules

Exit codes: 0 done, and for check: ready · 1 check found what blocks · 2 wrong use or unreadable input.
`;
