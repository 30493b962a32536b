import { readLines } from '../../dataset/read-lines.ts';
import type { Container } from '../../dataset/sniff-container.ts';
import type { Finding } from '../finding.ts';
import { OPTIMISATION_LIMITS, OPTIMISATION_VERSION } from './prompt-optimisation.ts';

export interface TemplateReport {
  readonly templates: number;
  readonly findings: readonly Finding[];
}

/** Reads the input file of a prompt optimisation: one template a line, as AWS's page lays it out (OPTIMISATION_SOURCE). */
export async function checkTemplates(source: AsyncIterable<Uint8Array>): Promise<TemplateReport> {
  const findings: Finding[] = [];
  const ids = new Map<string, number>();
  let templates = 0;
  await readLines(source, {
    line(bytes, line) {
      const text = new TextDecoder().decode(bytes);
      if (text.trim() === '') return;
      templates++;
      for (const fault of faultsOf(text, ids, line)) findings.push({ level: 'stop', rule: 'template', line, ...fault });
    },
    tooLong: (line) => findings.push({ level: 'stop', rule: 'template', line, ...TOO_LONG }),
    container: (found) => findings.push({ level: 'stop', rule: 'template', ...notLines(found) }),
  });
  if (templates === 0 && findings.length === 0)
    findings.push({ level: 'stop', rule: 'template', message: 'The file holds no template.', remedy: ONE_A_LINE });
  if (templates > OPTIMISATION_LIMITS.templates) {
    const message = `The file holds ${templates} templates; one job takes ${OPTIMISATION_LIMITS.templates}.`;
    findings.push({ level: 'stop', rule: 'template', message, remedy: 'Split it over several launches.' });
  }
  return { templates, findings };
}

type Fault = Pick<Finding, 'message' | 'remedy'>;

const ONE_A_LINE = `Write one JSON object a line, with version "${OPTIMISATION_VERSION}", templateId, promptTemplate and evaluationSamples.`;
const TOO_LONG: Fault = { message: 'The line is longer than 1 MiB.', remedy: 'Shorten the samples of this template.' };
const notLines = (found: Container): Fault => ({
  message: found.message,
  remedy: ONE_A_LINE,
});

function faultsOf(text: string, ids: Map<string, number>, line: number): Fault[] {
  const record = parseObject(text);
  if (!record) return [{ message: 'The line is not a JSON object.', remedy: ONE_A_LINE }];
  const { version, templateId, promptTemplate, evaluationSamples } = record;
  const faults: Fault[] = [];
  if (version !== OPTIMISATION_VERSION)
    faults.push({
      message: 'The version is not the one that Bedrock takes.',
      remedy: `Set version to "${OPTIMISATION_VERSION}".`,
    });
  if (typeof templateId !== 'string' || templateId === '')
    faults.push({ message: 'The template has no templateId.', remedy: 'Give it an id of its own.' });
  else if (ids.has(templateId))
    faults.push({
      message: `Its templateId stands in line ${ids.get(templateId)} too.`,
      remedy: 'Give it an id of its own.',
    });
  else ids.set(templateId, line);
  if (typeof promptTemplate !== 'string' || promptTemplate.trim() === '')
    faults.push({ message: 'The line has no promptTemplate.', remedy: ONE_A_LINE });
  return [...faults, ...sampleFaults(evaluationSamples, typeof promptTemplate === 'string' ? promptTemplate : '')];
}

function sampleFaults(samples: unknown, template: string): Fault[] {
  if (!Array.isArray(samples) || samples.length === 0)
    return [{ message: 'The template has no evaluationSamples.', remedy: 'Add inputs that people really send.' }];
  if (samples.length > OPTIMISATION_LIMITS.samples) {
    const message = `The template has ${samples.length} samples; Bedrock takes ${OPTIMISATION_LIMITS.samples}.`;
    return [{ message, remedy: 'Keep those that differ most.' }];
  }
  const wanted = variablesOf(template);
  const poor = samples.findIndex((sample) => !wanted.every((name) => namesOf(sample).includes(name)));
  if (poor < 0) return [];
  const message = `Sample ${poor + 1} leaves a variable of the template without a value.`;
  return [{ message, remedy: `Give each sample ${wanted.join(', ')} in inputVariables.` }];
}

/** The names between double braces. */
export function variablesOf(template: string): string[] {
  return [...new Set([...template.matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)].map(([, name = '']) => name))];
}

function namesOf(sample: unknown): string[] {
  const { inputVariables } = (sample ?? {}) as { inputVariables?: unknown };
  if (!Array.isArray(inputVariables)) return [];
  return inputVariables.flatMap((pair) => Object.keys((pair ?? {}) as object));
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
