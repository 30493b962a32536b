import { AwsError } from '../kit/aws-error.ts';

/** Dimensions as they travel. */
export type WireDimensions = readonly { readonly Name: string; readonly Value: string }[];

/** Dimensions by name; no name may come twice. */
export function parseDimensions(dimensions: WireDimensions = []): Record<string, string> {
  const names = new Set(dimensions.map(({ Name }) => Name));
  if (names.size < dimensions.length)
    throw new AwsError('InvalidParameterValueException', 'The names of the dimensions of a metric must be unique.');
  return Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value]));
}

export const printDimensions = (dimensions: Readonly<Record<string, string>>): WireDimensions =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
