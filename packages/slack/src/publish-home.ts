import type { UserId } from '@rung/core/ids.ts';
import type { WebClient } from '@slack/web-api';
import type { Desk } from './desk.ts';

const homes = () => import('./view/home-view.ts');

/** Home is drawn anew whenever somebody opens it or presses a button in it, from what is recorded then. */
export async function publishHome(desk: Desk, client: WebClient, by: UserId): Promise<void> {
  const [page, { homeView }] = await Promise.all([desk.home(by), homes()]);
  await client.views.publish({ user_id: by, view: homeView(page) });
}
