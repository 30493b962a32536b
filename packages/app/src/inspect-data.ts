import type { TokenEstimate } from '@rung/core/cost/estimate-training.ts';
import type { BaseModel } from '@rung/core/dataset/base-models.ts';
import type { TuningMethod } from '@rung/core/dataset/dataset-report.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import { checkTemplates } from '@rung/core/launch/kinds/check-templates.ts';
import { judgeLogFolder, judgeModelFolder } from '@rung/core/launch/kinds/judge-folder.ts';
import { type CheckedFile, type CheckedFolder, checkedFolder } from '@rung/core/launch/plan.ts';
import type { PromptOptimisation, Recipe } from '@rung/core/launch/recipe.ts';
import type { ListedFile } from '@rung/core/ports.ts';
import type { S3Uri } from '@rung/core/s3-uri.ts';
import { checkFile, isFinding, unreadable } from './check-file.ts';
import { compareFiles } from './compare-files.ts';
import type { Deps } from './deps.ts';
import { findingsOf } from './findings-of.ts';
import { hashWhileReading } from './hash-while-reading.ts';

type Needs = Pick<Deps, 'datasets' | 'settings'>;

/** What a launch would read, as it is now; `tokens` where they were counted. */
export interface InspectedData {
  readonly training: CheckedFile | undefined;
  readonly validation: CheckedFile | undefined;
  readonly folder: CheckedFolder | undefined;
  readonly tokens: TokenEstimate | undefined;
  readonly findings: readonly Finding[];
}

const NOTHING: InspectedData = {
  training: undefined,
  validation: undefined,
  folder: undefined,
  tokens: undefined,
  findings: [],
};

/** Reads what the recipe names, each kind by its own rules. */
export async function inspectData(deps: Needs, recipe: Recipe): Promise<InspectedData> {
  switch (recipe.kind) {
    case 'fine-tuning': {
      const training = await inspectFile(deps, { uri: recipe.dataset, base: recipe.base, method: 'fine-tuning' });
      const { validation: uri } = recipe;
      const both = uri ? await withValidation(deps, training, { uri, base: recipe.base }) : training;
      return compared(deps, both, recipe.base);
    }
    case 'reinforcement-fine-tuning':
      return inspectFile(deps, { uri: recipe.dataset, base: recipe.base, method: 'reinforcement-fine-tuning' });
    case 'distillation':
      return recipe.source.kind === 'prompts'
        ? inspectFile(deps, { uri: recipe.source.uri, base: recipe.base, method: 'distillation' })
        : inspectFolder(deps, recipe.source.folder, judgeLogFolder);
    case 'import':
      return inspectFolder(deps, recipe.folder, judgeModelFolder);
    case 'router':
      return NOTHING;
    case 'prompt-optimisation':
      return inspectTemplates(deps, recipe);
    default:
      return recipe satisfies never;
  }
}

async function inspectFile(
  deps: Needs,
  wanted: { uri: S3Uri; base: BaseModel; method: TuningMethod },
): Promise<InspectedData> {
  const { uri, base: model, method } = wanted;
  const check = await checkFile(deps, { uri, model, method, set: 'training' });
  if (isFinding(check)) return { ...NOTHING, findings: [check] };
  const alone = method === 'fine-tuning' ? [] : await compareFiles(deps, { training: check.file }, model);
  const findings = [...findingsOf(check, 'training'), ...alone];
  return { ...NOTHING, training: check.file, tokens: check.report.tokens, findings };
}

/** With what the files have in common, where all of them could be read. */
async function compared(deps: Needs, data: InspectedData, base: BaseModel): Promise<InspectedData> {
  const { training, validation } = data;
  if (!training) return data;
  const alike = await compareFiles(deps, { training, ...(validation ? { validation } : {}) }, base);
  return { ...data, findings: [...data.findings, ...alike] };
}

async function withValidation(
  deps: Needs,
  training: InspectedData,
  wanted: { uri: S3Uri; base: BaseModel },
): Promise<InspectedData> {
  const check = await checkFile(deps, { uri: wanted.uri, model: wanted.base, set: 'validation' });
  if (isFinding(check)) return { ...training, findings: [...training.findings, check] };
  return { ...training, validation: check.file, findings: [...training.findings, ...findingsOf(check, 'validation')] };
}

async function inspectFolder(
  deps: Needs,
  folder: S3Uri,
  judge: (files: readonly ListedFile[]) => Finding[],
): Promise<InspectedData> {
  const look = await deps.datasets.list(folder);
  if (look.kind !== 'listed') return { ...NOTHING, findings: [unreadable(folder, look, deps.settings.region)] };
  return { ...NOTHING, folder: checkedFolder(look), findings: judge(look.files) };
}

async function inspectTemplates(deps: Needs, { dataset }: PromptOptimisation): Promise<InspectedData> {
  const look = await deps.datasets.look(dataset);
  if (look.kind !== 'found') return { ...NOTHING, findings: [unreadable(dataset, look, deps.settings.region)] };
  const { stream, sha256 } = hashWhileReading(deps.datasets.open(look));
  const { findings, templates } = await checkTemplates(stream);
  const { uri, versionId, etag, bytes } = look;
  return { ...NOTHING, training: { uri, versionId, etag, bytes, sha256: sha256(), records: templates }, findings };
}
