import type { Json } from '../../slack/workspace.ts';

/** Slack's JSON as the page reads it: a member that is missing or of another kind reads as nothing, so a drawing never fails. */
export type JsonObject = { readonly [key: string]: Json | undefined };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const object = (value: unknown): JsonObject => (isObject(value) ? value : {});
export const list = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
export const string = (value: unknown): string => (typeof value === 'string' ? value : '');
export const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
export const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** The words of a text object ("plain_text" or "mrkdwn"). */
export const words = (value: unknown): string => string(object(value)['text']);
