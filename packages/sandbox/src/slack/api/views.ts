import { checkView } from '../block-kit/check-payload.ts';
import type { Members } from '../block-kit/rules.ts';
import { invalidArguments, refusal, SlackError } from '../slack-error.ts';
import type { Office } from '../state/office.ts';
import { toViewPayload, type ViewRecord } from '../state/view-payload.ts';
import type { Args } from './args.ts';
import { demandPerson, type Method } from './method.ts';

const answer = (record: ViewRecord, { options }: Office) => ({ view: toViewPayload(record, options) });

/** A view that Slack would take, of the type that the call wants. */
export function acceptView(sent: unknown, type: 'modal' | 'home'): Members {
  if (sent === undefined) throw invalidArguments('missing required field: view');
  const violations = checkView(sent);
  if (violations.length > 0) throw refusal('invalid_arguments', violations);
  const view = sent as Members;
  if (view['type'] !== type)
    throw invalidArguments(`unsupported type: ${String(view['type'])} [json-pointer:/view/type]`);
  return view;
}

function redeem(args: Args, { triggers }: Office) {
  const id = args.text('trigger_id') ?? args.text('interactivity_pointer');
  if (id === undefined) throw invalidArguments('missing required field: trigger_id');
  return triggers.redeem(id);
}

const open: Method = (args, office) => {
  const view = acceptView(args.json('view'), 'modal');
  return answer(office.views.open(redeem(args, office).user, view), office);
};

const push: Method = (args, office) => {
  const view = acceptView(args.json('view'), 'modal');
  return answer(office.views.push(redeem(args, office).user, view), office);
};

/** `not_found` is Slack's word for a view that is closed or never was (docs.slack.dev/reference/methods/views.update). */
const update: Method = (args, office) => {
  const viewId = args.text('view_id');
  const externalId = args.text('external_id');
  if (viewId === undefined && externalId === undefined) throw invalidArguments('missing required field: view_id');
  const record = viewId ? office.views.find(viewId) : office.views.findExternal(String(externalId));
  if (!record) throw new SlackError('not_found');
  const view = acceptView(args.json('view'), record.sent.type);
  refuseStale(args, record);
  return answer(office.views.update(record, view), office);
};

const publish: Method = (args, office) => {
  const person = demandPerson(args.required('user_id'), office);
  const view = acceptView(args.json('view'), 'home');
  refuseStale(args, office.views.home(person.id));
  return answer(office.views.publish(person.id, view), office);
};

function refuseStale(args: Args, record: ViewRecord | undefined): void {
  const hash = args.text('hash');
  if (hash !== undefined && record && hash !== record.hash) throw new SlackError('hash_conflict');
}

export const VIEWS: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
