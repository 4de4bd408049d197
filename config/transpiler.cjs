/**
 * ts-node's transpiler (swc), which keeps its output. What a file imports is loaded when it is used first, so that a command loads
 * what it needs and no more.
 */
const { KeptCode } = require('./kept-code.cjs');

exports.create = function create(options) {
  const kept = new KeptCode(options.folder);
  let transpiler;
  return {
    transpile(source, { fileName }) {
      transpiler ??= require('ts-node/transpilers/swc').create({
        ...options,
        swc: withLazyImports(require('@swc/core')),
      });
      const output = transpiler.transpile(source, { fileName });
      if (options.nodeModuleEmitKind === 'nodecjs') {
        kept.keep(fileName, source, { code: output.outputText, map: output.sourceMapText });
      }
      return output;
    },
  };
};

function withLazyImports(swc) {
  return {
    transformSync(source, options) {
      if (options.module?.type !== 'commonjs') return swc.transformSync(source, options);
      const lazy = [...source.matchAll(/ from '([^']+)';$/gm)].map(([, specifier]) => specifier);
      return swc.transformSync(source, {
        ...options,
        inlineSourcesContent: false,
        module: { ...options.module, lazy },
      });
    },
  };
}
