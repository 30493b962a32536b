import fs from 'node:fs';
import path from 'node:path';
import { PAGES } from '@rung/core/handbook/pages.ts';

/** The handbook's pages as a Knowledge Base reads them: Markdown, each claim with where it comes from and when that was read. */
export function handbookFiles(): { name: string; text: string }[] {
  return PAGES.map(({ name, title, claims }) => {
    const said = claims.map(({ text, sources }) => {
      const from = sources.map(({ title: source, url, asOf }) =>
        [source, url, `read ${asOf}`].filter(Boolean).join(', '),
      );
      return `${text} (${from.join('; ')})`;
    });
    return { name: `${name}.md`, text: `# ${title}\n\n${said.join('\n\n')}\n` };
  });
}

/** `npm run handbook` writes them where a deployment takes them from; what lay there before is gone. */
if (import.meta.main) {
  const directory = path.resolve('dist/handbook');
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory, { recursive: true });
  for (const { name, text } of handbookFiles()) fs.writeFileSync(path.join(directory, name), text);
}
