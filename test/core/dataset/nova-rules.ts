/*
 * The rules that AWS's published validators for Nova apply to one record, written down anew from what they do (aws-samples,
 * nova_ft_dataset_validator.py, read 2026-11-27), without the commas that are missing in one of them. Python's `None` and an
 * absent field are the same there, and fields that nobody knows are passed over.
 */
const WORDS = ['system:', 'user:', 'bot:', 'assistant:', 'thought:', '[eos]', '<image>', '<video>', '<unk>'];
const IMAGES = ['jpeg', 'png', 'gif', 'webp'];
const VIDEOS = ['mov', 'mkv', 'mp4', 'webm'];
const MOST_IMAGES = 10;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isAbsent = (value: unknown) => value === undefined || value === null;

/** Which rule refuses a record, for Nova Micro or one of the others; none where the validator lets it pass. */
export function refusalByNova(record: unknown, isMicro: boolean): string | undefined {
  if (!isFields(record)) return 'no object';
  const { schemaVersion, system, messages } = record;
  if (!isAbsent(schemaVersion) && typeof schemaVersion !== 'string') return 'schemaVersion';
  if (!isAbsent(system) && !(Array.isArray(system) && system.every(isSystemBlock))) return 'system';
  if (!Array.isArray(messages)) return 'messages';
  const refused = messages.map((message) => refusalOfMessage(message, isMicro)).find((each) => each !== undefined);
  return refused ?? refusalOfOrder(messages);
}

const isSystemBlock = (block: unknown) =>
  isFields(block) && typeof block['text'] === 'string' && !holdsWord(block['text']);
const holdsWord = (text: string) => WORDS.some((word) => text.toLowerCase().includes(word));

function refusalOfOrder(messages: readonly Fields[]): string | undefined {
  if (messages.length < 2) return 'fewer than two messages';
  const isInOrder = messages.every(({ role }, index) => role === (index % 2 === 0 ? 'user' : 'assistant'));
  return isInOrder && messages.length % 2 === 0 ? undefined : 'order of roles';
}

function refusalOfMessage(message: unknown, isMicro: boolean): string | undefined {
  if (!isFields(message)) return 'message';
  const { role, content } = message;
  if (typeof role !== 'string' || !['user', 'assistant'].includes(role.toLowerCase())) return 'role';
  if (!Array.isArray(content)) return 'content';
  const refused = content.map(refusalOfBlock).find((each) => each !== undefined);
  if (refused) return refused;
  const having = (field: string) => content.filter((block) => !isAbsent(block[field])).length;
  const [texts, images, videos] = [having('text'), having('image'), having('video')];
  const isWordless = content.every((block) => isAbsent(block['text']) || block['text'] === '');
  if (images + videos === 0) return texts > 0 && isWordless ? 'empty text' : undefined;
  if (role.toLowerCase() === 'assistant') return 'media in an answer';
  if (isMicro) return 'media for Micro';
  if (videos > 1) return 'two videos';
  if (videos > 0 && images > 0) return 'images and a video';
  return images > MOST_IMAGES ? 'too many images' : undefined;
}

function refusalOfBlock(block: unknown): string | undefined {
  if (!isFields(block)) return 'block';
  const { text, image, video } = block;
  if (isAbsent(text) && isAbsent(image) && isAbsent(video)) return 'empty block';
  if (!isAbsent(text) && typeof text !== 'string') return 'text';
  if (typeof text === 'string' && holdsWord(text)) return 'reserved word';
  if (!isAbsent(image) && !isFile(image, IMAGES)) return 'image';
  return isAbsent(video) || isFile(video, VIDEOS) ? undefined : 'video';
}

function isFile(file: unknown, formats: readonly string[]): boolean {
  if (!isFields(file)) return false;
  const { format, source } = file;
  const location = isFields(source) ? source['s3Location'] : undefined;
  const uri = isFields(location) ? location['uri'] : undefined;
  if (typeof format !== 'string' || !formats.includes(format.toLowerCase())) return false;
  return (
    typeof uri === 'string' && uri.startsWith('s3://') && /^[\p{L}\p{N}_\-/.]+$/u.test(uri.replaceAll('s3://', ''))
  );
}
