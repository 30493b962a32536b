import fs from 'node:fs';
import type { Plugin } from 'esbuild';

/**
 * What Bolt's one entry loads and a function behind our own receiver never runs: its receivers with all that serves them, their web
 * servers and the install flow. Nine tenths of Bolt's 1.6 MB bundle are theirs, and three quarters of its cold start (measured
 * 2026-11-20, Bolt 5.1.0).
 */
const UNUSED_PACKAGES = /^(?:@slack\/socket-mode|@slack\/oauth|@slack\/types|express|raw-body)$/;
const UNUSED_RECEIVERS = /\/receivers\/[A-Za-z-]+$/;
/** Slack's packages read their own name and version out of it, and nothing else. */
const SLACK_PACKAGE_JSON = /[\\/]@slack[\\/][a-z-]+[\\/]package\.json$/;

/** Leaves them empty: whoever would construct one of these gets a TypeError at the start, not a surprise later. */
export const leanBolt: Plugin = {
  name: 'lean-bolt',
  setup(build) {
    build.onResolve({ filter: UNUSED_PACKAGES }, ({ path }) => ({ path, namespace: 'unused' }));
    build.onResolve({ filter: UNUSED_RECEIVERS }, ({ path, importer }) =>
      importer.includes('/@slack/bolt/') ? { path, namespace: 'unused' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
    build.onLoad({ filter: SLACK_PACKAGE_JSON }, ({ path: file }) => {
      const { name, version } = JSON.parse(fs.readFileSync(file, 'utf8')) as { name: string; version: string };
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });
  },
};
