import { AwsError } from '../kit/aws-error.ts';
import type { OperationHandler } from '../models/serve-model.ts';
import { notFound } from './arns.ts';
import { addTags, type BedrockState, type Tag } from './state.ts';

/** Tags that one resource may carry (AWS general reference, tagging). */
const MAX_TAGS = 50;

export function tags(state: BedrockState): Record<string, OperationHandler> {
  const requireResource = (input: Record<string, unknown>) => {
    const arn = String(input['resourceARN']);
    const stores = [
      state.jobs,
      state.models,
      state.deployments,
      state.throughputs,
      state.imports,
      state.routers,
      state.optimisations,
      state.evaluations,
    ];
    const isImported = state.imports.values().some(({ model }) => model?.arn === arn);
    if (!isImported && !stores.some((store) => store.has(arn))) throw notFound(`Could not find the resource ${arn}.`);
    return arn;
  };
  return {
    ListTagsForResource: (input) => ({ tags: state.tags.get(requireResource(input)) ?? [] }),
    TagResource: (input) => {
      const arn = requireResource(input);
      const given = input['tags'] as Tag[];
      const keys = new Set([...(state.tags.get(arn) ?? []), ...given].map(({ key }) => key));
      if (keys.size > MAX_TAGS) throw new AwsError('TooManyTagsException', `A resource has at most ${MAX_TAGS} tags.`);
      addTags(state, arn, given);
      return {};
    },
    UntagResource: (input) => {
      const arn = requireResource(input);
      const gone = new Set(input['tagKeys'] as string[]);
      state.tags.set(
        arn,
        (state.tags.get(arn) ?? []).filter(({ key }) => !gone.has(key)),
      );
      return {};
    },
  };
}
