import type { Fingerprinted } from '../first-seen.ts';
import type { Edge, Holes } from './holes.ts';
import type { Scanner } from './scanner.ts';
import type { Piece, Plan } from './skeleton.ts';

/** A record read without parsing it; valid until the next is read. */
export interface QuickRecord {
  readonly format: Plan['format'];
  /** Of `canonicalText` of what is asked and of the answer. */
  readonly fingerprint: Fingerprinted;
  readonly sizes: { readonly prompt: number; readonly completion: number };
  texts(): { prompt: string; completion: string };
  completionText(): string;
  /** False where the completion is surely no JSON object or array. */
  mayBeJson(): boolean;
  /** All answers, where one of them may be a refusal; none where none can be. */
  suspectAnswers(): readonly string[];
}

/** Shows the line whose texts `holes` has by a plan; always the same object. */
export function createRecordView(holes: Holes, scanner: Scanner): (plan: Plan) => QuickRecord {
  const fingerprint = { high: 0, low: 0, answer: 0 };
  const sizes = { prompt: 0, completion: 0 };
  let plan: Plan = { format: 'conversation', asked: [], completion: [], answers: [], used: [] };
  const textOf = (pieces: readonly Piece[]) =>
    pieces.map((piece) => ('hole' in piece ? holes.text(piece.hole) : piece.text)).join('');
  const record = {
    format: plan.format,
    fingerprint,
    sizes,
    texts: () => ({ prompt: textOf(plan.asked).trim(), completion: textOf(plan.completion).trim() }),
    completionText: () => textOf(plan.completion).trim(),
    mayBeJson() {
      const [first] = plan.completion;
      return first !== undefined && 'hole' in first && holes.looksLikeJson(first.hole);
    },
    suspectAnswers() {
      const mayDecline = ([first]: readonly Piece[]) =>
        first !== undefined && 'hole' in first && holes.mayOpenRefusal(first.hole);
      return plan.answers.some(mayDecline) ? plan.answers.map(textOf) : [];
    },
  };

  return (next) => {
    plan = next;
    record.format = next.format;
    sizes.completion = hashPieces(plan.completion, holes, scanner);
    fingerprint.answer = scanner.hashed[0] ?? 0;
    sizes.prompt = hashPieces(plan.asked, holes, scanner);
    fingerprint.low = scanner.hashed[0] ?? 0;
    fingerprint.high = scanner.hashed[1] ?? 0;
    return record;
  };
}

/** Hashes what the pieces are together, where it stands if it stands there as it should be. Returns its length. */
function hashPieces(pieces: readonly Piece[], holes: Holes, scanner: Scanner): number {
  const [only] = pieces;
  if (pieces.length === 1 && only && 'hole' in only && holes.isVerbatim(only.hole)) {
    const from = holes.fromOf(only.hole, 'both');
    const to = holes.toOf(only.hole, 'both');
    scanner.hashBlock(from, to);
    return to - from;
  }
  let length = 0;
  scanner.begin();
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (!piece) continue;
    if ('constant' in piece) length = scanner.append(piece.constant);
    else {
      const edge = edgeOf(index, pieces.length);
      const firstEscape = holes.escapeOf(piece.hole);
      length = scanner.appendText(holes.fromOf(piece.hole, edge), holes.toOf(piece.hole, edge), firstEscape);
    }
  }
  scanner.hashText(length);
  return length;
}

/** What a text of several pieces is trimmed at: the texts of its first and last piece. */
function edgeOf(index: number, count: number): Edge {
  if (count === 1) return 'both';
  if (index === 0) return 'start';
  return index === count - 1 ? 'end' : 'none';
}
