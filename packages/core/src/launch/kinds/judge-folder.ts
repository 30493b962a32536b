import type { ListedFile } from '../../ports.ts';
import type { Finding } from '../finding.ts';

/** Judges a folder by its listing: no byte of a model's weights or of logged conversations is read. */

/** Files that Custom Model Import needs beside the weights (model-customization-import-model.html, read 2026-11-26). */
const TOKENIZERS = ['tokenizer.json', 'tokenizer.model', 'tokenizer_config.json'];

/** What is missing for an import of the model in a folder. */
export function judgeModelFolder(files: readonly ListedFile[]): Finding[] {
  const names = files.map(({ key }) => key.slice(key.lastIndexOf('/') + 1));
  const weights = names.filter((name) => name.endsWith('.safetensors'));
  const findings: Finding[] = [];
  if (weights.length === 0)
    findings.push(
      stop(
        'import-weights',
        'The folder holds no .safetensors file.',
        'Save the weights as Safetensors; Bedrock imports no other form.',
      ),
    );
  if (!names.includes('config.json'))
    findings.push(
      stop('import-config', 'The folder holds no config.json.', 'Copy the model’s config.json beside the weights.'),
    );
  if (!TOKENIZERS.some((name) => names.includes(name)))
    findings.push(
      stop(
        'import-tokenizer',
        'The folder holds no tokenizer.',
        `Copy one of ${TOKENIZERS.join(', ')} beside the weights.`,
      ),
    );
  const adapter = names.find((name) => name.startsWith('adapter_'));
  if (adapter)
    findings.push({
      level: 'warn',
      rule: 'import-adapter',
      message: `The folder holds ${adapter}: an adapter is no whole model.`,
      remedy: 'Merge the adapter into its base model, if that was not done.',
    });
  return findings;
}

/** Logged calls lie in gzip files of JSON lines, by region and day. */
export function judgeLogFolder(files: readonly ListedFile[]): Finding[] {
  const logs = files.filter(({ key }) => /\.json(?:l)?(?:\.gz)?$/.test(key));
  if (logs.length > 0) return [];
  return [
    stop(
      'logs-missing',
      'The folder holds no logged calls (.json.gz).',
      'Name the folder that model invocation logging writes to, down to the days that are meant.',
    ),
  ];
}

const stop = (rule: string, message: string, remedy: string): Finding => ({ level: 'stop', rule, message, remedy });
