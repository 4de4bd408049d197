import { parse } from '@cucumber/tag-expressions';
import { offer } from '../nearest';

/** What is wrong with an expression of tags, with what would be right; undefined when it can be read. */
export function tagsProblem(expression: string): string | undefined {
  const wrong = wrongWordOf(expression);
  if (wrong === undefined && canBeRead(expression)) return undefined;
  const right = 'like "@LD-1 or (@volumes and not @two-hosts)"';
  return `--tags "${expression}" cannot be read${wrong === undefined ? '' : `: ${wrong}`}; tags are joined by and, or, not and brackets, ${right}`;
}

/** What is wrong with a pattern for titles, with what would be right; undefined when it can be read. */
export function nameProblem(pattern: string): string | undefined {
  try {
    new RegExp(pattern);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*: /s, '') : String(error);
    return `--name "${pattern}" is no regular expression (${reason}); a character of a title that means something there is written with a backslash, like "\\("`;
  }
}

const operators = ['and', 'or', 'not'];

/** A word that is neither a tag nor an operator, as a person has to be told of it. */
function wrongWordOf(expression: string): string | undefined {
  const words = expression.split(/[\s()]+/).filter((word) => word !== '');
  const wrong = words.find((word) => !operators.includes(word) && !/^@[^@,]+$/.test(word));
  if (wrong === undefined) return undefined;
  if (wrong.startsWith('@')) return `"${wrong}" is no tag, for one has no comma and no second @`;
  const before = words[words.indexOf(wrong) - 1];
  const comesAfterTag = before?.startsWith('@') === true;
  return comesAfterTag
    ? `"${wrong}" is no operator, ${offer(wrong, operators)}`
    : `"${wrong}" is no tag, for one begins with @`;
}

function canBeRead(expression: string): boolean {
  try {
    parse(expression);
    return true;
  } catch {
    return false;
  }
}
