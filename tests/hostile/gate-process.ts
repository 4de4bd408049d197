import { runGateWith } from '../remote/gate';

/** Runs the gate in a process of its own and says what it came to, and how much memory it took at most. */
async function main(folder: string, argv: readonly string[]): Promise<void> {
  const { exitCode, text } = await runGateWith(process.env, argv, folder);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${text}\nexit code ${exitCode}, ${megabytes} MB`);
}

void main(process.argv[2] ?? '', process.argv.slice(3)).then(() => process.exit());
