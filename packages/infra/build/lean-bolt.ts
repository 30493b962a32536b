import type { Plugin } from 'esbuild';

/**
 * What Bolt's one entry loads and a function behind our own receiver never runs: its four receivers, their web servers and the install
 * flow. Nine tenths of Bolt's 1.6 MB bundle are theirs, and three quarters of its cold start (measured 2026-11-20, Bolt 5.1.0).
 */
const UNUSED_PACKAGES = /^(?:@slack\/socket-mode|@slack\/oauth|@slack\/types|express|raw-body)$/;
const UNUSED_RECEIVERS = /\/receivers\/(?:AwsLambda|Express|HTTP|SocketMode)Receiver$/;

/** Leaves them empty: whoever would construct one of these gets a TypeError at the start, not a surprise later. */
export const leanBolt: Plugin = {
  name: 'lean-bolt',
  setup(build) {
    build.onResolve({ filter: UNUSED_PACKAGES }, ({ path }) => ({ path, namespace: 'unused' }));
    build.onResolve({ filter: UNUSED_RECEIVERS }, ({ path, importer }) =>
      importer.includes('/@slack/bolt/') ? { path, namespace: 'unused' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};
