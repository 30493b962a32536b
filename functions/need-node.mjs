// Runs on any Node, before anything else: sources are TypeScript that Node 24 runs as it is.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Rung runs on Node 24, which \`npm ci\` brings along, and this is Node ${process.versions.node}. Run \`npm ci\` first, with its install scripts allowed.`,
  );
  process.exit(1);
}
