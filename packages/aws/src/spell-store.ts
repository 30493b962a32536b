import type { SpellStore } from '@rung/core/hosting/ports.ts';
import { isResolved, type Spell, spellIdOf } from '@rung/core/hosting/spell.ts';
import { insertRow, listDocuments, type RecordTable, type Row, readDocument, replaceRow } from './record-table.ts';

const keyOf = (id: string) => `spell#${id}`;

/** Resolved stretches are of another kind, so that the list of what is open stays short however many there were. */
const row = (spell: Spell): Row => ({
  key: keyOf(spellIdOf(spell.key)),
  kind: isResolved(spell) ? 'spell-resolved' : 'spell',
  atMs: spell.sinceMs,
  version: spell.version,
  document: spell,
});

/** Most stretches that are followed in one look; what is beyond has the oldest start and waits for the next. */
const MOST_FOLLOWED = 1000;

/** Idle spells in DynamoDB. */
export function spellStore(table: RecordTable): SpellStore {
  return {
    async open(spell) {
      if ((await insertRow(table, row(spell))) === 'written') return 'created';
      return (await readDocument<Spell>(table, row(spell).key)) ?? 'created';
    },
    find: (id) => readDocument<Spell>(table, keyOf(id)),
    move: async (to) => ((await replaceRow(table, row(to))) === 'written' ? 'moved' : 'lost'),
    resolved: (limit) => listDocuments<Spell>(table, 'spell-resolved', limit),
    unresolved: () => listDocuments<Spell>(table, 'spell', MOST_FOLLOWED),
  };
}
