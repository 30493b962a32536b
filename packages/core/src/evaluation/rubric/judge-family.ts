/** "us.amazon.nova-pro-v1:0" → "amazon.nova", "meta.llama3-3-70b" → "meta.llama": models that were made of each other's kind. */
export function familyOf(modelId: string): string {
  return /^[a-z0-9]+\.[a-z]+/.exec(withoutGeography(modelId))?.[0] ?? modelId;
}

export const withoutGeography = (modelId: string) =>
  modelId.slice(modelId.lastIndexOf('/') + 1).replace(/^(?:us|eu|apac|global|jp|au)\./, '');

/** Why this model may not judge that one; undefined when it may. A model prefers what sounds like itself. */
export function whyNoJudge(
  judge: string | undefined,
  tunedBase: string,
): { message: string; remedy: string } | undefined {
  if (judge === undefined)
    return {
      message: 'A rubric needs a judge model, and none is set.',
      remedy:
        'Whoever runs Rung sets RUNG_JUDGE_MODEL to a Bedrock model of another family; or decide by a number that needs none.',
    };
  if (familyOf(judge) !== familyOf(tunedBase)) return undefined;
  return {
    message: `The judge model ${judge} is of the same family as the tuned one, and models prefer what sounds like themselves.`,
    remedy: `Whoever runs Rung sets RUNG_JUDGE_MODEL to a model that is no ${familyOf(tunedBase)}; or decide by a number that needs no judge.`,
  };
}
