/** What Allure's page lacks: names that are read whole in its lists, and a layout for a narrow window, where all of it stands below each other. */
const style = `
.node__leaf .node__name.line-ellipsis { white-space: normal; overflow-wrap: anywhere; }
.node__leaf .node__title { align-items: flex-start; }
@media (max-width: 700px) {
  .app { flex-direction: column; height: auto; min-height: 100vh; }
  .app .app__nav { width: 100%; min-width: 0; }
  .app .side-nav { width: 100%; height: auto; flex-direction: row; align-items: center; overflow-x: auto; }
  .app .side-nav__menu { display: flex; flex-direction: row; }
  .app .side-nav__item { width: auto; }
  .app .side-nav__link { width: auto; padding-right: 8px; }
  .app .side-nav__head, .app .side-nav__strut, .app .side-nav__collapse { display: none; }
  .app .side-nav__footer { flex-direction: row; display: flex; }
  .app .side-nav__footer .side-nav__text { display: none; }
  .app .app__content { width: 100%; overflow: visible; }
  .app .side-by-side { position: static; flex-direction: column !important; height: auto; overflow: visible; }
  .app .side-by-side__left, .app .side-by-side__right { width: 100% !important; height: auto; overflow: visible; }
  .app .side-by-side__right { order: -1; border-bottom: 4px solid #8886; }
  .app .gutter { display: none; }
  .app .widgets-grid__col { width: 100%; min-width: 0; }
  .app .node__parameters { display: none; }
}
`;

/** Puts that style into a page of Allure's. */
export function withStyle(html: string): string {
  return html.replace(/<\/head>/i, (end) => `<style>${style}</style>\n${end}`);
}
