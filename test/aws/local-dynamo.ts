import { awsClients } from '@rung/aws/clients.ts';
import type { RecordTable } from '@rung/aws/record-table.ts';
import { tableSchema } from '@rung/aws/table-schema.ts';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { openDynamo } from '@rung/sandbox/dynamodb/open-dynamo.ts';
import { type Handler, listen } from '@rung/sandbox/kit/http.ts';

/** A DynamoDB of its own with Rung's table; `lossy` loses the reply of every write after it has been done. */
export interface LocalTable {
  readonly table: RecordTable;
  readonly lossy: RecordTable;
  close(): Promise<void>;
}

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

export async function localTable(): Promise<LocalTable> {
  const { CreateTableCommand } = await import('@aws-sdk/client-dynamodb');
  const dynamo = await openDynamo({ wireLog: { write: () => undefined } });
  const front = await startAwsFront({ dynamodb: dynamo.handler });
  const proxy = await listen(losingFirstReplies(dynamo.handler));
  const tableAt = (endpoint: string): RecordTable => ({
    name: 'rung',
    clients: awsClients({ region: 'us-east-1', endpoint, credentials }),
  });
  const client = await tableAt(front.url).clients.dynamo();
  await client.send(new CreateTableCommand(tableSchema('rung')));
  return {
    table: tableAt(front.url),
    lossy: tableAt(proxy.url),
    async close() {
      await proxy.close();
      await front.close();
      await dynamo.close();
    },
  };
}

/** Every first write of a client is carried out and its answer thrown away, so that the client repeats it. */
function losingFirstReplies(handler: Handler): Handler {
  let lost = 0;
  return (request, reply) => {
    const isWrite = /\.(PutItem|TransactWriteItems)$/.test(String(request.headers['x-amz-target']));
    if (!isWrite || lost++ % 2 === 1) return handler(request, reply);
    const { socket } = request;
    reply.end = ((..._: unknown[]) => {
      socket.destroy();
      return reply;
    }) as typeof reply.end;
    return handler(request, reply);
  };
}
