import type { FunctionComponent } from 'preact';
import { string } from '../read-json.ts';
import { Button, FeedbackButtons } from './button.tsx';
import { Checkboxes, MultiIdSelect, RadioButtons } from './choices.tsx';
import { ExternalSelect } from './external-select.tsx';
import { DateField, TextField } from './fields.tsx';
import { IdSelect, StaticSelect } from './menus.tsx';
import { Overflow } from './overflow.tsx';
import { Picture } from './picture.tsx';
import type { ElementProps } from './use-element.ts';

const ELEMENTS: Readonly<Record<string, FunctionComponent<ElementProps>>> = {
  button: Button,
  icon_button: Button,
  feedback_buttons: FeedbackButtons,
  overflow: Overflow,
  static_select: StaticSelect,
  external_select: ExternalSelect,
  users_select: IdSelect,
  channels_select: IdSelect,
  conversations_select: IdSelect,
  multi_static_select: Checkboxes,
  multi_users_select: MultiIdSelect,
  multi_channels_select: MultiIdSelect,
  multi_conversations_select: MultiIdSelect,
  radio_buttons: RadioButtons,
  checkboxes: Checkboxes,
  datepicker: DateField,
  timepicker: DateField,
  datetimepicker: DateField,
  plain_text_input: TextField,
  email_text_input: TextField,
  url_text_input: TextField,
  number_input: TextField,
  rich_text_input: TextField,
  image: ({ element }) => <Picture image={element} className="accessory-image" />,
};

/** Any element of a block; one that the page does not know says so. */
export function Element(props: ElementProps) {
  const type = string(props.element['type']);
  const Known = Object.hasOwn(ELEMENTS, type) ? ELEMENTS[type] : undefined;
  return Known ? <Known {...props} /> : <span class="not-drawn">element not drawn: {type || 'no type'}</span>;
}
