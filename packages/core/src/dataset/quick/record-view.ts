import { type TokenRange, tokensOfCharacters } from '../estimate-tokens.ts';
import type { Fingerprinted } from '../first-seen.ts';
import type { Edge, Holes } from './holes.ts';
import type { Kept, Scanner } from './scanner.ts';
import type { Piece, Plan } from './skeleton.ts';

/** A record read without parsing it; valid until the next is read. */
export interface QuickRecord {
  readonly format: Plan['format'];
  /** Of `canonicalText` of what is asked and of the answer. */
  readonly fingerprint: Fingerprinted;
  readonly sizes: { readonly prompt: number; readonly completion: number };
  /** Estimates the tokens of what is asked and of the answer. */
  measure(): { prompt: TokenRange; completion: TokenRange };
  completionText(): string;
  /** False where the completion is surely no JSON object or array. */
  mayBeJson(): boolean;
  /** All answers, where one of them may be a refusal; none where none can be. */
  suspectAnswers(): readonly string[];
}

const NONE: readonly string[] = [];
const NO_PLAN: Plan = {
  format: 'conversation',
  asked: [],
  completion: [],
  answers: [],
  used: [],
  opening: undefined,
  answerOpenings: [],
};

/** Shows the line whose texts `holes` has by a plan; always the same object. */
export function createRecordView(holes: Holes, scanner: Scanner): (plan: Plan) => QuickRecord {
  const fingerprint = { high: 0, low: 0, answer: 0 };
  const sizes = { prompt: 0, completion: 0 };
  let plan = NO_PLAN;
  const textOf = (pieces: readonly Piece[]) =>
    pieces.map((piece) => ('hole' in piece ? holes.text(piece.hole) : piece.text)).join('');
  const place = createPlacer(holes, scanner);
  const tokensOf = ({ at, length }: Kept) => {
    scanner.count(at, length);
    const [ascii = 0, alphabetic = 0, ideographic = 0] = scanner.counted;
    return tokensOfCharacters({ ascii, alphabetic, ideographic });
  };
  const record = {
    format: plan.format,
    fingerprint,
    sizes,
    measure: () => ({ prompt: tokensOf(place(plan.asked)), completion: tokensOf(place(plan.completion)) }),
    completionText: () => textOf(plan.completion).trim(),
    mayBeJson: () => plan.opening !== undefined && holes.looksLikeJson(plan.opening),
    suspectAnswers() {
      for (const hole of plan.answerOpenings) if (holes.mayOpenRefusal(hole)) return plan.answers.map(textOf);
      return NONE;
    },
  };

  return (next) => {
    plan = next;
    record.format = next.format;
    const answer = place(plan.completion);
    sizes.completion = answer.length;
    scanner.hash(answer.at, answer.length);
    fingerprint.answer = scanner.hashed[0] ?? 0;
    const asked = place(plan.asked);
    sizes.prompt = asked.length;
    scanner.hash(asked.at, asked.length);
    fingerprint.low = scanner.hashed[0] ?? 0;
    fingerprint.high = scanner.hashed[1] ?? 0;
    return record;
  };
}

/** Puts pieces together, or finds them where they stand as they should be; valid until the next are. */
function createPlacer(holes: Holes, scanner: Scanner): (pieces: readonly Piece[]) => Kept {
  const stretch = { at: 0, length: 0 };
  return (pieces) => {
    const only = pieces[0];
    if (pieces.length === 1 && only && 'hole' in only && holes.isVerbatim(only.hole)) {
      const from = holes.fromOf(only.hole, 'both');
      stretch.at = scanner.start + from;
      stretch.length = holes.toOf(only.hole, 'both') - from;
      return stretch;
    }
    stretch.at = scanner.text;
    scanner.begin();
    for (let index = 0; index < pieces.length; index += 1) {
      const piece = pieces[index];
      if (!piece) continue;
      if ('constant' in piece) stretch.length = scanner.append(piece.constant);
      else {
        const edge = edgeOf(index, pieces.length);
        const from = holes.fromOf(piece.hole, edge);
        const to = holes.toOf(piece.hole, edge);
        stretch.length = scanner.appendText(from, to, holes.escapeOf(piece.hole));
      }
    }
    return stretch;
  };
}

/** What a text of several pieces is trimmed at: the texts of its first and last piece. */
function edgeOf(index: number, count: number): Edge {
  if (count === 1) return 'both';
  if (index === 0) return 'start';
  return index === count - 1 ? 'end' : 'none';
}
