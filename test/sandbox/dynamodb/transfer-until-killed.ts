/** Run as a process of its own: moves 1 between ten accounts per transaction, for ever; says "moving" once it is under way. */
import { type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { localDynamo } from './local-dynamo.ts';

const [directory] = process.argv.slice(2);
if (!directory) throw new Error('usage: node transfer-until-killed.ts DIRECTORY');
const { client } = await localDynamo({ directory });
const add = (id: string, by: number): TransactWriteItem => ({
  Update: {
    TableName: 'accounts',
    Key: { id: { S: id } },
    UpdateExpression: 'ADD balance :by',
    ExpressionAttributeValues: { ':by': { N: String(by) } },
  },
});
for (let round = 0; ; round += 1) {
  const accounts = Array.from({ length: 10 }, (_, i) => `account-${(round + i) % 20}`);
  await client.send(new TransactWriteItemsCommand({ TransactItems: accounts.map((id, i) => add(id, i < 5 ? 1 : -1)) }));
  if (round === 5) process.stdout.write('moving\n');
}
