import fs from 'node:fs';

/** A member of a structure and where on the wire it travels. */
export interface Member {
  readonly shape: string;
  readonly location?: 'uri' | 'querystring' | 'header' | 'headers' | 'statusCode';
  readonly locationName?: string;
}

/** A shape of AWS's model: the constraints on one kind of value. */
export interface Shape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, Member>>;
  readonly member?: Member;
  readonly key?: Member;
  readonly value?: Member;
  readonly payload?: string;
  readonly union?: boolean;
  readonly document?: boolean;
  readonly eventstream?: boolean;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly error?: { readonly httpStatusCode?: number };
  readonly timestampFormat?: string;
}

export interface Operation {
  readonly method: string;
  readonly uri: string;
  readonly status: number;
  readonly input?: string;
  readonly output?: string;
  readonly errors: readonly string[];
}

/** What the sandbox keeps of AWS's model of one API: the operations it may serve, their shapes, and the names of all others. */
export interface ServiceModel {
  readonly service: string;
  readonly protocol: 'rest-json' | 'json';
  readonly signingName: string;
  readonly targetPrefix?: string;
  readonly jsonVersion?: string;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly otherOperations: readonly string[];
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** Loads the constraints of a service ("bedrock", "stepfunctions", …) that `derive.ts` wrote. */
export function loadModel(service: string): ServiceModel {
  return JSON.parse(fs.readFileSync(new URL(`./constraints/${service}.json`, import.meta.url), 'utf8')) as ServiceModel;
}
