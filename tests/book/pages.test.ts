import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderHtml } from '../../support/book/html';
import { renderMarkdown } from '../../support/book/markdown';
import { exampleBook, feature } from './example';

const hostile = exampleBook({
  features: [
    {
      path: 'features/deletes/first.feature',
      text: feature('<script>alert(1)</script> | *stars* [link](x)', '@LD-1', 'A "title" & <b>'),
      world: 'features',
    },
  ],
});

describe('the page of Markdown', () => {
  const page = renderMarkdown(exampleBook());

  it('tells a scenario with its steps, what was seen, and what it guards', () => {
    assert.ok(page.includes('```gherkin\nScenario: The host is forced down\n  Given a server is running on a host\n'));
    assert.ok(
      page.includes(
        '- `LD-1` seen on OpenStack Zed and 2025.1. Guards [bug 7](https://bugs.launchpad.net/bugs/7): a leak. Turns red too when half is freed.',
      ),
    );
  });

  it('tells a draft as open, with a link to it', () => {
    assert.ok(page.includes('### Second (open)'));
    assert.ok(page.includes('[second.feature](drafts/deletes/second.feature)'));
  });

  it('says the extent', () => {
    assert.match(page, /^- 1 behaviour in 1 scenario, which run/m);
    assert.match(page, /^- Open, which means written and not run yet: 1 behaviour in 1 scenario\.$/m);
  });

  it('keeps what a text says from being Markdown', () => {
    assert.ok(renderMarkdown(hostile).includes('### \\<script\\>alert(1)\\</script\\> \\| \\*stars\\* \\[link\\](x)'));
  });
});

describe('the page of HTML', () => {
  const page = renderHtml(exampleBook());

  it('tells a scenario, a draft, and links each id of a bug to its scenario', () => {
    assert.ok(page.includes('<b>Given</b> a server is running on a host'));
    assert.ok(page.includes('Second <span class="open">open</span>'));
    assert.ok(page.includes('<li id="LD-1">') && page.includes('href="#LD-1"'));
  });

  it('has no script, and a policy that lets it ask nobody', () => {
    assert.doesNotMatch(page, /<script/i);
    assert.match(page, /Content-Security-Policy" content="default-src 'none'/);
  });

  it('keeps what a text says from being HTML', () => {
    assert.doesNotMatch(renderHtml(hostile), /<script|<b>&|"title" &amp; <b>/);
  });

  it('leads to no place that is not there', () => {
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const lost = [...page.matchAll(/href="#([^"]+)"/g)].map(([, to]) => to).filter((to) => !ids.has(to));
    assert.deepEqual(lost, []);
  });
});
