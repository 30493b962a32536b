import { blockList, homeShape, modalShape } from './blocks.ts';
import { checkRule, isMembers, lengthOf } from './check-rule.ts';
import { LIMITS } from './limits.ts';
import type { Members } from './rules.ts';
import { failed, missing, unsupportedType, type Violation, wrongType } from './violation.ts';

/** What this workspace has not been given yet. */
interface Rollout {
  /** Workspaces without charts refuse them as an unknown type. */
  readonly dataVisualization: boolean;
}

/** Everything that Slack refuses in the blocks of a message. */
export function checkMessageBlocks(blocks: unknown, rollout: Rollout, pointer = '/blocks'): Violation[] {
  const single = checkRule(blockList('message'), blocks, pointer);
  if (single.length > 0 || !Array.isArray(blocks)) return single;
  const parts = blocks.filter(isMembers);
  return [...uniqueIds(parts, pointer), ...perMessage(parts, pointer), ...notRolledOut(parts, rollout, pointer)];
}

/** Everything that Slack refuses in a modal (`views.open`, `push`, `update`) or Home tab (`views.publish`). */
export function checkView(view: unknown, pointer = '/view'): Violation[] {
  if (!isMembers(view)) return [wrongType(pointer, 'an object')];
  const { type } = view;
  if (type === undefined) return [missing(pointer, 'type')];
  if (type !== 'modal' && type !== 'home') return [unsupportedType(pointer, type, ['modal', 'home'])];
  const single = checkRule(type === 'modal' ? modalShape : homeShape, view, pointer);
  if (single.length > 0) return single;
  const blocks = (view['blocks'] as unknown[]).filter(isMembers);
  const asks = blocks.some((block) => block['type'] === 'input');
  const unsent = type === 'modal' && asks && view['submit'] === undefined ? [missing(pointer, 'submit')] : [];
  return [...unsent, ...uniqueIds(blocks, `${pointer}/blocks`), ...oneFocus(blocks, `${pointer}/blocks`)];
}

/** Whether the text of all blocks together is more than a message takes. */
export const isTooLong = (blocks: unknown): boolean => textLength(blocks) > LIMITS.textOfAllBlocks;

/** Members whose strings a person reads. */
const READ = ['text', 'title', 'caption', 'label', 'name', 'alt_text'];

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textLength(item), 0);
  if (!isMembers(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, member]) =>
      sum + (typeof member === 'string' ? (READ.includes(name) ? lengthOf(member) : 0) : textLength(member)),
    0,
  );
}

/** Blocks that blocks hold. */
const children = (block: Members): Members[] =>
  [block['child_blocks'], block['tasks'], block['type'] === 'carousel' ? block['elements'] : []]
    .flatMap((held) => (Array.isArray(held) ? held : []))
    .filter(isMembers);

/** The elements of a block that take clicks. */
export function elementsOf(block: Members): Members[] {
  const held = [
    block['accessory'],
    block['element'],
    block['elements'],
    block['type'] === 'card' ? block['actions'] : [],
  ];
  return held.flatMap((one) => (Array.isArray(one) ? one : [one])).filter(isMembers);
}

/** A block and the blocks in it. */
export const withChildren = (block: Members): Members[] => [block, ...children(block).flatMap(withChildren)];

function uniqueIds(blocks: readonly Members[], pointer: string): Violation[] {
  const seen = new Set<unknown>();
  return blocks.flatMap((block, index) => {
    const at = `${pointer}/${index}`;
    const inside = withChildren(block).flatMap((part) => {
      const twice = part['block_id'] !== undefined && seen.has(part['block_id']);
      seen.add(part['block_id']);
      const blockId = twice ? [failed(`${at}/block_id`, `block_id already exists: ${String(part['block_id'])}`)] : [];
      return [...blockId, ...uniqueActionIds(part, at)];
    });
    return inside;
  });
}

function uniqueActionIds(block: Members, pointer: string): Violation[] {
  const ids = elementsOf(block).flatMap(({ action_id }) => (action_id === undefined ? [] : [String(action_id)]));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined ? [] : [failed(pointer, `action_id already exists: ${twice}`)];
}

function oneFocus(blocks: readonly Members[], pointer: string): Violation[] {
  const focused = blocks.flatMap(elementsOf).filter((element) => element['focus_on_load'] === true);
  return focused.length > 1 ? [failed(pointer, 'only one element may have focus_on_load')] : [];
}

function perMessage(blocks: readonly Members[], pointer: string): Violation[] {
  const all = blocks.flatMap(withChildren);
  const of = (...types: string[]) => all.filter((block) => types.includes(String(block['type'])));
  const tables = of('table').length > LIMITS.tablesPerMessage ? ['only one table allowed'] : [];
  const charts =
    of('data_visualization').length > LIMITS.chartsPerMessage
      ? [`no more than ${LIMITS.chartsPerMessage} data_visualization blocks allowed`]
      : [];
  const markdown = of('markdown').reduce((sum, block) => sum + lengthOf(String(block['text'])), 0);
  const prose =
    markdown > LIMITS.markdownText
      ? [`markdown blocks must be less than ${LIMITS.markdownText + 1} characters together`]
      : [];
  return [...tables, ...charts, ...prose].map((message) => failed(pointer, message));
}

function notRolledOut(blocks: readonly Members[], rollout: Rollout, pointer: string): Violation[] {
  if (rollout.dataVisualization) return [];
  return blocks.flatMap((block, index) =>
    block['type'] === 'data_visualization' ? [unsupportedType(`${pointer}/${index}`, block['type'], [])] : [],
  );
}
