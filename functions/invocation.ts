import { atWork, errorClass, type Log, type LogFields } from './log.ts';

/** What Lambda tells a function of its invocation, as far as it is read. */
export interface Invocation {
  readonly awsRequestId: string;
}

/** Tells whoever called that it failed, and where to look, in no words of the error itself; its class stays, Step Functions matches on it. */
class SeeLog extends Error {
  constructor(name: string, requestId: string) {
    super(`The log has this error under request ${requestId}.`);
    this.name = name;
    this.stack = `${name}: ${this.message}`;
  }
}

/**
 * Runs a function's work with its ids on every line, and keeps an error's text where it is: what leaves a handler is written by Lambda into
 * the log, by Step Functions into the history and by an on-failure record into its destination.
 */
export function invocation<E, R>(
  about: { name: string; log: Log; ids?: (event: E) => LogFields },
  run: (event: E, context: Invocation) => Promise<R>,
): (event: E, context: Invocation) => Promise<R> {
  const { name, log } = about;
  return (event, context) => {
    const requestId = context.awsRequestId;
    return atWork.run({ function: name, requestId, ...about.ids?.(event) }, async () => {
      const beganMs = performance.now();
      const fields = () => ({ ms: performance.now() - beganMs });
      try {
        const result = await run(event, context);
        log.info({ event: 'done', ...fields() });
        return result;
      } catch (error) {
        log.error(error, { event: 'failed', ...fields() });
        throw new SeeLog(errorClass(error), requestId);
      }
    });
  };
}
