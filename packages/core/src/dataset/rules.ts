export type Severity = 'error' | 'warning' | 'info';

/** A rule's usual severity and what to do when it speaks. */
export interface Rule {
  readonly severity: Severity;
  readonly fix: string;
}

const rule = (severity: Severity, fix: string): Rule => ({ severity, fix });

const ONE_OBJECT_PER_LINE = 'Write one JSON object per line, with nothing between the lines.';
const WRITE_JSON = 'Write the line with a JSON library; it quotes and escapes what needs it.';

/**
 * Every rule by its id. Errors are what AWS refuses or what cannot be read; warnings are what AWS accepts and one regrets.
 * Sources: Nova's data guide (docs.aws.amazon.com/nova/latest/userguide/fine-tune-prepare-data-understanding.html),
 * docs.aws.amazon.com/bedrock/latest/userguide/model-customization-prepare.html and AWS's published validators
 * (github.com/aws-samples/amazon-bedrock-samples, custom-models/bedrock-fine-tuning), read 2026-11-20.
 */
export const RULES = {
  'empty-file': rule('error', 'Upload the file again; check that the export wrote something.'),
  gzip: rule('error', 'Unpack it and upload the plain .jsonl; a training file is not read through compression.'),
  'not-text': rule('error', 'Upload the training file itself: UTF-8 text with one JSON object per line.'),
  'utf-16': rule('error', 'Save it as UTF-8 without a byte order mark.'),
  csv: rule('error', 'Export it as JSON Lines: one object per line, with the fields that this model takes.'),
  'csv-row': rule('error', 'Write the table with a CSV library; it quotes what holds commas, quotes and line breaks.'),
  'json-array': rule('error', 'Write each element of the array on a line of its own, without brackets and commas.'),
  'json-spread': rule('error', 'Write each record on one line, without indentation.'),
  'file-name': rule('error', 'Name it with letters, digits, _ - / and . only, ending in .jsonl.'),
  bom: rule('error', 'Save as UTF-8 without a byte order mark.'),
  crlf: rule('info', 'Nothing needs doing; saving with plain line feeds keeps tools that count bytes in step.'),
  'stray-cr': rule('error', 'Remove the carriage return, or write it as \\r inside the text.'),
  'blank-line': rule('error', 'Delete the line.'),
  'line-too-long': rule('error', 'Split the record; if the file has no line breaks, write one record per line.'),
  utf8: rule('error', 'Save the file as UTF-8; look at this place for text that was pasted from another encoding.'),
  nul: rule('error', 'Remove the NUL character.'),
  'lone-surrogate': rule('error', 'Write the whole character; half of a surrogate pair is no text.'),
  'json-syntax': rule('error', WRITE_JSON),
  'comma-between-lines': rule('error', ONE_OBJECT_PER_LINE),
  'trailing-garbage': rule('error', ONE_OBJECT_PER_LINE),
  depth: rule('error', 'Flatten the record; a training record nests a handful of levels.'),
  'duplicate-key': rule('error', 'Keep one of the two; readers disagree on which counts.'),
  'proto-key': rule('error', 'Rename the key; it changes objects in the programs that read it.'),
  'number-range': rule('warning', 'Write the number as text.'),
  'not-object': rule('error', ONE_OBJECT_PER_LINE),
  'wrong-format': rule('error', 'Convert the file to the format that the model takes.'),
  'missing-field': rule('error', 'Add the field.'),
  'wrong-type': rule('error', 'Write the field in the type that the format asks for.'),
  roles: rule('error', 'Use "user" and "assistant", in lower case; a system prompt belongs in the field "system".'),
  alternation: rule('error', 'Let user and assistant take turns, beginning with user.'),
  'last-not-assistant': rule('error', 'End the record with the answer that the model should learn.'),
  'reserved-word': rule('error', 'Replace the word; Nova fails the job when it stands anywhere in a text.'),
  'empty-text': rule('error', 'Write the text, or delete the record.'),
  media: rule('error', 'Change the media of this record to what the model takes.'),
  'mixed-media': rule('error', 'Keep images or videos, not both, in one dataset.'),
  'tool-use': rule('error', 'Remove the tool blocks; this model is not tuned on them.'),
  'method-not-offered': rule('error', 'Choose a model that the method is offered for, or another method.'),
  'single-turn': rule(
    'error',
    'Keep one question and, if there is one, its answer; write further turns as records of their own.',
  ),
  'no-reference': rule('warning', 'Add reference_answer: what the grader compares the answer with.'),
  'too-many-bytes': rule('error', 'Keep the best examples within the limit.'),
  'small-corpus': rule(
    'warning',
    'Collect far more text, or teach the task from pairs by fine-tuning; a model does not take up a domain from this little.',
  ),
  'too-few-records': rule('error', 'Collect more examples before tuning; a few hundred clean ones is a good start.'),
  'too-many-records': rule('error', 'Keep the best examples within the limit.'),
  'too-long': rule('error', 'Shorten the record, or split it.'),
  contradiction: rule('warning', 'Decide which answer is right and delete the other.'),
  duplicate: rule('warning', 'Keep one of them; repeats make the model overfit and teach nothing new.'),
  'near-duplicate': rule('warning', 'Keep one of them, unless the difference is what the model should learn.'),
  'completion-shape': rule('warning', 'Bring the completion into the shape of the others.'),
  'refusal-text': rule('warning', 'Delete the record, unless the model should learn to refuse this.'),
  boilerplate: rule(
    'warning',
    'Write the answer that this prompt deserves, or delete the record; what stands often is learnt first.',
  ),
  'hidden-text': rule('warning', 'Remove the characters; they change what is read, or carry what nobody reviewed.'),
  'replaced-text': rule('warning', 'Take the text from its source again, in UTF-8; the model would learn the mark.'),
  'language-switch': rule('warning', 'Write the answer in the language of the prompt, or delete the record.'),
  'language-mix': rule(
    'info',
    'If one language is not wanted, leave its records out; if it is, see that it has enough.',
  ),
  imbalance: rule('warning', 'Add examples of the rare class, or thin out the common one.'),
  'few-per-class': rule('warning', 'Collect more of the rare answers: 50 to 200 of each is the usual advice.'),
  'length-outlier': rule('info', 'Look whether this record was cut together from several.'),
  'mirror-system': rule('warning', 'Give the training prompts the system text that production sends, word for word.'),
  'mirror-length': rule('warning', 'Train on prompts as long as those that will be asked; take some from the logs.'),
  'mirror-context': rule(
    'warning',
    'Put retrieved context into the training prompts where production puts it, in the same marks.',
  ),
  'validation-not-allowed': rule(
    'error',
    'Leave the validation file out and judge the tuned model on a held-out set instead.',
  ),
  secret: rule('error', 'Remove it, and revoke it where it was issued: whoever may read this file can use it.'),
  pii: rule('warning', 'Replace it with a made-up value, unless it may be trained on and somebody answers for that.'),
  leakage: rule('error', 'Delete the record from one of the two files.'),
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;
