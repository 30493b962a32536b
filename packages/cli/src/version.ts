import about from '../package.json' with { type: 'json' };

/** Version of the program; the rule set has its own. */
export function rungVersion(): string {
  return about.version;
}
