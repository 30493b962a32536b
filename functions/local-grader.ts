interface Answered {
  readonly id: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly reference_answer?: unknown;
}

/** The local team's grader, under the contract that Bedrock's page gives (nova-rft.html, read 2026-11-26): 1 for the reference answer, else 0. */
export async function localGrader(event: unknown): Promise<{ id: string; aggregate_reward_score: number }[]> {
  return (event as readonly Answered[]).map(({ id, messages, reference_answer: wanted }) => {
    const answer = messages.at(-1)?.content;
    const expected = typeof wanted === 'string' ? wanted : JSON.stringify(wanted);
    return { id, aggregate_reward_score: answer === expected ? 1 : 0 };
  });
}
