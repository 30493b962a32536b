import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Person } from '../../protocol.ts';
import type { DateReader } from '../text/slack-date.ts';
import { nowMs } from './model.ts';
import type { Playground } from './use-playground.ts';

export const PageContext = createContext<Playground | undefined>(undefined);

export function usePage(): Playground {
  const page = useContext(PageContext);
  if (!page) throw new Error('usePage needs a PageContext above it.');
  return page;
}

/** How a person is named and marked; also for ids that nobody has any more. */
export function usePersonOf(): (id: string) => Person & { readonly isApp: boolean } {
  const { state } = usePage();
  return (id) => {
    if (id === state.app.userId)
      return { id, name: state.app.name.toLowerCase(), realName: state.app.name, isApp: true };
    const person = state.people.find((candidate) => candidate.id === id);
    if (person) return { ...person, isApp: person.isBot === true };
    return id === 'USLACKBOT'
      ? { id, name: 'slackbot', realName: 'Slackbot', isApp: true }
      : { id, name: id, realName: id, isApp: false };
  };
}

export function useDateReader(): DateReader {
  const { state, me, clock } = usePage();
  return { timeZone: state.people.find(({ id }) => id === me)?.timeZone, nowMs: nowMs(clock) };
}
