import type { Cue } from '../cue.ts';

const LABELS =
  '(?:labels?|labell?ed|label data|annotat(?:ed|ions?)|training data|training examples|examples|examples? data|pairs|ground truth|gold (?:data|answers)|training set|data set|dataset|samples)';

/** Labels, raw text, language, weights, catalogue, control, risk. */
export const CONTROL_CUES: readonly Cue[] = [
  [
    'bedrock-unfit',
    /\bbedrock(?:'s)?(?: models?| inference| endpoints?)? (?:is |are |was |were |isn't |has been )?(?:way |far |much )?(?:too slow|not (?:on (?:the|our)|allowed|an option|possible|approved|cleared|available|permitted|for us)|forbidden|banned|blocked|closed|disabled|switched off|off[- ]limits|unavailable|out of the question|ruled out|out(?= ?[,.;]))\b|\bbedrock isn't (?:on (?:the|our)|allowed|an option|approved|cleared|available|permitted)\b|\b(?:can't|cannot|must not|may not|mayn't|not allowed (?:to|onto)|nothing) (?:\w+ ){0,4}?(?:use|go to|go on|run on|over|onto|on) bedrock\b|\bnot allowed onto bedrock\b|\bno bedrock (?:in|for|here|at|allowed)\b|\b(?:policy|scp|security|compliance|regulator|ministry|dpo)\b.{0,30}\b(?:blocks?|forbids?|denies|prohibits?|bans?|rules? out)\b.{0,20}\bbedrock\b|\b(?:only|just) (?:ec2|sagemaker)\b.{0,20}\b(?:approved|allowed|list\w*|permitted)\b|\bsagemaker (?:is|it is|there is|only) (?:what's |the only thing )?(?:approved|allowed|permitted)\b|\bno managed (?:service|\w+ service|cloud)\b|\b(?:no|without) (?:a )?cloud (?:api|calls?|at runtime|at all)\b/gu,
    { firm: true },
  ],
  [
    'training-refused',
    /\b(?:no|without(?: any)?|never|not any) (?:model )?(?:training|fine-?tuning|tuning)(?: (?:please|wanted|at all|allowed|possible))?\b(?! (?:data|set|examples|pairs|rows|material))|\b(?:nobody|no one|noone|none of us|we|i) (?:wants?|plans?|intends?|wishes|will|would|do|does|am|are|can|may)(?:n't| not)?(?: want| like| plan| going| able| allowed)?(?: to)? train (?:anything|a model|models|it|ourselves)\b|\bnot to be trained by us\b|\bdon't want to (?:train|fine-?tune|tune)\b|\bmust not be (?:trained|tuned)\b/gu,
    { firm: true },
  ],
  [
    'external-weights',
    /\b(?:tuned|fine-?tuned|finetuned|trained|quanti[sz]ed) (?:by us|in-?house|ourselves|by ourselves|our own (?:fine-?tune|finetune|model|llama|mistral|qwen|gemma))\b|\b(?:sft|dpo|merged|tuned|fine-?tuned) checkpoint\b|\bour (?:\w+ )?(?:gemma|llama|mistral|qwen|phi|falcon|t5|flan)(?:[- ]\S+)? (?:tune|fine-?tune|finetune|weights)\b|\b(?:gives|gave|delivered|left|sends|sent|hands) (?:us )?(?:the |a |its )?(?:\w+ )?(?:weights|checkpoint|tuned \w+|fine-?tuned \w+)|\btrain in-?house\b|\bown weights\b(?=.{0,40}\b(?:call|serve|run|converse|host|cost))/gu,
    { firm: true },
  ],
  [
    'gap-catalogue',
    /\b(?:none|nothing|not one) of the (?:standard|bedrock|usual|listed) models?\b|\b(?:from|by|of) an? (?:\w+ )?(?:lab|vendor|startup|company|provider|external company)\b(?=.{0,80}\b(?:host|subscri|try|model|endpoint|without|exactly|download|used))|\bmodel (?:by|from|of|sold by|licensed from) (?:an? )?(?:\w+ )?(?:vendor|startup|company|external|lab|provider)\b|\ba vendor has\b|\b(?:time[- ]series|seismic|weather|protein|antibody|molecule|satellite|speech|vision|geospatial|genomics?) (?:\w+ ){0,2}(?:foundation )?model\b|\bin our region's list\b|\bdeploy from (?:the )?marketplace\b/gu,
    { firm: true },
  ],
  [
    'wish-only',
    /\b(?:cto|ceo|cfo|vp|boss|board|management|leadership|director|manager) (?:\w+ )?(?:wants|asked for|asks for|demands|insists on|decided on|read about|heard of) (?:an? |our |the )?(?:own |custom )?(?:fine-?tun\w+|model|llm|ai|distill\w+|custom)|\b(?:customi[sz]e|fine-?tune|train|adapt) (?:an?|our|the) (?:llm|model|ai)\b(?! (?:to|so|for|on|that))|\b(?:how long|how much|what would it cost|what does it cost|need help)\b|^\W*fine-?tun\w+ (?:pls|please)\W*$|\bwhich (?:\w+ ){0,2}(?:technique|method|approach)\b/gu,
    { firm: true },
  ],
  [
    'labelled-pairs',
    new RegExp(
      `\\b(?:no|zero|without(?: any)?|not any|have not|haven't(?: any)?|don't have(?: any)?|dont have(?: any)?|do not have(?: any)?|not have|lack(?:s|ing)?|none|never had|0|not a single|nothing)\\s+(?:\\w+ ){0,2}?${LABELS}\\b|\\b${LABELS} (?:data )?(?:is |are |: ?|= ?)?(?:none|zero|0|missing|don't exist|do not exist|nonexistent)\\b|\\bunlabell?ed\\b|\\bnothing (?:is |was )?(?:labelled|labeled|annotated)\\b|\\bwithout any label\\b`,
      'gu',
    ),
    { denies: true, firm: true, strength: 1.5 },
  ],
  [
    'pairs-reviewed',
    /\b(?:reviewed|double[- ]annotated|hand[- ](?:edited|written|made|labelled|labeled|picked|checked|curated)|curated|approved(?! (?:an?|the|our) budget)|verified|validated|gold|checked by|labelled by (?:our )?(?:experts|doctors|lawyers|senior|two)|written by|expert[- ](?:labelled|written|reviewed)|signed off|senior|two annotators|inter-?annotator|kappa|adjudicated|clean)\b/gu,
  ],
  [
    'pairs-noisy',
    /\b(?:noisy|scraped|never (?:checked|reviewed|cleaned)|unreviewed|unchecked|uncleaned|contradict\w*|duplicates (?:in|among)|(?:many|full of) duplicates|messy|inconsistent labels?|nobody (?:checked|reviewed)|auto-?labell?ed|full of (?:errors|mistakes|typos)|dirty|half of (?:them|it) (?:is|are) (?:wrong|outdated|junk)|exported (?:straight|raw)|raw export|as is|interns? labell?ed)\b/gu,
  ],
  [
    'gap-language',
    /\b(?:jargon|alien|own (?:language|vocabulary|dialect|notation|shorthand)|(?:basically|practically|like|almost) (?:a |an )?(?:another|foreign|different|second|separate) language|dialects?|low-?resource|speaks? (?:\w+ ){0,3}?(?:bad(?:ly)?|poor(?:ly)?|terribl\w+|broken)|language is (?:broken|poor|bad|weak|wrong)|(?:mixing|mixes|confuses|mixed) (?:it )?(?:up )?with (?:turkish|russian|spanish|hindi|arabic|english|german|french|malay|danish|portuguese|urdu|persian|norwegian)|(?:vocabulary|terminology|terms|abbreviations|acronyms|notation|shorthand|register|language)\b.{0,40}\b(?:foreign|alien|unknown|strange|specialist|specialised|specialized|peculiar|different from|not understood|means? nothing|greek to|gibberish|random letters|barely (?:copes?|understands?|reads?)|soup|salad|misread|mangles?|stumbles?|unlike)|(?:doesn't|does not|don't|can't|cannot|never|hardly|barely|not) (?:really |even )?(?:understand|speak|read|parse|tokeni[sz]e|grasp|get|follow) (?:\w+ ){0,4}?(?:language|terminology|jargon|vocabulary|notation|dialect|terms|abbreviations|shorthand|text|register|kazakh|welsh|icelandic|basque|yoruba|amharic|tamil|sinhala|khmer|georgian|armenian|mongolian|latin|sanskrit)|full of (?:\w+ )?(?:strings?|abbreviations|jargon|codes|shorthand|acronyms|notation|symbols)|archaic|medieval|old (?:norse|english|french|german|high german)|gibberish|speaks? 'fab'|natively|perplexity (?:is )?(?:high|terrible|huge)|abbreviations? (?:nobody|no one|everywhere|all over|that nobody)|acronyms (?:everywhere|nobody)|(?:fall|falls|fell) apart on (?:it|them|this)|(?:treats?|reads?|sees) (?:it|them) as (?:noise|gibberish)|nobody outside (?:could|can|gets?|understands?)|(?:every|each|all|no) models? (?:misreads?|fails?|stumbles?|can't read)|(?:write|speak)s? it like|really (?:knows|speaks|writes|understands) (?:\w+ )?(?:basque|icelandic|welsh|kazakh|legal|medical|german|japanese|thai|quechua|catalan|irish)|word by word|misreads? (?:basically |nearly |almost )?(?:every|all|each|most)|(?:writes?|speaks?|answers? in|produces?) (?:poor|broken|bad|terrible|wrong) (?:\w+)|(?:broken|poor|bad) (?:quechua|icelandic|kazakh|welsh|basque|swahili|khmer|lao|georgian|maltese|irish|yoruba|zulu|tamil|sinhala|mongolian|uzbek|tajik|pashto|somali)|(?:can't|cannot) (?:even )?(?:parse|read) (?:the )?(?:\w+)|no models? (?:reads?|understands?|knows?|speaks?|gets)|(?:internal|own|private|old|special) (?:notation|shorthand|alphabet|script|codes?|spelling)|slavonic|cuneiform|sanskrit|sumerian|dialects?|creole|cyrillic|runic|breathes? \w+|speaks? our|translations are nonsense|shorthand|medieval|legal latin|domain (?:language|vocabulary))\b/gu,
    { firm: true },
  ],
  [
    'gap-language',
    /\b(?:normal|plain|ordinary|everyday|standard|simple|regular|common) (?:english|language|german|french|spanish|text|prose|business english)\b|\blanguage is (?:fine|ordinary|normal|ok|no problem|plain)\b|\b(?:nothing|no) (?:special|exotic|jargon)\b/gu,
    { denies: true, firm: true, strength: 2 },
  ],
  [
    'other-language',
    /\b(?:afrikaans|albanian|amharic|armenian|azeri|azerbaijani|basque|bengali|bosnian|breton|bulgarian|burmese|catalan|croatian|czech|danish|dari|estonian|faroese|finnish|frisian|galician|georgian|greek|gujarati|haitian|hausa|hebrew|hungarian|icelandic|igbo|irish|gaelic|javanese|kannada|kazakh|khmer|kinyarwanda|kurdish|kyrgyz|lao|latin|latvian|lithuanian|luxembourgish|macedonian|malagasy|malay|malayalam|maltese|maori|marathi|mongolian|nepali|norwegian|occitan|oromo|pashto|persian|farsi|polish|punjabi|quechua|romanian|romansh|sami|samoan|sanskrit|scots|serbian|sinhala|slovak|slovenian|somali|swahili|tagalog|tajik|tamil|tatar|telugu|thai|tibetan|tigrinya|turkmen|ukrainian|urdu|uyghur|uzbek|vietnamese|welsh|wolof|xhosa|yiddish|yoruba|zulu|slavonic|dialect)\b/gu,
    { firm: true },
  ],
  [
    'external-weights',
    /(?<!\b(?:want|wants|need|needs|a vendor quoted|should we|get|like)(?: us| to| an?| the| our)* )\b(?:fine-?tuned|finetuned|lora-?merged|self-?trained|custom-?trained) (?:\w+[- ]?){0,2}?(?:llamas?|mistral|mixtral|qwen\S*|gemma|phi|falcon|deepseek|\d+b)\b|\b(?:built|made|trained|have|did) (?:a |an |our )?(?:qlora|lora|adapter)s? (?:on|for|from|over|of)\b|\bsame weights\b|\b(?:llama|mistral|qwen|gemma|phi|falcon|deepseek)[\w.-]* (?:fine-?tune|finetune)\b/gu,
    { firm: true, strength: 0.8 },
  ],
  [
    'external-weights',
    /\b(?:safetensors|hf (?:layout|format|repo|checkpoint)|hugging ?face (?:layout|format|checkpoint|repo|model|weights)|gguf|merged (?:lora|adapter|weights|model|checkpoint)|(?:lora|qlora|adapter|checkpoint|checkpoints|weights)\b.{0,25}\b(?:merged|ready|done|in s3|on s3|exist\w*|trained|finished|sit|lying)|our (?:own )?(?:full )?(?:fine-?tune[d]?|finetune[d]?|custom|trained|self-trained) (?:of |llama|mistral|qwen|model|\d+b|gemma|phi|falcon)|(?:already|have|has|we|i|partner|university|vendor|team|lab|contractor|they) (?:\w+ ){0,2}?(?:trained|fine-?tuned|finetuned|tuned) (?:\w+ ){0,4}?(?:llama|mistral|mixtral|qwen|gemma|phi|falcon|deepseek|7b|8b|13b|14b|32b|70b|our own model|a model|own model|on-?prem|elsewhere|ourselves)|(?:trained|tuned|fine-?tuned) (?:it |them |one |ours |a model )?(?:outside|elsewhere|on-?prem\w*|on our own (?:gpus?|cluster|servers?)|on (?:gcp|azure|runpod|lambda labs|vertex|colab|a dgx|an? h100)|with axolotl|with unsloth|at the university|by (?:a|our) (?:partner|university|contractor))|(?:research group|university|phd|lab|partner|vendor|contractor|team|we|i|supplier) (?:\w+ ){0,4}?(?:a |the )?(?:fine-?tuned|finetuned|tuned|trained)|(?:a|an|my|our|own|the|left us a|hands? over a) (?:own )?(?:fine-?tuned|finetuned|tuned|lora-?merged|self-?trained) (?:\w+[- ]?){0,2}?(?:llama|mistral|mixtral|qwen\d*|gemma|phi|falcon|deepseek|\d+b)|own (?:\w+ )?(?:gemma|llama|mistral|qwen|phi|deepseek) (?:fine-?tune|finetune)|(?:full )?sft by our|lora (?:adapter )?that we|(?:adapter|model) (?:that )?(?:we|our team|our data team) trained|trained with (?:unsloth|axolotl)|weights:|imported model|(?:llama|mistral|qwen|gemma|\d+b) that (?:our|we|the)\b.{0,40}\b(?:tuned|trained|fine-?tuned)|modelnotready\w*|weights (?:in|on|from|are in) (?:s3|hugging|our)|bring (?:our|your) own (?:model|weights)|own (?:llama|mistral|qwen|gemma) (?:checkpoint|weights|model)|custom weights)\b/gu,
    { firm: true },
  ],
  [
    'gap-serving',
    /\b(?:host(?:ing|ed)?|serv(?:e|ing)|deploy(?:ed|ment|ing)?|behind the same|same (?:bedrock )?api|endpoint|run(?:ning)? (?:it|them|this) (?:on|in|without|serverless)|inference|without (?:managing|running|babysitting|operating|keeping|maintaining)|serverless|invoke|call it|put (?:it|them) (?:on|in|into|behind)|bring (?:it|them) (?:to|into)|into bedrock|on bedrock|in bedrock|via bedrock|through bedrock|no (?:servers?|ec2|endpoints? to)|keep it alive|invokable|expose|pay only when|one api|sits in a bucket|in a container|eks|kubernetes|vllm|gpu nodes?|out of gpus?|always-on|ollama|ec2|gpu (?:server|budget|instances?)|(?:team|app|apps|service|developers) (?:only )?(?:speaks?|uses?|calls?) bedrock|can bedrock run|converse|invocable|call (?:it|them) (?:through|via|from|with)|modelnotready\w*|costs nothing when|use (?:it|them) (?:on|in|from|via|through) (?:bedrock|aws))\b/gu,
  ],
  [
    'hosting-idle',
    /\b(?:idle|idles|idling|used (?:only )?(?:\d+|two|one|three|a few|four) (?:hours?|times?|minutes?|days?)|only (?:used )?(?:during|in) (?:office|business|working) hours|sits? (?:there )?(?:unused|idle|doing nothing)|nobody uses it at|nights? and weekends?|weekends?|mostly (?:unused|empty|quiet)|(?:few|couple of|handful of) (?:calls|requests|times) (?:a|per) (?:day|week)|utili[sz]ation (?:is )?(?:under|below|at|about)? ?\d ?%|24\/7 for)\b/gu,
  ],
  [
    'commitment-considered',
    /\b(?:provisioned(?: throughput)?|model units?|\bpt\b|commitments?|committed (?:use|term|throughput|capacity)|(?:1|one|6|six)[- ]month(?:s)? (?:term|commit\w*|plan|contract)|reserved (?:capacity|throughput)|no-?commit\w*)\b/gu,
  ],
  [
    'gap-catalogue',
    /\b(?:models?|llm|fm)\b.{0,60}\bby a third[- ]party\b|\bready-?made (?:\w+ )?(?:model|llm)\b|\bbedrock (?:has|offers|lists|knows) (?:none|nothing|no such)\b|\bnot to be trained by us\b|\b(?:need|want|require|looking for|insists? on|search for) (?:a |an |some )?(?:\w+[- ])?(?:speech|protein|weather|molecule\S*|chemistry|satellite|geospatial|time[- ]series|forecasting|radiology|pathology|music|voice|audio|genomic\w*|seismic|materials)(?:-\w+)? (?:\w+ )?(?:model|fm)s?\b|\b(?:company|vendor|startup|start-up|firm|provider|lab) (?:that |which |who )?(?:licen[cs]es|sells?|offers?|provides?) (?:one|it|them|such)\b|\b(?:anything|something|nothing) (?:similar|like (?:it|that|this)) (?:in|on|from|at) (?:bedrock|aws|the (?:list|catalog))|\bbedrock (?:standard )?models? (?:don't|doesn't|do not|can't) (?:do|handle|cover|support)\b|\bvendor foundation model\b/gu,
    { firm: true },
  ],
  [
    'gap-catalogue',
    /\b(?:(?:not|isn't|nothing|none|nowhere|never|no) (?:\w+ ){0,5}?(?:in|on|among|offered by|available (?:in|on)|part of|listed in|listed on) (?:the |your |our )?(?:\w+ )?(?:bedrock|catalog(?:ue)?|standard models?|model list|usual models?|native models?|console|foundation models?|serverless models?)|(?:(?:need|want|require|looking for|insists? on|search for|after) (?:a |an |some )?(?:\w+[- ])?(?:speech|protein|weather|molecule\S*|chemistry|satellite|geospatial|time[- ]series|forecasting|radiology|music|voice|audio|genomic\w*|seismic|materials) (?:\w+ )?(?:model|fm)s?|(?:company|vendor|startup|start-up|firm|provider|lab) (?:that |which |who )?(?:licen[cs]es|sells?|offers?|provides?) (?:one|it|them|such)|(?:anything|something|nothing) (?:similar|like (?:it|that|this)) (?:in|on|from|at) (?:bedrock|aws|the (?:list|catalog))|protein|genomics?|dna|rna|molecul\w+|chemistry|weather|time[- ]series|forecasting|speech|asr|deepfake|voice-?cloning|protein|text-to-speech|tts|satellite|geospatial|seismic|radiology|pathology|medical imaging|ecg|audio|music|3d|robotics|voice|vision-language|segmentation|embedding|sign language|math|legal|medical|finance|financial|japanese|korean|arabic|hebrew|vietnamese|thai|indonesian|polish|hindi|ukrainian|greek|swahili) (?:\w+ ){0,2}?(?:foundation |language )?(?:model|llm|fm)s? (?:\(|from|by|of|that|is|which|like|,|on|in|we|exists?|sold|offered|called|would|made)|(?:third[- ]party|vendor|vendor's|specialist|speciality|specialized|specialised|partner's|startup's|proprietary) (?:\w+ )?(?:foundation |language )?(?:model|llm)s?|a vendor sells|(?:they|who) (?:sell|offer)s? (?:it )?on aws|by a (?:particular |specific |specialised |specialized )?(?:startup|company|vendor)|from a (?:specialised|specialized|specialist) (?:company|vendor)|bedrock(?:'s)? (?:own )?(?:list|catalog(?:ue)?|console)? ?(?:has no|only shows|doesn't (?:have|list)|lacks)|(?:aws|bedrock|model) marketplace|(?:from|via|through|on) (?:the )?marketplace|evolutionary ?scale|esm-?\d?|esmfold|upstage|stockmark|palmyra|camb\.?ai|nemotron|widn|karakuri|john snow|gretel|plamo|liquid ai|timesfm|chronos|prithvi|medgemma|biomedlm|whisper|alphafold|bionemo)\b/gu,
    { firm: true },
  ],
  [
    'own-weights',
    /\b(?:weights?|weight files?|checkpoints?|adapters?)\b.{0,25}\b(?:in|on|inside|under) (?:a |an |our |their )?(?:\w+ )?(?:bucket|storage|s3|server|servers|hardware|vault|disk|account|custody|control)\b(?=.{0,25}\b(?:we|us|our|own|control)\b|[.,;]|$)/gu,
  ],
  [
    'import-fits',
    /\b(?:gguf|ggml|onnx|tensorrt|\.pt files?|\.bin files?|pickles?|pickled|custom (?:attention|architecture|head)|own architecture|home-?(?:grown|made) (?:\w+[- ]){0,2}?(?:architecture|encoder|decoder|transformer|model)|(?:own|custom) layers|mamba|rwkv|state[- ]space|encoder-only|(?:classification|regression|scoring) head|head of our own|an encoder|(?:de|ro|distil|modern|sci|bio|fin|legal-?)berta?|xlm-?r\w*|electra|(?:gpt-?neo\w*|bert|bloom|falcon|gemma|phi-?[234]|command-?r|starcoder2|olmo|granite)\b(?=.{0,40}\b(?:weights?|checkpoints?|model|tuned|trained|safetensors)\b))/gu,
    { denies: true, firm: true },
  ],
  [
    'licence',
    /\b(?:non-?commercial|research[- ](?:only|use|licen[cs]e)|cc[- ]by[- ]nc\S*|not for commercial|no commercial use|academic (?:use|licen[cs]e))\b/gu,
    { firm: true, choice: 'forbids', strength: 2 },
  ],
  [
    'personal-data-likely',
    /\b(?:customers?'?|client|patients?|applicants?|employee|claimants?|citizens?|guest|member|donor|pupil|student|discharge|medical|hr|tenant|passenger|policyholder) (?:\w+ )?(?:mails?|e-?mails?|letters?|tickets?|messages|chats?|calls?|transcripts?|notes?|records?|files?|charts?|complaints?|claims?|essays?)\b|\b(?:support|call|service|help) (?:cent(?:er|re)|desk|line)s?\b|\b(?:support|call|chat|phone) (?:logs|recordings?|transcripts?|notes)\b|\b(?:loan|insurance|police|court|case) (?:files?|records?|claims?|letters?)\b|\b(?:transcripts|tickets?|e-?mails?|chats?|hospitals?|clinics?|insur\w+ (?:letters|claims?)|loans?|tenants?|passengers?|citizens?|invoices?|lab notebooks?|genomics?|variant reports?)\b/gu,
    { firm: true },
  ],
  [
    'own-weights',
    /\b(?:own (?:the |our |all )?(?:weights|model|artifact|artefact|checkpoint)s?|(?:weights|model|artifact) (?:must|has to|have to|need to|should|shall) (?:be|stay|remain|belong|live) (?:\w+ ){0,3}?(?:ours|with us|our|yours|portable|on-?prem\w*|exportable|downloadable|in our)|ownership of (?:the )?(?:weights|model)|that we own|we own the|take (?:the weights|it|them) (?:with us|away|elsewhere|off aws)|(?:keep|retain|archive|store|hold|preserve) (?:the |our )?weights|escrow\w*|(?:handed|hand) (?:over )?to (?:the|them|us|our)|model art[ei]fact|model files|(?:download|export|exportable|portable|escrow) (?:\w+ )?(?:weights|model|checkpoint)?|(?:deliver|hand over|ship|give) the weights|no vendor lock-?in|lock-?in|air-?gapped|on-?prem\w*|edge (?:devices?|box(?:es)?|gateways?)|offline (?:devices?|app|at sea)|(?:run|runs|running|work|works) offline|no (?:internet|uplink|coverage|signal|5g)|without (?:net|internet|uplink)|(?:run|sit|live|ship|sail|be burned|lie|stay|runs|sits) (?:\w+ ){0,2}?(?:on|in|inside|with) (?:the|our|their|a) (?:own )?(?:\w+ )?(?:data ?cent(?:er|re)|basement|premises|factory|plant|trams?|tractors?|vans?|vehicles?|ships?|vessels?|handsets?|devices?|box|boxes|rack|laptops?|tablets?|phones?|terminals?|kiosks?|jetson|disks?|bunker|gateway|hardware|machines?|gpus?|pods?)|(?:weights|parameters|file|checkpoint|artefact|artifact) (?:\w+ ){0,2}?(?:ours|to us|with us|in our hands|theirs|be ours)|(?:delivered|comes?|carry in) as (?:a )?files?|be our own file|leave aws with us|we keep the (?:checkpoint|weights)|run it (?:on|in) our own|ships? inside|our own machines|own hardware|must be open weights|by contract|we own\b(?=.{0,20}(?:small|student|model))|contract\w* (?:clause|requires?|demands?)\b.{0,30}\bweights)\b/gu,
  ],
  [
    'custom-objective',
    /\b(?:(?:classification|regression|scoring) head|head of our own|focal loss|(?:penalty|term) (?:to|in|inside) the (?:objective|loss)|wrote a loss|loss (?:which|that|function)|preference loss|(?:blocks|layers) frozen|fr(?:eeze|ozen) (?:the )?(?:\w+ )?(?:\d+ )?(?:blocks|layers)|custom (?:loss|objective|training|trainer|head|tokenizer|tokeniser|architecture)|own (?:loss|objective|training loop)|ranking (?:term|loss)|contrastive|reward shaping|auxiliary loss|multi-?task loss|ppo|grpo|orpo|kto|modified (?:loss|architecture)|new tokens|extend(?:ed)? (?:the )?(?:tokenizer|vocab\w*)|distillation loss|logit\w*|own training (?:code|script)|full control (?:of|over) (?:the )?training)\b/gu,
  ],
  [
    'distributed-training',
    /\b(?:(?:two|three|four|eight|sixteen|\d+) (?:p4d|p5|p5e|trn1|trn2)\w*|\d+ nodes|multi-?node|hyperpod|fsdp|deepspeed|distributed training|\d+ ?x ?(?:p4d|p5|h100|a100|trn1)|slurm|megatron|tensor parallel|model parallel)\b/gu,
  ],
  [
    'own-teacher',
    /\b(?:our|own|in-?house) (?:own )?\d+ ?b\b(?=.{0,60}\b(?:trained|tuned|ours|in-?house|gives|good|perfect|teach\w*)\b)|\b\d+ ?b in-?house\b|\b(?:post-?trained|trained|tuned) (?:by )?ourselves\b|\bteacher\b.{0,40}\b(?:our own|ours|own|self|is a (?:claude|gpt|deepseek|qwen|mistral)|in-?house|fine-?tune|finetune|on (?:a )?sagemaker|not on bedrock)\b|\bour own\b.{0,40}\b(?:as (?:the )?teacher|teaches|to teach)\b/gu,
  ],
  [
    'no-ml-team',
    /\b(?:no|without(?: an?)?|zero|not have|don't have(?: any| an?)?|lack(?:ing)?) (?:\w+[- ]?){0,3}?(?:ml|machine[- ]learning|data scien\w+|mlops|ml-?platform|ai|gpu|infra|devops) ?-?(?:platform )?(?:engineers?|team|people|person|staff|skills|expert\w*|scientists?|specialists?|ops)\b|\b(?:two|2|three|3|one|1|small)[- ](?:person|people|man|dev\w*) (?:team|shop|startup|company)\b/gu,
    { firm: true },
  ],
  [
    'cold-start-ok',
    /\b(?:cold ?starts?|slow first|first (?:request|answer|call)|warm-?up|wait a (?:minute|few|bit)|minutes? to (?:wake|start))\b.{0,40}\b(?:ok|okay|fine|acceptable|accept\w*|no problem|doesn't matter|tolera\w+|don't (?:care|mind))\b|\b(?:ok|okay|fine|accept|tolerate|no problem|don't mind) (?:with )?(?:\w+ ){0,3}?(?:cold ?starts?|slow first|warm-?up|waiting|minutes?)\b/gu,
  ],
  [
    'cold-start-ok',
    /\b(?:no|never|can't have|cannot have|without|zero|not tolerate|unacceptable) (?:\w+ )?cold ?starts?\b|\bcold ?starts? (?:are |is )?(?:not|un)\s?(?:ok|acceptable|allowed|tolerable)\b|\balways (?:on|warm|hot|instantly)\b/gu,
    { denies: true, firm: true, strength: 2 },
  ],
  [
    'offline-work',
    /\b(?:overnight|nightly|batch(?:es)?|offline|once a (?:day|week|month|night)|at night|by (?:next )?(?:morning|monday|tomorrow)|backlog|archive of|no (?:hurry|rush)|not (?:urgent|real[- ]?time|interactive|time[- ]critical)|asynchron\w*|within 24 ?h(?:ours)?|whenever|end of (?:the )?(?:day|month|week)|doesn't need (?:to be )?real[- ]?time|can wait)\b/gu,
  ],
  [
    'personal-data',
    /\b(?:patients?'?|medical (?:records?|data|files?|notes?|histor\w+)|clinical (?:notes?|records?|data)|customers?'? (?:names?|data|details)|personal (?:data|information|details)|pii|gdpr|hipaa|phi\b|(?:real|their|full|first|last|family|people's|with|and|contains?|incl\w*) names?|(?:home|mail|e-?mail|ip) addresses|ssns?|passports?|payroll|salar(?:y|ies)|cvs?|resumes|phone numbers?|plates|fhir\w*|kyc|dates? of birth|iban\w*|account numbers)\b/gu,
  ],
  [
    'personal-data',
    /\b(?:no|without|free of|zero|not any) (?:\w+ )?(?:pii|personal (?:data|information)|names|customer data)\b|\b(?:anonymi[sz]ed|de-?identified|scrubbed|synthetic|public data|pii[- ]free|pii (?:is |was |has been |already )*(?:removed|masked|stripped|scrubbed|gone))\b/gu,
    { denies: true, firm: true, strength: 2 },
  ],
  [
    'traffic-steady',
    /\b(?:steady|steadily|round the clock|evenly|constant(?:ly)?|24\/7|continuous(?:ly)?|predictable|flat (?:load|traffic)|all day|uniform|same every day)\b/gu,
  ],
  [
    'traffic-steady',
    /\b(?:spiky|lumpy|bursty|bursts?|sporadic\w*|seasonal|irregular|unpredictable (?:traffic|load)|occasional(?:ly)?|peaks?|rarely|few (?:requests|calls|times)|(?:once|twice) a (?:day|week|month)|only (?:at|on|in|during) (?:month-?end|mondays?|office|business|the morning))\b/gu,
    { denies: true, firm: true },
  ],
  ['licence', /\b(?:licen[cs]es?|licensed|apache(?: 2)?|mit license|llama community|commercial use|copyright)\b/gu],
  [
    'credits-known',
    /\b(?:credits?|activate|poc funding|startup program\w*)\b(?! (?:card|union|score|risk|line|note|check|bureau))/gu,
  ],
  [
    'long-prompt',
    /\b(?:(?:long|huge|giant|massive|enormous|big|monster|fat) (?:system )?prompts?|(?:prompt|system prompt|instructions|examples|preamble) (?:is|are|of|has|have|takes?|eats?|runs? to|at|with|=|about|around|now)? ?(?:now |about |around |roughly |over |already |nearly |almost |up to )*\d[\d.,]*k? ?(?:tokens?|words|pages|lines)|\d[\d.,]*k?[- ]?tokens? (?:system )?(?:prompt|of (?:instructions|examples|rules|context|policy))|\d[\d.,]*k? tokens (?:each|every|per) (?:call|request|time)|same \d[\d.,]*k? (?:tokens|pages)|stuff(?:ing|ed)? \d[\d.,]*k? tokens|(?:send|sending|pay(?:ing)? for|resend\w*|repeat\w*) (?:\w+ ){0,3}?(?:same )?(?:long )?(?:prompt|instructions|examples|context|document|preamble) (?:each|every|with every|on every|over and over))\b/gu,
  ],
  [
    'eval-set',
    /\b(?:test set|eval(?:uation)? set|golden set|gold set|benchmark|held-?out|holdout|test cases|regression (?:set|suite)|blind (?:panel|test))\b/gu,
  ],
  [
    'failure-vague',
    /^(?!\W*we\b)(?:\W*(?:it|output|outputs|the output|answers?|results?|model|the model|bot|everything|just|is|are|always|sometimes|totally|completely|so|very|still|simply|really|not|doesn't|does not|don't|isn't|aren't|wrong|bad|broken|terrible|help|pls|please|all|the time|time|often|garbage|trash|weird|off|quality|hallo|hello|hi|better|make|our|ai|llm|chatbot|sucks|it's|no|good|the|a|and|we|how|can|why|to|improve|idk|dunno|poor|low|lol|ok|team)\b\W*){1,14}$/gu,
    { firm: true },
  ],
  [
    'wish-only',
    /\b(?:(?:want|wants|need|needs|would like|asked for|asks for|decided|mandate\w*|order(?:ed)?|told) (?:us |me |to |for |have |get |build |our |an? |the |own |make )*(?:custom|own|bespoke|ai|llm|gpt|fine-?tun\w+|finetun\w+|model|distill?\w*|rag|cpt|pre-?train\w*)(?! to \w+)|do something with|leadership (?:gave|wants)|recommend (?:a |the )?(?:method|approach|model)|minimum number|roi of|what is the|what's the|read about|is \w+ better than|better than claude|thinking about|pros and cons|thoughts|suggestions|can rung|possible to|saw a (?:demo|talk|keynote)|which (?:method|approach|one|technique|model|is (?:best|better|right))|what (?:method|approach|should we (?:do|use|choose))|quelle methode|welche methode|que metodo|where (?:do we|to) (?:start|begin)|is fine-?tuning (?:worth|good|better|hard|expensive)|how (?:much|long) does|should we (?:fine-?tune|distill|use)|go\?)\b/gu,
    { firm: true },
  ],
];
