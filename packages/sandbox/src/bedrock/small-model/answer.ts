import { featureRoom, fillFeatures, type Prompt, promptHashes } from './features.ts';
import { createPass, forward, type Network } from './network.ts';
import { createPace } from './pace.ts';
import { STOP, UNKNOWN } from './vocabulary.ts';

/** What the network writes after `prompt`, the likeliest token each time, until it stops or has written `maxTokens`. */
export async function answer(network: Network, prompt: Prompt, maxTokens = 400): Promise<string> {
  const hashes = promptHashes(prompt);
  const pass = createPass(network);
  const active = featureRoom();
  const pace = createPace();
  const written: number[] = [];
  while (written.length < maxTokens) {
    fillFeatures(active, hashes, written);
    forward(network, active, pass);
    const token = likeliest(pass.probabilities);
    if (token === STOP) break;
    written.push(token);
    if (pace.due()) await pace.rest();
  }
  return network.vocabulary.decode(written);
}

function likeliest(probabilities: Float32Array): number {
  let best = STOP;
  for (let token = 0; token < probabilities.length; token++) {
    if (token !== UNKNOWN && (probabilities[token] as number) > (probabilities[best] as number)) best = token;
  }
  return best;
}
