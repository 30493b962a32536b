import { useId, useState } from 'preact/hooks';
import { type FormValues, PATHS, type SubmitOutcome, type View } from '../protocol.ts';
import { Blocks } from './blocks/blocks.tsx';
import { Dialog } from './dialog.tsx';
import { formOf } from './elements/initial-state.ts';
import { SurfaceContext } from './elements/surface.ts';
import { post, sentenceOf } from './state/ask.ts';
import { usePage } from './state/page-context.ts';
import { withEmoji } from './text/text-object.tsx';
import { useViewSurface } from './view-surface.ts';

/** The topmost modal of the person; what was entered in those under it is kept. */
export function ModalHost() {
  const { views } = usePage();
  const [entered, enter] = useState<Readonly<Record<string, FormValues>>>({});
  const top = views.at(-1);
  if (!top) return null;
  const change = (next: (values: FormValues) => FormValues) =>
    enter((all) => ({ ...all, [top.id]: next(formOf(top.blocks, all[top.id] ?? {})) }));
  return (
    <Modal
      key={top.id}
      view={top}
      depth={views.length}
      values={formOf(top.blocks, entered[top.id] ?? {})}
      change={change}
    />
  );
}

interface ModalProps {
  readonly view: View;
  readonly depth: number;
  readonly values: FormValues;
  readonly change: (next: (values: FormValues) => FormValues) => void;
}

function Modal({ view, depth, values, change }: ModalProps) {
  const page = usePage();
  const titleId = useId();
  const form = useSubmission(view, values);
  const surface = useViewSurface(view, { values, errors: form.errors, change });
  const close = () => {
    page.dispatch({ type: 'event', event: { type: 'view-closed', view } });
    void post(PATHS.closeView, { as: page.me, viewId: view.id }).catch(() => undefined);
  };
  return (
    <Dialog kind="modal" labelledBy={titleId} onClose={close}>
      <form class="modal" noValidate onSubmit={form.submit} aria-busy={form.isBusy}>
        <header class="modal-head">
          <span class="avatar avatar-small avatar-app" aria-hidden="true">
            {page.state.app.name[0]}
          </span>
          <h2 id={titleId}>{withEmoji(view.title)}</h2>
          <button type="button" class="button button-icon" aria-label={depth > 1 ? 'Back' : 'Close'} onClick={close}>
            <span class={depth > 1 ? 'back' : 'cross'} aria-hidden="true" />
          </button>
        </header>
        <div class="modal-body">
          <SurfaceContext.Provider value={surface}>
            <Blocks blocks={view.blocks} />
          </SurfaceContext.Provider>
        </div>
        <footer class="dialog-foot">
          <p class="field-error" role="alert">
            {form.failure}
          </p>
          <button type="button" class="button" onClick={close}>
            {withEmoji(view.close ?? 'Close')}
          </button>
          {view.submit !== undefined && (
            <button type="submit" class="button button-primary" disabled={form.isBusy}>
              {form.isBusy ? 'Sending…' : withEmoji(view.submit)}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}

function useSubmission(view: View, values: FormValues) {
  const { me, state, dispatch } = usePage();
  const [isBusy, setBusy] = useState(false);
  const [failure, fail] = useState<string>();
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const take = (outcome: SubmitOutcome) => {
    setErrors(outcome.kind === 'errors' ? outcome.errors : {});
    if (outcome.kind === 'closed') dispatch({ type: 'event', event: { type: 'view-closed', view } });
    if (outcome.kind === 'view') dispatch({ type: 'event', event: { type: 'view-updated', view: outcome.view } });
    if (outcome.kind === 'failed')
      fail(`${state.app.name} could not take the form: ${outcome.reason}. Nothing was lost; try again.`);
  };
  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const fields = event.currentTarget;
    if (isBusy) return;
    setBusy(true);
    fail(undefined);
    const sent = post<{ outcome: SubmitOutcome }>(PATHS.submit, { as: me, viewId: view.id, values });
    await sent.then(
      ({ outcome }) => take(outcome),
      (error: unknown) => fail(sentenceOf(error)),
    );
    setBusy(false);
    requestAnimationFrame(() => fields.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };
  return { isBusy, failure, errors, submit };
}
