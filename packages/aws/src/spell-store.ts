import { type Spell, spellIdOf } from '@rung/core/hosting/hosting.ts';
import type { SpellStore } from '@rung/core/ports.ts';
import { insertRow, type RecordTable, type Row, readDocument, replaceRow } from './record-table.ts';

const keyOf = (id: string) => `spell#${id}`;
const row = (spell: Spell): Row => ({
  key: keyOf(spellIdOf(spell.key)),
  kind: 'spell',
  atMs: spell.sinceMs,
  version: spell.version,
  document: spell,
});

/** Idle spells in DynamoDB. */
export function spellStore(table: RecordTable): SpellStore {
  return {
    async open(spell) {
      if ((await insertRow(table, row(spell))) === 'written') return 'created';
      return (await readDocument<Spell>(table, row(spell).key)) ?? 'created';
    },
    find: (id) => readDocument<Spell>(table, keyOf(id)),
    move: async (to) => ((await replaceRow(table, row(to))) === 'written' ? 'moved' : 'lost'),
  };
}
