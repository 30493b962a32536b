import fs from 'node:fs';
import path from 'node:path';
import { compileScanner } from './compile-scanner.ts';

/** `npm run build:scanner`, after a change in `assembly/`; a test compares what is written here with the sources. */
const module = Buffer.from(await compileScanner()).toString('base64');
fs.writeFileSync(
  path.resolve(import.meta.dirname, '../../core/src/dataset/quick/scanner-module.ts'),
  `/** Written by \`npm run build:scanner\` from \`packages/core/assembly\`: a WebAssembly module in Base64. */\nexport const SCANNER_MODULE =\n  '${module}';\n`,
);
