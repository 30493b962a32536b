import { useId, useState } from 'preact/hooks';
import type { DeliveryOutcome, ElementState } from '../../protocol.ts';
import { isObject, type JsonObject, string } from '../read-json.ts';
import { sentenceOf } from '../state/ask.ts';
import { usePage } from '../state/page-context.ts';
import { initialState } from './initial-state.ts';
import { useSurface } from './surface.ts';

export interface ElementProps {
  readonly element: JsonObject;
  readonly blockId: string;
  /** In an input block, with this label's and error's id; elsewhere every choice is delivered. */
  readonly input?: InputLabels;
}

export interface InputLabels {
  readonly id: string;
  readonly describedBy: string;
  readonly isInvalid: boolean;
  readonly isRequired: boolean;
  readonly dispatches: boolean;
}

export type Choice = Omit<ElementState, 'actionId' | 'blockId' | 'type'>;

/** One element of a block: what it holds, and what choosing does. */
export interface Control {
  readonly id: string;
  readonly state: ElementState;
  readonly isBusy: boolean;
  /** Why the last delivery failed. */
  readonly warning: string | undefined;
  /** Waits for a yes. */
  readonly asking: ElementState | undefined;
  /** Keeps the choice; delivers it too, after the confirmation that the app asked for, unless the element only fills a form. */
  choose(choice: Choice): void;
  /** Keeps what is being typed. */
  type(value: string): void;
  answer(isYes: boolean): void;
}

export function useElement({ element, blockId, input }: ElementProps): Control {
  const { form } = useSurface();
  const actionId = string(element['action_id']);
  const ids = { actionId, blockId, type: string(element['type']) };
  const [kept, keep] = useState<ElementState>();
  const [asking, ask] = useState<ElementState>();
  const delivery = useDelivery();
  const ownId = useId();
  const hold = (state: ElementState) => (form ? form.set(state) : keep(state));
  return {
    id: input?.id ?? ownId,
    state: form?.values[blockId]?.[actionId] ?? kept ?? initialState(element, blockId) ?? ids,
    isBusy: delivery.isBusy,
    warning: delivery.warning,
    asking,
    choose(choice) {
      const state = { ...ids, ...choice };
      hold(state);
      if (input && !input.dispatches) return;
      if (isObject(element['confirm'])) ask(state);
      else void delivery.deliver(state);
    },
    type: (value) => hold({ ...ids, ...(value !== '' && { value }) }),
    answer(isYes) {
      if (isYes && asking) void delivery.deliver(asking);
      ask(undefined);
    },
  };
}

function useDelivery() {
  const { act } = useSurface();
  const { state } = usePage();
  const [isBusy, setBusy] = useState(false);
  const [warning, warn] = useState<string>();
  const deliver = async (element: ElementState) => {
    setBusy(true);
    warn(undefined);
    warn(await act(element).then((outcome) => failureOf(outcome, state.app.name), sentenceOf));
    setBusy(false);
  };
  return { isBusy, warning, deliver };
}

/** What a person reads when a delivery went wrong; undefined when it arrived. */
export function failureOf(outcome: DeliveryOutcome, app: string): string | undefined {
  if (outcome.status === 'timeout') return `${app} did not answer within 3 seconds.`;
  if (outcome.status === 0) return `${app} could not be reached.`;
  return outcome.status >= 200 && outcome.status < 300
    ? undefined
    : `${app} answered with an error (HTTP ${outcome.status}).`;
}
