import type { Card } from '@rung/core/chat/card.ts';
import type { Drawn } from './blocks.ts';
import { copyCard } from './copy-card.ts';
import { costsCard } from './costs-card.ts';
import { creditsCard } from './credits-card.ts';
import { datasetCard } from './dataset-card.ts';
import { diagnosisCard, whyNotCard } from './diagnosis-card.ts';
import { digestCard } from './digest-card.ts';
import { estimateCard } from './estimate-card.ts';
import { evaluationCard } from './evaluation-card.ts';
import { evaluationEndedCard } from './evaluation-end-card.ts';
import { explanationCard } from './explanation-card.ts';
import { findingsCard } from './findings-card.ts';
import { armPromptsCard, flipsCard } from './flips-card.ts';
import { hostingCard } from './hosting-card.ts';
import { hostingList } from './hosting-list.ts';
import { judgementCard, judgementEndedCard } from './judgement-card.ts';
import { launchCard } from './launch-card.ts';
import { launchList } from './launch-list.ts';
import { launchNote } from './launch-notes.ts';
import { leaseCard } from './lease-card.ts';
import { leaseAnswer, leaseNote, modelsToHostCard } from './lease-notes.ts';
import { lookedAgainCard } from './looked-again-card.ts';
import { lossChart } from './loss-chart.ts';
import { namesCard } from './names-card.ts';
import { aboutCard, helpCard, noticeCard } from './plain-cards.ts';
import { priceCard } from './price-card.ts';

/** Draws any card: the one place that knows which view shows which value. */
export function drawCard(card: Card): Drawn {
  switch (card.kind) {
    case 'diagnosis':
      return diagnosisCard(card.verdict, card.asked);
    case 'why-not':
      return whyNotCard(card.verdict);
    case 'explanation':
      return explanationCard(card.question, card.explanation);
    case 'launch':
      return launchCard(card.launch, card.approvers);
    case 'findings':
      return findingsCard(card.findings);
    case 'loss-curve':
      return lossChart(card.launch);
    case 'launch-approved':
    case 'launch-stalled':
    case 'launch-moved':
    case 'launch-ended':
    case 'orphan-job':
      return launchNote(card);
    case 'launches':
      return launchList(card.groups);
    case 'dataset':
    case 'names':
    case 'copy':
      return drawCheck(card);
    case 'hosting':
      return hostingCard(card);
    case 'hostings':
      return hostingList(card);
    case 'judgement':
    case 'arm-prompts':
    case 'judgement-ended':
    case 'looked-again':
    case 'flips':
    case 'evaluation':
    case 'evaluation-ended':
      return drawJudgement(card);
    default:
      return drawOther(card);
  }
}

function drawOther(
  card: Extract<
    Card,
    {
      kind:
        | 'lease'
        | 'lease-note'
        | 'lease-answer'
        | 'models-to-host'
        | 'estimate'
        | 'prices'
        | 'costs'
        | 'credits'
        | 'digest'
        | 'help'
        | 'about'
        | 'notice';
    }
  >,
): Drawn {
  switch (card.kind) {
    case 'lease':
      return leaseCard(card);
    case 'lease-note':
      return leaseNote(card);
    case 'lease-answer':
      return leaseAnswer(card);
    case 'models-to-host':
      return modelsToHostCard(card);
    case 'estimate':
      return estimateCard(card);
    case 'prices':
      return priceCard(card);
    case 'costs':
      return costsCard(card);
    case 'credits':
      return creditsCard(card);
    case 'digest':
      return digestCard(card);
    case 'help':
      return helpCard();
    case 'about':
      return aboutCard(card);
    case 'notice':
      return noticeCard(card);
    default:
      return card satisfies never;
  }
}

function drawCheck(card: Extract<Card, { kind: 'dataset' | 'names' | 'copy' }>): Drawn {
  switch (card.kind) {
    case 'dataset':
      return datasetCard(card);
    case 'names':
      return namesCard(card);
    case 'copy':
      return copyCard(card);
    default:
      return card satisfies never;
  }
}

function drawJudgement(
  card: Extract<
    Card,
    {
      kind:
        | 'judgement'
        | 'arm-prompts'
        | 'judgement-ended'
        | 'looked-again'
        | 'flips'
        | 'evaluation'
        | 'evaluation-ended';
    }
  >,
): Drawn {
  switch (card.kind) {
    case 'judgement':
      return judgementCard(card.judgement, card.approvers);
    case 'arm-prompts':
      return armPromptsCard(card.judgement);
    case 'judgement-ended':
      return judgementEndedCard(card.judgement);
    case 'looked-again':
      return lookedAgainCard(card);
    case 'flips':
      return flipsCard(card);
    case 'evaluation':
      return evaluationCard(card.evaluation, card.approvers);
    case 'evaluation-ended':
      return evaluationEndedCard(card.evaluation);
    default:
      return card satisfies never;
  }
}
