import type { Hosting } from '@rung/core/hosting/hosting.ts';
import type { Tags } from '@rung/core/hosting/ownership.ts';

/** One AWS API that hostings are listed by. Every member lets the SDK's errors through. */
export interface Shelf {
  readonly kinds: readonly Hosting['kind'][];
  list(): Promise<readonly Hosting[]>;
  find(hosting: { readonly arn: string; readonly name: string }): Promise<Hosting | 'gone'>;
  tags(hosting: Hosting): Promise<Tags>;
  remove(hosting: Hosting): Promise<'deleted' | 'gone'>;
}
