import {
  helpOf,
  readCommandLine,
  WrongOrder,
  type CommandDeclaration,
  type OptionDeclarations,
  type TypedOrder,
} from '../command-line';
import { runCommand } from '../gate/ending';
import { messageOf } from '../gate/message-of';
import { printable } from '../printable';

/**
 * Runs a command as it was typed, and ends the process with the exit code that `work` resolves to: `--help` is told, and so is in
 * a line what is wrong with the command line, or what went wrong.
 */
export function runTypedCommand<const Options extends OptionDeclarations>(
  command: CommandDeclaration<Options>,
  work: (order: TypedOrder<Options>) => Promise<number> | number,
): void {
  runCommand(
    (argv) => {
      const order = readCommandLine(command, argv);
      if (order !== 'help') return work(order);
      console.log(helpOf(command).trimEnd());
      return 0;
    },
    (error) => {
      console.error(tellFailure(command, error));
    },
  );
}

/** What went wrong, for a person; how the command is typed follows what is wrong with its command line. */
export function tellFailure({ usage }: Pick<CommandDeclaration, 'usage'>, error: unknown): string {
  const message = printable(messageOf(error));
  return error instanceof WrongOrder ? `${message}\n\n${usage}   (--help tells more)` : `NOT DONE: ${message}`;
}
