import { isMembers } from '../block-kit/check-rule.ts';
import type { Members } from '../block-kit/rules.ts';
import type { Block } from '../workspace.ts';
import { shortId } from './ids.ts';

/** Elements that a person acts on, which get an action id when the app gave none. */
const PASSIVE = new Set(['image', 'plain_text', 'mrkdwn', 'url']);

/** Gives every block and element the id that it lacks, as Slack does when it takes a message or view. */
export function fillIds(blocks: readonly Members[]): Block[] {
  return blocks.map((block) => {
    const filled: Record<string, unknown> = { ...block, block_id: block['block_id'] ?? shortId() };
    for (const holder of ['accessory', 'element'] as const) {
      if (isMembers(block[holder])) filled[holder] = withActionId(block[holder]);
    }
    if (block['type'] === 'actions' || block['type'] === 'context_actions') {
      filled['elements'] = (block['elements'] as Members[]).map(withActionId);
    }
    if (block['type'] === 'card' && Array.isArray(block['actions'])) {
      filled['actions'] = (block['actions'] as Members[]).map(withActionId);
    }
    for (const [type, holder] of [
      ['carousel', 'elements'],
      ['container', 'child_blocks'],
      ['plan', 'tasks'],
    ] as const) {
      if (block['type'] === type && Array.isArray(block[holder])) filled[holder] = fillIds(block[holder] as Members[]);
    }
    return filled as Block;
  });
}

const withActionId = (element: Members): Members =>
  PASSIVE.has(String(element['type'])) ? element : { ...element, action_id: element['action_id'] ?? shortId() };
