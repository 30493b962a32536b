import type { FunctionComponent } from 'preact';
import type { Block } from '../../../slack/workspace.ts';
import { ChartBlock } from '../chart/chart-block.tsx';
import { string, words } from '../read-json.ts';
import { Markdown } from '../text/prose-view.tsx';
import { withEmoji } from '../text/text-object.tsx';
import { ActionsBlock } from './actions.tsx';
import { AlertBlock } from './alert.tsx';
import type { BlockProps } from './block-props.ts';
import { CardBlock, CarouselBlock } from './card.tsx';
import { ContainerBlock } from './container.tsx';
import { ContextBlock } from './context.tsx';
import { DataTableBlock } from './data-table.tsx';
import { FileBlock } from './file.tsx';
import { ImageBlock } from './image.tsx';
import { InputBlock } from './input.tsx';
import { RichTextBlock } from './rich-text.tsx';
import { SectionBlock } from './section.tsx';
import { TableBlock } from './table.tsx';
import { PlanBlock, TaskCardBlock } from './task-card.tsx';

const BLOCKS: Readonly<Record<string, FunctionComponent<BlockProps>>> = {
  section: SectionBlock,
  header: ({ block }) => <h3 class="block-header">{withEmoji(words(block['text']))}</h3>,
  divider: () => <hr class="block-divider" />,
  context: ContextBlock,
  context_actions: ActionsBlock,
  actions: ActionsBlock,
  rich_text: RichTextBlock,
  markdown: ({ block }) => <Markdown source={string(block['text'])} />,
  table: TableBlock,
  data_table: DataTableBlock,
  image: ImageBlock,
  alert: AlertBlock,
  file: FileBlock,
  input: InputBlock,
  data_visualization: ChartBlock,
  container: ContainerBlock,
  card: CardBlock,
  carousel: CarouselBlock,
  plan: PlanBlock,
  task_card: TaskCardBlock,
};

/** Block Kit, drawn. A block that the page does not know says so, so that nothing that an app sent is hidden. */
export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div class="blocks">
      {blocks.map((block, index) => (
        <OneBlock key={block.block_id ?? index} block={block} />
      ))}
    </div>
  );
}

function OneBlock({ block }: BlockProps) {
  const Known = Object.hasOwn(BLOCKS, block.type) ? BLOCKS[block.type] : undefined;
  return Known ? <Known block={block} /> : <p class="not-drawn">block not drawn: {block.type}</p>;
}
