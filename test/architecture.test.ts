import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && fs.existsSync(path.join(ROOT, file)));
const sources = tracked.filter((file) => /^(functions|packages)\/.*\.tsx?$/.test(file));
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

/** The room of a file: the package's name, or `functions`. */
const roomOf = (file: string) => (file.startsWith('functions/') ? 'functions' : (file.split('/')[1] ?? ''));

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)\s*import\s*'([^']+)'/g;
const importsOf = (file: string) =>
  [...read(file).matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');

/** Which rooms a room may reach: the arrows of ARCHITECTURE.md. */
const MAY_REACH: Readonly<Record<string, readonly string[]>> = {
  core: [],
  app: ['core'],
  aws: ['core'],
  slack: ['core'],
  infra: [],
  cli: ['core', 'aws'],
  sandbox: [],
  functions: ['core', 'app', 'aws', 'slack', 'sandbox'],
};

/** Packages from outside that only one room may know. */
const KNOWN_ONLY_TO: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^@aws-sdk\//, ['aws', 'functions']],
  [/^@slack\//, ['slack']],
  [/^aws4fetch$/, ['aws']],
];

describe('the arrows between the rooms', () => {
  it('point down only', () => {
    const breaches = sources.flatMap((file) =>
      importsOf(file).flatMap((wanted) => {
        const room = /^@rung\/([a-z]+)\//.exec(wanted)?.[1];
        return room !== undefined && room !== roomOf(file) && !MAY_REACH[roomOf(file)]?.includes(room)
          ? [`${file} → ${wanted}`]
          : [];
      }),
    );

    expect(sources.length).toBeGreaterThan(100);
    expect(breaches).toEqual([]);
  });

  it('never leave a package by a relative path', () => {
    const breaches = sources
      .filter((file) => file.startsWith('packages/'))
      .flatMap((file) =>
        importsOf(file).flatMap((wanted) => {
          const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), wanted));
          return wanted.startsWith('.') && !target.startsWith(`packages/${roomOf(file)}/`)
            ? [`${file} → ${wanted}`]
            : [];
        }),
      );

    expect(breaches).toEqual([]);
  });

  it('lead to AWS only through the adapters and to Slack only through its room', () => {
    const breaches = sources.flatMap((file) =>
      importsOf(file).flatMap((wanted) => {
        const rule = KNOWN_ONLY_TO.find(([pattern]) => pattern.test(wanted));
        return rule && !rule[1].includes(roomOf(file)) ? [`${file} → ${wanted}`] : [];
      }),
    );

    expect(breaches).toEqual([]);
  });

  it('show in functions that only the local start knows the sandbox', () => {
    const knowing = sources.filter(
      (file) => file.startsWith('functions/') && importsOf(file).some((wanted) => wanted.startsWith('@rung/sandbox/')),
    );

    expect(knowing.every((file) => /^functions\/(local|demo|drive)/.test(file))).toBe(true);
  });

  it('let nobody import a whole folder: an import path is a file path', () => {
    expect(sources.filter((file) => /(?:^|\/)index\.tsx?$/.test(file))).toEqual([]);
  });
});

describe('the core', () => {
  const core = sources.filter((file) => roomOf(file) === 'core');

  it('knows no I/O, no clock, no dice and no environment', () => {
    const impure = /\bDate\.now\(|new Date\(\)|Math\.random\(|\bprocess\.|\bfetch\(|setTimeout\(|performance\./;
    const breaches = core.filter((file) => impure.test(read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')));

    expect(core.length).toBeGreaterThan(30);
    expect(breaches).toEqual([]);
  });

  it('takes from Node only what is pure: a hash and the form of bytes', () => {
    const breaches = core.flatMap((file) =>
      importsOf(file).flatMap((wanted) =>
        wanted.startsWith('node:') && !['node:crypto', 'node:buffer'].includes(wanted) ? [`${file} → ${wanted}`] : [],
      ),
    );

    expect(breaches).toEqual([]);
  });
});

describe('the environment', () => {
  it('is read in one file', () => {
    const readers = sources.filter((file) => /process\.env/.test(read(file)));

    expect(readers).toEqual(['functions/env.ts']);
  });
});

describe('the tests', () => {
  it('mock none of our modules and leave none out', () => {
    const tests = tracked.filter((file) => /^test\/.*\.ts$/.test(file) && file !== 'test/architecture.test.ts');
    const breaches = tests.filter((file) =>
      /\bvi\.mock\(|\b(?:it|describe|test)\.(?:skip|only|todo)\b/.test(read(file)),
    );

    expect(breaches).toEqual([]);
  });
});

describe('the map in ARCHITECTURE.md', () => {
  const named = namedPlaces(read('ARCHITECTURE.md'));
  /** Rooms whose every file is named; elsewhere every folder is. */
  const byFile =
    /^(?:functions|packages\/(?:app|aws)\/src|packages\/slack\/src(?:\/.+)?|packages\/core\/src(?:\/(?:launch|hosting|cost|chat|evaluation))?)$/;
  const mapped = tracked.filter((file) => /^(?:functions|packages)\/.*\.(?:tsx?|mjs)$/.test(file));
  const placeOf = (file: string) => (byFile.test(path.posix.dirname(file)) ? file : path.posix.dirname(file));
  const places = [...new Set(mapped.map(placeOf))];

  it('names every file where rules live and every folder elsewhere', () => {
    expect(places.length).toBeGreaterThan(100);
    expect(places.filter((place) => !named.includes(place))).toEqual([]);
  });

  it('names nothing that is gone', () => {
    expect(named.filter((place) => !fs.existsSync(path.join(ROOT, place)))).toEqual([]);
  });
});

/** The map's headings are folders, its lines begin with a file or folder below the heading. */
function namedPlaces(markdown: string): string[] {
  let folder = '';
  return markdown.split('\n').flatMap((line) => {
    folder = /^### (\S+)$/.exec(line)?.[1] ?? folder;
    const name = /^- `([^`]+)`/.exec(line)?.[1];
    return name === undefined || folder === '' ? [] : [path.posix.join(folder, name).replace(/\/\.?$/, '')];
  });
}
