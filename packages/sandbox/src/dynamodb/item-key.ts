import type { Body, Item, Tables } from './dynalite-server.ts';

/** The key attributes of an item, by its table's key schema. */
export async function keyOf(tables: Tables, tableName: unknown, item: Item): Promise<Item> {
  const { Table } = (await tables.call('DescribeTable', { TableName: tableName })) as {
    Table: { KeySchema: { AttributeName: string }[] };
  };
  const names = Table.KeySchema.map((part) => part.AttributeName).filter((name) => item[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, item[name]]));
}

/** The item as it stands, or undefined. */
export async function currentItem(tables: Tables, tableName: unknown, key: Item): Promise<Item | undefined> {
  const reply: Body = await tables.call('GetItem', { TableName: tableName, Key: key, ConsistentRead: true });
  return reply['Item'] as Item | undefined;
}

/** One text for one item: two keys are of the same item when their texts are the same ("1" and "1.0" are one number). */
export function keyText(tableName: unknown, key: Item): string {
  const parts = Object.entries(key).map(([name, value]) => {
    const [type, content] = Object.entries(value as Record<string, string>)[0] ?? ['', ''];
    return [name, type, type === 'N' ? plainNumber(content) : content];
  });
  return JSON.stringify([tableName, parts.sort()]);
}

/** A decimal as sign, digits and exponent without redundant zeros; DynamoDB's 38 digits do not fit a JavaScript number. */
function plainNumber(text: string): string {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^\s*([+-]?)0*(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?\s*$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign === '-' ? '-' : ''}${significant}e${power}`;
}
