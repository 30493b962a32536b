import type { Source } from '../../dataset/base-models.ts';
import { microUsd } from '../../money.ts';
import type { FormErrors, FormPlace, LaunchForm } from '../launch-form.ts';
import type { PromptRouter, RoutedModel } from '../recipe.ts';
import { errorsOf, ok, type Read, readName, readNumber, wrong } from './fields.ts';

/** Two models of one family that a router may choose between in these regions, the larger one first. */
export interface RouterFamily {
  readonly id: string;
  readonly models: readonly [RoutedModel, RoutedModel];
  readonly regions: readonly string[];
}

/** Families whose models can be named directly (not through an inference profile); Claude 3's are left out, AWS retires them. */
export const ROUTER_FAMILIES: readonly RouterFamily[] = [
  {
    id: 'Amazon Nova',
    models: [
      { id: 'amazon.nova-pro-v1:0', name: 'Nova Pro' },
      { id: 'amazon.nova-lite-v1:0', name: 'Nova Lite' },
    ],
    regions: ['us-east-1'],
  },
  {
    id: 'Meta Llama 3.1',
    models: [
      { id: 'meta.llama3-1-70b-instruct-v1:0', name: 'Llama 3.1 70B' },
      { id: 'meta.llama3-1-8b-instruct-v1:0', name: 'Llama 3.1 8B' },
    ],
    regions: ['us-west-2'],
  },
];

export const ROUTERS_SOURCE: Source = {
  url: 'https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-routing.html',
  asOf: '2026-11-26',
};

/** Range: RoutingCriteria of the API model (botocore 1.43.117); AWS's own routers and its console step by 5. */
export const QUALITY_DIFFERENCE = {
  name: 'responseQualityDifference',
  min: 0,
  max: 100,
  default: 10,
  kind: 'real',
} as const;

export const familiesIn = (region: string): readonly RouterFamily[] =>
  ROUTER_FAMILIES.filter(({ regions }) => regions.includes(region));

export function readRouter(form: LaunchForm, place: FormPlace): PromptRouter | FormErrors {
  const name = readName(form);
  const family = readFamily(form.family ?? '', place.region);
  const fallback = 'ok' in family ? readFallback(form.fallback ?? '', family.ok) : undefined;
  const qualityDifference = readNumber(form.qualityDifference, QUALITY_DIFFERENCE, 'A prompt router');
  const errors = errorsOf({ name, family, ...(fallback ? { fallback } : {}), qualityDifference });
  if ('wrong' in name || 'wrong' in family || 'wrong' in qualityDifference) return errors;
  if (!fallback || 'wrong' in fallback) return errors;
  return {
    kind: 'router',
    name: name.ok,
    region: place.region,
    family: family.ok.id,
    models: family.ok.models,
    fallback: fallback.ok,
    qualityDifference: qualityDifference.ok,
    // Making a router buys nothing; what it answers is billed to whoever calls it.
    budget: microUsd(0),
  };
}

function readFamily(id: string, region: string): Read<RouterFamily> {
  const offered = familiesIn(region);
  const family = offered.find((candidate) => candidate.id === id);
  if (family) return ok(family);
  const names = offered.map((candidate) => candidate.id).join(', ') || 'none';
  return wrong(`A router chooses between two models of one family. Families in ${region}: ${names}.`);
}

function readFallback(id: string, family: RouterFamily): Read<RoutedModel> {
  const model = family.models.find((candidate) => candidate.id === id);
  if (model) return ok(model);
  return wrong(`The fallback is one of the two: ${family.models.map(({ name }) => name).join(' or ')}.`);
}
