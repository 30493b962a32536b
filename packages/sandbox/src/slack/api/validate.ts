import { checkMessageBlocks, checkView } from '../block-kit/check-payload.ts';
import { isMembers } from '../block-kit/check-rule.ts';
import { failed, type Violation, wrongType } from '../block-kit/violation.ts';
import { invalidArguments, SlackError } from '../slack-error.ts';
import type { Method } from './method.ts';

/**
 * Checks without posting (docs.slack.dev/reference/methods/blocks.validate). Pointers start inside the argument ("/0/text/type"); a
 * message may have `blocks` and `attachments` and nothing else (slackapi/node-slack-sdk pull 2659).
 */
const validate: Method = (args, { options }) => {
  const given = (['blocks', 'message', 'view'] as const).filter((name) => args.has(name));
  const [kind] = given;
  if (given.length !== 1 || !kind) throw invalidArguments('must provide exactly one of: blocks, message, view');
  const rollout = { dataVisualization: !options.rolloutOff };
  const value = args.json(kind);
  const checks = {
    blocks: () => checkMessageBlocks(value, rollout, ''),
    message: () => checkMessage(value, (blocks) => checkMessageBlocks(blocks, rollout)),
    view: () => checkView(value, ''),
  };
  const errors = checks[kind]();
  if (errors.length > 0) throw new SlackError(`invalid_${kind}`, { members: { errors } });
  return {};
};

function checkMessage(value: unknown, check: (blocks: unknown) => Violation[]): Violation[] {
  if (!isMembers(value)) return [wrongType('', 'an object')];
  const extra = Object.keys(value).filter((name) => name !== 'blocks' && name !== 'attachments');
  const refused = extra.map((name) => failed('', `invalid additional property: ${name}`));
  return [...refused, ...(value['blocks'] === undefined ? [] : check(value['blocks']))];
}

export const VALIDATE: Readonly<Record<string, Method>> = { 'blocks.validate': validate };
