/** asl-validator 4.0.0 ships no types; it writes `QueryLanguage` into the definition it is given. */
declare module 'asl-validator' {
  export default function aslValidator(
    definition: object,
    options?: { readonly checkPaths?: boolean; readonly checkArn?: boolean },
  ): { readonly isValid: boolean; errorsText(separator?: string): string };
}
