import type { SpendingSwitch } from '@rung/core/cost/spending-switch.ts';
import type { SpendingStore } from '@rung/core/ports.ts';
import { type RecordTable, readItem, SWITCH_KEY } from './record-table.ts';

/** The switch that stops all spending, in DynamoDB. */
export function spendingStore(table: RecordTable): SpendingStore {
  return { read: () => readSpending(table), write: (to) => writeSpending(table, to) };
}

/** Whether anything may be spent; on while nobody has ever touched the switch, and stopped by a record that says neither. */
async function readSpending(table: RecordTable): Promise<SpendingSwitch> {
  const found = await readItem(table, SWITCH_KEY);
  if (!found || found['spending']?.S === 'on') return { state: 'on' };
  return stoppedBy(found['document']?.S) ?? UNREADABLE;
}

function stoppedBy(document: string | undefined): SpendingSwitch | undefined {
  try {
    const read = JSON.parse(document ?? '') as Partial<SpendingSwitch>;
    return read.state === 'stopped' ? (read as SpendingSwitch) : undefined;
  } catch {
    return undefined;
  }
}

const UNREADABLE: SpendingSwitch = {
  state: 'stopped',
  by: undefined,
  atMs: 0,
  reason: 'Its switch says neither on nor stopped, so nothing is spent.',
};

/** The last one to touch the switch wins. */
async function writeSpending(table: RecordTable, to: SpendingSwitch): Promise<void> {
  const { PutItemCommand } = await import('@aws-sdk/client-dynamodb');
  const client = await table.clients.dynamo();
  const Item = { pk: { S: SWITCH_KEY }, spending: { S: to.state }, document: { S: JSON.stringify(to) } };
  await client.send(new PutItemCommand({ TableName: table.name, Item }));
}
