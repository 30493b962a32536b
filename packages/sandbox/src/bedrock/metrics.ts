/** Where Bedrock's CloudWatch points go. */
export interface MetricSink {
  record(point: {
    namespace: string;
    metric: string;
    dimensions: Record<string, string>;
    value: number;
    atMs: number;
    unit?: string;
  }): void;
}

export interface Invocation {
  readonly modelId: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly latencyMs: number;
  readonly atMs: number;
}

/**
 * Writes the points of one answered request (Bedrock user guide, monitoring). AWS does not document what `ModelId` holds for Provisioned
 * Throughput and deployments; the sandbox writes the identifier that was called, which for those is the ARN.
 */
export function recordInvocation(metrics: MetricSink, invocation: Invocation): void {
  const point = (metric: string, value: number, unit: string) =>
    metrics.record({
      namespace: 'AWS/Bedrock',
      metric,
      dimensions: { ModelId: invocation.modelId },
      value,
      atMs: invocation.atMs,
      unit,
    });
  point('Invocations', 1, 'Count');
  point('InputTokenCount', invocation.inputTokens, 'Count');
  point('OutputTokenCount', invocation.outputTokens, 'Count');
  point('InvocationLatency', invocation.latencyMs, 'Milliseconds');
}

/** Writes the point of a request that was refused because of the caller. */
export function recordClientError(metrics: MetricSink, modelId: string, atMs: number): void {
  const dimensions = { ModelId: modelId };
  metrics.record({
    namespace: 'AWS/Bedrock',
    metric: 'InvocationClientErrors',
    dimensions,
    value: 1,
    atMs,
    unit: 'Count',
  });
}
