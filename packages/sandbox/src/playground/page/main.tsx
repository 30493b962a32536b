import { render } from 'preact';
import { App } from './app.tsx';
import { sentenceOf } from './state/ask.ts';
import { firstLook } from './state/connect.ts';

const root = document.querySelector('#page');

/** The server may still be starting when a browser was left open on its page. */
const RETRY_MS = 1_000;

async function start(place: Element): Promise<void> {
  try {
    const first = await firstLook();
    place.replaceChildren();
    render(<App first={first} />, place);
  } catch (error) {
    place.textContent = sentenceOf(error);
    setTimeout(() => void start(place), RETRY_MS);
  }
}

if (root) void start(root);
