const { join } = require('node:path');

/** Settings for editors and for `npx cucumber-js`; `npm run acceptance` is the gate. */
module.exports = {
  default: {
    paths: ['features/**/*.feature'],
    requireModule: [join(__dirname, 'config', 'typescript.cjs')],
    require: ['support/hooks.ts', 'support/parameter-types.ts', 'step-definitions/**/*.ts'],
    formatOptions: { snippetInterface: 'async-await' },
  },
};
