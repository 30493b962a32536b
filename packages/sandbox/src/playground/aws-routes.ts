import type { SandboxClock } from '../kit/clock.ts';
import { header, type Incoming } from '../kit/http.ts';
import type { Panel } from './panel.ts';
import { number, text, word } from './parse-body.ts';
import { type ClockState, PATHS } from './protocol.ts';
import { Refusal } from './refusal.ts';
import type { Routes } from './routes.ts';

const DATASET_LIMIT_BYTES = 1024 ** 3;
const MAX_SKIP_MS = 366 * 24 * 3600 * 1000;

export const clockState = (clock: SandboxClock): ClockState => ({ nowMs: clock.nowMs(), speed: clock.speed() });

/** What the right-hand panel does, one POST each; `changed` is told when the clock was. */
export function awsRoutes(panel: Panel, clock: SandboxClock, changed: () => void): Routes {
  return {
    [PATHS.clock]: async (body) => {
      if (body['speed'] !== undefined) clock.setSpeed(number(body, 'speed', { min: 0.001, max: 100_000 }));
      else clock.skip(number(body, 'skipMs', { min: 0, max: MAX_SKIP_MS }));
      changed();
      return { clock: clockState(clock) };
    },
    [PATHS.throughput]: (body) =>
      panel.createThroughput({
        name: text(body, 'name'),
        modelUnits: number(body, 'modelUnits', { min: 1, max: 1000 }),
        commitment: word(body, 'commitment', ['none', 'OneMonth']),
      }),
    [PATHS.traffic]: async (body) =>
      void (await panel.sendTraffic(text(body, 'arn'), number(body, 'requests', { min: 1, max: 10_000 }))),
  };
}

/** Streams a dropped file into the local S3; up to 1 GiB. */
export function putDataset(panel: Panel, request: Incoming, name: string | null) {
  if (!name || !/^[\p{L}\p{N}_][\p{L}\p{N}_ .,()+@=-]{0,199}$/u.test(name))
    throw new Refusal(
      400,
      'The file needs a name of letters, digits, spaces and . , ( ) + @ = _ - (at most 200). Nothing was stored.',
    );
  if (Number(header(request, 'content-length') ?? 0) > DATASET_LIMIT_BYTES) throw tooLarge();
  return panel.putDataset(name, limited(request));
}

async function* limited(request: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > DATASET_LIMIT_BYTES) throw tooLarge();
    yield chunk;
  }
}

const tooLarge = () => new Refusal(413, 'The file is larger than 1 GiB. Nothing was stored.');
