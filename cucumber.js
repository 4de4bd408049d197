const { join } = require('node:path');

/**
 * Settings for editors and for `npx cucumber-js`; `npm run acceptance` is the gate. No paths: those of the command line would be
 * added to them, and without any cucumber takes what is in features/.
 */
module.exports = {
  default: {
    requireModule: [join(__dirname, 'config', 'typescript.cjs')],
    require: ['support/hooks.ts', 'support/parameter-types.ts', 'step-definitions/**/*.ts'],
    formatOptions: { snippetInterface: 'async-await' },
  },
};
