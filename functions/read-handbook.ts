import fs from 'node:fs';

const HANDBOOK = new URL('../packages/infra/handbook/', import.meta.url);

/** The handbook's pages as a Knowledge Base takes them. */
export function readHandbook(): { uri: string; text: string }[] {
  return fs
    .readdirSync(HANDBOOK)
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ uri: `s3://rung-handbook/${name}`, text: fs.readFileSync(new URL(name, HANDBOOK), 'utf8') }));
}
