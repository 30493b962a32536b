/** Names beside the colours and shapes that stand for them. */
export function Legend({ names }: { names: readonly string[] }) {
  return (
    <ul class="legend">
      {names.map((name, index) => (
        <li key={name}>
          <span class={`swatch swatch-${index}`} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  );
}
