/** How the page of the book looks: beside its contents on a wide screen, below them on a narrow one. */
export const style = `
:root { color-scheme: light dark; --ground: #fff; --text: #1b1f24; --quiet: #57606a; --line: #d0d7de; --good: #1a7f37; --link: #0969da; --open: #8a4600; --code: #f6f8fa; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0d1117; --text: #e6edf3; --quiet: #9198a1; --line: #30363d; --good: #3fb950; --link: #58a6ff; --open: #e3a04f; --code: #161b22; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); }
main { padding: 1rem; max-width: 50rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: .5rem 0 1rem; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 3rem 0 .5rem; }
h3 { font-size: 1.1rem; margin: 0; } h4 { font-size: 1rem; margin: 0; font-weight: 600; }
p { margin: .5rem 0; }
.opening { font-size: 1.05rem; }
ul, ol { margin: .5rem 0; padding-left: 1.3rem; }
dl { display: grid; grid-template-columns: minmax(6rem, 11rem) 1fr; gap: .3rem 1rem; } dt { font-weight: 600; } dd { margin: 0; }
.quiet { color: var(--quiet); } .good { color: var(--good); }
.open { color: var(--open); border: 1px solid currentColor; border-radius: 1rem; padding: 0 .5em; font-size: .8rem; font-weight: 400; white-space: nowrap; }
.rule { border-left: .25rem solid var(--link); padding-left: .8rem; margin: 1.5rem 0 1rem; font-weight: 600; }
.rule span { color: var(--quiet); font-weight: 400; }
article { border-top: 1px solid var(--line); padding: 1.2rem 0; }
.scenario { background: var(--code); border-radius: .4rem; padding: .7rem .9rem; margin: .8rem 0; }
.steps { list-style: none; padding: 0; } .steps b { font-weight: 600; color: var(--quiet); }
.cases { list-style: none; padding: 0; margin: .5rem 0 0; font-size: .92rem; }
.cases > li { border-top: 1px solid var(--line); padding: .35rem 0; } .cases > li:target { outline: 2px solid var(--link); outline-offset: 2px; }
.id { font: .9em ui-monospace, monospace; white-space: nowrap; }
.file { font-size: .85rem; }
summary { cursor: pointer; color: var(--link); }
.bugs li { margin: .4rem 0; }
nav { border-bottom: 1px solid var(--line); padding: 1rem; font-size: .92rem; }
nav .top { font-weight: 600; }
nav ul { display: none; }
@media (min-width: 1000px) {
  body { display: grid; grid-template-columns: 21rem minmax(0, 1fr); }
  nav { border-bottom: 0; border-right: 1px solid var(--line); height: 100vh; overflow-y: auto; position: sticky; top: 0; }
  nav ul { display: block; padding-left: .3rem; list-style: none; font-size: .87rem; }
  nav ol > li { margin: .6rem 0; }
  main { padding: 1rem 3rem; }
}
@media print { nav { display: none; } body { display: block; } .scenario { break-inside: avoid; } }
`;
