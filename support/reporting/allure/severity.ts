import { isLocalDelete } from '../conclusion';
import type { ScenarioVerdict } from '../verdict';

/** How much it matters that a scenario is red: Allure has these levels, and a fifth that the suite does not use. */
type Severity = 'blocker' | 'critical' | 'normal' | 'minor';

/** How much a scenario matters, by the rule of docs/tags.md: the first that fits. */
export function severityOf({ id, uri, tags }: Pick<ScenarioVerdict, 'id' | 'uri' | 'tags'>): Severity {
  if (id !== undefined && isLocalDelete({ id })) return 'blocker';
  if (tags.some((tag) => /^@(?:bug|commit)-/.test(tag))) return 'critical';
  return themesOfLooks.some((theme) => uri.includes(`/${theme}/`)) ? 'minor' : 'normal';
}

/** The themes that are about what Nova and Placement show, and not about what they do. */
const themesOfLooks: readonly string[] = ['reading', 'history'];
