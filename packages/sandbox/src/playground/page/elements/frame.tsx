import type { ComponentChildren } from 'preact';
import { type JsonObject, object } from '../read-json.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { Control } from './use-element.ts';

/** What stands around every element: the confirmation it asks for, and the warning when the app did not take the choice. */
export function Frame({
  control,
  element,
  children,
}: {
  control: Control;
  element: JsonObject;
  children: ComponentChildren;
}) {
  return (
    <span class="element">
      {children}
      {control.warning !== undefined && (
        <span class="element-warning" role="alert">
          <span aria-hidden="true">⚠</span> {control.warning}
        </span>
      )}
      {control.asking && <ConfirmDialog confirm={object(element['confirm'])} onAnswer={control.answer} />}
    </span>
  );
}
