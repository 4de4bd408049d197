export function syntaxErrorIn(text: string): string | undefined;
