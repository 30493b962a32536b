import path from 'node:path';
import { build } from 'esbuild';

/** A file of the page, as it is sent. */
export interface PageFile {
  readonly contentType: string;
  readonly content: string;
}

const FOLDER = path.join(import.meta.dirname, 'page');

const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Rung playground</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%230b6b61'/%3E%3Cpath d='M5 3v10M11 3v10M5 5.5h6M5 8h6M5 10.5h6' stroke='white' stroke-width='1.4' fill='none'/%3E%3C/svg%3E">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body><div id="page"></div></body>
</html>
`;

/** Bundles the page in memory; takes well under a second. Paths are the ones that it is served under. */
export async function bundlePage(): Promise<ReadonlyMap<string, PageFile>> {
  const { outputFiles } = await build({
    entryPoints: { page: path.join(FOLDER, 'main.tsx'), 'page-style': path.join(FOLDER, 'style', 'page.css') },
    outdir: '/',
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const content = (name: string) => outputFiles.find((file) => path.basename(file.path) === name)?.text ?? '';
  return new Map([
    ['/', { contentType: 'text/html; charset=utf-8', content: HTML }],
    ['/page.js', { contentType: 'text/javascript; charset=utf-8', content: content('page.js') }],
    ['/page.css', { contentType: 'text/css; charset=utf-8', content: content('page-style.css') }],
  ]);
}
