import type { JobFile } from '@rung/core/dataset/job/job-file.ts';
import { namesPrice } from '@rung/core/dataset/names/names-price.ts';
import { sampleForNames } from '@rung/core/dataset/names/names-sample.ts';

/** How much looking for names and addresses would send; the terminal holds no AWS client and sends nothing itself. */
export async function namesPage(file: JobFile, records: number): Promise<string> {
  const { amount } = await sampleForNames(file.open(), records);
  return `Names and addresses were not looked for: Amazon Comprehend would get ${namesPrice(amount, false)}.\nThe terminal sends nothing to AWS. Upload the file, ask \`/rung check s3://…\` in Slack, and press “Look for names and addresses” on its card.\n`;
}
