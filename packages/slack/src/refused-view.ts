import type { ModalView } from '@slack/types';

/** What takes the place of a form that was refused; loaded only then, since few are. */
export async function refusedView(words: { title: string; headline: string; because: string }): Promise<ModalView> {
  const { refusedForm } = await import('./view/refused-form.ts');
  return refusedForm(words);
}
