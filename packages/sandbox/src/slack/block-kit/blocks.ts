import { exactlyOne, image, link, oneSource } from './composition.ts';
import { dataVisualization } from './data-visualization.ts';
import { ALLOWED, ELEMENTS } from './elements.ts';
import { LIMITS } from './limits.ts';
import { richText, richTextShape } from './rich-text.ts';
import {
  anyText,
  boolean,
  list,
  mrkdwn,
  object,
  oneOf,
  pick,
  plainText,
  type Shapes,
  shape,
  string,
  tagged,
} from './rules.ts';
import { dataTable, table } from './tables.ts';
import { failed } from './violation.ts';

/** Every block (`@slack/types` 3.2.0, blocks.d.ts, and the charts it lacks). */

const id = { block_id: string({ min: 1, max: LIMITS.blockId }) };
const elements = (names: readonly string[]) => tagged(() => pick(ELEMENTS, names));
const imageElement = elements(['image']);
const contextText = shape({ text: string({ min: 1, max: LIMITS.textObject }) }, { emoji: boolean, verbatim: boolean });
const contextElement = tagged(() => ({ ...pick(ELEMENTS, ['image']), plain_text: contextText, mrkdwn: contextText }));

const TEXTUAL: Shapes = {
  section: shape(
    {},
    {
      ...id,
      text: anyText(LIMITS.sectionText),
      fields: list(anyText(LIMITS.sectionField), { max: LIMITS.sectionFields }),
      accessory: elements(ALLOWED.accessory),
      expand: boolean,
    },
    ({ text, fields }, pointer) =>
      text || fields ? [] : [failed(`${pointer}/type`, 'must define either `text` or `fields`')],
  ),
  header: shape({ text: plainText(LIMITS.headerText) }, id),
  divider: shape({}, id),
  context: shape({ elements: list(contextElement, { max: LIMITS.contextElements }) }, id),
  markdown: shape({ text: string({ min: 1, max: LIMITS.markdownText }) }, id),
  rich_text: richTextShape,
  alert: shape(
    { text: anyText(LIMITS.textObject) },
    { ...id, level: oneOf('default', 'info', 'warning', 'error', 'success') },
  ),
};

const INTERACTIVE: Shapes = {
  actions: shape({ elements: list(elements(ALLOWED.actions), { max: LIMITS.actionsElements }) }, id),
  context_actions: shape({ elements: list(elements(ALLOWED.contextActions), { max: LIMITS.contextActions }) }, id),
  input: shape(
    { label: plainText(LIMITS.inputLabel), element: elements(ALLOWED.input) },
    { ...id, hint: plainText(LIMITS.inputHint), optional: boolean, dispatch_action: boolean },
  ),
};

const MEDIA: Shapes = {
  image: shape(
    { alt_text: string({ max: LIMITS.imageAltText }) },
    { ...id, ...image, title: plainText(LIMITS.imageTitle) },
    oneSource,
  ),
  file: shape({ source: oneOf('remote'), external_id: string({ min: 1, max: LIMITS.externalId }) }, id),
  video: shape(
    {
      video_url: link,
      thumbnail_url: link,
      alt_text: string({ min: 1 }),
      title: plainText(LIMITS.videoTitle),
    },
    {
      ...id,
      title_url: link,
      author_name: string({ max: LIMITS.videoAuthor }),
      provider_name: string(),
      provider_icon_url: link,
      description: plainText(LIMITS.textObject),
    },
  ),
  table,
  data_table: dataTable,
  data_visualization: dataVisualization,
};

const card = shape(
  {},
  {
    ...id,
    hero_image: imageElement,
    icon: imageElement,
    title: mrkdwn(LIMITS.cardTitle),
    subtitle: mrkdwn(LIMITS.cardSubtitle),
    body: mrkdwn(LIMITS.cardBody),
    actions: list(elements(['button'])),
  },
  (value, pointer) =>
    ['hero_image', 'title', 'actions', 'body'].some((name) => value[name] !== undefined)
      ? []
      : [failed(pointer, 'must define at least one of `hero_image`, `title`, `actions` or `body`')],
);

const taskCard = shape(
  {
    task_id: string({ min: 1 }),
    title: string({ min: 1 }),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  {
    ...id,
    details: richText,
    output: richText,
    sources: list(
      tagged(() => ({ url: shape({ url: link, text: string({ min: 1 }) }) })),
      { min: 0 },
    ),
  },
);

const GROUPED: Shapes = {
  card,
  carousel: shape(
    {
      elements: list(
        tagged(() => ({ card })),
        { max: LIMITS.carouselCards },
      ),
    },
    id,
  ),
  task_card: taskCard,
  plan: shape(
    { title: string({ min: 1 }) },
    {
      ...id,
      tasks: list(
        tagged(() => ({ task_card: taskCard })),
        { min: 0 },
      ),
    },
  ),
  container: shape(
    {
      child_blocks: list(
        tagged(() => pick(BLOCKS, CONTAINED)),
        { max: LIMITS.containerBlocks },
      ),
    },
    {
      ...id,
      title: plainText(LIMITS.containerTitle),
      rich_text_title: richText,
      subtitle: anyText(LIMITS.containerTitle),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: imageElement,
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
    (value, pointer) => (value['rich_text_title'] ? [] : exactlyOne(value, pointer, ['title', 'rich_text_title'])),
  ),
};

const CONTAINED = [
  ...['actions', 'context', 'divider', 'file', 'header', 'image', 'input', 'rich_text', 'section', 'table', 'video'],
];

/** The shapes of all blocks by type. */
export const BLOCKS: Shapes = { ...TEXTUAL, ...INTERACTIVE, ...MEDIA, ...GROUPED };

export type Surface = 'message' | 'modal' | 'home';

const EVERYWHERE = ['actions', 'context', 'divider', 'header', 'image', 'rich_text', 'section', 'video'];

/**
 * Which blocks a surface shows (https://docs.slack.dev/blocks.json, "available-in-surfaces", read 21 November 2026). Slack also takes
 * `input` in messages; this workspace does not, so that forms stay in forms. Where sources disagree (`alert` in messages: Slack's
 * skills plugin uses it, blocks.json says modals only) the narrower one holds: what passes here passes there.
 */
const ON_SURFACE: Readonly<Record<Surface, readonly string[]>> = {
  message: Object.keys(BLOCKS).filter((type) => type !== 'input' && type !== 'alert'),
  modal: [...EVERYWHERE, 'input', 'alert', 'card'],
  home: [...EVERYWHERE, 'input', 'card', 'carousel'],
};

/** A rule for the block list of a surface. */
export const blockList = (surface: Surface) =>
  list(
    tagged(() => pick(BLOCKS, ON_SURFACE[surface])),
    { min: 0, max: surface === 'message' ? LIMITS.blocksPerMessage : LIMITS.blocksPerView },
  );

/** A modal or Home tab as `views.*` takes it (`@slack/types` 3.2.0, views.d.ts). */
const view = {
  private_metadata: string({ max: LIMITS.privateMetadata }),
  callback_id: string({ max: LIMITS.callbackId }),
  external_id: string({ max: LIMITS.externalId }),
};

export const modalShape = object(
  { type: oneOf('modal'), title: plainText(LIMITS.modalTitle), blocks: blockList('modal') },
  {
    ...view,
    close: plainText(LIMITS.modalButton),
    submit: plainText(LIMITS.modalButton),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
);

/** Home takes a modal's members too, and ignores them. */
export const homeShape = object(
  { type: oneOf('home'), blocks: blockList('home') },
  { ...view, title: plainText(LIMITS.modalTitle), clear_on_close: boolean, notify_on_close: boolean },
);
