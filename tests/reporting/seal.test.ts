import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sealHtml } from '../../support/reporting/seal';
import { externalLoads } from './external-loads';

const page = `<!DOCTYPE html>
<html>
<head>
  <link rel="stylesheet" href="https://fonts.example/css">
  <link rel="icon" href="data:image/png;base64,AAAA">
</head>
<body>
  <script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>
  <script src='//cdn.example/x.js'></script>
  <script src="data:text/javascript;base64,AAAA"></script>
  <script>window.dataLayer = window.dataLayer || [];</script>
  <a href="https://bugs.launchpad.net/nova/+bug/1679750">the bug</a>
</body>
</html>`;

describe('a sealed page', () => {
  const sealed = sealHtml(page);

  it('loads nothing from anywhere by itself', () => {
    assert.equal(externalLoads(page).length, 3);
    assert.deepEqual(externalLoads(sealed), []);
  });

  it('keeps what it holds, and links to click', () => {
    assert.ok(sealed.includes('<script src="data:text/javascript;base64,AAAA"></script>'));
    assert.ok(sealed.includes('<link rel="icon" href="data:image/png;base64,AAAA">'));
    assert.ok(sealed.includes('href="https://bugs.launchpad.net/nova/+bug/1679750"'));
  });

  it('forbids everything else before anything of the page runs', () => {
    assert.match(sealed, /<head>\s*<meta http-equiv="Content-Security-Policy" content="default-src 'none'; /);
    assert.ok(!/Content-Security-Policy"[^>]*https?:/.test(sealed));
  });

  it('is sealed once', () => {
    assert.equal(sealHtml(sealed), sealed);
  });
});
