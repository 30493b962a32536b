/** A year: as long as a team may ask what a model was trained on, and what it was judged by. */
const KEPT_DAYS = 365;

/** Rung's one table and one bucket. */
export function storage() {
  const isProduction = $app.stage === 'production';
  const table = new sst.aws.Dynamo('Table', {
    fields: { pk: 'string', kind: 'string', at: 'number' },
    primaryIndex: { hashKey: 'pk' },
    globalIndexes: { 'by-kind': { hashKey: 'kind', rangeKey: 'at' } },
    ttl: 'expiresAt',
    deletionProtection: isProduction,
  });
  const bucket = new sst.aws.Bucket('Data', {
    versioning: true,
    cors: false,
    lifecycle: [
      { id: 'frozen', prefix: 'frozen/', expiresIn: `${KEPT_DAYS} days` },
      { id: 'output', prefix: 'output/', expiresIn: `${KEPT_DAYS} days` },
      { id: 'judgements', prefix: 'judgements/', expiresIn: `${KEPT_DAYS} days` },
      { id: 'evaluations', prefix: 'evaluations/', expiresIn: `${KEPT_DAYS} days` },
    ],
    transform: {
      bucket: (args) => {
        args.forceDestroy = !isProduction;
      },
      lifecycle: (args) => {
        args.rules = $output(args.rules ?? []).apply((rules) => [...rules, TIDY]);
      },
    },
  });
  return { table, bucket };
}

/** Versions that were replaced and uploads that were never finished cost, and nobody reads them. */
const TIDY = {
  id: 'tidy',
  status: 'Enabled',
  filter: { prefix: '' },
  noncurrentVersionExpiration: { noncurrentDays: 30 },
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};
