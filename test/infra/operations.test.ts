import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const INFRA = path.resolve(import.meta.dirname, '../../packages/infra');
const read = (file: string) => fs.readFileSync(path.join(INFRA, file), 'utf8');
const guide = read('OPERATIONS.md');

describe('the guide to running Rung', () => {
  it('says of every alarm what it means and what to do, and of no other', () => {
    const alarms = [...read('src/alarms.ts').matchAll(/\bname: '([A-Z]\w+)'/g)].map(([, name]) => name);
    const rows = [...guide.matchAll(/^\| `([A-Z]\w+)` \| .{10,} \| .{5,} \| .{5,} \|$/gm)].map(([, name]) => name);

    expect(alarms.length).toBeGreaterThan(10);
    expect(rows).toEqual(alarms);
  });

  it('names commands, files and settings that exist', () => {
    const { scripts } = JSON.parse(read('../../package.json')) as { scripts: Record<string, string> };
    const settings = read('src/settings.ts');

    const commands = [...guide.matchAll(/npm run (?:--silent )?([a-z:-]+)/g)].map(([, name]) => name ?? '');
    const named = [...guide.matchAll(/\bRUNG_[A-Z_]+/g)].map(([name]) => name);

    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
    expect(named.filter((name) => !settings.includes(name))).toEqual([]);
    expect(fs.existsSync(path.join(INFRA, '../slack/manifest.json'))).toBe(true);
  });

  it('adds its costs up', () => {
    const rows = [...guide.matchAll(/^\| (.+) \| \**(\d+\.\d\d)\** \| \**(\d+\.\d\d)\** \|$/gm)];
    const cents = (column: number) => rows.map((row) => Math.round(Number(row[column]) * 100));
    const sums = (values: number[]) => [values.slice(0, -1).reduce((sum, value) => sum + value, 0), values.at(-1)];

    expect(rows.length).toBeGreaterThan(8);
    for (const column of [2, 3]) {
      const [sum, said] = sums(cents(column));
      expect(sum).toBe(said);
    }
  });
});

describe('the dashboard', () => {
  it('shows every figure that the functions count, and none that nobody does', () => {
    const metrics = /export type Metric =([^;]+);/.exec(read('../../functions/log.ts'))?.[1] ?? '';
    const counted = [...metrics.matchAll(/'(\w+)'/g)].map(([, name]) => name);

    const shown = [...read('src/dashboard.ts').matchAll(/\['(\w+)', '(?:Sum|Maximum|p\d\d)'\]/g)].map(
      ([, name]) => name,
    );

    expect(shown.length).toBeGreaterThan(8);
    expect(shown.filter((name) => !counted.includes(name))).toEqual([]);
    expect(counted.filter((name) => !shown.includes(name))).toEqual(['NotReconciled']);
  });
});
