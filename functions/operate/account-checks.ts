import { failureKind } from '@rung/aws/failure.ts';
import { serviceQuotas } from '@rung/aws/service-quotas.ts';
import { type BaseModel, tunableIn } from '@rung/core/dataset/base-models.ts';
import { QUOTAS, type Quota } from '@rung/core/launch/quota.ts';
import { type Finding, missing, ok, type Stage, sorted } from './finding.ts';

export async function checkModels({ clients }: Stage): Promise<Finding> {
  const { ListFoundationModelsCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  return client.send(new ListFoundationModelsCommand({ byCustomizationType: 'FINE_TUNING' })).then(
    ({ modelSummaries = [] }) =>
      modelSummaries.length > 0
        ? ok(`Bedrock offers ${modelSummaries.length} models for fine-tuning here.`)
        : missing('Bedrock offers no model for fine-tuning in this region.', 'Deploy to us-east-1 or us-west-2.'),
    (error: unknown) =>
      sorted(error, {
        missing: missing('Bedrock is not here.', 'Choose a region that has it.'),
        looked: 'Bedrock’s models',
      }),
  );
}

/** Whether the account may tune each model that Rung offers here: AWS answers for one model at a time. */
export async function checkModelAccess({ region, clients }: Stage): Promise<Finding> {
  const models = tunableIn(region);
  if (models.length === 0)
    return missing(`Rung knows no model that can be tuned in ${region}.`, 'Deploy to us-east-1 or us-west-2.');
  const look = Promise.all(models.map(async (model) => ({ model, closed: await whyClosed(clients, model) })));
  return look.then(
    (looked) => {
      const closed = looked.flatMap(({ model, closed }) => (closed === undefined ? [] : [`${model.name} (${closed})`]));
      if (closed.length === 0) return ok(`The account may use all ${models.length} models that Rung tunes here.`);
      return missing(
        `Closed to this account: ${closed.join(', ')}.`,
        'Bedrock console, Model catalog: open the model and accept its terms; what an organization forbids, its administrator allows.',
      );
    },
    (error: unknown) =>
      sorted(error, {
        missing: missing('Bedrock does not know a model that Rung tunes here.', 'git pull, and run this again.'),
        looked: 'Access to models',
      }),
  );
}

async function whyClosed(clients: Stage['clients'], { id }: BaseModel): Promise<string | undefined> {
  const { GetFoundationModelAvailabilityCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  // The context window at the end of an id ("…:0:128k") is that of tuning; access is granted to the model.
  const modelId = id.replace(/:\d+k$/, '');
  const answer = await client.send(new GetFoundationModelAvailabilityCommand({ modelId }));
  if (answer.regionAvailability !== 'AVAILABLE') return 'not in this region';
  if (answer.authorizationStatus !== 'AUTHORIZED') return 'not authorized';
  if (answer.entitlementAvailability !== 'AVAILABLE') return 'no entitlement';
  return answer.agreementAvailability?.status === 'AVAILABLE' ? undefined : 'terms not accepted';
}

const ASK = (quota: Quota) => `Service Quotas, Amazon Bedrock, ${quota.code}: ask for more. AWS takes days.`;

/** What jobs and custom models there is room for now. */
export async function checkRoom(stage: Stage): Promise<Finding> {
  const quotas = serviceQuotas(stage.clients);
  const room = async (quota: Quota, use: Promise<number>) => {
    const [most, used] = await Promise.all([quotas.valueOf(quota), use]);
    return { quota, most, used };
  };
  return Promise.all([room(QUOTAS.jobs, jobsUnderWay(stage)), room(QUOTAS.customModels, customModels(stage))]).then(
    (rooms) => {
      const full = rooms.filter(({ most, used }) => most !== undefined && used >= most);
      const said = ({ quota, most, used }: (typeof rooms)[number]) => `${used} of ${most ?? '?'} ${quota.what}`;
      const [first] = full;
      if (!first) return ok(`There is room: ${rooms.map(said).join(', ')}.`);
      return missing(
        `AWS takes no more: ${full.map(said).join(', ')}.`,
        first.used === 0 ? ASK(first.quota) : `Wait for a job, or delete a custom model. ${ASK(first.quota)}`,
      );
    },
    (error: unknown) =>
      sorted(error, { missing: missing('There is no Service Quotas here.', 'Run this again.'), looked: 'Quotas' }),
  );
}

async function jobsUnderWay({ clients }: Stage): Promise<number> {
  const { paginateListModelCustomizationJobs } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const pages = paginateListModelCustomizationJobs({ client }, { statusEquals: 'InProgress' });
  return (await Array.fromAsync(pages)).flatMap((page) => page.modelCustomizationJobSummaries ?? []).length;
}

async function customModels({ clients }: Stage): Promise<number> {
  const { paginateListCustomModels } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const pages = paginateListCustomModels({ client }, { isOwned: true });
  return (await Array.fromAsync(pages)).flatMap((page) => page.modelSummaries ?? []).length;
}

/** What Bedrock does not serve on demand needs model units, and an account has none until it asks. */
export async function checkModelUnits({ clients }: Stage): Promise<Finding> {
  const quota = QUOTAS.modelUnits;
  return serviceQuotas(clients)
    .valueOf(quota)
    .then(
      (units): Finding =>
        units !== undefined && units > 0
          ? ok(`The account may take ${units} ${quota.what}.`)
          : {
              state: 'optional',
              says: `The account has ${units ?? 'an unknown number of'} ${quota.what}: tuned models that Bedrock does not serve on demand can be neither judged nor hosted.`,
              fix: ASK(quota),
            },
      (error: unknown) =>
        sorted(error, { missing: missing('There is no Service Quotas here.', 'Run this again.'), looked: 'Quotas' }),
    );
}

export async function checkReader({ readerModel, clients }: Stage): Promise<Finding> {
  if (readerModel === undefined) return ok('No reader model is set: the embedded reader reads, and needs nothing.');
  const { ConverseCommand } = await import('@aws-sdk/client-bedrock-runtime');
  const client = await clients.bedrockRuntime();
  const command = new ConverseCommand({
    modelId: readerModel,
    messages: [{ role: 'user', content: [{ text: 'ok?' }] }],
    inferenceConfig: { maxTokens: 1 },
  });
  const fix = `Bedrock console, Model access: ask for ${readerModel}; or take RUNG_READER_MODEL away and deploy.`;
  return client.send(command).then(
    () => ok(`${readerModel} answers.`),
    (error: unknown) =>
      failureKind(error) === 'denied' || failureKind(error) === 'broken'
        ? missing(`${readerModel} does not answer (${(error as Error).name}).`, fix)
        : sorted(error, { missing: missing(`There is no model ${readerModel} here.`, fix), looked: readerModel }),
  );
}
