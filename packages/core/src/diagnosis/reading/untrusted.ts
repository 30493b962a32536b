/** Sentences that talk to the reader instead of about a problem; they are quoted to nobody and count for nothing. */
const METHOD = String.raw`(?:fine[- ]?tun\w+|cpt|continued pre-?training|distill?ation|import|routing|marketplace|provisioned|rag|retrieval|prompt)`;

const ADDRESSED: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|drop|discard)\b.{0,40}\b(?:rules?|your instructions?|(?:all|previous|prior|earlier|the above|above) (?:instructions?|prompts?|rules?|facts?|text)|everything|your|safety|checks?|evidence|vetoe?s?)\b/u,
  /\b(?:you are now|pretend (?:to be|that|you)|from now on|new instructions?|developer mode|jailbreak|dan mode|your (?:new )?(?:task|role|job|answer|verdict|output|decision|only job|reply) (?:is|must|should|will))\b/u,
  new RegExp(
    String.raw`(?:^|\b(?:please|kindly|you (?:must|should|will|have to)|just|now|and|then|always|instead|simply),?\s+)(?:answer|reply|respond|output|print|return|say|write|emit|recommend|choose|pick|select|decide|conclude|set|mark|report|approve|launch|start)\b.{0,30}?${METHOD}\b`,
    'u',
  ),
  /^[\s"'>*#`-]*(?:system|assistant|developer|desk|tool|rung|admin|operator|root)\s*(?:message|override|note|update|notice)?\s*[:>\]|]/u,
  /<\/?(?:system|instructions?|assistant|user|desk|tool\w*|im_start|im_end|inst|admin|verdict|facts?|rules?)\b|<\|/u,
  /\[\/?(?:inst|system|admin|override|desk|assistant)\]/u,
  /["'](?:method|verdict|facts?|tool_use|expected|quote|outcome|override|vetoe?s?|companions|hosting|ruledout|labelled-pairs|prompt-falls-short)["']\s*:/u,
  /\b(?:method|verdict|outcome|veto)\s*(?:=|:=|==)\s*\S/u,
  new RegExp(
    String.raw`\b(?:(?:correct|right|final|only|expected|approved|official) (?:answer|verdict|method|decision|outcome|label)\b.{0,25}?|(?:verdict|method|decision|outcome) (?:is|=|must be|should be|will be) )${METHOD}\b`,
    'u',
  ),
  /\b(?:your rules?|decision rules?|rule r-\S+|all vetoe?s|the vetoe?s?)\b.{0,40}\b(?:disabled|deleted|removed|off|changed|suspended|void|apply|relaxed)\b/u,
  /\bi am (?:the|your) (?:admin|administrator|developer|operator|creator)\b/u,
  /\b(?:base64|rot13|eval\(|exec\(|__proto__|constructor\[|drop table|<script|\$\{|\{\{)/u,
  /\b(?:desk|rung) (?:has |have |already |just )*(?:decided|confirmed|approved|agreed|ruled|concluded|diagnosed|verified)\b/u,
  /\b(?:treat|consider|regard|count|assume|record|register) (?:this|it|the|that|every|all|my|any)\b.{0,60}\b(?:as|is|are)\b.{0,40}\b(?:tuning|fine-?tun\w+|known|denied|true|cpt|distill?ation|met|proven|exhausted|evidence)\b/u,
];

export function isAddressedToReader(sentence: string): boolean {
  return ADDRESSED.some((pattern) => pattern.test(sentence.trim()));
}
