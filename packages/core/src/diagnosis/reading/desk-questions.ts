import type { FactName } from '../fact-names.ts';

/** What a short yes or no answers: the fact behind a question of the desk; `inverse` where a yes denies it. */
const ASKED: readonly [RegExp, FactName, 'inverse'?][] = [
  [/\b(?:slow first|cold ?start|first (?:answer|request)|wait a minute|quiet hour)\b/u, 'cold-start-ok'],
  [/\b(?:changes?|updated?|how often|revised)\b.*\?/u, 'facts-change'],
  [/\b(?:labelled|labeled|examples|pairs|labels)\b/u, 'labelled-pairs'],
  [/\b(?:personal|pii|patient|sensitive|names)\b/u, 'personal-data'],
  [/\b(?:see everything|may everybody|rights|permissions|access)\b/u, 'access-rules', 'inverse'],
  [
    /\b(?:tried|worked on|iterated|few[- ]?shot|examples in the prompt).*\bprompt|prompt.*\b(?:tried|worked)\b/u,
    'prompt-tried',
  ],
  [/\b(?:own the weights|keep the weights|weights be yours)\b/u, 'own-weights'],
  [/\b(?:steady|round the clock|evenly|constant)\b/u, 'traffic-steady'],
  [/\b(?:missing facts?|not know|lack(?:s|ing)? (?:facts|knowledge)|knowledge missing)\b/u, 'gap-facts'],
  [/\b(?:stable|stay the same|frozen)\b/u, 'task-stable'],
  [/\b(?:small loss|quality drop|loss of quality|points? less)\b/u, 'quality-drop-accepted'],
  [/\b(?:fit(?:s)? (?:in|into) (?:the )?(?:prompt|context))\b/u, 'context-fits'],
  [/\b(?:large|big|bigger|stronger) model (?:do|does|good|get|handle|answer)/u, 'big-model-good'],
  [/\b(?:overnight|batch|can wait|real[- ]?time)\b/u, 'offline-work'],
  [/\b(?:test set|eval|measured)\b/u, 'eval-set'],
];

const YES =
  /^\W*(?:yes|yep|yeah|yup|sure|of course|correct|right|exactly|si|oui|ja|absolutely|definitely|indeed|true|ok)\b/u;
const NO = /^\W*(?:no|nope|nah|never|not (?:really|at all|yet)|nein|non|none|neither|false|of course not)\b/u;

/** What a reply that begins with yes or no says about what was asked. */
export function readReply(question: string, reply: string): { name: FactName; state: 'known' | 'denied' } | undefined {
  const isYes = YES.test(reply);
  if (!isYes && !NO.test(reply)) return undefined;
  const asked = ASKED.find(([pattern]) => pattern.test(question.toLowerCase()));
  if (asked === undefined) return undefined;
  const [, name, inverse] = asked;
  return { name, state: isYes === (inverse === undefined) ? 'known' : 'denied' };
}
