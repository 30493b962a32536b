/** What the local team keeps in its Knowledge Base: notes of its own, which Rung cites beside its handbook. */
export const TEAM_NOTES: readonly { readonly uri: string; readonly text: string }[] = [
  {
    uri: 's3://team-notes/how-we-launch.md',
    text: `# How we launch at Acme

Launches are asked for in #ml-platform and approved by Bo or Cy. Tunes are named after the team and the task, with a version at the end: support-tone-v3.

Held-out sets lie beside the training file and are never copied into it. The support desk's are renewed each quarter by Ana.`,
  },
  {
    uri: 's3://team-notes/refund-policy.md',
    text: `# Refund policy

A refund is paid within 14 days to the card that paid. Vouchers are given only when the card has expired. Orders above 500 euros need a second signature.`,
  },
];
