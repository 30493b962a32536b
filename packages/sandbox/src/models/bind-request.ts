import { AwsError } from '../kit/aws-error.ts';
import type { Member, Operation, ServiceModel, Shape } from './service-model.ts';

/** What a request says before its body is read. */
export interface RequestLine {
  readonly method: string;
  readonly url: URL;
  header(name: string): string | undefined;
}

/** The operation that a request means and the labels in its path; undefined when the model's served operations have none. */
export function findOperation(
  model: ServiceModel,
  line: RequestLine,
): { name: string; labels: Record<string, string> } | undefined {
  if (model.protocol === 'json') {
    const [prefix, name] = (line.header('x-amz-target') ?? '').split('.');
    return prefix === model.targetPrefix && name && model.operations[name] ? { name, labels: {} } : undefined;
  }
  for (const [name, operation] of Object.entries(model.operations)) {
    const labels = operation.method === line.method ? matchPath(operation.uri, line.url.pathname) : undefined;
    if (labels) return { name, labels };
  }
  return undefined;
}

function matchPath(template: string, pathname: string): Record<string, string> | undefined {
  const wanted = template.split('?')[0]?.split('/') ?? [];
  const given = pathname.split('/');
  if (wanted.length !== given.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const actual = given[index] ?? '';
    if (part.startsWith('{')) labels[part.slice(1, -1)] = decodeURIComponent(actual);
    else if (part !== actual) return undefined;
  }
  return labels;
}

/** The input of an operation under its member names, put together from path, query, headers and body. */
export function bindInput(
  model: ServiceModel,
  operation: Operation,
  wire: { line: RequestLine; labels: Record<string, string>; body: Buffer },
) {
  const shape = operation.input ? model.shapes[operation.input] : undefined;
  if (!shape) return {};
  const input: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const value = located(model, member, { ...wire, name });
    if (value !== undefined) input[name] = value;
  }
  if (shape.payload) return { ...input, [shape.payload]: parseBody(wire.body) };
  return { ...bodyMembers(shape, parseBody(wire.body)), ...input };
}

function located(
  model: ServiceModel,
  member: Member,
  wire: { line: RequestLine; labels: Record<string, string>; name: string },
): unknown {
  const name = member.locationName ?? wire.name;
  switch (member.location) {
    case 'uri':
      return wire.labels[name];
    case 'querystring':
      return typed(model.shapes[member.shape], wire.line.url.searchParams.getAll(name));
    case 'header':
      return typed(
        model.shapes[member.shape],
        [wire.line.header(name.toLowerCase())].flatMap((value) => value ?? []),
      );
    default:
      return undefined;
  }
}

function typed(shape: Shape | undefined, values: string[]): unknown {
  const [first] = values;
  if (first === undefined) return undefined;
  switch (shape?.type) {
    case 'list':
      return values;
    case 'boolean':
      return first === 'true';
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return Number(first);
    default:
      return first;
  }
}

function bodyMembers(shape: Shape, body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null) return {};
  const byWireName = new Map(
    Object.entries(shape.members ?? {}).map(([name, member]) => [member.locationName ?? name, name]),
  );
  return Object.fromEntries(
    Object.entries(body).map(([wireName, value]) => [byWireName.get(wireName) ?? wireName, value]),
  );
}

function parseBody(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.');
  }
}
