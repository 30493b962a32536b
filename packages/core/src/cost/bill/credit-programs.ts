/** A way in which AWS gives credits, as far as public pages tell. AWS decides on each request; none is promised. */
export interface CreditProgram {
  readonly name: string;
  readonly upTo: string;
  readonly how: string;
  readonly source: string;
  /** ISO date of the reading. */
  readonly asOf: string;
}

const READ_ON = '2026-11-26';

export const CREDIT_PROGRAMS: readonly CreditProgram[] = [
  {
    name: 'AWS Activate Founders',
    upTo: '$1,000',
    how: 'self-funded, early startups apply by themselves on aws.amazon.com/activate',
    source: 'AWS Activate, as quoted by cloudcredits.pages.dev',
    asOf: READ_ON,
  },
  {
    name: 'AWS Activate Portfolio',
    upTo: '$100,000',
    how: 'through an Activate Provider (an investor, an accelerator) with its Org ID; AWS may refuse any request',
    source: 'aws.amazon.com/activate/portfolio-detail/requirements, and cloudcredits.pages.dev for the amount',
    asOf: READ_ON,
  },
  {
    name: 'Proof of concept on Bedrock',
    upTo: '$10,000–50,000',
    how: 'filed by an AWS partner for one use case (Partner Network, ACE); there is no form of one’s own',
    source: 'guides of credit brokers, not confirmed by AWS',
    asOf: READ_ON,
  },
  {
    name: 'AWS Generative AI Accelerator',
    upTo: '$1,000,000',
    how: 'a competition for a small cohort of startups, when applications are open',
    source: 'guides of credit brokers, not confirmed by AWS',
    asOf: READ_ON,
  },
];
