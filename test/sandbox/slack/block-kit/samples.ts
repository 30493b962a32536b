/** Blocks in their plainest forms, to be brought to a limit. */

export const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
export const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
export const section = (more: object) => ({ type: 'section', ...more });
export const withText = { type: 'section', text: mrkdwn(1) };
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const accessory = (element: object) => ({ ...withText, accessory: element });
export const button = (more: object = {}) => ({ type: 'button', text: plain(1), ...more });
export const confirm = (more: object) => accessory(button({ confirm: { text: plain(1), ...more } }));
export const option = (at: number, more: object = {}) => ({ text: plain(1), value: `${at}`, ...more });
export const menu = (more: object) => accessory({ type: 'static_select', ...more });
export const rich = {
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }],
};
export const raw = { type: 'raw_text', text: 'x' };
export const table = (rows: number, columns: number) => ({
  type: 'table',
  rows: many(rows, () => many(columns, () => raw)),
});
export const dataTable = (rows: number, columns: number, more: object = {}) => ({
  type: 'data_table',
  caption: 'x',
  rows: many(rows, () => many(columns, () => raw)),
  ...more,
});
export const pie = (segments: object[], title = 'x') => ({
  type: 'data_visualization',
  title,
  chart: { type: 'pie', segments },
});
export const slice = (label: string, value = 1) => ({ label, value });
export const line = (more: {
  series?: number;
  categories?: string[];
  axis?: object;
  names?: (at: number) => string;
}) => {
  const categories = more.categories ?? ['a', 'b'];
  const data = categories.map((label) => ({ label, value: -1 }));
  const series = many(more.series ?? 1, (at) => ({ name: more.names?.(at) ?? `s${at}`, data }));
  return {
    type: 'data_visualization',
    title: 'x',
    chart: { type: 'line', series, axis_config: { categories, ...more.axis } },
  };
};
export const card = (more: object) => ({ type: 'card', ...more });
export const task = (more: object = {}) => ({
  type: 'task_card',
  task_id: 't',
  title: 'x',
  status: 'pending',
  ...more,
});
export const container = (count: number) => ({
  type: 'container',
  title: plain(1),
  child_blocks: many(count, () => withText),
});

export function icon() {
  return { type: 'icon_button', icon: 'trash', text: plain(1) };
}
export function image(more: object) {
  return { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'x', ...more };
}
export function group(at: number) {
  return { label: plain(1), options: [option(at)] };
}
export function markdowns(...lengths: number[]) {
  return lengths.map((length) => ({ type: 'markdown', text: 'x'.repeat(length) }));
}
