import type { Alarms } from './alarms.ts';
import type { Scanner } from './scanner.ts';

/** Goes through the lines of a scanned block, and through the scanner's lists with them. */
export interface BlockLines {
  /** The line that was gone to: where it begins and its line feed, in the scanner's block. */
  readonly line: { readonly from: number; readonly to: number };
  open(length: number): void;
  /** Goes to the next line; false behind the last. */
  next(): boolean;
  /** Whether the line has neither what makes its JSON unsound nor what must be looked into; asked once. */
  isHarmless(): boolean;
  /** Index of the line's first quote in the scanner's list. */
  firstQuote(): number;
}

export function createBlockLines(scanner: Scanner, alarms: Alarms): BlockLines {
  const { block, lineFeeds, quotes, hazards, sightings } = scanner;
  const line = { block, from: 0, to: -1 };
  /** The same for all, since they may be many. */
  const sighting = { place: 0, groups: 0 };
  let length = 0;
  /** How far each list was read. */
  let [lineAt, quoteAt, hazardAt, sightingAt] = [0, 0, 0, 0];

  const isAlarmed = () => {
    while ((sightings[sightingAt] ?? 0) < line.from) sightingAt += 2;
    for (; (sightings[sightingAt] ?? 0) < line.to; sightingAt += 2) {
      const place = sightings[sightingAt] ?? 0;
      sighting.place = place;
      sighting.groups = sightings[sightingAt + 1] ?? 0;
      if (alarms.isRaised(sighting, line)) return true;
    }
    return false;
  };

  return {
    line,
    open(bytes) {
      length = bytes;
      line.to = -1;
      lineAt = quoteAt = hazardAt = sightingAt = 0;
    },
    next() {
      line.from = line.to + 1;
      line.to = lineFeeds[lineAt] ?? length;
      lineAt += 1;
      return line.from < length;
    },
    isHarmless() {
      while ((hazards[hazardAt] ?? 0) < line.from) hazardAt += 1;
      return (hazards[hazardAt] ?? 0) > line.to && !isAlarmed();
    },
    firstQuote() {
      while ((quotes[quoteAt] ?? 0) < line.from) quoteAt += 1;
      return quoteAt;
    },
  };
}
