/** What a sealed page may use: itself, and what is written into it. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' data: blob:",
  "style-src 'unsafe-inline' data: blob:",
  'img-src data: blob:',
  'font-src data:',
  'media-src data: blob:',
  'frame-src data: blob:',
  'connect-src data: blob:',
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

/**
 * Makes a self-contained HTML report that cannot send anything anywhere when it is opened: whatever it would load from
 * the network by itself is taken out, and a content security policy forbids the rest. Links that a reader clicks stay.
 */
export function sealHtml(html: string): string {
  const stripped = html
    .replace(/<script\b[^>]*\bsrc\s*=\s*["']?(?:https?:)?\/\/[^>]*>\s*<\/script>/gi, '')
    .replace(/<link\b[^>]*\bhref\s*=\s*["']?(?:https?:)?\/\/[^>]*>/gi, '');
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">`;
  return stripped.includes(policy) ? stripped : stripped.replace(/<head>/i, (head) => `${head}\n    ${policy}`);
}
