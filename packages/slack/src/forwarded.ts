/** A verified delivery on its way from the front door to the desk. */
export interface Forwarded {
  /** The body's text, exactly as Slack signed it. */
  readonly body: string;
  readonly encoding: 'json' | 'form';
  /** Slack's count of earlier tries, when this is a repeat. */
  readonly retry: number;
}

/** What the desk answers to a delivery that Slack waits for. */
export interface ForwardedReply {
  readonly status: number;
  readonly body: string;
}
