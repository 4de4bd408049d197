const loading =
  /<(?:script|img|iframe|link|source|video|audio)\b[^>]*?\b(?:src|href)\s*=\s*["']?((?:https?:)?\/\/[^"'\s>]+)/gi;

/** Every address that a page would load by itself. */
export function externalLoads(html: string): string[] {
  return [...html.matchAll(loading)].map(([, address = '']) => address);
}
