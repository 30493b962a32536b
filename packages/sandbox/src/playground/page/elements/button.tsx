import { string, words } from '../read-json.ts';
import { isSafeUrl } from '../text/angle-token.ts';
import { withEmoji } from '../text/text-object.tsx';
import { Frame } from './frame.tsx';
import { type ElementProps, useElement } from './use-element.ts';

const STYLE: Readonly<Record<string, string>> = { primary: 'button-primary', danger: 'button-danger' };

export function Button(props: ElementProps) {
  const control = useElement(props);
  const { element } = props;
  const url = string(element['url']);
  const press = () => {
    if (isSafeUrl(url)) window.open(url, '_blank', 'noopener,noreferrer');
    control.choose({ value: string(element['value']) });
  };
  return (
    <Frame control={control} element={element}>
      <button
        type="button"
        class={`button ${STYLE[string(element['style'])] ?? ''}`}
        disabled={control.isBusy}
        aria-busy={control.isBusy}
        aria-label={string(element['accessibility_label']) || undefined}
        onClick={press}
      >
        {withEmoji(words(element['text']))}
        {url !== '' && <span aria-hidden="true"> ↗</span>}
      </button>
    </Frame>
  );
}

export function FeedbackButtons(props: ElementProps) {
  const control = useElement(props);
  const sides = [
    ['👍', props.element['positive_button']],
    ['👎', props.element['negative_button']],
  ] as const;
  return (
    <Frame control={control} element={props.element}>
      {sides.map(([sign, button]) => {
        const value = string((button as { value?: unknown } | undefined)?.value);
        const label = words((button as { text?: unknown } | undefined)?.text);
        return (
          <button
            key={sign}
            type="button"
            class="button button-quiet"
            disabled={control.isBusy}
            aria-pressed={control.state.value === value}
            onClick={() => control.choose({ value })}
          >
            {sign} {label}
          </button>
        );
      })}
    </Frame>
  );
}
