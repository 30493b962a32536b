/**
 * Words that point to a missing fact without naming it. No single word says so; an answer-seeking word together with a
 * kind of information and a sign that it varies, ages or is wrong does.
 */
const INFORMATION =
  /\b(?:rules?|rates?|prices?|amounts?|eligib\w+|benefits?|programmes?|programs?|law|laws|legislation|reform|regulations?|promos?|promotions?|offers?|discounts?|catalog\w*|skus?|parts?|stock|dates?|deadlines?|opening|hours|timetables?|schedules?|names?|customers?|clients?|members?|products?|models?|versions?|specs?|specifications?|values?|quotas?|limits?|dos(?:es|age|ing)|ingredients?|allergens?|polic(?:y|ies)|procedures?|forms?|departments?|contacts?|addresses|contracts?|clauses?|leases?|agreements?|rooms?|locations?|shelves|bins?|menus?|dishes|fees?|tariffs?|taxes|warrant(?:y|ies)|codes?|numbers?|manuals?|instructions for use|guidelines?|inventory|availability|routes?|stations?|courses?|grades|invoices|orders|projects?|tenders?|incidents?|services?|features?|releases?|apis?|parameters?|districts?|employees?|knowledge|information|facts|details|history|facilit\w+|suppliers?|vendors?|species|permits?|zones?|interactions|symptoms|treatments|recipes?|materials?)\b/u;
const ASKING =
  /\b(?:asks?|asked|asking|questions?|enquir\w+|inquir\w+|queries|tells?|told|answers?|answered|answering|states?|stated|explains?|looks? up|find out|wants? to know|know|knows|knew|recogni[sz]\w*|says?|said|recommends?|suggests?|quotes?|lists?|proposes?|right about|wrong about|wrong after|right until|correct until|mistakes?|which|where|when|who|how many|advis\w+)\b/u;
const VARIES =
  /\b(?:differs?|different (?:per|by|for|in|at)|per (?:county|country|store|district|region|state|customer|client|product|site|branch|school|city|year)|(?:each|every) \w+ has (?:its|their) own|other (?:stores?|regions?|countries|customers?|companies|cit(?:y|ies)|products?|models?|brands?|places?|schools?|hotels?|vendors?)|competitors?|last (?:week|month|year|season|quarter)|until (?:19|20)\d\d|since (?:19|20)\d\d|after the|before the|(?:19|20)(?:1|2)\d\b|yearly|weekly|daily|monthly|quarterly|updated|updates?|newest|latest|current(?:ly)?|old(?:er)?|new|changed|changes|moved|grows|expired?|reform\w*|sounds? right|plausibl\w+|confident\w*|(?:mistakes?|errors?|wrong)\b.{0,20}\b(?:amounts?|dates?|names?|numbers?|figures?|prices?|values?|rates?|part|product)|even though|although the|our own|in-house|internal|ours|no longer|anymore|general knowledge|everyone the|outside|real|actual|exact(?:ly)?|somewhere in|scattered|buried|spread over)\b/u;

/** Whether one message as a whole points to a missing fact, and the sentence that says most of it. */
export function pointsToFacts(sentences: readonly string[]): number | undefined {
  const counts = sentences.map(
    (sentence) => [INFORMATION, ASKING, VARIES].filter((field) => field.test(sentence)).length,
  );
  const all = sentences.join(' ');
  if (![INFORMATION, ASKING, VARIES].every((field) => field.test(all))) return undefined;
  return counts.indexOf(Math.max(...counts));
}
