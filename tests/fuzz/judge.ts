/** What a reply says, whoever carried it. */
export interface FuzzReply {
  readonly status: number;
  readonly text: string;
}

/** Longer than any refusal has to be. */
const longestRefusal = 8000;

/** What is not played, and what Nova itself says when its fake driver cannot do something. */
const notImplemented = /the embedded cloud does not play |The requested functionality is not supported\./;

/** What no reply to any request may be, in words; undefined when all is well. */
export function judge(method: string, { status, text }: FuzzReply): string | undefined {
  if (status === 501 && method !== 'HEAD' && !notImplemented.test(text))
    return `answered 501, and not why: ${text.slice(0, 500)}`;
  if (status >= 500 && status !== 501) return `answered ${status}: ${text.slice(0, 500)}`;
  if (status >= 400 && text.length > longestRefusal) return `answered ${status} with ${text.length} characters`;
  const leak = /\[native code\]|\[object [A-Z]\w+\]|\bat .+\.[jt]s:\d+/.exec(text);
  return leak === null ? undefined : `answered ${status} with "${leak[0]}" in it`;
}
