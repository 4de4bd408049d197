/** A configuration file of oslo.config: options by section. */
export type IniFile = Readonly<Record<string, IniSection>>;

/** The options of a section; a list is written with commas. */
export type IniSection = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** The text of a configuration file. Throws for a value of several lines, which oslo.config would read as several. */
export function renderIni(file: IniFile): string {
  return Object.entries(file)
    .map(([section, options]) => `[${section}]\n${renderOptions(section, options)}`)
    .join('\n');
}

function renderOptions(section: string, options: IniSection): string {
  return Object.entries(options)
    .map(([option, value]) => {
      const text = typeof value === 'object' ? value.join(',') : String(value);
      if (text.includes('\n')) {
        throw new RangeError(`the value of [${section}] ${option} has several lines`);
      }
      return `${option} = ${text}\n`;
    })
    .join('');
}
