import { createHash } from 'node:crypto';
import { AwsError } from '../kit/aws-error.ts';
import type { Offer } from './offers.ts';

interface Filter {
  readonly Type: 'TERM_MATCH' | 'EQUALS' | 'CONTAINS' | 'ANY_OF' | 'NONE_OF';
  readonly Field: string;
  readonly Value: string;
}

/** AWS Price List API reference, GetProducts, read 2026-11. */
const MOST_RESULTS = 100;
const FORMAT = 'aws_v1';
const HOUR_MS = 3_600_000;

/** GetProducts: every product is a JSON text of its own inside the answer. */
export function getProducts(offers: readonly Offer[], input: Record<string, unknown>, nowMs: number): object {
  const service = String(input['ServiceCode']);
  if (!offers.some((offer) => offer.service === service))
    throw new AwsError('NotFoundException', `No service with the code ${service} was found.`);
  const format = input['FormatVersion'] ?? FORMAT;
  if (format !== FORMAT)
    throw new AwsError('InvalidParameterException', `Format version ${String(format)} is not known.`);
  const filters = (input['Filters'] ?? []) as readonly Filter[];
  const found = offers.filter(
    (offer) => offer.service === service && filters.every((filter) => passes(attributesOf(offer), filter)),
  );
  const most = Number(input['MaxResults'] ?? MOST_RESULTS);
  const from = offsetOf(input['NextToken']);
  const page = found
    .slice(from, from + most)
    .map((offer, index) => JSON.stringify(product(offer, from + index, nowMs)));
  return {
    FormatVersion: FORMAT,
    PriceList: page,
    ...(from + most < found.length ? { NextToken: Buffer.from(String(from + most)).toString('base64') } : {}),
  };
}

function offsetOf(token: unknown): number {
  if (token === undefined) return 0;
  const offset = Number(Buffer.from(String(token), 'base64').toString());
  if (Number.isInteger(offset) && offset > 0) return offset;
  throw new AwsError('InvalidNextTokenException', 'The pagination token is invalid.');
}

function passes(attributes: Readonly<Record<string, string>>, { Type, Field, Value }: Filter): boolean {
  const value = Object.entries(attributes).find(([name]) => name.toLowerCase() === Field.toLowerCase())?.[1];
  if (value === undefined) return false;
  const listed = Value.split(',').map((one) => one.trim());
  switch (Type) {
    case 'CONTAINS':
      return value.includes(Value);
    case 'ANY_OF':
      return listed.includes(value);
    case 'NONE_OF':
      return !listed.includes(value);
    default:
      return value === Value;
  }
}

function attributesOf({ service, regionCode, usageType, attributes }: Offer): Record<string, string> {
  const location = regionCode === 'us-west-2' ? 'US West (Oregon)' : 'US East (N. Virginia)';
  const named = { servicecode: service, servicename: service.replace('Amazon', 'Amazon '), location };
  return { ...attributes, ...named, locationType: 'AWS Region', regionCode, usagetype: usageType, operation: '' };
}

/** A product as AWS prints it: its rate under the code of the SKU, the term and the rate. */
function product(offer: Offer, index: number, nowMs: number): object {
  const sku = createHash('sha256').update(`${offer.usageType}#${index}`).digest('hex').slice(0, 16).toUpperCase();
  const term = `${sku}.JRTCKXETXF`;
  const rateCode = `${term}.6YS6EN2CT7`;
  // Published on the hour, so that two answers of one minute are one publication.
  const published = new Date(Math.floor(nowMs / HOUR_MS) * HOUR_MS).toISOString();
  const dimension = {
    ...{ unit: offer.unit, endRange: 'Inf', description: `$${offer.usd} per ${offer.unit} for ${offer.usageType}` },
    ...{ appliesTo: [], rateCode, beginRange: '0', pricePerUnit: { USD: offer.usd } },
  };
  const onDemand = {
    ...{ priceDimensions: { [rateCode]: dimension }, sku, effectiveDate: '2026-11-01T00:00:00Z' },
    ...{ offerTermCode: 'JRTCKXETXF', termAttributes: {} },
  };
  return {
    product: { productFamily: offer.service, attributes: attributesOf(offer), sku },
    serviceCode: offer.service,
    terms: { OnDemand: { [term]: onDemand } },
    version: published.replaceAll(/[-:TZ]|\.\d+/g, ''),
    publicationDate: published,
  };
}
