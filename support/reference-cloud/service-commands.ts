import { inside } from './layout';

/** Debian's Python, the only one that sees Debian's packages. */
const PYTHON = '/usr/bin/python3';

/** What every Python program in the chroot is started with: it leaves no compiled files there. */
export const pythonEnvironment = { PYTHONDONTWRITEBYTECODE: '1' } as const;

/** The command of an entry point of OpenStack: `name` is what it takes for its own, `module` holds its `main`. */
export function launcherCommand(name: string, module: string, options: readonly string[]): string[] {
  return [PYTHON, '-W', 'ignore', `${inside.programs}/launcher.py`, name, module, ...options];
}

/** The command of one of the project's Python programs in the chroot. */
export function programCommand(program: string, ...options: readonly string[]): string[] {
  return [PYTHON, '-W', 'ignore', `${inside.programs}/${program}`, ...options];
}

/** The command of a Python program that is given on standard input. */
export function givenCommand(...options: readonly string[]): string[] {
  return [PYTHON, '-W', 'ignore', '-', ...options];
}

/** The command of a service of Nova's control plane, which reads nova.conf, the file of the databases, and then its own. */
export function novaControlCommand(name: string, module: string, ownFile = name): string[] {
  return launcherCommand(name, module, configFiles('nova.conf', 'nova-database.conf', `${ownFile}.conf`));
}

/** The command of a service of Cinder, which reads cinder.conf and then its own file. */
export function cinderCommand(name: string, module: string): string[] {
  return launcherCommand(name, module, configFiles('cinder.conf', `${name}.conf`));
}

/** The command of the nova-compute of a host, which reads nova.conf and then its own file. */
export function novaComputeCommand(host: string): string[] {
  return launcherCommand('nova-compute', 'nova.cmd.compute', configFiles('nova.conf', `${host}.conf`));
}

/** The command of nova-manage, which reads nova.conf and the file of the databases. */
export function novaManageCommand(...options: readonly string[]): string[] {
  const all = [...configFiles('nova.conf', 'nova-database.conf'), ...options];
  return launcherCommand('nova-manage', 'nova.cmd.manage', all);
}

/** The options that name configuration files, later ones over earlier ones. */
export function configFiles(...files: readonly string[]): string[] {
  return files.flatMap((file) => ['--config-file', `${inside.configuration}/${file}`]);
}

/**
 * The command of uWSGI with a WSGI application, `module:callable()`, in two processes.
 * Each connection serves one request: clients that keep connections fail at random on those that uWSGI closes.
 */
export function uwsgiCommand(application: string, port: number): string[] {
  return [
    'uwsgi',
    '--plugin',
    'python3',
    '--http-socket',
    `127.0.0.1:${port}`,
    '--module',
    application,
    '--processes',
    '2',
    '--threads',
    '1',
    '--master',
    '--die-on-term',
    '--need-app',
    '--lazy-apps',
    '--enable-threads',
    '--thunder-lock',
    '--add-header',
    'Connection: close',
    '--buffer-size',
    '65535',
    '--disable-logging',
  ];
}
