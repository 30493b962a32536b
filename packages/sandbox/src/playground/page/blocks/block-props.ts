import type { Block } from '../../../slack/workspace.ts';

export interface BlockProps {
  readonly block: Block;
}

export const blockIdOf = (block: Block): string => block.block_id ?? '';
