import { useState } from 'preact/hooks';

const SHOWN_MS = 1_600;

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [said, say] = useState<string>();
  const copy = async () => {
    say(
      await navigator.clipboard.writeText(text).then(
        () => 'Copied',
        () => 'Select it by hand',
      ),
    );
    setTimeout(() => say(undefined), SHOWN_MS);
  };
  return (
    <button type="button" class="button button-small" aria-label={label} onClick={() => void copy()}>
      <span role="status">{said ?? 'Copy'}</span>
    </button>
  );
}
