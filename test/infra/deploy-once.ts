import path from 'node:path';
import { scratchApp } from '@rung/infra/verify/scratch-app.ts';
import type { TestProject } from 'vitest/node';
import { COMPLETE, ROOT } from './app-under-test.ts';

/** Before the first file: the real `sst diff` of the complete app, bundles and all, which the files then look at. */
export default async function deployOnce(project: TestProject): Promise<() => void> {
  const app = scratchApp(ROOT);
  const deployed = await app.diff(COMPLETE);
  project.provide('deployedOnce', { deployed, built: path.join(app.directory, 'dist') });
  return () => app.remove();
}
