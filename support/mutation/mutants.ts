import ts from 'typescript';

/** How code is made wrong. */
export type MutantKind = 'condition' | 'operator' | 'constant' | 'dropped statement' | 'emptied block';

/** One place of the code that is made wrong in one way. */
export interface Mutant {
  /** What the switch in the code knows it by. */
  readonly id: number;
  /** Relative to the project's folder. */
  readonly file: string;
  readonly line: number;
  readonly kind: MutantKind;
  /** What stands there, in a line, and what would instead. */
  readonly original: string;
  readonly mutated: string;
}

/** A source with all its mutants in it, each behind a switch `__mutant(id)`, so that code is loaded once for all of them. */
export interface MutatedSource {
  readonly code: string;
  readonly mutants: readonly Mutant[];
}

/** Makes the mutants of a TypeScript source; their ids begin with `firstId`. The code is TypeScript without sound types. */
export function mutateSource(file: string, source: string, firstId = 0): MutatedSource {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const mutator = new Mutator(tree, file, firstId);
  return { code: source.slice(0, tree.getStart()) + mutator.emit(tree), mutants: mutator.mutants };
}

interface Variant {
  readonly kind: MutantKind;
  readonly mutated: string;
  /** What of the code is put behind the switch. */
  readonly form: 'expression' | 'statement' | 'body' | 'block';
}

class Mutator {
  readonly mutants: Mutant[] = [];
  readonly #tree: ts.SourceFile;
  readonly #file: string;
  readonly #firstId: number;

  constructor(tree: ts.SourceFile, file: string, firstId: number) {
    this.#tree = tree;
    this.#file = file;
    this.#firstId = firstId;
  }

  /** The code of a node with the mutants in it and below it. */
  emit(node: ts.Node): string {
    if (isOfTypesAlone(node)) return node.getText(this.#tree);
    const variants = variantsOf(node, this.#tree).map((variant) => ({ ...variant, id: this.#note(node, variant) }));
    return variants.reduce(
      (text, { id, form, mutated }) => switched(text, id, form, mutated),
      this.#withChildren(node),
    );
  }

  #withChildren(node: ts.Node): string {
    const { text } = this.#tree;
    let at = node.getStart(this.#tree);
    let code = '';
    ts.forEachChild(node, (child) => {
      code += text.slice(at, child.getStart(this.#tree)) + this.emit(child);
      at = child.end;
    });
    return code + text.slice(at, node.end);
  }

  #note(node: ts.Node, { kind, mutated }: Variant): number {
    const start = node.getStart(this.#tree);
    const id = this.#firstId + this.mutants.length;
    const line = this.#tree.getLineAndCharacterOfPosition(start).line + 1;
    const original = node.getText(this.#tree);
    this.mutants.push({ id, file: this.#file, line, kind, original: inALine(original), mutated: inALine(mutated) });
    return id;
  }
}

function switched(text: string, id: number, form: Variant['form'], mutated: string): string {
  switch (form) {
    case 'expression':
      return `(__mutant(${id}) ? ${mutated} : ${text})`;
    case 'statement':
      return `{ if (!__mutant(${id})) { ${text} } }`;
    case 'body':
      return `{ if (__mutant(${id})) return; ${text.slice(1)}`;
    case 'block':
      return `{ if (!__mutant(${id})) ${text} }`;
  }
}

function variantsOf(node: ts.Node, tree: ts.SourceFile): readonly Variant[] {
  if (ts.isBlock(node)) return blockVariants(node);
  if (ts.isExpressionStatement(node) || ts.isThrowStatement(node)) return statementVariants(node);
  if (!ts.isExpression(node)) return [];
  return [...expressionVariants(node, tree), ...bodyVariants(node)].map(([kind, mutated]) => ({
    kind,
    mutated,
    form: 'expression',
  }));
}

/** Empty already, or of a constructor, where nothing may be left out. */
function blockVariants({ parent, statements }: ts.Block): readonly Variant[] {
  if (statements.length === 0 || ts.isConstructorDeclaration(parent)) return [];
  const form = ts.isFunctionLike(parent) ? 'body' : 'block';
  return [{ kind: 'emptied block', mutated: '{}', form }];
}

/** A block of one statement is emptied instead; what stands outside of any runs before the switch can be set. */
function statementVariants({ parent }: ts.Statement): readonly Variant[] {
  const isOneOfSeveral = ts.isBlock(parent) ? parent.statements.length > 1 : !ts.isSourceFile(parent);
  return isOneOfSeveral || ts.isConstructorDeclaration(parent.parent)
    ? [{ kind: 'dropped statement', mutated: '', form: 'statement' }]
    : [];
}

type ExpressionVariant = readonly [MutantKind, string];

function expressionVariants(node: ts.Expression, tree: ts.SourceFile): readonly ExpressionVariant[] {
  const text = (of: ts.Node): string => of.getText(tree);
  if (ts.isBinaryExpression(node)) {
    const [left, right] = [text(node.left), text(node.right)];
    const others = operators.get(node.operatorToken.kind) ?? [];
    return others.map((operator) => ['operator', operator === '' ? left : `${left} ${operator} ${right}`]);
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return [['condition', text(node.operand)]];
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [['constant', 'false']];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [['constant', 'true']];
  if (ts.isNumericLiteral(node)) return isName(node) ? [] : [['constant', `${text(node)} + 1`]];
  if (ts.isStringLiteral(node)) return isValue(node) ? [['constant', otherWord(node.text)]] : [];
  return isCondition(node) ? [['condition', `!(${text(node)})`]] : [];
}

/** A function that is an expression gives nothing instead; a constant is another one already. */
function bodyVariants(node: ts.Expression): readonly ExpressionVariant[] {
  const isBody = ts.isArrowFunction(node.parent) && node.parent.body === node;
  const isConstant = ts.isLiteralExpression(node) || node.getText() === 'undefined' || isBoolean(node);
  return isBody && !isConstant ? [['emptied block', 'undefined']] : [];
}

const { SyntaxKind } = ts;

/** What stands for an operator instead; nothing means that its left side alone does. */
const operators: ReadonlyMap<ts.SyntaxKind, readonly string[]> = new Map([
  [SyntaxKind.EqualsEqualsEqualsToken, ['!==']],
  [SyntaxKind.ExclamationEqualsEqualsToken, ['===']],
  [SyntaxKind.LessThanToken, ['<=', '>=']],
  [SyntaxKind.LessThanEqualsToken, ['<', '>']],
  [SyntaxKind.GreaterThanToken, ['>=', '<=']],
  [SyntaxKind.GreaterThanEqualsToken, ['>', '<']],
  [SyntaxKind.AmpersandAmpersandToken, ['||']],
  [SyntaxKind.BarBarToken, ['&&']],
  [SyntaxKind.QuestionQuestionToken, ['']],
  [SyntaxKind.MinusToken, ['+']],
  [SyntaxKind.AsteriskToken, ['/']],
  [SyntaxKind.SlashToken, ['*']],
]);

function isCondition(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent)) {
    return parent.expression === node;
  }
  return (ts.isConditionalExpression(parent) || ts.isForStatement(parent)) && parent.condition === node;
}

/** A word that decides something, and is no message: what is given back, assigned or chosen. */
function isValue(node: ts.StringLiteral): boolean {
  const { parent } = node;
  if (ts.isReturnStatement(parent) || ts.isVariableDeclaration(parent)) return true;
  if (ts.isArrowFunction(parent)) return parent.body === node;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  const { EqualsToken, QuestionQuestionToken } = SyntaxKind;
  return (
    ts.isBinaryExpression(parent) &&
    parent.right === node &&
    [EqualsToken, QuestionQuestionToken].includes(parent.operatorToken.kind)
  );
}

function otherWord(word: string): string {
  if (word === 'go on') return "'stop'";
  if (word === 'stop') return "'go on'";
  return word === '' ? "'mutated'" : "''";
}

function isName(node: ts.Expression): boolean {
  return ts.isPropertyAssignment(node.parent) && node.parent.name === node;
}

function isBoolean({ kind }: ts.Node): boolean {
  return kind === SyntaxKind.TrueKeyword || kind === SyntaxKind.FalseKeyword;
}

function isOfTypesAlone(node: ts.Node): boolean {
  return (
    ts.isTypeNode(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isModuleDeclaration(node)
  );
}

const longest = 120;

function inALine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
