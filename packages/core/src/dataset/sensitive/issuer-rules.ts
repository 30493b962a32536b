// cspell:ignore rubygems Clojars Supabase Groq Shippo Brevo xoxe EAAA Mapbox atlasv dckr xkeysib ntn glsa sntryu sntrys NRAK NRII dapi ATATT PMAK figd pscale tskey pplx lsv pcsk HRKU LTAI CCIPAT bkua CFPAT ABSK gldt glrt glptt glft glsoat glcbt glimt glffct glagent gloas AKCp rdme AQVN hvb npat
import type { SecretRule } from './secret-rules.ts';
import { END, isRandom, token } from './secret-tokens.ts';

const WORD = '[A-Za-z0-9]';
const URL_WORD = '[A-Za-z0-9_-]';
const HEX = '[a-f0-9]';

/** A kind of secret that begins with one of `prefixes`, each ended by the same mark. */
function prefixed(kind: string, prefixes: readonly string[], body: string): SecretRule {
  const anchor = prefixes[0]?.at(-1) ?? '';
  const pattern = token(`(?:${prefixes.map((prefix) => prefix.replaceAll('.', '\\.')).join('|')})${body}`);
  const rule = { anchor, leads: prefixes.map((prefix) => prefix.slice(0, -1)), pattern, accepts: isRandom };
  return { kind, ...rule };
}

/** A kind of secret that is told by letters which seldom stand together. */
function lettered(kind: string, anchor: string, body: string): SecretRule {
  return { kind, anchor, pattern: token(body), accepts: isRandom };
}

/**
 * What other issuers hand out, in the shapes that they publish and that gitleaks looks for (github.com/gitleaks/gitleaks,
 * config/gitleaks.toml), read 2026-11-27. Left out are those without a mark of their own: they are seen beside their names.
 */
export const ISSUER_RULES: readonly SecretRule[] = [
  prefixed('GitLab token', ['gldt-', 'glrt-', 'glptt-', 'glft-', 'glsoat-', 'glcbt-', 'glimt-'], `${URL_WORD}{20,64}`),
  prefixed('Docker token', ['dckr_pat_', 'dckr_oat_'], `${URL_WORD}{27,40}`),
  prefixed('Hugging Face token', ['api_org_'], '[A-Za-z]{34}'),
  prefixed('RubyGems key', ['rubygems_'], `${HEX}{48}`),
  prefixed('Clojars token', ['CLOJARS_'], '[a-z0-9]{60}'),
  prefixed('Notion token', ['ntn_', 'secret_'], `${WORD}{43,50}`),
  prefixed('Grafana token', ['glsa_', 'glc_'], '[A-Za-z0-9_+/=-]{32,400}'),
  prefixed('Sentry token', ['sntryu_', 'sntrys_'], '[A-Za-z0-9_+/=-]{60,400}'),
  prefixed('Figma token', ['figd_'], `${URL_WORD}{40}`),
  prefixed('Netlify token', ['nfp_'], `${WORD}{36}`),
  prefixed('Supabase token', ['sbp_'], `${HEX}{40}`),
  prefixed('PlanetScale token', ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'], '[A-Za-z0-9_.-]{32,64}'),
  prefixed('Groq key', ['gsk_'], `${WORD}{52}`),
  prefixed('Replicate token', ['r8_'], `${WORD}{37}`),
  prefixed('LangSmith key', ['lsv2_pt_', 'lsv2_sk_'], `${HEX}{32}_${HEX}{10}`),
  prefixed('Pinecone key', ['pcsk_'], `${WORD}{5,8}_${WORD}{50,70}`),
  prefixed('CircleCI token', ['CCIPAT_'], `${WORD}{22}_${HEX}{40}`),
  prefixed('Buildkite token', ['bkua_'], `${HEX}{40}`),
  prefixed('Sourcegraph token', ['sgp_'], `(?:${WORD}{16}_)?${HEX}{40}`),
  prefixed('Razorpay key', ['rzp_live_'], `${WORD}{14}`),
  prefixed('Shippo token', ['shippo_live_'], `${HEX}{40}`),
  prefixed('Brevo key', ['xkeysib-'], `${HEX}{64}-${WORD}{16}`),
  prefixed('Pulumi token', ['pul-'], `${HEX}{40}`),
  prefixed('New Relic key', ['NRAK-', 'NRII-'], '[A-Za-z0-9_-]{27,32}'),
  prefixed('Postman key', ['PMAK-'], `${HEX}{24}-${HEX}{34}`),
  prefixed('Tailscale key', ['tskey-'], `[a-z]{3,10}-${WORD}{10,40}(?:-${WORD}{10,48})?`),
  prefixed('Perplexity key', ['pplx-'], `${WORD}{40,60}`),
  prefixed('xAI key', ['xai-'], `${WORD}{70,90}`),
  prefixed('OpenRouter key', ['sk-or-v1-'], `${HEX}{64}`),
  prefixed('HubSpot token', ['pat-na1-', 'pat-na2-', 'pat-eu1-'], `${HEX}{8}-(?:${HEX}{4}-){3}${HEX}{12}`),
  prefixed('Heroku key', ['HRKU-'], `AA${URL_WORD}{58}`),
  prefixed('Square token', ['sq0atp-', 'sq0csp-'], `${URL_WORD}{22,60}`),
  prefixed('Contentful token', ['CFPAT-'], `${URL_WORD}{43}`),
  prefixed('AWS Bedrock key', ['bedrock-api-key-'], '[A-Za-z0-9+/=]{100,2000}'),
  prefixed('Vault token', ['hvb.'], `${URL_WORD}{130,300}`),
  prefixed('Doppler token', ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.'], '[A-Za-z0-9._-]{40,60}'),
  prefixed('Dropbox token', ['sl.'], `(?:u\\.)?${URL_WORD}{130,200}`),
  prefixed('Google access token', ['ya29.'], `${URL_WORD}{60,400}`),
  prefixed('Dynatrace token', ['dt0c01.'], '[A-Z2-7]{24}\\.[A-Z2-7]{64}'),
  prefixed('Slack token', ['xoxe.'], `xox[bp]-[0-9]-${WORD}{140,200}`),
  lettered('AWS Bedrock key', 'ABSK', 'ABSK[A-Za-z0-9+/]{109,269}={0,2}'),
  lettered('Databricks token', 'dapi', `dapi${HEX}{32}(?:-[0-9])?`),
  lettered('Atlassian token', 'ATATT3', 'ATATT3[A-Za-z0-9_=-]{180,200}'),
  lettered('Facebook token', 'EAA', 'EAA[MCB][A-Za-z0-9]{100,400}'),
  lettered('Square token', 'EAA', `EAAA${URL_WORD}{60}`),
  lettered('Alibaba key id', 'LTAI', `LTAI${WORD}{16,20}`),
  lettered('Artifactory key', 'AKCp', `AKCp${WORD}{69}`),
  lettered('age key', 'AGE-SE', 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}'),
  lettered('NuGet key', 'oy2', 'oy2[a-z2-7]{43}'),
  lettered('Mapbox token', 'sk.ey', 'sk\\.eyJ[A-Za-z0-9]{40,120}\\.[A-Za-z0-9_-]{22}'),
  {
    kind: 'Terraform token',
    anchor: '.atlas',
    pattern: new RegExp(`(?<=(?<!${WORD})${WORD}{14})\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}${END}`, 'y'),
    accepts: isRandom,
  },
  {
    kind: 'Azure key',
    anchor: '8Q~',
    pattern: /(?<=(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3})8Q~[A-Za-z0-9_~.-]{31,34}/y,
    accepts: isRandom,
  },
  {
    kind: 'Mailchimp key',
    anchor: '-us',
    pattern: new RegExp(`(?<=(?<!${WORD})${HEX}{32})-us[0-9]{1,2}${END}`, 'y'),
  },
];
