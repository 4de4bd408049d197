/** Cucumber imports a formatter natively, where Node knows no TypeScript. */
module.exports = require('../support/reporting/allure/reporter.ts');
